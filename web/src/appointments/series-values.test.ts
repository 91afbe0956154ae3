import { describe, expect, test } from 'vitest'
import type { WholeAppointment } from '#model/appointments/contract.ts'
import { addDays, type CivilDate } from '#model/calendar.ts'
import { isOnTheClock } from '#model/planning.ts'
import { CallError } from '../call.ts'
import { newBooking } from './booking-values.ts'
import {
  canBeHadBack,
  movedOnes,
  noRepeat,
  readPlan,
  refusedDay,
  repeatedDays,
  takenUp,
  tooFarFrom,
  withIds,
} from './series-values.ts'

const begun = { ...newBooking('me', { day: '5/1/2099', time: '9', kind: 'interview' }), ...noRepeat, asked: '' }
const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
const values = { ...begun, day: soon.split('-').reverse().join('/') }

test('without a rhythm it is one appointment; with one the days that are left, or what is wrong with it', () => {
  expect(readPlan(values)).toMatchObject({ ok: true, body: { one: { day: soon } } })
  const weekly = { ...values, rhythm: 'week' as const, times: '3' }
  const all = repeatedDays(weekly)
  expect(all.ok && all.body).toHaveLength(3)
  const second = (all.ok && all.body[1]) || ''
  const plan = readPlan({ ...weekly, without: [second] })
  expect(plan.ok && 'days' in plan.body && plan.body.days).toHaveLength(2)
  expect(plan.ok && 'several' in plan.body && 'day' in plan.body.several).toBe(false)
  const wrong = (more: object) => readPlan({ ...weekly, ...more })
  expect(wrong({ times: '1' })).toEqual({ ok: false, wrong: { times: 'agenda.wrong.times' } })
  expect(wrong({ times: '53' })).toEqual({ ok: false, wrong: { times: 'agenda.wrong.times' } })
  expect(wrong({ ends: 'until' })).toEqual({ ok: false, wrong: { until: 'field.missing' } })
  expect(wrong({ times: '2', without: [second] })).toEqual({ ok: false, wrong: { rhythm: 'agenda.wrong.few-days' } })
})

test('sent again it has the same ids', () => {
  const series = '0190f3a0-0000-7000-8000-000000000001'
  const days = ['2026-01-05', '2026-01-12'] as never
  expect(withIds(series, days)).toEqual(withIds(series, days))
  expect(new Set(withIds(series, days).map(({ id }) => id)).size).toBe(2)
})

test('a series that goes too far says from which day on, and how many fit; a day without the hour is told before it is sent', () => {
  const monthly = { ...values, rhythm: 'month' as const, times: '52' }
  const far = tooFarFrom(monthly)
  expect(far?.fit).toBeGreaterThan(20)
  expect(far?.fit).toBeLessThan(26)
  expect(readPlan(monthly)).toEqual({ ok: false, wrong: { times: 'agenda.wrong.too-far-from' } })
  const until = { ...monthly, ends: 'until' as const, until: '31/12/2999' }
  expect(readPlan(until)).toEqual({ ok: false, wrong: { until: 'agenda.wrong.too-far-from' } })
  // What is unticked is not asked for.
  const all = repeatedDays(monthly)
  const without = all.ok ? all.body.filter((day) => far && day >= far.day) : []
  expect(readPlan({ ...monthly, without })).toMatchObject({ ok: true })
  expect(tooFarFrom({ ...monthly, times: '4' })).toBeNull()
  const skipped = nextSkip()
  const first = addDays(skipped, -7).split('-').reverse().join('/')
  const nightly = { ...values, rhythm: 'week' as const, times: '2', day: first, time: '2:30' }
  expect(readPlan(nightly)).toEqual({ ok: false, wrong: { days: 'agenda.wrong.days' } })
  expect(readPlan({ ...nightly, time: '3:30' })).toMatchObject({ ok: true })
})

/** The next day on which clocks skip the hour from two to three. */
function nextSkip(): CivilDate {
  const now = new Date().toISOString().slice(0, 10)
  const found = Array.from({ length: 400 }, (_, at) => addDays(now as CivilDate, 30 + at)).find(
    (day) => !isOnTheClock(day, '02:30'),
  )
  return found as CivilDate
}

test('the day that the server refuses is marked with its reason; what it refuses for another reason is not a day', () => {
  const days = ['2026-01-05', '2026-01-12'] as CivilDate[]
  const refused = (pointer: string, code: string) =>
    refusedDay(new CallError('invalid', { errors: [{ pointer, code }] } as never), days)
  expect(refused('/days/1/day', 'not-on-the-clock')).toEqual({ day: days[1], says: 'agenda.wrong.not-on-the-clock' })
  expect([refused('/days/9/day', 'date-too-far'), refused('/case', 'unknown'), refusedDay(null, days)]).toEqual([
    ...[null, null, null],
  ])
})

describe('this one and those that follow', () => {
  const one = (id: string, day: string, time = '09:30') => ({ id, day, time })
  const row = (...next: object[]) => ({ ...one('a', '2026-01-05'), next }) as unknown as WholeAppointment
  const before = row(one('b', '2026-01-12'), one('c', '2026-01-20'))

  test('fall as many days later, all of them at one hour', () => {
    const moved = movedOnes(before, { day: '2026-01-07' as CivilDate, time: '16:00' })
    expect(moved.map(({ day, time }) => `${day} ${time}`)).toEqual([
      ...['2026-01-07 16:00', '2026-01-14 16:00', '2026-01-22 16:00'],
    ])
  })

  test('are put back together where the other way brings back what stood there', () => {
    expect(canBeHadBack(before, row({ id: 'b' }, { id: 'c' }))).toBe(true)
    // One that stood before it follows now, or they were at different hours.
    expect(canBeHadBack(before, row({ id: 'z' }, { id: 'b' }, { id: 'c' }))).toBe(false)
    expect(canBeHadBack(row(one('b', '2026-01-12', '10:00')), row({ id: 'b' }))).toBe(false)
  })
})

test('a draft keeps its words and takes the day of the address, and says what stood there; once for each address', () => {
  const typed = { ...begun, day: '20/1/2026', time: '9', text: 'words' }
  const giorno = '2026-01-22' as CivilDate
  expect(takenUp(typed, { giorno })).toEqual({
    change: { day: '22/1/2026', time: '9', asked: giorno },
    before: '20/1/2026',
  })
  expect(takenUp(typed, { giorno, ora: '10:00' })?.before).toBe('20/1/2026, 9')
  expect(takenUp({ ...typed, day: '22/1/2026' }, { giorno })?.before).toBe('')
  expect([takenUp({ ...typed, asked: giorno }, { giorno }), takenUp(typed, {})]).toEqual([null, null])
})
