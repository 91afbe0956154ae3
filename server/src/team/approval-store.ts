import { sql } from 'kysely'
import type { CivilDate } from '#model/calendar.ts'
import type { Outcome } from '#model/codes/outcomes.ts'
import type { ApprovalSetting, ApprovalState } from '#model/team/approval-contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { TeamTables } from './tables.ts'

type Told = {
  /** `outlived` is written nowhere: it comes of what happened to the case or the referral since. */
  outcome: Exclude<ApprovalState, 'waiting'> | null
  end_words: Buffer | null
  end_by: string | null
  end_at: string | null
  service: string | null
  /** Of a referral: its version now. */
  version: number | null
  /** Who asked handed the case over since, or is no member any more, and this actor follows it now. */
  inherited: boolean
  fresh: boolean
}
/** A request with what was answered, and whether the answer is new to this actor. */
export type ApprovalRow = TeamTables['approval'] & Told

/** Exactly what was asked to be done, and a word for whoever approves. */
export type Asked = {
  note: string
  close: { outcome: Outcome; closedOn: CivilDate; note: string } | null
  send: { version: number; shown: string } | null
}

const on = (at: At) => at.tx as Db<TeamTables>
const spot = (id: string) => ({ in: 'approval.words', id }) as const
const endSpot = (id: string) => ({ in: 'approval_end.words', id }) as const

/** What was asked; `null`: the data of the person were erased. */
export const askedOf = (at: At, { id, words }: Pick<ApprovalRow, 'id' | 'words'>): Asked | null =>
  at.vault.open<Asked | null>(spot(id), words)

/** What was said with the answer. */
export const answerOf = (at: At, { id, end_words: words }: Pick<ApprovalRow, 'id' | 'end_words'>): string =>
  words ? at.vault.open<string>(endSpot(id), words) : ''

const told = (at: At) => sql`select * from (
  select a.*, e.words as end_words, e.by as end_by, e.at as end_at, s.name as service, r.version,
    case when e.outcome is not null then e.outcome
      when a.act = 'send' and r.state is distinct from 'draft' then 'outlived'
      when a.act = 'close' and exists (select 1 from case_event v where v.desk_id = a.desk_id and v.case_id = a.case_id
        and v.act in ('closed', 'reopened') and v.at >= a.at) then 'outlived' end as outcome,
    exists (select 1 from case_follower f where f.desk_id = a.desk_id and f.case_id = a.case_id
      and f.account_id = ${at.actor.accountId})
      and not exists (select 1 from case_follower f where f.desk_id = a.desk_id and f.case_id = a.case_id
        and 'account:' || f.account_id = a.by)
      and (exists (select 1 from handover h where h.desk_id = a.desk_id and h.case_id = a.case_id and h.at >= a.at
          and 'account:' || h.from_account = a.by)
        or not exists (select 1 from member m where m.desk_id = a.desk_id and 'account:' || m.account_id = a.by
          and (m.until is null or m.until >= ${at.today as string}::date))) as inherited,
    exists (select 1 from approval_news n where n.desk_id = a.desk_id and n.approval_id = a.id
      and n.account_id = ${at.actor.accountId}) as fresh
  from approval a left join approval_end e on e.desk_id = a.desk_id and e.approval_id = a.id
  left join referral r on r.network_id = ${at.desk.networkId} and r.id = a.referral_id
  left join service s on s.network_id = r.network_id and s.id = r.service_id
  where a.desk_id = ${at.desk.id}) a where true`

/** What was asked for some cases, the last first. */
export async function approvalsOf(at: At, cases: readonly string[]): Promise<ApprovalRow[]> {
  if (cases.length === 0) return []
  const { rows } = await sql<ApprovalRow>`${told(at)} and a.case_id = any(${cases}::uuid[]) order by a.id desc`.execute(
    at.tx,
  )
  return rows
}

export async function approvalRow(at: At, id: string): Promise<ApprovalRow | undefined> {
  const { rows } = await sql<ApprovalRow>`${told(at)} and a.id = ${id}`.execute(at.tx)
  return rows[0]
}

