import { expect, test } from 'vitest'
import { emptyAppointment, readAppointment } from './appointment-values.ts'

const now = '2026-01-15T09:00:00.000Z'

test('an appointment has a day, an hour and a place; with whom may stay open', () => {
  expect(readAppointment(emptyAppointment)).toEqual({
    ok: false,
    wrong: { day: 'field.missing', time: 'field.missing', place: 'field.missing' },
  })
  const typed = { day: '20/1/2026', time: '9.30', place: 'Via Inventata 1', with: '' }
  expect(readAppointment(typed, now)).toEqual({
    ok: true,
    body: { day: '2026-01-20', time: '09:30', place: 'Via Inventata 1', with: '' },
  })
  expect(readAppointment({ ...typed, day: '31/2/2026', time: '25' }, now)).toMatchObject({
    wrong: { day: 'field.no-such-day', time: 'field.time' },
  })
})

test('an hour that clocks skip, a day too far ahead and one that is over are told at their fields, as of any appointment', () => {
  const wrong = (day: string, time: string) => {
    const read = readAppointment({ day, time, place: 'Via Inventata 1', with: '' }, now)
    return read.ok ? null : read.wrong
  }
  expect(wrong('29/3/2026', '2:30')).toEqual({ time: 'agenda.wrong.not-on-the-clock' })
  expect(wrong('29/3/2026', '3:00')).toBeNull()
  expect(wrong('31/12/9999', '9')).toEqual({ day: 'agenda.wrong.date-too-far' })
  expect(wrong('15/1/2026', '9:30')).toEqual({ day: 'field.past' })
})
