import { addDays, type CivilDate } from '../calendar.ts'
import type { NewSubstitution } from './substitution-contract.ts'

/** How far ahead a substitution begins, and how long one is. */
const MOST_DAYS = 366

type Problem = {
  field: 'from' | 'until' | 'standIn'
  code: 'before' | 'date-past' | 'date-too-far' | 'does-not-fit'
} | null

/** Why a substitution cannot be so; `null` where it can. */
export function substitutionProblem(
  { absent, standIn, from, until }: Pick<NewSubstitution, 'absent' | 'standIn' | 'from' | 'until'>,
  today: CivilDate,
): Problem {
  if (absent === standIn) return { field: 'standIn', code: 'does-not-fit' }
  if (from < today) return { field: 'from', code: 'date-past' }
  if (from > addDays(today, MOST_DAYS)) return { field: 'from', code: 'date-too-far' }
  if (until < from) return { field: 'until', code: 'before' }
  return until > addDays(from, MOST_DAYS) ? { field: 'until', code: 'date-too-far' } : null
}
