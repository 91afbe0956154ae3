import { expect, test } from 'vitest'
import { Opening } from '../network/opening.ts'
import { answerBy } from '../network/working-time.ts'
import { clocksOfSending, type Due, startByOf } from './clocks.ts'
import { decide, overdue } from './rules.ts'

const opening = Opening.parse({
  weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '13:00' }],
  exceptions: [],
  onHolidays: 'closed',
  byAppointment: false,
})
const due: Due = (from, minutes) => answerBy(opening, from, minutes)
const terms = { answerWithin: 480, startWithin: 240 }
/** The Thursday before Easter, at ten. */
const sentAt = '2026-04-02T08:00:00.000Z'

test('an answer is due in opening hours, and what has none ends after as much of them again', () => {
  expect(clocksOfSending(sentAt, terms, due)).toEqual({
    answerBy: '2026-04-07T08:00:00.000Z',
    expiresAt: '2026-04-09T08:00:00.000Z',
  })
  expect(startByOf('2026-04-07T07:30:00.000Z', terms, due)).toBe('2026-04-08T07:30:00.000Z')
})

test('between the two it is late and may still be answered; it ends at the second and not before', () => {
  const { answerBy: by, expiresAt } = clocksOfSending(sentAt, terms, due)
  const between = '2026-04-08T08:00:00.000Z'
  expect(overdue({ state: 'seen', answerBy: by, startBy: null }, between)).toBe('answer')
  expect(decide({ kind: 'service', state: 'seen', expiresAt }, 'accept', 'receiver', between)).toEqual({
    to: 'accepted',
  })
  expect(decide({ kind: 'service', state: 'seen', expiresAt }, 'expire', 'clock', between)).toEqual({
    refused: 'too-early',
  })
  expect(decide({ kind: 'service', state: 'seen', expiresAt }, 'expire', 'clock', expiresAt as string)).toEqual({
    to: 'expired',
  })
})

test('without a promise, or where nobody ever opens, no clock runs', () => {
  const nothing = { answerBy: null, expiresAt: null }
  expect(clocksOfSending(sentAt, { answerWithin: null, startWithin: null }, due)).toEqual(nothing)
  expect(clocksOfSending(sentAt, terms, () => null)).toEqual(nothing)
  expect(startByOf(sentAt, { ...terms, startWithin: null }, due)).toBeNull()
})
