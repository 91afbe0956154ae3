import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, CivilDate, instantAt, isoOf, millisecondsOf } from '../calendar.ts'
import { type Hours, hoursOn, Opening, openAt } from './opening.ts'
import { answerBy, workingHours } from './working-time.ts'

const nothing: Opening = { weekly: [], exceptions: [], onHolidays: 'closed', byAppointment: true }
const office = Opening.parse({ ...nothing, weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '13:00' }] })
const night = Opening.parse({ ...nothing, weekly: [{ days: [6, 7], from: '01:00', to: '04:00' }] })
const closed = (from: string, until: string) => ({
  from: CivilDate.parse(from),
  until: CivilDate.parse(until),
  hours: [],
  note: '',
})

test.each([
  ['in the same morning', '2026-01-15T08:00:00Z', 60, '2026-01-15T09:00:00.000Z'],
  ['at the very end of a morning', '2026-01-15T08:00:00Z', 240, '2026-01-15T12:00:00.000Z'],
  ['from before the doors open', '2026-01-15T03:00:00Z', 1, '2026-01-15T08:01:00.000Z'],
  ['over a weekend', '2026-01-16T11:00:00Z', 120, '2026-01-19T09:00:00.000Z'],
  ['over Easter Monday', '2026-04-03T10:00:00Z', 120, '2026-04-07T08:00:00.000Z'],
  ['into summer time', '2026-03-27T11:00:00Z', 120, '2026-03-30T08:00:00.000Z'],
  ['out of summer time', '2026-10-23T10:00:00Z', 120, '2026-10-26T09:00:00.000Z'],
  ['over Christmas and the year', '2025-12-24T11:00:00Z', 240 * 4, '2026-01-02T11:00:00.000Z'],
])('an answer is due %s', (_, sentAt, minutes, due) => {
  expect(answerBy(office, sentAt, minutes)).toBe(due)
})

test('an hour that is skipped by night is no working time, one that comes twice is two', () => {
  expect(answerBy(night, '2026-03-28T22:00:00Z', 121)).toBe('2026-04-03T23:01:00.000Z')
  expect(answerBy(night, '2026-10-24T21:00:00Z', 240)).toBe('2026-10-25T03:00:00.000Z')
})

test('a closure stops the clock, hours of an exception let it run', () => {
  const away = { ...office, exceptions: [closed('2026-08-10', '2026-08-21')] }
  expect(answerBy(away, '2026-08-07T10:00:00Z', 120)).toBe('2026-08-24T08:00:00.000Z')
  const open = {
    ...office,
    exceptions: [{ ...closed('2026-08-08', '2026-08-08'), hours: [{ from: '10:00', to: '12:00' }] }],
  }
  expect(answerBy(open, '2026-08-07T10:00:00Z', 120)).toBe('2026-08-08T09:00:00.000Z')
})

test('without hours a working day is eight hours, and the same hour of the next working day is one day later', () => {
  expect(answerBy(nothing, '2026-01-15T10:00:00Z', 480)).toBe('2026-01-16T10:00:00.000Z')
  expect(answerBy(nothing, '2026-01-16T10:00:00Z', 960)).toBe('2026-01-20T10:00:00.000Z')
  expect(answerBy({ ...nothing, onHolidays: 'as-usual' }, '2026-12-24T10:00:00Z', 480)).toBe('2026-12-28T10:00:00.000Z')
  const away = { ...nothing, exceptions: [closed('2026-01-16', '2026-01-23')] }
  expect(answerBy(away, '2026-01-15T10:00:00Z', 480)).toBe('2026-01-26T10:00:00.000Z')
})

test('a service that never opens, or too little, is due at no time; no minutes are no question', () => {
  const gone = { ...office, exceptions: [closed('2026-01-01', '2036-01-01')] }
  expect(answerBy(gone, '2026-01-15T10:00:00Z', 1)).toBeNull()
  expect(answerBy(office, '2026-01-15T10:00:00Z', 240 * 700)).toBeNull()
  for (const minutes of [0, -1, 1.5, Number.NaN])
    expect(() => answerBy(office, '2026-01-15T10:00:00Z', minutes)).toThrow()
})

const clock = (quarters: number) =>
  quarters === 96
    ? '24:00'
    : `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarters % 4]}`
/** Hours of a day that do not overlap: cuts of the day, taken by twos. */
const someHours = fc
  .uniqueArray(fc.nat(96), { maxLength: 6 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts) =>
    Array.from(
      { length: Math.floor(cuts.length / 2) },
      (_, at): Hours => ({
        from: clock(cuts[at * 2] as number),
        to: clock(cuts[at * 2 + 1] as number),
      }),
    ),
  )