/** Those that wait, the one that waits longest first; of who was erased there is nothing to decide. */
export async function waitingApprovals(at: At): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`
    ${told(at)} and a.outcome is null and length(a.words) > 0 order by a.at, a.id limit 100`.execute(at.tx)
  return rows
}

/** What a member asked for in some cases and nobody answered yet. */
export async function waitsOf(at: At, account: string): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`
    ${told(at)} and a.outcome is null and length(a.words) > 0 and a.by = ${`account:${account}`} order by a.id`.execute(
    at.tx,
  )
  return rows
}

/** Those that were answered to this member, who has not read it yet. */
export async function answeredApprovals(at: At): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`${told(at)} and length(a.words) > 0 and a.id in (
    select approval_id from approval_news where desk_id = ${at.desk.id} and account_id = ${at.actor.accountId})
    order by a.end_at desc, a.id limit 100`.execute(at.tx)
  return rows
}

/** Who follows a case now. */
export async function followersNow(at: At, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select account_id as account from case_follower where desk_id = ${at.desk.id} and case_id = ${caseId}`.execute(
    at.tx,
  )
  return rows.map(({ account }) => account)
}

/** For how much of a case an approval was asked. */
export async function countApprovals(at: At, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from approval where desk_id = ${at.desk.id} and case_id = ${caseId}`.execute(at.tx)
  return rows[0]?.count ?? 0
}

type NewApproval = Pick<TeamTables['approval'], 'id' | 'case_id' | 'act' | 'referral_id'>

export const insertApproval = (at: At, row: NewApproval, asked: Asked) =>
  on(at)
    .insertInto('approval')
    .values({
      ...row,
      ...{ desk_id: at.desk.id, words: at.vault.seal(spot(row.id), asked), by: at.actor.name, at: at.now },
    })
    .execute()

/** Answers a request; false where somebody else did. */
export async function insertAnswer(
  at: At,
  { id, case_id }: Pick<ApprovalRow, 'id' | 'case_id'>,
  outcome: Exclude<ApprovalState, 'waiting' | 'outlived'>,
  words: string,
): Promise<boolean> {
  const added = await on(at)
    .insertInto('approval_end')
    .values({
      ...{ desk_id: at.desk.id, approval_id: id, case_id, outcome },
      ...{ words: at.vault.seal(endSpot(id), words), by: at.actor.name, at: at.now },
    })
    .onConflict((conflict) => conflict.columns(['desk_id', 'approval_id']).doNothing())
    .returning('approval_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Of two who answer one comes first; the other one is told. */
export const holdApproval = (at: At, id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`approval ${at.desk.id} ${id}`}, 0))`.execute(at.tx)

/** An answer is news to whoever asked, or to whom the case came. */
export const answerIsNew = (at: At, approval: string, account: string) =>
  on(at)
    .insertInto('approval_news')
    .values({ desk_id: at.desk.id, approval_id: approval, account_id: account })
    .execute()

export const answerIsRead = (at: At, approval: string) =>
  on(at)
    .deleteFrom('approval_news')
    .where('desk_id', '=', at.desk.id)
    .where('approval_id', '=', approval)
    .where('account_id', '=', at.actor.accountId ?? '')
    .execute()

type Set = Pick<ApprovalSetting, 'closing' | 'sending' | 'by' | 'at'>

/** For what the desk wants an approval; nothing until somebody says so. */
export async function settingOf(at: At): Promise<Set> {
  const row = await on(at)
    .selectFrom('approval_setting')
    .select(['closing', 'sending', 'by', 'at'])
    .where('desk_id', '=', at.desk.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { closing: false, sending: false, by: null, at: null }
}

export const insertSetting = (at: At, { closing, sending }: Pick<Set, 'closing' | 'sending'>) =>
  on(at)
    .insertInto('approval_setting')
    .values({ desk_id: at.desk.id, id: newId(), closing, sending, by: at.actor.name, at: at.now })
    .execute()
