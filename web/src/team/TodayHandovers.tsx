import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { HandoverList } from './HandoverList.tsx'
import { newHandoversQuery } from './handover-queries.ts'

/** Cases that came to me, until I have read what was handed over. */
export function TodayHandovers() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(newHandoversQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  return (
    <Card title={t('team.came-to-me')} count={data.rows.length}>
      <HandoverList label={t('team.came-to-me')} rows={data.rows} />
    </Card>
  )
}
