import { expect, test } from 'vitest'
import type { YearlyDay } from '#model/holidays.ts'
import { readYearlyDay, typedYearlyDay } from './patron-values.ts'

test('a day of every year is typed day first, also the one that is not in every year, and what is none is nothing', () => {
  expect(['7/12', ' 07.12 ', '29-2', '31/4', '12/13', '7', '7/12/2026', '', '0/0'].map(readYearlyDay)).toEqual([
    ...['12-07', '12-07', '02-29'],
    ...Array.from({ length: 6 }, () => undefined),
  ])
  expect(typedYearlyDay('12-07' as YearlyDay)).toBe('7/12')
})
