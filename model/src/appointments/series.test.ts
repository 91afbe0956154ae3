import { expect, test } from 'vitest'
import { type CivilDate, weekdayOf } from '../calendar.ts'
import { MOST_IN_SERIES, seriesDays } from './series.ts'

const day = (text: string) => text as CivilDate
const times = (count: number) => ({ times: count, until: null })

test('every week, every two weeks: so many, or until a day, which counts', () => {
  expect(seriesDays(day('2026-10-19'), 'week', times(3))).toEqual(['2026-10-19', '2026-10-26', '2026-11-02'])
  expect(seriesDays(day('2026-12-24'), 'fortnight', times(2))).toEqual(['2026-12-24', '2027-01-07'])
  const until = (last: string) => seriesDays(day('2026-01-05'), 'week', { times: null, until: day(last) })
  expect([until('2026-01-19').length, until('2026-01-18').length, until('2026-01-04').length]).toEqual([3, 2, 0])
})

test('every month on the same weekday: the second Tuesday, and the fifth Friday where there is one', () => {
  expect(seriesDays(day('2026-01-13'), 'month', times(3))).toEqual(['2026-01-13', '2026-02-10', '2026-03-10'])
  const fifth = seriesDays(day('2026-01-30'), 'month', times(4))
  expect(fifth).toEqual(['2026-01-30', '2026-05-29', '2026-07-31', '2026-10-30'])
  for (const each of fifth) expect(weekdayOf(each)).toBe(5)
  expect(seriesDays(day('2026-12-08'), 'month', times(2))).toEqual(['2026-12-08', '2027-01-12'])
})

test('never more than the most', () => {
  for (const rhythm of ['week', 'fortnight', 'month'] as const) {
    expect(seriesDays(day('2026-01-01'), rhythm, times(500))).toHaveLength(MOST_IN_SERIES)
    expect(seriesDays(day('2026-01-01'), rhythm, { times: null, until: day('2099-01-01') })).toHaveLength(
      MOST_IN_SERIES,
    )
  }
})
