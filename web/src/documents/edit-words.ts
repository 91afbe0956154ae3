import type { EditProblem } from '#model/documents/edits.ts'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'

/** Why an edit of the desk is left out or refused, in words. */
export function useEditWords() {
  const { t } = useText()
  const words = useDocumentWords()
  const circle = (path: readonly string[]): string =>
    t('documents.local-circle', { names: path.map(words.name).join(' → ') })
  return {
    circle,
    why: (found: EditProblem): string => {
      if (found.problem === 'cycle') return circle(found.path)
      return t(`documents.local-why.${found.problem}`, { names: 'names' in found ? words.name(found.names) : '' })
    },
  }
}
