import { type RawBuilder, sql } from 'kysely'
import { addDays, type CivilDate } from '#model/calendar.ts'
import type { NewTaskFact } from '#model/tasks/contract.ts'
import { NEAR_DAYS } from '#model/tasks/rules.ts'
import { reachOf } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import { counted, type Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { TaskTables } from './tables.ts'

export type FactRow = TaskTables['task_fact']
/** The record that holds, with its case and whether it is new to this actor. */
export type TaskRow = FactRow & { person_id: string | null; case_state: string | null; erased: boolean; fresh: boolean }
type Words = { text: string; why: string }

const on = (at: At) => at.tx as Db<TaskTables>
const spot = (id: string) => ({ in: 'task_fact.words', id }) as const

/** What it says. Of who was erased there is nothing. */
export const wordsOf = (at: At, { id, words }: Pick<FactRow, 'id' | 'words'>): Words =>
  at.vault.open<Words | null>(spot(id), words) ?? { text: '', why: '' }

/**
 * The tasks that this actor sees: of the cases in reach, and of the desk; of the desk's own an outreach worker sees those
 * that are the actor's or that the actor gave.
 */
const seen = (at: At) => sql`(case when f.case_id is not null then care_case.id is not null
  else ${at.actor.reach === 'desk'} or f.owner = ${at.actor.accountId} or f.giver = ${at.actor.name} end)`

/** The member of today who does it. */
const isMember = (at: At) => sql`exists (select 1 from member m where m.desk_id = f.desk_id and m.account_id = f.owner
  and (m.until is null or m.until >= ${at.today as string}))`

const tasks = (at: At, where: RawBuilder<unknown>) => sql`
  from task_fact f
  left join care_case on care_case.desk_id = f.desk_id and care_case.id = f.case_id and ${reachOf(at).cases}
  left join person p on p.desk_id = care_case.desk_id and p.id = care_case.person_id
  left join task_news n on n.desk_id = f.desk_id and n.task = f.task and n.account_id = ${at.actor.accountId}
  where f.desk_id = ${at.desk.id}
    and not exists (select 1 from task_fact l where l.desk_id = f.desk_id and l.task = f.task and l.no > f.no)
    and ${seen(at)} and ${where}`

const columns = sql`f.*, care_case.person_id, care_case.state as case_state, n.account_id is not null as fresh,
  coalesce(length(p.identity) = 0, false) as erased`

async function rows(at: At, where: RawBuilder<unknown>, order: RawBuilder<unknown>, most: number): Promise<TaskRow[]> {
  const found =
    await sql<TaskRow>`select ${columns} ${tasks(at, where)} order by ${order} limit ${sql.lit(most)}`.execute(at.tx)
  return found.rows
}
const count = (at: At, where: RawBuilder<unknown>): Promise<number> => counted(at.tx, sql`select 1 ${tasks(at, where)}`)

export type TaskFilter = {
  show: 'mine' | 'given' | 'nobody' | 'gone' | 'all'
  state: 'open' | 'ended' | 'all'
  case?: string | undefined
  order: 'due' | 'given'
}

const shows = (at: At): Record<TaskFilter['show'], RawBuilder<unknown>> => ({
  mine: sql`f.owner = ${at.actor.accountId}`,
  given: sql`f.giver = ${at.actor.name} and f.owner is distinct from ${at.actor.accountId}`,
  nobody: sql`f.owner is null`,
  gone: sql`f.owner is not null and not ${isMember(at)}`,
  all: sql`true`,
})
const states = { open: sql`f.state = 'open'`, ended: sql`f.state <> 'open'`, all: sql`true` }
/** Of who was erased nothing is to be done. */
const told = sql`length(f.words) > 0`

const matching = (at: At, { show, state, case: of }: TaskFilter) =>
  sql`${shows(at)[show]} and ${states[state]} and ${told} and ${of ? sql`f.case_id = ${of}` : sql`true`}`

/** What has no day comes last. */
const due = sql`coalesce(f.day, '9999-12-31'::date)`
const byDue = sql`${due}, f.task`

/** One page: what is due first first, or what was given last. */
export function pageOfTasks(
  at: At,
  filter: TaskFilter,
  after: { day: string; id: string } | null,
  most: number,
): Promise<TaskRow[]> {
  const further =
    after === null
      ? sql`true`
      : filter.order === 'due'
        ? sql`(${due}, f.task) > (${after.day}::date, ${after.id}::uuid)`
        : sql`f.task < ${after.id}::uuid`
  const order = filter.order === 'due' ? byDue : sql`f.task desc`
  return rows(at, sql`${matching(at, filter)} and ${further}`, order, most)
}

export const countTasks = (at: At, filter: TaskFilter): Promise<number> => count(at, matching(at, filter))

/** Mine that are due within the days that are near, were due before, or are new to me. */
export async function pressingTasks(at: At, most: number): Promise<{ rows: TaskRow[]; total: number }> {
  const where = sql`${matching(at, { show: 'mine', state: 'open', order: 'due' })}
    and (f.day <= ${addDays(at.today, NEAR_DAYS) as string} or n.account_id is not null)`
  return { rows: await rows(at, where, byDue, most), total: await count(at, where) }
}

/** Those of a colleague that are near or overdue, as far as this actor sees them. */
export async function pressingFor(at: At, account: string, most: number): Promise<{ rows: TaskRow[]; total: number }> {
  const where = sql`f.owner = ${account} and ${states.open} and ${told} and f.day <= ${addDays(at.today, NEAR_DAYS) as string}`
  return { rows: await rows(at, where, byDue, most), total: await count(at, where) }
}

type TaskDay = { id: string; caseId: string | null; owner: string | null; day: CivilDate | null }

/** When each open task that this actor sees is due, and whose it is; no word of it is opened. */
export async function openTaskDays(at: At): Promise<TaskDay[]> {
  const { rows: found } = await sql<TaskDay>`
    select f.task as id, f.case_id as "caseId", f.owner, f.day
    ${tasks(at, matching(at, { show: 'all', state: 'open', order: 'due' }))}`.execute(at.tx)
  return found
}

export async function taskRow(at: At, id: string): Promise<TaskRow | undefined> {
  return (await rows(at, sql`f.task = ${id}`, byDue, 1))[0]
}

/** All that was written of a task, the last first. */
export const factsOf = (at: At, task: string): Promise<FactRow[]> =>
  on(at)
    .selectFrom('task_fact')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('task', '=', task)
    .orderBy('no', 'desc')
    .execute()

/** All that was written of the tasks of some cases. */
export const factsOfCases = (at: At, cases: readonly string[]): Promise<FactRow[]> =>
  cases.length === 0
    ? Promise.resolve([])
    : on(at)
        .selectFrom('task_fact')
        .selectAll()
        .where('desk_id', '=', at.desk.id)
        .where('case_id', 'in', [...cases])
        .orderBy('task')
        .orderBy('no', 'desc')
        .execute()

/** Writes a record after the one that was seen; false if somebody else wrote one meanwhile. */
export async function insertFact(
  at: At,
  task: string,
  { no, caseId, owner, day, state, ...words }: NewTaskFact,
  given: { giver: string; at: string },
): Promise<boolean> {
  const id = no === 0 ? task : newId()
  const { rows: written } = await sql`
    insert into task_fact (desk_id, id, task, case_id, no, owner, day, state, words, giver, given_at, by, at)
    select ${at.desk.id}, ${id}, ${task}, ${caseId}, ${no}::int + 1, ${owner}, ${day}::date, ${state},
      ${at.vault.seal(spot(id), words)}, ${given.giver}, ${given.at}, ${at.actor.name}, ${at.now}
    where ${no}::int = (select coalesce(max(no), 0) from task_fact where desk_id = ${at.desk.id} and task = ${task})
    on conflict (desk_id, task, no) do nothing returning id`.execute(at.tx)
  return written.length > 0
}

/** A colleague has it now: news to exactly this one; to nobody, if it is said so. */
export async function newsFor(at: At, task: string, account: string | null): Promise<void> {
  await on(at).deleteFrom('task_news').where('desk_id', '=', at.desk.id).where('task', '=', task).execute()
  if (account)
    await on(at)
      .insertInto('task_news')
      .values({ desk_id: at.desk.id, task, account_id: account, at: at.now })
      .execute()
}

export const lookedAt = (at: At, task: string) =>
  on(at)
    .deleteFrom('task_news')
    .where('desk_id', '=', at.desk.id)
    .where('task', '=', task)
    .where('account_id', '=', at.actor.accountId ?? '')
    .execute()
