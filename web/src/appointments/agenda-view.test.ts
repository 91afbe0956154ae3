import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inConflict } from '#model/appointments/conflicts.ts'
import type { Appointment } from '#model/appointments/contract.ts'
import { minutesOf, timeOf } from '#model/appointments/rules.ts'
import { type CivilDate, weekdayOf } from '#model/calendar.ts'
import { agendaRows, daysOf, droppedAt, hoursOf, ofWhom, outsiders, placedOf, turnedBy } from './agenda-view.ts'
import { newBooking, readBooking } from './booking-values.ts'

const day = (text: string) => text as CivilDate
const row = (more: Partial<Appointment> = {}): Appointment => ({
  ...{ id: 'one', no: 1, state: 'planned', day: day('2026-01-15'), time: '09:30', minutes: 60, kind: 'interview' },
  ...{ room: null, place: '', colleagues: ['me'], mediator: null, mediatorAccount: null, language: null, text: '' },
  ...{ case: null, personId: null, personName: '', series: null, hidden: false, can: [] },
  ...more,
})

test('a week begins on Monday, also that in which clocks are moved, and one goes on by what is shown', () => {
  expect(daysOf('settimana', day('2026-03-29'))).toHaveLength(7)
  expect(daysOf('settimana', day('2026-03-29'))[0]).toBe('2026-03-23')
  expect(weekdayOf(daysOf('settimana', day('2026-10-25'))[0] as CivilDate)).toBe(1)
  expect(turnedBy('settimana', day('2026-03-23'), 1)).toBe('2026-03-30')
  expect(turnedBy('giorno', day('2026-10-25'), -1)).toBe('2026-10-24')
  expect(daysOf('elenco', day('2026-12-25'))).toHaveLength(14)
})

test('of one colleague, of a room, of who mediates, or of all', () => {
  const rows = [row(), row({ id: 'two', colleagues: ['other'], room: 'room' }), row({ id: 'three', mediator: 'media' })]
  const idsOf = (whom: string | null) => ofWhom(rows, whom).map(({ id }) => id)
  expect(idsOf(null)).toEqual(['one', 'two', 'three'])
  expect(idsOf('me')).toEqual(['one', 'three'])
  expect(idsOf('room')).toEqual(['two'])
  expect(idsOf('media')).toEqual(['three'])
  // Who mediates and is a colleague finds it among the own ones.
  expect(ofWhom([row({ mediator: 'media', mediatorAccount: 'you' })], 'you')).toHaveLength(1)
})

test('who is a member and mediates is offered once', () => {
  const [inside, outside, gone] = [{ account: 'me' }, { account: null }, { account: 'gone' }]
  expect(outsiders([inside, outside, gone], [{ accountId: 'me' }])).toEqual([outside, gone])
})

test('the day is drawn as far as something reaches', () => {
  expect(hoursOf([])).toEqual({ first: 8, last: 19 })
  expect(hoursOf([row({ time: '06:30' }), row({ time: '20:15', minutes: 60 })])).toEqual({ first: 6, last: 22 })
})

test('what overlaps is drawn side by side, and nothing over something else', () => {
  const some = fc.record({
    time: fc.integer({ min: 0, max: 1_300 }).map(timeOf),
    minutes: fc.integer({ min: 5, max: 130 }),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 15 }), (list) => {
      const placed = placedOf(list.map((each, at) => row({ ...each, id: String(at) })))
      expect(placed).toHaveLength(list.length)
      for (const one of placed) {
        expect(one.lane).toBeLessThan(one.lanes)
        for (const other of placed) {
          if (one === other) continue
          const [first, second] = [minutesOf(one.row.time), minutesOf(other.row.time)]
          const drawn = (each: typeof one) => Math.max(each.row.minutes, 30)
          const meet = first < second + drawn(other) && second < first + drawn(one)
          if (meet) expect([one.lane, one.lanes]).not.toEqual([other.lane, other.lanes])
          if (meet) expect(one.lanes).toBe(other.lanes)
        }
      }
    }),
  )
})

test('what is let go stands at a quarter of an hour, and still ends on its day', () => {
  expect(droppedAt(9 * 60 + 7, 60)).toBe('09:00')
  expect(droppedAt(9 * 60 + 8, 60)).toBe('09:15')
  expect(droppedAt(-20, 60)).toBe('00:00')
  expect(droppedAt(23 * 60 + 50, 60)).toBe('23:00')
})

test('a form is read with the hour as it is typed, and what is missing is told at its field', () => {
  const empty = readBooking(newBooking('me'))
  expect(empty).toEqual({ ok: false, wrong: { day: 'field.missing', time: 'field.missing', kind: 'field.missing' } })
  const values = newBooking('me', { day: '20/1/2099', time: '9', kind: 'call' })
  expect(readBooking(values)).toEqual({ ok: false, wrong: { day: 'agenda.wrong.date-too-far' } })
  const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/')
  expect(readBooking({ ...values, day: soon })).toMatchObject({ ok: true, body: { time: '09:00', case: null } })
  expect(readBooking({ ...values, day: soon, colleagues: [] })).toEqual({
    ok: false,
    wrong: { colleagues: 'agenda.wrong.missing' },
  })
})

test('appointments of referrals stand among the others by the hour, are only read, and meet those of the same person', () => {
  const booking = {
    ...{
      id: 'r',
      referral: 'r',
      minutes: 60,
      state: 'confirmed' as const,
      day: day('2026-01-20'),
      time: '10:30',
      place: 'Via Roma',
      with: '',
    },
    ...{ service: 'Casa', desk: 'Altrove', case: 'k', personId: 'p', personName: 'Awa', followers: ['me'] },
  }
  const own = (id: string, time: string, personId: string | null) =>
    row({ id, time, personId, day: day('2026-01-20'), colleagues: ['you'] })
  const rows = agendaRows({ rows: [own('late', '11:00', 'p'), own('early', '09:00', 'p')], referrals: [booking] })
  expect(rows.map(({ id, can }) => [id, can.length])).toEqual([
    ['early', 0],
    ['r', 0],
    ['late', 0],
  ])
  expect([...inConflict(rows)].sort()).toEqual(['late', 'r'])
  const mine = row({ id: 'mine', time: '10:00', day: day('2026-01-20') })
  const meets = (state: 'proposed' | 'confirmed' | 'invited' | 'comes') =>
    inConflict(agendaRows({ rows: [mine], referrals: [{ ...booking, state }] })).has('mine')
  expect([meets('confirmed'), meets('comes'), meets('proposed'), meets('invited')]).toEqual([true, true, false, false])
  expect(ofWhom(rows, 'me').map(({ id }) => id)).toContain('r')
  expect(ofWhom(rows, 'another').map(({ id }) => id)).not.toContain('r')
  expect(agendaRows(undefined)).toEqual([])
})
