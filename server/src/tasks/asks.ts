import type { CivilDate } from '#model/calendar.ts'
import type { TaskState } from '#model/tasks/contract.ts'
import type { At } from '../platform/door.ts'
import { factsOfCases, wordsOf } from './store.ts'

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
