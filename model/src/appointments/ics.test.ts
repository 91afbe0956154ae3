import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { calendarFile, type FeedEvent } from './ics.ts'
import { timeOf } from './rules.ts'

const event = (more: Partial<FeedEvent> = {}): FeedEvent => ({
  ...{ uid: 'one@varco', no: 1, changedAt: '2026-01-15T09:00:00.000Z', day: '2026-01-20' as CivilDate },
  ...{ time: '09:30', minutes: 60, summary: 'Appuntamento: Colloquio', room: null },
  ...more,
})
const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))

test('whatever a room is called, another program reads it as it is, and no line is longer than 75 bytes', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 120 }).filter((text) => !/\p{Cc}/u.test(text))
  const long = fc.constantFrom('è', '木', '🙂').map((sign) => sign.repeat(60))
  fc.assert(
    fc.property(fc.oneof(name, long), (room) => {
      const text = calendarFile('Agenda', [event({ room })])
      for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      expect(read(text)[0]?.location ?? '').toBe(room)
    }),
  )
})

test('whatever somebody puts into the name of a room begins no line of its own', () => {
  const text = calendarFile('Agenda', [event({ room: 'Sala\r\nATTENDEE:mailto:somebody@example.org' })])
  expect(text).not.toMatch(/^ATTENDEE/m)
  expect(read(text)[0]?.location).toBe('Sala ATTENDEE:mailto:somebody@example.org')
})

test('day, hour and length are read back as they are on the wall, on any day of the year', () => {
  const day = fc
    .integer({ min: 0, max: 364 })
    .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 5, max: 720 }), (on, start, minutes) => {
      const text = calendarFile('Agenda', [event({ day: on as CivilDate, time: timeOf(start), minutes })])
      // Programs that are strict know no hour after 23 (RFC 5545, 3.3.12).
      expect(text.match(/^DT(START|END);TZID=Europe\/Rome:\d{8}T([01]\d|2[0-3])[0-5]\d00\r$/gm)).toHaveLength(2)
      const [first] = read(text)
      expect(first?.startDate.toString()).toBe(`${on}T${timeOf(start)}:00`)
      const end = new Date(Date.parse(`${on}T00:00:00Z`) + (start + minutes) * 60_000).toISOString().slice(0, 19)
      expect(first?.endDate.toString()).toBe(end)
    }),
  )
})
