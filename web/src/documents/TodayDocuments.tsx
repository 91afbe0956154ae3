import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'
import { expiringQuery } from './queries.ts'

/** Documents that end soon or have ended, in the cases that the member follows. Nothing where there is none. */
export function TodayDocuments() {
  const { t, lang } = useText()
  const desk = useDesk()
  const words = useDocumentWords()
  const { data } = useQuery(expiringQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  const today = todayHere()
  return (
    <Card title={t('documents.expiring-title')} count={data.total}>
      <ul className="lines">
        {data.rows.map(({ caseId, personName, personCode, document, expiresOn }) => (
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
      {data.total > data.rows.length && (
        <p className="quiet">{t('documents.expiring-more', { count: data.total - data.rows.length })}</p>
      )}
    </Card>
  )
}
