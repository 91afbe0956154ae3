import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import { signalRefusals } from '#model/codes/signal-subjects.ts'
import type { SignalLine } from '#model/signals/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { Icon } from '../ui/Icon.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { sentSignalsQuery } from './queries.ts'
import { SignalChip } from './SignalChip.tsx'

/** For antennas and consulates: what they signalled, by their own reference, and how far it is. */
export function SentSignalsPage() {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const navigate = useNavigate()
  const { dopo } = useSearch({ from: '/signed-in/$desk/segnalate' })
  const query = useQuery(sentSignalsQuery(desk.code, { after: dopo }))
  const columns: Column<SignalLine>[] = [
    { key: 'at', head: t('signals.sent-at'), cell: (line) => formatInstant(line.sentAt, lang) },
    {
      key: 'reference',
      head: t('signals.reference'),
      cell: (line) => <span className="personal">{line.reference || '–'}</span>,
    },
    { key: 'to', head: t('signals.to'), cell: (line) => line.toDesk.name },
    {
      key: 'state',
      head: t('signals.state'),
      cell: (line) => (
        <>
          <SignalChip state={line.state} /> {line.reason && <small>{codes.one(signalRefusals, line.reason)}</small>}
        </>
      ),
    },
    { key: 'changed', head: t('signals.changed-at'), wide: true, cell: (line) => formatInstant(line.changedAt, lang) },
  ]
  return (
    <Page
      wide
      title={t('signals.sent-title')}
      tab={t('signals.sent-title')}
      action={
        <Link className="btn btn-primary" to="/$desk/segnalate/nuova" params={{ desk: desk.code }}>
          <Icon name="plus" small />
          {t('signals.new')}
        </Link>
      }
    >
      <p className="quiet">{t('signals.sent-text')}</p>
      <QueryState query={query} rows={6} />
      {query.data && query.data.rows.length > 0 && (
        <Table caption={t('signals.sent-title')} columns={columns} rows={query.data.rows} rowKey={(line) => line.id} />
      )}
      {query.data?.rows.length === 0 && <EmptyState>{t('signals.sent-empty')}</EmptyState>}
      {query.data && (
        <Pager after={dopo} next={query.data.next} go={(next) => void navigate({ to: '.', search: { dopo: next } })} />
      )}
    </Page>
  )
}
