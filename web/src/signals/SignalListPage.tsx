import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import { signalSubjects } from '#model/codes/signal-subjects.ts'
import type { SignalLine } from '#model/signals/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { signalsQuery } from './queries.ts'
import { SignalChip, UrgentSignal } from './SignalChip.tsx'

/** Signals of antennas and consulates that came in. */
export function SignalListPage() {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const navigate = useNavigate()
  const { mostra, dopo } = useSearch({ from: '/signed-in/$desk/segnalazioni' })
  const query = useQuery(signalsQuery(desk.code, { show: mostra ?? 'all', after: dopo }))
  const columns: Column<SignalLine>[] = [
    {
      key: 'what',
      head: t('signals.subject'),
      cell: (line) => (
        <Link to="/$desk/segnalazioni/$id" params={{ desk: desk.code, id: line.id }}>
          {line.subject ? codes.one(signalSubjects, line.subject) : t('signals.one')}
        </Link>
      ),
    },
    {
      key: 'about',
      head: t('signals.about'),
      wide: true,
      cell: (line) => line.about && t(`signals.about.${line.about}`),
    },
    { key: 'from', head: t('signals.from'), cell: (line) => line.fromDesk.name },
    { key: 'at', head: t('signals.sent-at'), cell: (line) => formatInstant(line.sentAt, lang) },
    {
      key: 'state',
      head: t('signals.state'),
      cell: (line) => (
        <div className="chips">
          <SignalChip state={line.state} />
          <UrgentSignal urgent={line.urgent} />
        </div>
      ),
    },
  ]
  return (
    <Page wide title={t('signals.title')} tab={t('signals.title')}>
      <p className="quiet">{t('signals.text')}</p>
      <div className="toolbar">
        <FilterChips
          label={t('signals.show')}
          value={mostra ?? 'all'}
          onChange={(value) =>
            void navigate({ to: '.', search: { mostra: value === 'waiting' ? 'waiting' : undefined } })
          }
          options={[
            { value: 'all', label: t('signals.show.all') },
            { value: 'waiting', label: t('signals.show.waiting', { count: query.data?.waiting ?? 0 }) },
          ]}
        />
      </div>
      <QueryState query={query} rows={6} />
      {query.data && query.data.rows.length > 0 && (
        <Table caption={t('signals.title')} columns={columns} rows={query.data.rows} rowKey={(line) => line.id} keys />
      )}
      {query.data?.rows.length === 0 && <EmptyState>{t(mostra ? 'signals.none-waiting' : 'signals.empty')}</EmptyState>}
      {query.data && (
        <Pager
          after={dopo}
          next={query.data.next}
          go={(next) => void navigate({ to: '.', search: { mostra, dopo: next } })}
        />
      )}
    </Page>
  )
}
