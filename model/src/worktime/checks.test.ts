import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { averages } from './average.ts'
import { checksOf } from './checks.ts'
import { breaks, dailyRest, weeklyRest } from './rest.ts'
import { runsOf } from './runs.ts'
import { diary, said } from './testing-diary.ts'

const days = (found: readonly { day: string }[]) => found.map(({ day }) => day.slice(5))

describe('daily rest', () => {
  test('ten hours between two days of work are found, on each day from which they follow', () => {
    const check = dailyRest(diary(said('2025-03-03', '2025-03-08', 'all', '7:00-21:00/60')))
    expect(days(check.found)).toEqual(['03-03', '03-04', '03-05', '03-06', '03-07', '03-08'])
    expect(check.found[0]).toMatchObject({ rest: 600, shifts: [{ pause: 60 }] })
    expect(check).toMatchObject({ checked: 6, unchecked: 0 })
  })
  test('eleven hours are enough, one minute less is not', () => {
    const week = (times: string) => dailyRest(diary(said('2025-03-03', '2025-03-09', 'all', times))).found.length
    expect(week('7:00-20:00/0')).toBe(0)
    expect(week('7:00-20:01/0')).toBe(7)
  })
  test('a late evening before an early morning is found on the evening’s day', () => {
    const late = said('2025-03-03', '2025-03-03', 'all', '14:00-23:00/0')
    const early = said('2025-03-04', '2025-03-04', 'all', '6:00-12:00/0')
    const check = dailyRest(diary(late, early))
    expect(check.found).toMatchObject([{ day: '2025-03-03', rest: 7 * 60 }])
    expect(check).toMatchObject({ checked: 1, unchecked: 1 })
  })
  test('of a day that nobody spoke of it is not said that it was free', () => {
    expect(dailyRest(diary(said('2025-03-03', '2025-03-03', 'all', '8:00-18:00/0')))).toEqual({
      found: [],
      checked: 0,
      unchecked: 1,
    })
    const long = dailyRest(diary(said('2025-03-03', '2025-03-03', 'all', '6:00-20:00/0')))
    expect(long).toMatchObject({ found: [{ rest: 600 }], checked: 1, unchecked: 0 })
    const after = said('2025-03-04', '2025-03-04', 'none', '', 'all')
    expect(dailyRest(diary(said('2025-03-03', '2025-03-03', 'all', '8:00-18:00/0'), after))).toEqual({
      found: [],
      checked: 1,
      unchecked: 0,
    })
  })
  test('twenty-four hours from an evening before summer time begins reach into the day after the next', () => {
    const late = said('2025-03-29', '2025-03-29', 'all', '23:30-23:45/0')
    const long = said('2025-03-30', '2025-03-30', 'all', '10:00-14:00/0')
    const early = said('2025-03-31', '2025-03-31', 'all', '0:00-1:00/0')
    expect(dailyRest(diary(late, long, early)).found[0]).toMatchObject({ day: '2025-03-29', rest: 600 })
    expect(dailyRest(diary(late, long)).found[0]).toMatchObject({ day: '2025-03-29', rest: 630 })
  })
  test('a night in which summer time begins is an hour shorter for who rests', () => {
    const night = (on: string, next: string) =>
      dailyRest(diary(said(on, on, 'all', '9:00-20:00/0'), said(next, next, 'all', '7:00-12:00/0'))).found[0]?.rest
    expect(night('2025-03-29', '2025-03-30')).toBe(600)
    expect(night('2025-03-22', '2025-03-23')).toBeUndefined()
  })
})

describe('breaks', () => {
  const one = (times: string) => breaks(diary(said('2025-03-03', '2025-03-03', 'all', times)))
  test.each([
    ['8:00-14:00/0', 0, 1],
    ['8:00-14:01/0', 1, 1],
    ['8:00-15:00/9', 1, 1],
    ['8:00-15:00/10', 0, 1],
    ['8:00-15:00', 0, 0],
    ['8:00-12:00 12:09-15:00/0', 0, 0],
    ['8:00-12:00/0 12:09-15:00/0', 1, 1],
    ['8:00-12:00 12:10-15:00', 0, 1],
    ['8:00-11:00', 0, 1],
  ])('%s', (times, found, checked) => {
    const check = one(times)
    expect([check.found.length, check.checked, check.unchecked]).toEqual([found, checked, 1 - checked])
  })
})

