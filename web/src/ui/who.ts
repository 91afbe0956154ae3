import { useText } from './text.tsx'

/** A colleague's name; what no person did (an import, a job) is said to be the system's, and what came from elsewhere another desk's. */
export function useWho(): (by: string) => string {
  const { t } = useText()
  return (by) => (by === 'system' || by === 'guest' ? t(`ui.${by}`) : by)
}
