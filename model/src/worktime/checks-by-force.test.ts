import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type CivilDate, daysBetween } from '../calendar.ts'
import { averages } from './average.ts'
import { type DiaryDay, diaryOf, type Said } from './diary.ts'
import { dailyRest, weeklyRest } from './rest.ts'
import { said } from './testing-diary.ts'

// The same reckoned by quarters of an hour, on a stretch of the calendar on which every day has ninety-six of them.
const first = '2025-01-01' as CivilDate
const quarters = 96
const day = (no: number): CivilDate => addDays(first, no)
const at = (date: CivilDate): number => daysBetween(first, date)

/** A diary of single days: each one worked so, free, or not spoken of. */
const times = ['8:00-16:00/0', '6:00-20:00/60', '22:00-6:00/0', '5:00-10:00/0 15:00-23:00/0', '0:00-0:00/0']
const kinds = fc.constantFrom<string | 'free' | 'nothing'>(...times, ...times, 'free', 'nothing')
const spoken = fc.constantFrom<string | 'free'>(...times.slice(0, 4), ...times.slice(0, 4), 'free')
const entriesOf = (diary: readonly string[]): Said[] =>
  diary.flatMap((kind, no) => {
    if (kind === 'nothing') return []
    return [kind === 'free' ? said(day(no), day(no), 'none', '', 'all') : said(day(no), day(no), 'all', kind)]
  })

/** Quarters in which somebody was at work. */
function gridOf(days: readonly DiaryDay[], length: number): boolean[] {
  const grid = Array.from({ length: (length + 2) * quarters }, () => false)
  const start = days[0] ? days[0].begins - at(days[0].day) * quarters * 900_000 : 0
  for (const { shifts } of days)
    for (const shift of shifts)
      for (let ms = shift.start; ms < shift.end; ms += 900_000) grid[(ms - start) / 900_000] = true
  return grid
}

const longestFree = (grid: readonly boolean[]): number =>
  Math.max(
    0,
    ...grid
      .map(String)
      .join('')
      .split('true')
      .map((free) => free.length / 'false'.length),
  )

test('daily rest is that of every quarter of an hour', () => {
  fc.assert(
    fc.property(fc.array(kinds, { minLength: 1, maxLength: 12 }), (plan) => {
      const days = diaryOf(entriesOf(plan))
      const grid = gridOf(days, plan.length)
      const expected = days.flatMap((here, no) => {
        if (here.shifts.length === 0) return []
        const begins = at(here.day) * quarters + ((here.shifts[0]?.start as number) - here.begins) / 900_000
        const rest = longestFree(grid.slice(begins, begins + quarters)) * 15
        const isNextSaid = days[no + 1]?.day === day(at(here.day) + 1)
        return [
          { day: here.day, rest, isFound: rest < 660, isKnown: rest < 660 || isNextSaid || begins % quarters === 0 },
        ]
      })
      const check = dailyRest(days)
      expect(check.found.map(({ day: on, rest }) => [on, rest])).toEqual(
        expected.filter(({ isFound }) => isFound).map(({ day: on, rest }) => [on, rest]),
      )
      expect(check.checked).toBe(expected.filter(({ isKnown }) => isKnown).length)
    }),
  )
})

/** Rests in fourteen days by the quarters of a grid in which everything is known. */
function restsBy(grid: readonly boolean[], from: number): number {
  const until = from + 14 * quarters
  const rests = (free: number) => Math.max(0, Math.floor((free * 15 - 660) / 1_440))
  let count = 0
  for (let here = 0; here < grid.length; here += 1) {
    if (grid[here]) continue
    let end = here
    while (end < grid.length && !grid[end]) end += 1
    const inside = Math.min(end, until) - Math.max(here, from)
    const middle = (here + end) / 2
    if (inside > 0) count += Math.max(rests(inside), middle >= from && middle < until ? rests(end - here) : 0)
    here = end
  }
  return count
}

