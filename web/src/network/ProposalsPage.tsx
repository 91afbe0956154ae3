import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import type { Proposal } from '#model/network/contract-proposals.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { counted } from '../ui/counted.ts'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { proposalsQuery } from './queries.ts'

/** Proposals that wait, or how they were answered: which, and the page, stand in the address. */
export function ProposalsPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/rete/proposte' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } })
  const show = search.mostra ?? 'waiting'
  const query = useQuery(proposalsQuery(desk.code, { show, after: search.dopo }))
  const found = query.data
  return (
    <Page
      title={t('network.proposals')}
      tab={t('network.proposals')}
      chips={
        <span className="count" role="status">
          {found && found.total !== null && t('network.proposals-count', counted(found.total))}
        </span>
      }
    >
      <p>
        <Link to="/$desk/rete" params={{ desk: desk.code }}>
          {t('network.to-list')}
        </Link>
      </p>
      <div className="toolbar">
        <FilterChips
          label={t('network.show')}
          value={show}
          onChange={(mostra) => set({ mostra: mostra === 'ended' ? 'ended' : undefined })}
          options={(['waiting', 'ended'] as const).map((value) => ({ value, label: t(`network.proposals.${value}`) }))}
        />
      </div>
      <QueryState query={query} rows={4} />
      {found?.rows.length === 0 && <EmptyState>{t(`network.proposals.none-${show}`)}</EmptyState>}
      {found && found.rows.length > 0 && (
        <Card title={t(`network.proposals.${show}`)}>
          <Lines rows={found.rows} />
        </Card>
      )}
      {found && <Pager after={search.dopo} next={found.next} go={(dopo) => set({ dopo })} />}
    </Page>
  )
}

function Lines({ rows }: { rows: readonly Proposal[] }) {
  const { t, lang } = useText()
  const desk = useDesk()
  return (
    <ul className="lines">
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <Link to="/$desk/rete/proposte/$id" params={{ desk: desk.code, id: row.id }}>
              {row.name}
            </Link>
            <small>
              {[
                t(row.isNew ? 'network.a-new-one' : 'network.a-change'),
                row.proposedBy ?? row.from.name,
                formatInstant(row.proposedAt, lang),
              ].join(' · ')}
            </small>
            {row.reason && <small>{row.reason}</small>}
          </div>
          <ProposalChip state={row.state} />
        </li>
      ))}
    </ul>
  )
}

export function ProposalChip({ state }: { state: Proposal['state'] }) {
  const { t } = useText()
  const icon = state === 'waiting' ? 'clock' : state === 'declined' || state === 'withdrawn' ? 'close' : 'check'
  return (
    <Chip icon={icon} tone={state === 'waiting' ? 'blue' : 'plain'}>
      {t(`network.proposal.${state}`)}
    </Chip>
  )
}
