import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { ExpiringLines } from './ExpiringLines.tsx'
import { expiringQuery } from './queries.ts'

/** Documents that end soon or have ended, in the cases that the member follows. Nothing where there is none. */
export function TodayDocuments() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(expiringQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  return (
    <Card title={t('documents.expiring-title')} count={data.total}>
      <ExpiringLines label={t('documents.expiring-title')} rows={data.rows} />
      {data.total > data.rows.length && (
        <p className="quiet">{t('documents.expiring-more', { count: data.total - data.rows.length })}</p>
      )}
    </Card>
  )
}
