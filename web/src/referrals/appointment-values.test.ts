import { expect, test } from 'vitest'
import { emptyAppointment, readAppointment } from './appointment-values.ts'

test('an appointment has a day, an hour and a place; with whom may stay open', () => {
  expect(readAppointment(emptyAppointment)).toEqual({
    ok: false,
    wrong: { day: 'field.missing', time: 'field.missing', place: 'field.missing' },
  })
  const typed = { day: '20/1/2026', time: '9.30', place: 'Via Inventata 1', with: '' }
  expect(readAppointment(typed)).toEqual({
    ok: true,
    body: { day: '2026-01-20', time: '09:30', place: 'Via Inventata 1', with: '' },
  })
  expect(readAppointment({ ...typed, day: '31/2/2026', time: '25' })).toMatchObject({
    wrong: { day: 'field.no-such-day', time: 'field.time' },
  })
})
