import { addDays, type CivilDate } from '../calendar.ts'
import type { NewSubstitution } from './substitution-contract.ts'

/** So many substitutions of now and to come a desk has. */
export const MOST_SUBSTITUTIONS = 200

/** How far ahead a substitution begins, and how long one is. */
const MOST_DAYS = 366

type Problem = {
  field: 'fromDay' | 'untilDay' | 'standIn'
  code: 'before' | 'date-past' | 'date-too-far' | 'does-not-fit'
} | null

/** Why a substitution cannot be so; `null` where it can. */
export function substitutionProblem(
  { absent, standIn, fromDay, untilDay }: Pick<NewSubstitution, 'absent' | 'standIn' | 'fromDay' | 'untilDay'>,
  today: CivilDate,
): Problem {
  if (absent === standIn) return { field: 'standIn', code: 'does-not-fit' }
  if (fromDay < today) return { field: 'fromDay', code: 'date-past' }
  if (fromDay > addDays(today, MOST_DAYS)) return { field: 'fromDay', code: 'date-too-far' }
  if (untilDay < fromDay) return { field: 'untilDay', code: 'before' }
  return untilDay > addDays(fromDay, MOST_DAYS) ? { field: 'untilDay', code: 'date-too-far' } : null
}
