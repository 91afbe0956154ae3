import { addDays, type CivilDate } from '../calendar.ts'
import type { GoalState, NewGoalFact, NewReviewFact, NewStepFact } from './contract.ts'

/** Days ahead that count as this week. */
export const WEEK_DAYS = 7

/** States of which it is said since when they hold, and those that ask for a reason. */
const dated: readonly GoalState[] = ['reached', 'changed', 'left']
const reasoned: readonly GoalState[] = ['changed', 'left']
export const hasDay = (state: GoalState): boolean => dated.includes(state)
export const asksWhy = (state: GoalState): boolean => reasoned.includes(state)

/** What is wrong, and in which field; nothing if all is as it should be. */
export type Problem<T> = { field: keyof T & string; code: 'date-future' | 'does-not-fit' | 'missing' | 'before' } | null

/** What is wrong with a goal: a day to come, one before it was agreed, a reason that is missing. */
export function goalProblem(
  { agreedOn, state, since, why }: Pick<NewGoalFact, 'agreedOn' | 'state' | 'since' | 'why'>,
  today: CivilDate,
): Problem<NewGoalFact> {
  if (agreedOn > today) return { field: 'agreedOn', code: 'date-future' }
  if (hasDay(state) !== (since !== null)) return { field: 'since', code: since === null ? 'missing' : 'does-not-fit' }
  if (since !== null && since > today) return { field: 'since', code: 'date-future' }
  if (since !== null && since < agreedOn) return { field: 'since', code: 'before' }
  return asksWhy(state) && why === '' ? { field: 'why', code: 'missing' } : null
}

/** What is wrong with a step: who does it is not said, or it was done on a day to come. */
export function stepProblem(
  { owner, account, other, state, doneOn }: Pick<NewStepFact, 'owner' | 'account' | 'other' | 'state' | 'doneOn'>,
  today: CivilDate,
): Problem<NewStepFact> {
  if ((owner === 'member') !== (account !== null))
    return { field: 'account', code: account === null ? 'missing' : 'does-not-fit' }
  if ((owner === 'other') !== (other !== '')) return { field: 'other', code: other === '' ? 'missing' : 'does-not-fit' }
  if ((state === 'done') !== (doneOn !== null))
    return { field: 'doneOn', code: doneOn === null ? 'missing' : 'does-not-fit' }
  return doneOn !== null && doneOn > today ? { field: 'doneOn', code: 'date-future' } : null
}

/** What is wrong with a review: it is still to come, or the next one is not after it. */
export function reviewProblem(
  { day, nextOn }: Pick<NewReviewFact, 'day' | 'nextOn'>,
  today: CivilDate,
): Problem<NewReviewFact> {
  if (day > today) return { field: 'day', code: 'date-future' }
  return nextOn !== null && nextOn <= day ? { field: 'nextOn', code: 'before' } : null
}

/** How a day by which something is to be done stands to today; on the day itself it is not overdue. */
export function dueOn(due: CivilDate | null, today: CivilDate): 'overdue' | 'this-week' | 'later' | null {
  if (due === null) return null
  if (due < today) return 'overdue'
  return due <= addDays(today, WEEK_DAYS) ? 'this-week' : 'later'
}

type Dated = { id: string; due: CivilDate | null }
/** What is due first stands first; what has no day comes last; of equals the one that was written first. */
export const byDue = (one: Dated, other: Dated): number =>
  (one.due ?? '9999').localeCompare(other.due ?? '9999') || (one.id < other.id ? -1 : 1)
