import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

export function CaseChip({ state }: { state: 'open' | 'closed' }) {
  const { t } = useText()
  return (
    <Chip icon={state === 'open' ? 'open' : 'closed'} tone={state === 'open' ? 'green' : 'plain'}>
      {t(`cases.state.${state}`)}
    </Chip>
  )
}
