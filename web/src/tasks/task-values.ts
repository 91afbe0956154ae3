import type { CivilDate } from '#model/calendar.ts'
import type { NewTaskFact, Task } from '#model/tasks/contract.ts'
import { taskDayProblem } from '#model/tasks/rules.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** A task as it is typed. `of`: which one is changed; nothing for a new one. */
export type TaskValues = { of: string | null; no: number; text: string; owner: string; day: string }

export const newTask = (owner: string): TaskValues => ({ of: null, no: 0, text: '', owner, day: '' })

export const valuesOf = ({ id, no, text, owner, day }: Task): TaskValues => ({
  ...{ of: id, no, text, owner: owner?.accountId ?? '' },
  day: day ? typed(day) : '',
})

/** What is sent to change a task in one thing only. */
export const bodyOf = (
  { no, case: of, text, owner, day, state }: Task,
  change: Partial<NewTaskFact> = {},
): NewTaskFact => ({
  ...{ no, caseId: of?.id ?? null, text, owner: owner?.accountId ?? null, day, state, why: '' },
  ...change,
})

export function readTask({ no, text, owner, day }: TaskValues, caseId: string | null): Read<NewTaskFact> {
  const read = day.trim() ? readDate(day) : null
  const bad = read?.ok ? taskDayProblem(read.date as CivilDate, todayHere()) : null
  const wrong = {
    ...(!text.trim() && { text: 'field.missing' }),
    ...(read && !read.ok && { day: `ui.date.${read.reason}` }),
    ...(bad && { day: `tasks.wrong.${bad}` }),
  }
  if (Object.keys(wrong).length > 0) return { ok: false, wrong }
  const on = read?.ok ? (read.date as CivilDate) : null
  return { ok: true, body: { no, caseId, text, owner: owner || null, day: on, state: 'open', why: '' } }
}

/** The day that is typed, if it is one. */
export function typedDay(text: string): CivilDate | null {
  const read = text.trim() ? readDate(text) : null
  return read?.ok ? (read.date as CivilDate) : null
}
