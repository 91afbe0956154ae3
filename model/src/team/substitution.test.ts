import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { substitutionProblem } from './substitution.ts'

const day = (text: string) => text as CivilDate
const problem = (more: object = {}) =>
  substitutionProblem(
    { absent: 'a', standIn: 'b', from: day('2026-01-15'), until: day('2026-01-15'), ...more },
    day('2026-01-15'),
  )

test('one day is enough, the same colleague is none, and no day lies behind or a year ahead', () => {
  expect(problem()).toBeNull()
  expect(problem({ standIn: 'a' })).toEqual({ field: 'standIn', code: 'does-not-fit' })
  expect(problem({ from: '2026-01-14' })).toEqual({ field: 'from', code: 'date-past' })
  expect(problem({ until: '2026-01-14' })).toEqual({ field: 'until', code: 'before' })
  expect(problem({ from: '2027-01-17', until: '2027-01-18' })).toEqual({ field: 'from', code: 'date-too-far' })
  expect(problem({ until: '2027-01-17' })).toEqual({ field: 'until', code: 'date-too-far' })
})
