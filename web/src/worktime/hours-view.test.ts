import { expect, test } from 'vitest'
import type { CivilDate } from '#model/calendar.ts'
import type { HoursEntry } from '#model/worktime/contract.ts'
import { alikeOf, spansOfFound, viewOf, yearsOf } from './hours-view.ts'
import { hoursText, timesBetween } from './hours-words.ts'

const entry = (from: string, until: string, start: string, end: string): HoursEntry => ({
  ...{ id: from, from: from as CivilDate, until: until as CivilDate, worked: [1, 2, 3, 4, 5, 6, 7], free: [] },
  ...{ turns: [{ start, end, pause: 0 }], place: '', saidBy: 'person', evidence: '', note: '' },
  ...{ by: '', at: '', withdrawn: null },
})

test('the page says sums, the days that nobody spoke of, and which hours a span had', () => {
  const view = viewOf([
    entry('2024-12-30', '2025-01-02', '06:00', '20:00'),
    entry('2025-01-05', '2025-01-05', '05:00', '23:00'),
  ])
  expect(view.total).toEqual({ minutes: (4 * 14 + 18) * 60, worked: 5, free: 0, unrecorded: 2, unsaid: 0 })
  expect(view.span).toEqual({ from: '2024-12-30', until: '2025-01-05' })
  expect(yearsOf(view.months)).toEqual(['2025', '2024'])
  const spans = spansOfFound(view.checks.daily.found)
  expect(spans.map(({ from, until, days, least }) => [from, until, days, least.rest])).toEqual([
    ['2024-12-30', '2025-01-02', 4, 600],
    ['2025-01-05', '2025-01-05', 1, 360],
  ])
  const whole = { from: '2024-12-30' as CivilDate, until: '2025-01-05' as CivilDate }
  expect(timesBetween(view.days, whole)).toEqual({ times: ['06:00–20:00', '05:00–23:00'], more: false })
})

test('a diary in which nothing stands says nothing', () => {
  expect(viewOf([])).toMatchObject({ days: [], span: null, total: { minutes: 0, unrecorded: 0 } })
})

test('days without an entry are the same in all as in the table, and none is after the last day of the diary', () => {
  const view = viewOf([
    entry('2025-02-27', '2025-02-27', '08:00', '16:00'),
    entry('2025-05-02', '2025-05-02', '08:00', '16:00'),
  ])
  expect(view.total.unrecorded).toBe(63)
  for (const rows of [view.weeks, view.months])
    expect(rows.reduce((sum, { unrecorded }) => sum + unrecorded, 0)).toBe(63)
})

test('hours have the mark of thousands', () => {
  const said = (lang: 'it' | 'en') =>
    hoursText(1_234 * 60 + 5, { lang, t: (_, values) => Object.values(values ?? {}).join(' ') })
  expect([said('it'), said('en')]).toEqual(['1.234 5', '1,234 5'])
})

test('weeks that say the same are one line, and others are not', () => {
  const { weeks } = viewOf([
    entry('2025-03-03', '2025-03-23', '08:00', '16:00'),
    entry('2025-03-31', '2025-04-13', '08:00', '16:00'),
    entry('2025-04-09', '2025-04-09', '08:00', '17:00'),
  ])
  expect(alikeOf(weeks).map(({ of, until, count, minutes }) => [of, until, count, minutes / 60])).toEqual([
    ['2025-03-03', '2025-03-17', 3, 56],
    ['2025-03-24', '2025-03-24', 1, 0],
    ['2025-03-31', '2025-03-31', 1, 56],
    ['2025-04-07', '2025-04-07', 1, 57],
  ])
})
