import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { ServiceEntry } from '#model/network/contract.ts'
import type { Proposal, ProposalInFull } from '#model/network/contract-proposals.ts'
import { actsOnProposal, withChange } from '#model/network/rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import { newId } from '../platform/clock.ts'
import { counted } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { notFound, notPossible, unknownId } from '../platform/failure.ts'
import { currentEntry } from './entries.ts'
import { deskNamed, type Names, namesOfNetwork } from './names.ts'
import { on, type ServiceRow, serviceRow } from './services.ts'
import type { NetworkTables } from './tables.ts'

export type ProposalRow = Selectable<NetworkTables['service_proposal']>

/** Those that the desk at hand made or has to answer: of others nothing is seen. */
const proposalRows = (at: At) =>
  on(at)
    .selectFrom('service_proposal')
    .selectAll()
    .where('network_id', '=', at.desk.networkId)
    .where((eb) => eb.or([eb('from_desk', '=', at.desk.id), eb('tended_by', '=', at.desk.id)]))

export const proposalRow = (at: At, id: string): Promise<ProposalRow | undefined> =>
  proposalRows(at).where('id', '=', id).executeTakeFirst()

/** A proposal that the desk at hand answers, or that it made, held until the end of the transaction. */
export const lockProposal = (at: At, id: string, side: 'tended_by' | 'from_desk'): Promise<ProposalRow | undefined> =>
  proposalRows(at).where('id', '=', id).where(side, '=', at.desk.id).forUpdate().executeTakeFirst()

/** More of them unanswered at one desk help nobody. */
const MOST_WAITING = 100

type NewProposal = {
  serviceId: string
  isNew: boolean
  tendedBy: string
  entry: ServiceEntry
  changed: string[]
  why: string
}

/** Refused where as many wait for that desk as one desk may leave with another. */
export async function insertProposal(
  at: At,
  { serviceId, isNew, tendedBy, entry, changed, why }: NewProposal,
): Promise<void> {
  if ((await waitingFor(at, tendedBy)) >= MOST_WAITING) throw notPossible('too-many-proposals')
  const { numInsertedOrUpdatedRows: added } = await on(at)
    .insertInto('service_proposal')
    .values({
      network_id: at.desk.networkId,
      id: newId(),
      service_id: serviceId,
      is_new: isNew,
      from_desk: at.desk.id,
      tended_by: tendedBy,
      entry: JSON.stringify(entry),
      changed,
      why,
      state: 'waiting',
      reason: '',
      proposed_by: at.actor.name,
      proposed_at: at.now,
      decided_by: null,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (added !== 1n) throw unknownId('/id')
}

const waitingFor = async (at: At, tendedBy: string): Promise<number> => {
  const row = await proposalRows(at)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('from_desk', '=', at.desk.id)
    .where('tended_by', '=', tendedBy)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Ends a locked proposal. The people to call stay in the entry alone. */
export const endProposal = (
  at: At,
  { id, entry }: ProposalRow,
  state: 'approved' | 'changed' | 'declined' | 'withdrawn',
  reason = '',
) =>
  on(at)
    .updateTable('service_proposal')
    .set({
      state,
      reason,
      entry: JSON.stringify({ ...entry, calls: [] }),
      decided_by: at.actor.name,
      decided_at: at.now,
    })
    .where('network_id', '=', at.desk.networkId)
    .where('id', '=', id)
    .execute()

/** How many proposals wait for an answer of the desk at hand. */
export async function countWaiting(at: At): Promise<number> {
  const row = await on(at)
    .selectFrom('service_proposal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('network_id', '=', at.desk.networkId)
    .where('tended_by', '=', at.desk.id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return row.count
}

type Told = z.input<typeof Proposal>

function told(at: At, row: ProposalRow, names: Names, nameOf: (actor: string) => string): Told {
  const ours = row.tended_by === at.desk.id
  return {
    id: row.id,
    serviceId: row.service_id,
    isNew: row.is_new,
    name: row.entry.name,
    from: deskNamed(names, row.from_desk),
    tendedBy: deskNamed(names, row.tended_by),
    why: row.why,
    state: row.state,
    reason: row.reason,
    proposedAt: row.proposed_at,
    proposedBy: row.from_desk === at.desk.id ? nameOf(row.proposed_by) : null,
    decidedAt: row.decided_at,
    decidedBy: ours && row.decided_by !== null ? nameOf(row.decided_by) : null,
    changed: row.changed,
    can: actsOnProposal(
      {
        waiting: row.state === 'waiting',
        answered: ours,
        made: row.from_desk === at.desk.id,
        mine: row.proposed_by === at.actor.name,
      },
      at.actor.grants,
    ),
  }
}

/** One page: what waits, the oldest first, or what ended, the last first. */
export async function pageOfProposals(
  at: At,
  show: 'waiting' | 'ended',
  after: { at: string; id: string } | null,
  most: number,
): Promise<{ rows: ProposalRow[]; total: number; tell: (row: ProposalRow) => Told }> {
  const standing = show === 'waiting' ? sql<string>`proposed_at` : sql<string>`decided_at`
  const way = show === 'waiting' ? 'asc' : 'desc'
  const wanted = proposalRows(at).where('state', show === 'waiting' ? '=' : '<>', 'waiting')
  const beyond = sql.raw(show === 'waiting' ? '>' : '<')
  const [names, nameOf, rows, total] = await Promise.all([
    namesOfNetwork(at),
    namesOfActors(at),
    wanted
      .$if(after !== null, (query) =>
        query.where(sql<boolean>`(${standing}, id) ${beyond} (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy(standing, way)
      .orderBy('id', way)
      .limit(sql.lit(most + 1))
      .execute(),
    counted(at.tx, wanted.clearSelect().select('id')),
  ])
  return { rows, total, tell: (row) => told(at, row, names, nameOf) }
}

/** The entry that a proposal would make of the one there is now. */
export const proposedEntry = ({ entry, changed }: ProposalRow, current: ServiceEntry | null): ServiceEntry =>
  current === null ? entry : withChange(current, entry, changed)

export async function proposalInFull(at: At, id: string): Promise<z.input<typeof ProposalInFull>> {
  const row = await proposalRow(at, id)
  if (!row) throw notFound()
  const service: ServiceRow | undefined = await serviceRow(at, row.service_id)
  const current = service ? await currentEntry(at, service) : null
  return {
    ...told(at, row, await namesOfNetwork(at), await namesOfActors(at)),
    current,
    proposed: proposedEntry(row, current),
    version: service?.version ?? 0,
  }
}