describe('weekly rest', () => {
  test('a free Sunday each week is enough, wherever the fourteen days begin, also where summer time begins', () => {
    const check = weeklyRest(diary(said('2025-03-03', '2025-04-13', 'mon-sat', '8:00-18:00/60', 'sun')))
    // Of the last Sunday's rest nobody knows how it ended.
    expect(check).toMatchObject({ found: [], checked: 28, unchecked: 1 })
  })
  test('two free days together in fourteen are enough', () => {
    const free = [
      ['2025-03-15', '2025-03-16'],
      ['2025-03-29', '2025-03-30'],
      ['2025-04-12', '2025-04-13'],
    ].map(([from = '', until = '']) => said(from, until, 'none', '', 'all'))
    const check = weeklyRest(diary(said('2025-03-03', '2025-04-25', 'all', '8:00-18:00/60'), ...free))
    expect(check.found).toEqual([])
    expect(
      weeklyRest(diary(said('2025-03-03', '2025-04-25', 'all', '8:00-18:00/60'), ...free.slice(1))).found,
    ).toMatchObject([{ from: '2025-03-03', until: '2025-03-29', none: 14, one: 0 }])
  })
  test('fourteen days of work in a row are found, whatever was before and after', () => {
    const check = weeklyRest(diary(said('2025-03-03', '2025-03-16', 'all', '8:00-18:00/60')))
    expect(check).toEqual({
      found: [{ from: '2025-03-03', until: '2025-03-16', none: 1, one: 0 }],
      checked: 1,
      unchecked: 0,
    })
  })
  test('thirteen of them say nothing', () => {
    expect(weeklyRest(diary(said('2025-03-03', '2025-03-15', 'all', '8:00-18:00/60')))).toEqual({
      found: [],
      checked: 0,
      unchecked: 1,
    })
  })
  test('one free day in fourteen is found even where a day was not spoken of, since one rest more would not do', () => {
    const check = weeklyRest(diary(said('2025-03-03', '2025-03-16', 'mon-sat', '8:00-18:00/60')))
    // Two days of which nothing is said may have been free.
    expect(check).toEqual({ found: [], checked: 0, unchecked: 1 })
    const first = said('2025-03-09', '2025-03-09', 'all', '8:00-18:00/60')
    const both = weeklyRest(diary(said('2025-03-03', '2025-03-16', 'mon-sat', '8:00-18:00/60'), first))
    expect(both.found).toHaveLength(0)
    const middle = weeklyRest(diary(said('2025-03-06', '2025-03-19', 'mon-sat', '8:00-18:00/60'), first))
    expect(middle.found).toMatchObject([{ none: 0, one: 1 }])
  })
  test('windows that overlap are one span, and those without a rest stay apart from those with one', () => {
    const check = weeklyRest(
      diary(
        said('2025-03-03', '2025-05-04', 'mon-sat', '8:00-18:00/60', 'sun'),
        said('2025-03-30', '2025-03-30', 'all', '8:00-18:00/60'),
        said('2025-04-06', '2025-04-06', 'all', '8:00-18:00/60'),
      ),
    )
    expect(check.found).toEqual([{ from: '2025-03-17', until: '2025-04-19', none: 7, one: 14 }])
  })
  test('a long leave counts in each fourteen days that it reaches into', () => {
    const work = said('2025-03-03', '2025-06-01', 'mon-sat', '8:00-18:00/60', 'sun')
    const leave = said('2025-04-01', '2025-04-25', 'none', '', 'all')
    expect(weeklyRest(diary(work, leave)).found).toEqual([])
  })
})

