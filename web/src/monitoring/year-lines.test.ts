import { expect, test } from 'vitest'
import type { YearCell } from '#model/monitoring/contract.ts'
import { yearLines } from './year-lines.ts'

const cell = (month: string, sex: YearCell['sex'], citizenship: YearCell['citizenship'], contacts: number | null) =>
  ({ month, sex, citizenship, contacts, casesOpened: 0 }) satisfies YearCell

test('a line for each citizenship and sex, the most met first, what was not asked last', () => {
  const { lines, months, total } = yearLines(
    [
      cell('2025-01', 'M', 'not_asked', 50),
      cell('2025-01', 'F', 'EGY', 4),
      cell('2025-03', 'M', 'BGD', 5),
      cell('2025-12', 'M', 'BGD', 7),
      cell('2025-12', 'F', 'BGD', 3),
    ],
    'contacts',
  )
  expect(lines.map((line) => [line.citizenship, line.sex, line.total.least])).toEqual([
    ['BGD', 'M', 12],
    ['BGD', 'F', 3],
    ['EGY', 'F', 4],
    ['not_asked', 'M', 50],
  ])
  expect(lines[0]?.months.map((month) => month.least)).toEqual([0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 7])
  expect(months.map((month) => month.least)).toEqual([54, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 10])
  expect(total).toEqual({ least: 69, few: false })
})

test('a few makes every total it is in a least', () => {
  const { lines, months, total } = yearLines(
    [cell('2025-01', 'F', 'EGY', null), cell('2025-02', 'F', 'EGY', 4)],
    'contacts',
  )
  expect(lines[0]?.total).toEqual({ least: 5, few: true })
  expect(months.slice(0, 2)).toEqual([
    { least: 1, few: true },
    { least: 4, few: false },
  ])
  expect(total).toEqual({ least: 5, few: true })
})

test('what is not counted has no line', () => {
  expect(yearLines([cell('2025-01', 'F', 'EGY', 3)], 'casesOpened').lines).toEqual([])
})
