import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '../calendar.ts'
import { diaryOf, monthsOf, weeksOf, workedOn } from './diary.ts'
import { diary, said } from './testing-diary.ts'

const hours = (days: ReturnType<typeof diary>) => days.map((day) => [day.day, workedOn(day) / 60])

test('a stretch becomes days; of days of the week that it does not name nothing is said', () => {
  expect(hours(diary(said('2025-03-01', '2025-03-10', 'mon-fri', '8:00-17:00/60', 'sun')))).toEqual([
    ['2025-03-02', 0],
    ['2025-03-03', 8],
    ['2025-03-04', 8],
    ['2025-03-05', 8],
    ['2025-03-06', 8],
    ['2025-03-07', 8],
    ['2025-03-09', 0],
    ['2025-03-10', 8],
  ])
})

test('on one day a later entry holds before an earlier; taken back, it leaves the earlier one as it was', () => {
  const pattern = said('2025-03-03', '2025-03-05', 'all', '8:00-12:00/0')
  const other = said('2025-03-04', '2025-03-04', 'all', '8:00-20:00/0')
  const off = said('2025-03-05', '2025-03-05', 'none', '', 'all')
  expect(hours(diary(pattern, other, off))).toEqual([
    ['2025-03-03', 4],
    ['2025-03-04', 12],
    ['2025-03-05', 0],
  ])
  const taken = { why: '', by: '', at: '' }
  expect(hours(diary(pattern, { ...other, withdrawn: taken }, { ...off, withdrawn: taken }))).toEqual(
    hours(diary(pattern)),
  )
  expect(diary({ ...pattern, withdrawn: taken })).toEqual([])
})

test.each([
  ['summer time begins', '2025-03-29', 7],
  ['summer time ends', '2025-10-25', 9],
  ['nothing happens', '2025-05-10', 8],
])('a night from ten to six in which %s', (_, day, expected) => {
  expect(hours(diary(said(day, day, 'all', '22:00-6:00/0')))).toEqual([[day, expected]])
})

test('the hour that is skipped is not worked, nor the whole day on which a clock shows twenty-four hours', () => {
  expect(hours(diary(said('2025-03-30', '2025-03-30', 'all', '2:10-2:50/0')))).toEqual([['2025-03-30', 0]])
  expect(hours(diary(said('2025-03-30', '2025-03-30', 'all', '0:00-0:00/0')))).toEqual([['2025-03-30', 23]])
  expect(hours(diary(said('2025-10-26', '2025-10-26', 'all', '0:00-0:00/0')))).toEqual([['2025-10-26', 25]])
})

test('no hour counts twice: what runs into the next day goes before it', () => {
  const nights = said('2025-05-05', '2025-05-05', 'all', '20:00-8:00/0')
  const days = said('2025-05-06', '2025-05-06', 'all', '6:00-14:00/0')
  expect(hours(diary(nights, days))).toEqual([
    ['2025-05-05', 12],
    ['2025-05-06', 6],
  ])
})

test('weeks and months say how many days nobody spoke of, and where the break was not said', () => {
  const days = diary(said('2025-03-28', '2025-04-03', 'mon-fri', '8:00-12:00/0 14:00-18:00', 'sun'))
  expect(weeksOf(days)).toEqual([
    { of: '2025-03-24', minutes: 480, worked: 1, free: 1, unrecorded: 1, unsaid: 1 },
    { of: '2025-03-31', minutes: 1_920, worked: 4, free: 0, unrecorded: 0, unsaid: 4 },
  ])
  expect(monthsOf(days).map(({ of, minutes, unrecorded }) => [of, minutes, unrecorded])).toEqual([
    ['2025-03', 960, 1],
    ['2025-04', 1_440, 0],
  ])
})

test('days that nobody spoke of are those from the first day to the last, by week as by month, whole ones between too', () => {
  const days = diary(
    said('2025-01-30', '2025-01-30', 'all', '8:00-12:00/0'),
    said('2025-04-02', '2025-04-02', 'all', '8:00-12:00/0'),
  )
  expect(monthsOf(days).map(({ of, unrecorded }) => [of, unrecorded])).toEqual([
    ['2025-01', 1],
    ['2025-02', 28],
    ['2025-03', 31],
    ['2025-04', 1],
  ])
  expect(weeksOf(days).map(({ unrecorded }) => unrecorded)).toEqual([3, 7, 7, 7, 7, 7, 7, 7, 7, 2])
})

test('in which order entries of different days were written does not matter', () => {
  const lengths = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('8:00-12:00/0', '20:00-4:00')), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.nat()), (stretches, chance) => {
      let from = '2025-03-20' as CivilDate
      const entries = stretches.map(([length, times]) => {
        const until = addDays(from, length - 1)
        const entry = said(from, until, 'all', times)
        from = addDays(until, 1)
        return entry
      })
      const mixed = entries
        .map((entry) => ({ entry, at: chance.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ entry }) => entry)
      expect(diaryOf(mixed)).toEqual(diaryOf(entries))
    }),
  )
})

test('a day is what its last word said, and never longer than the time that passed', () => {
  const entry = fc
    .tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom('all', 'mon-fri', 'sat'),
      fc.constantFrom('8:00-12:00/0', '22:00-6:00/30', '6:00-10:00 15:00-23:00/0', ''),
    )
    .map(([from, length, on, times]) => {
      const first = addDays('2025-03-10' as CivilDate, from)
      return times
        ? said(first, addDays(first, length), on, times)
        : said(first, addDays(first, length), 'none', '', on)
    })
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (entries) => {
      const days = diaryOf(entries)
      let end = 0
      for (const { day, entry: id, shifts, begins, ends } of days) {
        const weekday = (((Math.round((Date.parse(day) - Date.parse('2025-03-10')) / 86_400_000) % 7) + 7) % 7) + 1
        const names = (one: (typeof entries)[number]) =>
          one.from <= day && day <= one.until && [...one.worked, ...one.free].includes(weekday)
        expect(id).toBe(entries.findLast(names)?.id)
        expect([23, 24, 25]).toContain((ends - begins) / 3_600_000)
        for (const shift of shifts) {
          expect(shift.start).toBeGreaterThanOrEqual(end)
          expect(shift.start).toBeGreaterThanOrEqual(begins)
          end = shift.end
        }
      }
    }),
  )
})
