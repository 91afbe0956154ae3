import { type CivilDate, today } from '#model/calendar.ts'
import type { TaskState } from '#model/tasks/contract.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { shownTasks } from './present.ts'
import {
  countTasks,
  factsOfCases,
  insertFact,
  newsFor,
  openTaskDays,
  pageOfTasks,
  pressingFor,
  taskRow,
  wordsOf,
} from './store.ts'

export { openTaskDays }

/** Lines on the page of a case; how many there are in all is said beside. */
const SHOWN = 20

/** What is still to be done in a case, as this actor may see it. */
export async function openTasksOf(at: At, caseId: string) {
  const filter = { show: 'all', state: 'open', case: caseId, order: 'due' } as const
  const rows = await pageOfTasks(at, filter, null, SHOWN + 1)
  const total = rows.length > SHOWN ? await countTasks(at, filter) : rows.length
  return { rows: await shownTasks(at, rows.slice(0, SHOWN)), total }
}

/** The tasks of a colleague that press, as this actor may see them. */
export async function pressingTasksOf(at: At, account: string) {
  const { rows, total } = await pressingFor(at, account, SHOWN)
  return { rows: await shownTasks(at, rows), total }
}

/** All that was written of the tasks of some cases, without names of colleagues; of who was erased nothing. */
export async function tasksOfCases(
  at: At,
  cases: readonly string[],
): Promise<{ task: string; text: string; why: string; day: CivilDate | null; state: TaskState; at: string }[]> {
  const rows = await factsOfCases(at, cases)
  return rows
    .filter(({ words }) => words.length > 0)
    .map((row) => ({
      task: row.task,
      ...wordsOf(at, row),
      day: row.day as CivilDate | null,
      state: row.state,
      at: row.at,
    }))
}

/** What became of a task with a record, after the one before it. */
function actOf({ state, no }: { state: TaskState; no: number }, before: { state: TaskState } | undefined) {
  if (no === 1) return 'given'
  if (state === 'open') return before?.state === 'open' ? 'changed' : 'reopened'
  return state
}

/** What was done with the tasks of a case; nothing to whoever reads none. */
export async function tasksHappened(at: At, caseId: string): Promise<Happened[]> {
  if (!at.actor.grants.includes('task.read')) return []
  const rows = (await factsOfCases(at, [caseId])).filter(({ words }) => words.length > 0)
  return rows.map((row, no) => {
    const before = rows[no + 1]
    return happened({
      ...{
        kind: 'task',
        act: actOf(row, before?.task === row.task ? before : undefined),
        key: row.id,
        thing: row.task,
      },
      ...{ day: today(row.at), at: row.at, actor: row.by, what: wordsOf(at, row).text },
      until: row.state === 'open' ? (row.day as CivilDate | null) : null,
    })
  })
}

/** Gives open tasks of a case, or of the desk, from one colleague to another; false where one of them is not so any more. */
export async function giveTasks(
  at: At,
  { caseId, from, to, tasks }: { caseId: string | null; from: string; to: string; tasks: readonly string[] },
): Promise<boolean> {
  for (const id of tasks) {
    const row = await taskRow(at, id)
    if (!row || row.owner !== from || row.state !== 'open' || row.case_id !== caseId) return false
    const { no, day, state } = row
    const fact = { no, caseId, owner: to, day: day as CivilDate | null, state, ...wordsOf(at, row) }
    if (!(await insertFact(at, id, fact, { giver: row.giver, at: row.given_at }))) return false
    await newsFor(at, id, to === at.actor.accountId ? null : to)
  }
  return true
}
