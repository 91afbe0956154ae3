import { Link } from '@tanstack/react-router'
import type { ExpiringDocument } from '#model/documents/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'

/** Documents that end soon or have ended, as lines. */
export function ExpiringLines({ label, rows }: { label: string; rows: readonly ExpiringDocument[] }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const words = useDocumentWords()
  const today = todayHere()
  return (
    <ul className="lines" aria-label={label}>
      {rows.map(({ caseId, personName, personCode, document, expiresOn }) => (
        <li key={`${caseId} ${document}`}>
          <div>
            <Link
              to="/$desk/casi/$id/documenti"
              params={{ desk: desk.code, id: caseId }}
              search={{ documento: document }}
            >
              {words.name(document)}
            </Link>
            <small className="personal">{personName || personCode || t('people.unnamed')}</small>
          </div>
          <Chip icon={expiresOn < today ? 'danger' : 'clock'} tone={expiresOn < today ? 'red' : 'amber'}>
            {t(expiresOn < today ? 'documents.expired-since' : 'documents.expiring-until', {
              day: shortDate(expiresOn, lang),
            })}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
