import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#model/calendar.ts'
import type { DayOfAccess } from '#model/privacy/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card, EmptyState } from '../ui/Page.tsx'
import { Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { sayAct } from './acts.ts'
import { personAccessesQuery } from './queries.ts'

type Props = { personId: string; after: string | undefined; go: (after: string | undefined) => void }

/** Who looked at the person, the cases and the contacts: by day and member. */
export function SeenCard({ personId, after, go }: Props) {
  const { t, lang } = useText()
  const who = useWho()
  const desk = useDesk()
  const query = useQuery(personAccessesQuery(desk.code, personId, after))
  const columns: Column<DayOfAccess>[] = [
    { key: 'day', head: t('privacy.day'), cell: (one) => formatDate(one.day, lang) },
    { key: 'by', head: t('privacy.by'), cell: (one) => who(one.by) },
    { key: 'reads', head: t('privacy.reads'), number: true, cell: (one) => one.reads },
    { key: 'writes', head: t('privacy.writes'), number: true, cell: (one) => one.writes },
    {
      key: 'acts',
      head: t('privacy.act'),
      cell: (one) => one.acts.map((act) => sayAct(act, t)).join(', '),
    },
  ]
  return (
    <Card title={t('privacy.seen')}>
      <p className="quiet">{t('privacy.seen-text')}</p>
      <QueryState query={query} rows={4} />
      {query.data?.rows.length === 0 && <EmptyState>{t('privacy.nobody')}</EmptyState>}
      {query.data && query.data.rows.length > 0 && (
        <Table
          caption={t('privacy.seen')}
          columns={columns}
          rows={query.data.rows}
          rowKey={(one) => `${one.day} ${one.by}`}
        />
      )}
      {query.data && <Pager after={after} next={query.data.next} go={go} />}
    </Card>
  )
}
