import type { Source } from '#model/documents/graph.ts'
import { useText } from '../ui/text.tsx'
import { isPage, useDocumentWords } from './document-words.ts'

/** Where something was read, and when; or that it is indicative. */
export function SourceLine({ source }: { source: Source }) {
  const { t } = useText()
  const words = useDocumentWords()
  return (
    <small className="doc-source">
      {t('documents.source')}:{' '}
      {isPage(source.at) ? (
        <a href={source.at} target="_blank" rel="noreferrer noopener">
          {words.source(source)}
        </a>
      ) : (
        words.source(source)
      )}
    </small>
  )
}