test('weekly rest is found exactly where too few rests lie in fourteen days of which all is known', () => {
  fc.assert(
    fc.property(fc.array(spoken, { minLength: 14, maxLength: 30 }), (middle) => {
      // Work up to the first and from the last midnight: nothing comes in from days that nobody spoke of.
      const plan = ['0:00-0:00/0', ...middle, '0:00-0:00/0']
      const days = diaryOf(entriesOf(plan))
      const grid = gridOf(days, plan.length).slice(0, plan.length * quarters)
      const lacking = Array.from({ length: plan.length - 13 }, (_, no) => no).filter(
        (no) => restsBy(grid, no * quarters) < 2,
      )
      const { found, checked, unchecked } = weeklyRest(days)
      const starts = found.flatMap(({ from, until }) =>
        Array.from({ length: daysBetween(from, until) - 12 }, (_, no) => at(from) + no),
      )
      expect(found.reduce((sum, { none, one }) => sum + none + one, 0)).toBe(lacking.length)
      expect(found.reduce((sum, { none }) => sum + none, 0)).toBe(
        lacking.filter((no) => restsBy(grid, no * quarters) === 0).length,
      )
      for (const no of lacking) expect(starts).toContain(no)
      expect([checked, unchecked]).toEqual([plan.length - 13, 0])
    }),
  )
})

test('what is found stays found, however the days were of which nothing was said', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<string>(...times.slice(0, 4), ...times.slice(0, 4), 'free', 'nothing'), {
        minLength: 14,
        maxLength: 20,
      }),
      fc.infiniteStream(fc.constantFrom<string>('free', 'free', ...times)),
      (plan, more) => {
        const { found } = weeklyRest(diaryOf(entriesOf(plan)))
        const around = Array.from({ length: 3 }, () => more.next().value as string)
        const filled = [
          ...around,
          ...plan.map((kind) => (kind === 'nothing' ? (more.next().value as string) : kind)),
          ...around,
        ]
        const days = diaryOf(entriesOf(filled))
        const grid = gridOf(days, filled.length)
        for (const { from, none, one } of found)
          if (none + one === 1) expect(restsBy(grid, (at(from) + 3) * quarters)).toBeLessThan(2)
      },
    ),
  )
})

test('averages are those of every seventeen weeks', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.array(kinds, { minLength: 119, maxLength: 150 }), (plan) => {
      const days = diaryOf(entriesOf(['8:00-16:00/0', ...plan.slice(1, -1), '8:00-16:00/0']))
      const minutes = plan.map(() => 0)
      for (const { day: on, shifts } of days)
        minutes[at(on)] = shifts.reduce(
          (sum, { start, end, pause }) => sum + Math.max(0, (end - start) / 60_000 - (pause ?? 0)),
          0,
        )
      const lacking = plan.flatMap((_, no) => {
        const own = minutes.slice(no, no + 119)
        return own.length === 119 && Math.round(own.reduce((sum, one) => sum + one, 0) / 17) > 48 * 60 ? [no] : []
      })
      const { found, checked, unchecked, short } = averages(days)
      const covered = found.flatMap(({ from, until }) =>
        Array.from({ length: at(until) - at(from) - 117 }, (_, more) => at(from) + more),
      )
      expect(lacking.filter((no) => !covered.includes(no))).toEqual([])
      for (const { from, until, most } of found) {
        expect(lacking).toContain(at(from))
        expect(lacking).toContain(at(until) - 118)
        const sum = (no: number) => minutes.slice(no, no + 119).reduce((all, one) => all + one, 0)
        const own = lacking.filter((no) => no >= at(from) && no <= at(until) - 118)
        expect(most.minutes).toBe(Math.max(...own.map((no) => Math.round(sum(no) / 17))))
      }
      expect(checked + unchecked).toBe(plan.length - 118)
      expect(short).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('a shift more never takes a finding of the average away', { timeout: 30_000 }, () => {
  const work = fc.constantFrom('8:00-18:00/60', '6:00-16:00', '20:00-6:00/30', 'free', 'nothing')
  fc.assert(
    fc.property(fc.array(work, { minLength: 119, maxLength: 140 }), fc.nat(200), (plan, where) => {
      const no = where % (plan.length + 5)
      fc.pre(no >= plan.length || plan[no] === 'nothing')
      const entries = entriesOf(plan)
      const before = averages(diaryOf(entries)).found
      const after = averages(diaryOf([...entries, said(day(no), day(no), 'all', '9:00-19:00/60')])).found
      for (const one of before)
        expect(after.some(({ from, until }) => from <= one.from && one.until <= until)).toBe(true)
    }),
    { numRuns: 20 },
  )
})
