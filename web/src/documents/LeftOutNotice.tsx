import type { LeftOut } from '#model/documents/edits.ts'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'
import { useEditWords } from './edit-words.ts'

/** Which edits of the desk are not in the graph, and why. Nothing where all of them are. */
export function LeftOutNotice({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const { t } = useText()
  const words = useDocumentWords()
  const { why } = useEditWords()
  if (leftOut.length === 0) return null
  return (
    <Notice tone="amber" title={t('documents.local-left-out', { count: leftOut.length })}>
      <ul>
        {leftOut.map(({ document, problem }) => (
          <li key={document}>
            <strong>{words.name(document)}</strong> {why(problem)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
