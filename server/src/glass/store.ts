import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { GlassTables } from './tables.ts'

export type GlassRow = GlassTables['glass']

const on = (at: At) => at.tx as Db<GlassTables>

/** An emergency access that this desk opened or that opened one of its cases. */
export const glassRow = (at: At, id: string): Promise<GlassRow | undefined> =>
  on(at)
    .selectFrom('glass')
    .selectAll()
    .where('network_id', '=', at.desk.networkId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The same, held until the end of the transaction. */
export const lockGlass = (at: At, id: string): Promise<GlassRow | undefined> =>
  on(at)
    .selectFrom('glass')
    .selectAll()
    .where('network_id', '=', at.desk.networkId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

type NewGlass = Pick<
  GlassRow,
  'id' | 'reader_desk' | 'reader_account' | 'reader_name' | 'case_id' | 'reason' | 'ends_at'
>

export async function insertGlass(at: At, said: NewGlass, words: string): Promise<void> {
  const nothing = { ended_at: null, ended_by: null, reviewed_at: null, reviewed_by: null }
  await on(at)
    .insertInto('glass')
    .values({ ...said, ...nothing, network_id: at.desk.networkId, owner_desk: at.desk.id, opened_at: at.now })
    .execute()
  await on(at)
    .insertInto('glass_words')
    .values({
      desk_id: at.desk.id,
      glass_id: said.id,
      words: at.vault.seal({ in: 'glass_words.words', id: said.id }, words),
    })
    .execute()
}

/** What was written about accesses to cases of this desk, by access. */
export async function wordsOf(at: At, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('glass_words')
    .select(['glass_id', 'words'])
    .where('desk_id', '=', at.desk.id)
    .where('glass_id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ glass_id: id, words }) => [id, at.vault.open<string>({ in: 'glass_words.words', id }, words)]),
  )
}

export const updateGlass = (at: At, { network_id, id }: GlassRow, change: Partial<GlassRow>) =>
  on(at).updateTable('glass').set(change).where('network_id', '=', network_id).where('id', '=', id).execute()

/** The newest accesses of an account in this desk. */
export const ownGlass = (at: At, account: string): Promise<GlassRow[]> =>
  on(at)
    .selectFrom('glass')
    .selectAll()
    .where('network_id', '=', at.desk.networkId)
    .where('reader_desk', '=', at.desk.id)
    .where('reader_account', '=', account)
    .orderBy('opened_at', 'desc')
    .limit(20)
    .execute()

/**
 * Notes that an account of this desk asks for an access, and answers how many others it opened since, with those that may be
 * about to open. Who asks twice at once waits.
 */
export async function askedBefore(
  at: At,
  account: string,
  id: string,
  { since, lately }: { since: string; lately: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`glass ${account}`}, 0))`.execute(at.tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from glass_asked a where desk_id = ${at.desk.id} and account_id = ${account} and id <> ${id}
      and at > ${since} and (at > ${lately} or exists (
        select 1 from glass g where g.network_id = ${at.desk.networkId} and g.reader_desk = a.desk_id and g.id = a.id))`.execute(
    at.tx,
  )
  const asked = { desk_id: at.desk.id, id, account_id: account, at: at.now }
  await on(at)
    .insertInto('glass_asked')
    .values(asked)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return rows[0]?.count ?? 0
}

type Wish = { way: 'here' | 'ours'; month?: string | undefined }

const sideOf = (at: At, way: Wish['way']): RawBuilder<unknown> =>
  way === 'here' ? sql`owner_desk = ${at.desk.id}` : sql`reader_desk = ${at.desk.id} and owner_desk <> ${at.desk.id}`

/** One page of the accesses of a month of Rome's calendar, or of all, the newest first. */
export async function pageOfGlass(at: At, { way, month }: Wish, after: { id: string } | null, most: number) {
  const start = sql`(${`${month}-01`}::date)::timestamp at time zone 'Europe/Rome'`
  const end = sql`(${`${month}-01`}::date + interval '1 month') at time zone 'Europe/Rome'`
  const wanted = sql`network_id = ${at.desk.networkId} and ${sideOf(at, way)} ${month === undefined ? sql`` : sql`and opened_at >= ${start} and opened_at < ${end}`}`
  const behind = after ? sql`and (opened_at, id) < (select opened_at, id from glass where id = ${after.id})` : sql``
  const [page, count] = await Promise.all([
    sql<GlassRow>`select * from glass where ${wanted} ${behind} order by opened_at desc, id desc limit ${sql.lit(most + 1)}`.execute(
      at.tx,
    ),
    sql<{ total: number; waiting: number }>`
      select count(*) filter (where ${wanted})::int as total,
        count(*) filter (where owner_desk = ${at.desk.id} and reviewed_at is null)::int as waiting
      from glass`.execute(at.tx),
  ])
  return { rows: page.rows, ...(count.rows[0] ?? { total: 0, waiting: 0 }) }
}

/** A desk of the own network that keeps real records. */
export async function deskOfNetwork(at: At, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from desk where network_id = ${at.desk.networkId} and code = ${code} and not tryout`.execute(at.tx)
  return rows[0]?.id
}

/** The desk that sent a referral which came in here, as long as it waits for an answer that is still in time, or work goes on. */
export async function senderOf(at: At, referral: string): Promise<string | undefined> {
  const { rows } = await sql<{ from_desk: string }>`
    select from_desk from referral where network_id = ${at.desk.networkId} and id = ${referral}
      and to_desk = ${at.desk.id} and delivered_at is not null
      and (state in ('accepted', 'in-progress') or state in ('sent', 'seen') and expires_at > ${at.now})`.execute(at.tx)
  return rows[0]?.from_desk
}

type Sought = { case: string } | { number: string } | { referral: string }

/** The case of this desk that a referral is about, or the one of that id or number; never one of two. */
export async function caseAt(at: At, by: Sought): Promise<string | undefined> {
  const here = sql`desk_id = ${at.desk.id}`
  const wanted =
    'referral' in by
      ? sql<{ id: string }>`select case_id as id from referral_origin where ${here} and referral_id = ${by.referral}`
      : 'case' in by
        ? sql<{ id: string }>`select id from care_case where ${here} and id = ${by.case}`
        : sql<{ id: string }>`select id from care_case where ${here} and right(id::text, 12) = ${by.number} limit 2`
  const { rows } = await wanted.execute(at.tx)
  return rows.length === 1 ? rows[0]?.id : undefined
}
