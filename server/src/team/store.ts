import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { TeamTables } from './tables.ts'

type HandoverRow = TeamTables['handover']
/** A handover with whether it was taken back, and whether it is new to this actor. */
export type ToldHandover = HandoverRow & { returned: boolean; fresh: boolean }

const on = (at: At) => at.tx as Db<TeamTables>
const spot = (id: string) => ({ in: 'handover.words', id }) as const

/** What was noted; of who was erased nothing. */
export const noteOf = (at: At, { id, words }: Pick<HandoverRow, 'id' | 'words'>): string =>
  at.vault.open<string>(spot(id), words)

const told = (at: At) => sql`select h.*,
    exists (select 1 from handover b where b.desk_id = h.desk_id and b.back_of = h.id) as returned,
    exists (select 1 from handover_news n where n.desk_id = h.desk_id and n.handover = h.id
      and n.account_id = ${at.actor.accountId}) as fresh
  from handover h where h.desk_id = ${at.desk.id}`

/** The handovers of some cases, the last first. */
export async function handoversOf(at: At, cases: readonly string[]): Promise<ToldHandover[]> {
  if (cases.length === 0) return []
  const { rows } =
    await sql<ToldHandover>`${told(at)} and h.case_id = any(${cases}::uuid[]) order by h.id desc`.execute(at.tx)
  return rows
}

/** How often a case went from one colleague to another. */
export async function countHandovers(at: At, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from handover where desk_id = ${at.desk.id} and case_id = ${caseId}`.execute(at.tx)
  return rows[0]?.count ?? 0
}

/** Those that came to this member, or to another one, who has not read them, the last first. Of who was erased there is nothing to read. */
export async function newHandovers(at: At, account = at.actor.accountId): Promise<ToldHandover[]> {
  const { rows } = await sql<ToldHandover>`${told(at)} and h.id in (
    select handover from handover_news where desk_id = ${at.desk.id} and account_id = ${account})
    and length(h.words) > 0
    order by h.id desc limit 100`.execute(at.tx)
  return rows
}

/** Writes a handover; false where another one hands the same back already. */
export async function insertHandover(
  at: At,
  { note, ...row }: Omit<HandoverRow, 'desk_id' | 'words' | 'by' | 'at'> & { note: string },
): Promise<boolean> {
  const added = await on(at)
    .insertInto('handover')
    .values({
      ...row,
      ...{ desk_id: at.desk.id, words: at.vault.seal(spot(row.id), note), by: at.actor.name, at: at.now },
    })
    .onConflict((conflict) => conflict.columns(['desk_id', 'back_of']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** A handover is news to the one it came to. */
export const handoverIsNew = (at: At, handover: string, account: string) =>
  on(at).insertInto('handover_news').values({ desk_id: at.desk.id, handover, account_id: account }).execute()

/** It is news to nobody any more. */
export const handoverIsRead = (at: At, handover: string, account?: string) =>
  on(at)
    .deleteFrom('handover_news')
    .where('desk_id', '=', at.desk.id)
    .where('handover', '=', handover)
    .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
    .execute()
