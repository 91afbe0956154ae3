import { expect, test } from 'vitest'
import { addDays, addMonths, type CivilDate } from '#model/calendar.ts'
import type { FollowUpFact, Pathway } from '#model/pathway/contract.ts'
import { todayHere, typed } from '../ui/DateField.tsx'
import { followUpBody, followUpsOf, followUpValues, readFollowUp } from './follow-up-values.ts'

const day = (text: string) => text as CivilDate
const today = todayHere()
const fact = (more: object = {}) =>
  ({
    ...{ no: 1, by: 'x', at: '', moment: 'exit', day: '2026-01-15', reached: 'yes', work: 'regular', contract: 'yes' },
    ...{ stay: 'not_asked', away: 'declined', safe: 'yes', text: 'x', withdrawn: false },
    ...more,
  }) as FollowUpFact
const empty = followUpValues('exit', undefined)

test('what was told was told today unless a day is typed, and by whom has to be said', () => {
  expect(readFollowUp(empty, today)).toEqual({ ok: false, wrong: { reached: 'field.missing' } })
  const read = readFollowUp({ ...empty, reached: 'yes', safe: 'no' }, today)
  expect(read).toMatchObject({ ok: true, body: { no: 0, moment: 'exit', day: today, work: 'not_asked', safe: 'no' } })
})

test('where nobody was reached no answer is sent, whatever was chosen before', () => {
  const read = readFollowUp({ ...empty, reached: 'not-reached', work: 'regular', safe: 'declined' }, today)
  expect(read).toMatchObject({ ok: true, body: { reached: 'not-reached', work: 'not_asked', safe: 'not_asked' } })
})

test('a day that is no day, is still to come or comes too early is said at its field', () => {
  const wrong = (moment: 'exit' | 'six-months', on: string, closed = today) =>
    readFollowUp({ ...empty, moment, reached: 'yes', day: on }, closed)
  expect(wrong('exit', '31/2/2025')).toEqual({ ok: false, wrong: { day: 'field.no-such-day' } })
  expect(wrong('exit', typed(addDays(today, 1)))).toEqual({ ok: false, wrong: { day: 'field.date-future' } })
  expect(wrong('exit', typed(addDays(today, -1)))).toEqual({ ok: false, wrong: { day: 'pathway.before.exit' } })
  const closed = addDays(addMonths(today, -5), 3)
  expect(wrong('six-months', '', closed)).toEqual({ ok: false, wrong: { day: 'pathway.before.six-months' } })
})

test('a record that is taken back or put as it was says all that it said', () => {
  const { by: _, at: __, ...body } = fact()
  expect(followUpBody(fact(), { withdrawn: true })).toEqual({ ...body, withdrawn: true })
  expect(readFollowUp(followUpValues('exit', fact({ day: today })), today)).toEqual({
    ok: true,
    body: { ...body, day: today },
  })
})

test('of each moment the record that counts for the closing stands, and those of earlier closings apart', () => {
  const things = [
    { id: 'old', history: [fact({ day: '2025-11-01' })] },
    { id: 'gone', history: [fact({ no: 2, withdrawn: true }), fact()] },
    { id: 'now', history: [fact()] },
  ]
  const data = { closedOn: '2026-01-10', today: '2026-01-20', followUps: things } as unknown as Pathway
  const { moments, earlier } = followUpsOf(data)
  expect(moments).toMatchObject([
    { moment: 'exit', held: { id: 'now' }, from: '2026-01-10', by: '2026-02-09', due: 'later' },
    { moment: 'six-months', held: undefined, from: '2026-06-10', by: '2026-07-10', due: null },
  ])
  expect(earlier.map(({ id }) => id)).toEqual(['old'])
  const open = followUpsOf({ ...data, closedOn: null })
  expect([open.moments, open.earlier.map(({ id }) => id)]).toEqual([[], ['old', 'now']])
  const long = followUpsOf({ ...data, today: day('2026-03-20') })
  expect(long.moments.map(({ due }) => due)).toEqual([null, null])
})