const someOpening = fc
  .record({
    week: fc.array(someHours, { minLength: 7, maxLength: 7 }),
    // Around both changes of clocks, and Christmas.
    exception: fc.record({
      from: fc.constantFrom('2026-03-28', '2026-10-24', '2026-12-24'),
      days: fc.nat(9),
      hours: someHours,
    }),
    onHolidays: fc.constantFrom('closed' as const, 'as-usual' as const),
  })
  .map(({ week, exception, onHolidays }) =>
    Opening.parse({
      weekly: week.flatMap((hours, day) => hours.map((each) => ({ days: [day + 1], ...each }))),
      exceptions: [
        {
          from: exception.from,
          until: addDays(CivilDate.parse(exception.from), exception.days),
          hours: exception.hours,
          note: '',
        },
      ],
      onHolidays,
      byAppointment: false,
    }),
  )
const minuteOf = (instant: string) => millisecondsOf(instant) / 60_000
const someInstant = fc
  .tuple(fc.constantFrom('2026-03-26', '2026-04-03', '2026-10-23', '2026-12-23'), fc.nat(6 * 24 * 60))
  .map(([day, minutes]) => isoOf(millisecondsOf(instantAt(CivilDate.parse(day), '00:00')) + minutes * 60_000))
const someMinutes = fc.integer({ min: 1, max: 3_000 })

/** Italy's summer time in 2026, said by hand. */
const summer = [minuteOf('2026-03-29T01:00:00Z'), minuteOf('2026-10-25T01:00:00Z')] as const

/** The same, minute by minute: what the clock on the wall shows is looked up in the hours of the day. */
function countedBy(opening: Opening, sentAt: string, minutes: number, most: number): string | null {
  const days = new Map<string, Hours[]>()
  const start = minuteOf(sentAt)
  let left = minutes
  for (let at = start; at < start + most; at += 1) {
    const wall = new Date((at + (summer[0] <= at && at < summer[1] ? 120 : 60)) * 60_000).toISOString()
    const day = wall.slice(0, 10)
    const hours = days.get(day) ?? hoursOn(workingHours(opening), CivilDate.parse(day))
    days.set(day, hours)
    if (hours.some((each) => each.from <= wall.slice(11, 16) && wall.slice(11, 16) < each.to)) left -= 1
    if (left === 0) return isoOf((at + 1) * 60_000)
  }
  return null
}

test('an answer is due when a clock on the wall has counted so many open minutes', () => {
  // Quarters that begin or end between two and three at night are told apart twice in autumn by the wall alone: left out here.
  const byDay = someOpening.filter((opening) =>
    [...opening.weekly, ...opening.exceptions.flatMap((row) => row.hours)].every((row) =>
      [row.from, row.to].every((time) => time <= '02:00' || time >= '03:00'),
    ),
  )
  fc.assert(
    fc.property(byDay, someInstant, fc.integer({ min: 1, max: 1_200 }), (opening, sentAt, minutes) => {
      const counted = countedBy(opening, sentAt, minutes, 6 * 24 * 60)
      const due = answerBy(opening, sentAt, minutes)
      if (counted === null) expect(due === null || minuteOf(due) > minuteOf(sentAt) + 6 * 24 * 60).toBe(true)
      else expect(due).toBe(counted)
    }),
    { numRuns: 60 },
  )
})

test('more minutes, or a later start, never end earlier; what is due is never inside closed hours', () => {
  fc.assert(
    fc.property(someOpening, someInstant, someMinutes, fc.nat(10_000), (opening, sentAt, minutes, later) => {
      const due = answerBy(opening, sentAt, minutes)
      const laterDue = answerBy(opening, isoOf(millisecondsOf(sentAt) + later * 60_000), minutes)
      const more = answerBy(opening, sentAt, minutes + 1)
      fc.pre(due !== null && laterDue !== null && more !== null)
      expect(laterDue >= due).toBe(true)
      expect(more > due).toBe(true)
      expect(minuteOf(due) - minuteOf(sentAt)).toBeGreaterThanOrEqual(minutes)
      expect(openAt(workingHours(opening), isoOf(millisecondsOf(due) - 1))).toBe(true)
    }),
    { numRuns: 120 },
  )
})

test('two terms one after the other are the one term that is as long as both', () => {
  fc.assert(
    fc.property(someOpening, someInstant, someMinutes, someMinutes, (opening, sentAt, first, second) => {
      const between = answerBy(opening, sentAt, first)
      const both = answerBy(opening, sentAt, first + second)
      fc.pre(between !== null && both !== null)
      expect(answerBy(opening, between, second)).toBe(both)
    }),
    { numRuns: 120 },
  )
})
