import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import type { Proposal } from '#model/network/contract-proposals.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { proposalsQuery } from './queries.ts'

/** Proposals that wait, and how the last ones were answered. */
export function ProposalsPage() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(proposalsQuery(desk.code))
  return (
    <Page title={t('network.proposals')} tab={t('network.proposals')}>
      <p>
        <Link to="/$desk/rete" params={{ desk: desk.code }}>
          {t('network.to-list')}
        </Link>
      </p>
      <QueryState query={query} rows={4} />
      {query.data && (
        <>
          <Card title={t('network.waiting')} count={query.data.waiting.length}>
            {query.data.waiting.length === 0 && <EmptyState>{t('network.nothing-waits')}</EmptyState>}
            <Lines rows={query.data.waiting} />
          </Card>
          {query.data.past.length > 0 && (
            <Card title={t('network.answered')}>
              <Lines rows={query.data.past} />
            </Card>
          )}
        </>
      )}
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
  const icon = state === 'waiting' ? 'clock' : state === 'declined' ? 'close' : 'check'
  return (
    <Chip icon={icon} tone={state === 'waiting' ? 'blue' : 'plain'}>
      {t(`network.proposal.${state}`)}
    </Chip>
  )
}
