import { expect, test } from 'vitest'
import { CivilDate } from '../calendar.ts'
import { hoursOn, nextOpening, Opening, openAt } from './opening.ts'

const morning = { days: [1, 2, 3, 4, 5], from: '09:00', to: '13:00' }
const afternoon = { days: [2, 4], from: '14:00', to: '18:00' }
const closure = { from: '2026-08-10', until: '2026-08-21', hours: [], note: 'Ferie' }
const desk = (change: object = {}) =>
  Opening.parse({
    weekly: [afternoon, morning],
    exceptions: [closure],
    onHolidays: 'closed',
    byAppointment: false,
    ...change,
  })
const day = (text: string) => CivilDate.parse(text)

function wrong(change: object): [string, string][] {
  const read = Opening.safeParse({ ...desk(), ...change })
  return (read.error?.issues ?? []).map((issue) => [issue.path.join('/'), issue.message])
}

test('what is wrong is said by the row', () => {
  expect(wrong({ weekly: [morning, { days: [1], from: '13:00', to: '13:00' }] })).toEqual([
    ['weekly/1/to', 'ends-before-start'],
  ])
  expect(wrong({ weekly: [morning, { days: [6, 5], from: '12:59', to: '15:00' }] })).toEqual([['weekly/1', 'overlaps']])
  expect(wrong({ weekly: [{ ...morning, days: [1, 1] }] })).toEqual([['weekly/0/days', 'day-twice']])
  expect(wrong({ exceptions: [closure, { ...closure, from: '2026-08-21', until: '2026-08-30' }] })).toEqual([
    ['exceptions/1', 'overlaps'],
  ])
  expect(wrong({ exceptions: [{ ...closure, until: '2026-08-09' }] })).toEqual([
    ['exceptions/0/until', 'ends-before-start'],
  ])
  const hours = [
    { from: '09:00', to: '11:00' },
    { from: '10:00', to: '12:00' },
  ]
  expect(wrong({ exceptions: [{ ...closure, hours }] })).toEqual([['exceptions/0/hours/1', 'overlaps']])
})

test('hours that touch, or lie on other days, do not overlap; midnight may close a day', () => {
  expect(wrong({ weekly: [morning, { days: [1], from: '13:00', to: '24:00' }, { ...morning, days: [6] }] })).toEqual([])
  expect(wrong({ weekly: [{ days: [1], from: '13:00', to: '24:00' }, morning] })).toEqual([])
  expect(wrong({ weekly: [{ ...morning, from: '24:00' }] })[0]?.[0]).toBe('weekly/0/from')
})

test('an exception holds before the week and before a holiday, a holiday before the week', () => {
  expect(hoursOn(desk(), day('2026-07-14'))).toEqual([
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ])
  expect(hoursOn(desk(), day('2026-08-18'))).toEqual([])
  expect(hoursOn(desk(), day('2026-06-02'))).toEqual([])
  expect(hoursOn(desk({ onHolidays: 'as-usual' }), day('2026-06-02'))).toHaveLength(2)
  const feast = { from: '2026-06-02', until: '2026-06-02', hours: [{ from: '10:00', to: '11:00' }], note: '' }
  expect(hoursOn(desk({ exceptions: [feast] }), day('2026-06-02'))).toEqual([{ from: '10:00', to: '11:00' }])
  expect(hoursOn(desk({ patronDays: ['12-07'] }), day('2026-12-07'))).toEqual([])
})

test('a service is open from its first minute until just before its last', () => {
  expect(['07:59:59.999', '08:00', '11:59:59.999', '12:00'].map((utc) => openAt(desk(), `2026-01-15T${utc}Z`))).toEqual(
    [false, true, true, false],
  )
  expect(openAt(desk(), '2026-07-14T07:00:00Z')).toBe(true)
})

test('by night the hour that is skipped is not open, and the hour that comes twice is open twice', () => {
  const night = desk({ weekly: [{ days: [7], from: '01:00', to: '04:00' }] })
  const hoursOpen = (days: string) =>
    Array.from({ length: 8 }, (_, hour) => openAt(night, `${days}T0${hour}:30:00Z`)).filter(Boolean).length
  expect([hoursOpen('2026-03-22'), hoursOpen('2026-03-29'), hoursOpen('2026-10-18'), hoursOpen('2026-10-25')]).toEqual([
    // 01:00 to 04:00 begins at midnight UTC in winter, an hour earlier in summer.
    3, 2, 2, 3,
  ])
})

test('the next opening passes over nights, weekends, holidays and closures', () => {
  expect(nextOpening(desk(), '2026-01-15T09:00:00Z')).toEqual({ day: '2026-01-15', from: '14:00' })
  expect(nextOpening(desk(), '2026-01-16T13:00:00Z')).toEqual({ day: '2026-01-19', from: '09:00' })
  expect(nextOpening(desk(), '2026-04-03T15:00:00Z')).toEqual({ day: '2026-04-07', from: '09:00' })
  expect(nextOpening(desk(), '2026-08-08T15:00:00Z')).toEqual({ day: '2026-08-24', from: '09:00' })
  // The quarter past two is skipped on the first Sunday, the next one is Easter.
  const night = desk({ weekly: [{ days: [7], from: '02:15', to: '02:45' }] })
  expect(nextOpening(night, '2026-03-28T15:00:00Z')).toEqual({ day: '2026-04-12', from: '02:15' })
})

test('a service that stays closed has no next opening, nor has one that never closes', () => {
  expect(nextOpening(desk({ weekly: [] }), '2026-01-15T09:00:00Z')).toBeNull()
  const always = desk({ weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }], exceptions: [] })
  expect(nextOpening({ ...always, onHolidays: 'as-usual' }, '2026-01-15T09:00:00Z')).toBeNull()
})
