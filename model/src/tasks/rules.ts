import { addDays, type CivilDate } from '../calendar.ts'
import { grantsOf, type Role, reachOf } from '../grants.ts'
import { isTooFar } from '../planning.ts'
import type { NewTaskFact, TaskState } from './contract.ts'

/** Days ahead that are shown as near. */
export const NEAR_DAYS = 7

/** What may become what: an open one is changed, done or dropped; what has ended is only opened again. */
const next = {
  open: ['open', 'done', 'dropped'],
  done: ['open'],
  dropped: ['open'],
} as const satisfies Record<TaskState, readonly TaskState[]>

export type TaskProblem = { field: 'state' | 'why' | 'caseId'; code: 'missing' | 'does-not-fit' } | null

/** What is wrong with a record after the one before it; `null` before the first. */
export function taskProblem(
  { state, why, caseId }: Pick<NewTaskFact, 'state' | 'why' | 'caseId'>,
  before: { state: TaskState; caseId: string | null } | null,
): TaskProblem {
  if (before ? !(next[before.state] as readonly TaskState[]).includes(state) : state !== 'open')
    return { field: 'state', code: 'does-not-fit' }
  if (before && before.caseId !== caseId) return { field: 'caseId', code: 'does-not-fit' }
  return state === 'dropped' && why === '' ? { field: 'why', code: 'missing' } : null
}

const FIRST_DAY = '2000-01-01'

/** Why nothing is to be done by this day: a year that is mistyped. As far ahead as appointments. */
export const taskDayProblem = (day: CivilDate, today: CivilDate): 'date-too-old' | 'date-too-far' | null =>
  day < FIRST_DAY ? 'date-too-old' : isTooFar(day, today) ? 'date-too-far' : null

/** Whether a colleague may be given a task: who cannot open the case cannot do something in it. */
export const mayBeGiven = (roles: readonly Role[], ofCase: boolean, follows: boolean): boolean =>
  grantsOf(roles).includes('task.read') && (!ofCase || reachOf(roles) === 'desk' || follows)

/** How a day by which something is to be done stands to today. */
export type Pressing = 'overdue' | 'today' | 'near' | 'later'

export function pressing(day: CivilDate | null, today: CivilDate): Pressing | null {
  if (day === null) return null
  if (day < today) return 'overdue'
  if (day === today) return 'today'
  return day <= addDays(today, NEAR_DAYS) ? 'near' : 'later'
}
