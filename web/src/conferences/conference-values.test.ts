import { expect, test } from 'vitest'
import { newConference, readConference } from './conference-values.ts'

const filled = { ...newConference('me'), day: 'domani', time: '10', agenda: 'x' }

test('a conference needs a day, an hour and somebody of the own desk', () => {
  expect(readConference(newConference('me'))).toMatchObject({ ok: false, wrong: { day: 'field.missing' } })
  expect(readConference({ ...filled, colleagues: [] })).toMatchObject({
    ok: false,
    wrong: { colleagues: 'agenda.wrong.missing' },
  })
  expect(readConference(filled)).toMatchObject({ ok: true, body: { time: '10:00', minutes: 60, decisions: [] } })
})

test('what was said is written from the day of the conference on', () => {
  expect(readConference({ ...filled, state: 'held' })).toMatchObject({
    ok: false,
    wrong: { day: 'conferences.wrong.date-future' },
  })
  expect(readConference({ ...filled, state: 'held', day: 'oggi' })).toMatchObject({ ok: true })
})

test('a line without anything is no decision; one with a name and no words is asked for', () => {
  const empty = { text: '', who: '', due: '' }
  expect(readConference({ ...filled, decisions: [empty] })).toMatchObject({ ok: true, body: { decisions: [] } })
  expect(readConference({ ...filled, decisions: [{ ...empty, who: 'Ada' }] })).toMatchObject({
    ok: false,
    wrong: { 'text-0': 'field.missing' },
  })
})
