import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { substitutionProblem } from './substitution.ts'

const day = (text: string) => text as CivilDate
const problem = (more: object = {}) =>
  substitutionProblem(
    { absent: 'a', standIn: 'b', fromDay: day('2026-01-15'), untilDay: day('2026-01-15'), ...more },
    day('2026-01-15'),
  )

test('one day is enough, the same colleague is none, and no day lies behind or a year ahead', () => {
  expect(problem()).toBeNull()
  expect(problem({ standIn: 'a' })).toEqual({ field: 'standIn', code: 'does-not-fit' })
  expect(problem({ fromDay: '2026-01-14' })).toEqual({ field: 'fromDay', code: 'date-past' })
  expect(problem({ untilDay: '2026-01-14' })).toEqual({ field: 'untilDay', code: 'before' })
  expect(problem({ fromDay: '2027-01-17', untilDay: '2027-01-18' })).toEqual({ field: 'fromDay', code: 'date-too-far' })
  expect(problem({ untilDay: '2027-01-17' })).toEqual({ field: 'untilDay', code: 'date-too-far' })
})