describe('forty-eight hours', () => {
  test('the average of each seventeen weeks, and the one with the most', () => {
    const check = averages(diary(said('2025-01-01', '2025-06-30', 'mon-sat', '8:00-18:00/60', 'sun')))
    expect(check.found).toMatchObject([{ from: '2025-01-01', until: '2025-06-30' }])
    expect(check.found[0]?.most).toMatchObject({ minutes: 54 * 60, unrecorded: 0, unsaid: 0 })
    expect(check.unchecked).toBe(0)
    expect(check.short).toEqual([])
  })
  test('forty-eight hours to the minute pass nothing', () => {
    const check = averages(diary(said('2025-03-03', '2025-09-28', 'mon-sat', '8:00-17:00/60', 'sun')))
    expect(check.found).toEqual([])
    expect(check.checked).toBeGreaterThan(80)
  })
  test('days of which nothing is said count as days without work, and it is said how many they are', () => {
    const check = averages(diary(said('2025-03-03', '2025-09-28', 'mon-sat', '8:00-18:00', 'none')))
    expect(check.found[0]?.most.unrecorded).toBeGreaterThan(15)
    expect(check.found[0]?.most.unsaid).toBeGreaterThan(100)
    const less = averages(diary(said('2025-03-03', '2025-09-28', 'mon-fri', '8:00-17:00/0')))
    expect(less).toMatchObject({ found: [], checked: 0 })
    expect(less.unchecked).toBeGreaterThan(80)
  })
  test('fewer than seventeen weeks are said and are no finding', () => {
    const check = averages(diary(said('2025-03-03', '2025-05-25', 'all', '8:00-18:00/0')))
    expect(check).toMatchObject({ found: [], checked: 0, unchecked: 0 })
    expect(check.short).toEqual([
      {
        ...{ from: '2025-03-03', until: '2025-05-25', minutes: 70 * 60, unrecorded: 0, unsaid: 0 },
        ...{ total: 840 * 60, worked: 84, hasWeek: true },
      },
    ])
  })
  test('an average a week is made from seven recorded days in a row on; before there are hours and days', () => {
    const short = (until: string, worked: string) =>
      averages(diary(said('2025-03-03', until, worked, '8:00-18:00/0'))).short[0]
    expect(short('2025-03-03', 'all')).toMatchObject({ total: 600, worked: 1, hasWeek: false })
    expect(short('2025-03-08', 'all')).toMatchObject({ total: 3_600, worked: 6, hasWeek: false })
    expect(short('2025-03-30', 'mon-fri')).toMatchObject({ total: 12_000, worked: 20, hasWeek: false })
    expect(short('2025-03-09', 'all')).toMatchObject({ minutes: 4_200, worked: 7, hasWeek: true })
  })
  test('two jobs with more than a month between are looked at each by itself', () => {
    const check = averages(
      diary(
        said('2024-01-01', '2024-02-29', 'all', '8:00-18:00/0'),
        said('2024-06-01', '2024-07-31', 'all', '8:00-18:00/0'),
      ),
    )
    expect(check.short.map(({ from, until }) => [from, until])).toEqual([
      ['2024-01-01', '2024-02-29'],
      ['2024-06-01', '2024-07-31'],
    ])
  })
})

test('days from before the limits held so are counted and not checked', () => {
  const checks = checksOf(diary(said('2008-06-20', '2008-06-30', 'all', '5:00-23:00/0')))
  expect(checks.before).toBe(5)
  expect(days(checks.daily.found)[0]).toBe('06-25')
})

test('findings are spans of days that follow each other', () => {
  const found = dailyRest(
    diary(
      said('2025-03-03', '2025-03-05', 'all', '6:00-20:00/0'),
      said('2025-03-20', '2025-03-20', 'all', '6:00-20:00/0'),
      said('2025-05-01', '2025-05-02', 'all', '6:00-20:00/0'),
    ),
  ).found
  const spans = runsOf(found).map((run) => ({ from: run[0]?.day as CivilDate, until: run.at(-1)?.day as CivilDate }))
  expect(spans).toEqual([
    { from: '2025-03-03', until: '2025-03-05' },
    { from: '2025-03-20', until: '2025-03-20' },
    { from: '2025-05-01', until: '2025-05-02' },
  ])
})
