import { sql } from 'kysely'
import type { SignalFields } from '#model/signals/contract.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { SignalTables } from './tables.ts'

export type SignalRow = SignalTables['signal']

const on = (at: At) => at.tx as Db<SignalTables>

/** What stands sealed in a row of the receiver: what was told; in one of the sender: the own reference. */
type Told = SignalFields | { reference: string }

const spot = (id: string) => ({ in: 'signal_words.words', id }) as const

/** Kinds of desks that take signals. */
const TAKERS = ['single-access-desk', 'inspectorate']

type TargetRow = { id: string; code: string; name: string; body: string; kind: string }

/** Desks of the network that take signals, in the order of their names. */
export async function targetsOf(at: At): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select d.id, d.code, d.name, o.name as body, d.kind from desk d join organisation o on o.id = d.organisation_id
    where d.network_id = ${at.desk.networkId} and d.id <> ${at.desk.id} and not d.tryout and d.kind in (${sql.join(TAKERS)})
    order by d.kind = 'inspectorate', d.name`.execute(at.tx)
  return rows
}

/** How many signals came here from a desk since; who signals from there at the same time waits. */
export async function cameSince(at: At, from: string, since: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signals ${from}`}, 0))`.execute(at.tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from signal where network_id = ${at.desk.networkId} and to_desk = ${at.desk.id}
      and from_desk = ${from} and sent_at > ${since}`.execute(at.tx)
  return rows[0]?.count ?? 0
}

export const insertSignal = (at: At, row: Pick<SignalRow, 'id' | 'from_desk' | 'from_name' | 'urgent'>) =>
  on(at)
    .insertInto('signal')
    .values({
      ...row,
      network_id: at.desk.networkId,
      to_desk: at.desk.id,
      state: 'sent',
      version: 1,
      sent_at: at.now,
      changed_at: at.now,
      reason: null,
    })
    .execute()

export const keepTold = (at: At, id: string, told: Told) =>
  on(at)
    .insertInto('signal_words')
    .values({ desk_id: at.desk.id, signal_id: id, words: at.vault.seal(spot(id), told) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** What this desk holds of signals, opened. */
export async function toldOf<T>(at: At, ids: readonly string[]): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('signal_words')
    .select(['signal_id', 'words'])
    .where('desk_id', '=', at.desk.id)
    .where('signal_id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ signal_id: id, words }) => [id, at.vault.open<T>(spot(id), words)]))
}

const received = (at: At, id: string) =>
  on(at)
    .selectFrom('signal')
    .selectAll()
    .where('network_id', '=', at.desk.networkId)
    .where('to_desk', '=', at.desk.id)
    .where('id', '=', id)

export const signalRow = (at: At, id: string): Promise<SignalRow | undefined> => received(at, id).executeTakeFirst()
export const lockSignal = (at: At, id: string): Promise<SignalRow | undefined> =>
  received(at, id).forUpdate().executeTakeFirst()

export const updateSignal = (at: At, id: string, change: Partial<SignalRow>) =>
  on(at).updateTable('signal').set(change).where('network_id', '=', at.desk.networkId).where('id', '=', id).execute()

/** The colleague who handled it last. */
export const noteHandling = (at: At, id: string) =>
  on(at)
    .insertInto('signal_handling')
    .values({ desk_id: at.desk.id, signal_id: id, by: at.actor.name })
    .onConflict((conflict) => conflict.columns(['desk_id', 'signal_id']).doUpdateSet({ by: at.actor.name }))
    .execute()

export const handlerOf = (at: At, id: string) =>
  on(at)
    .selectFrom('signal_handling')
    .select('by')
    .where('desk_id', '=', at.desk.id)
    .where('signal_id', '=', id)
    .executeTakeFirst()

/** One page of signals that were sent or came in, the newest first; those that wait for this desk are counted. */
export async function pageOfSignals(
  at: At,
  { side, show }: { side: 'sender' | 'receiver'; show: 'waiting' | 'all' },
  after: { id: string } | null,
  most: number,
) {
  const mine = side === 'sender' ? sql`from_desk = ${at.desk.id}` : sql`to_desk = ${at.desk.id}`
  const own = sql`network_id = ${at.desk.networkId} and ${mine}`
  const waits = side === 'sender' ? sql`state in ('sent', 'seen', 'taken')` : sql`state in ('sent', 'seen')`
  const wanted = sql`${own} ${show === 'waiting' ? sql`and ${waits}` : sql``}`
  const behind = after
    ? sql`and (sent_at, id) < (select sent_at, id from signal where ${own} and id = ${after.id})`
    : sql``
  const [page, count] = await Promise.all([
    sql<SignalRow>`select * from signal where ${wanted} ${behind} order by sent_at desc, id desc limit ${sql.lit(most + 1)}`.execute(
      at.tx,
    ),
    sql<{ total: number; waiting: number; urgentWaiting: number }>`
      select count(*) filter (where ${wanted})::int as total, count(*) filter (where ${waits})::int as waiting,
        count(*) filter (where urgent and ${waits})::int as "urgentWaiting"
      from signal where ${own}`.execute(at.tx),
  ])
  return { rows: page.rows, ...(count.rows[0] ?? { total: 0, waiting: 0, urgentWaiting: 0 }) }
}
