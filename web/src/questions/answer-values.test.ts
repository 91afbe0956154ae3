import { expect, test } from 'vitest'
import { AnswerSheet } from '#model/questions/answer-contract.ts'
import { answerValues, askedIn, nothing, readAnswers, typedInVain } from './answer-values.ts'

const id = (no: number) => `01900000-0000-7000-8000-00000000000${no}`
const written = { no: 2, by: 'x', at: '2026-01-15T09:00:00.000Z' }
const question = (no: number, kind: string, more: object = {}) => ({
  ...{ id: id(no), key: `q${no}`, kind, place: 'case', retired: null },
  versions: [{ wordings: [{ language: 'it', label: kind }], ...more, ...written }],
})
const option = (key: string, retired = false) => ({ key, wordings: [{ language: 'it', label: key }], retired })
const sheet = (answers: object[] = []) =>
  AnswerSheet.parse({
    no: 1,
    questions: [
      question(1, 'number', { least: 0, most: 24 }),
      question(2, 'day'),
      question(3, 'one', { options: [option('a'), option('b', true)] }),
      question(4, 'short'),
      { ...question(5, 'short'), retired: { by: 'x', at: written.at } },
    ],
    answers: answers.map((answer) => ({
      question: (answer as { question: string }).question,
      history: [{ version: 1, state: 'answered', value: '', chosen: [], ...answer, by: 'x', at: written.at }],
    })),
    can: ['write'],
  })
const said = (text: string, chosen: string[] = []) => ({ state: 'answered' as const, text, chosen })
const read = (values: object, before = sheet()) =>
  readAnswers(before.questions.slice(0, 4), before)({ ...answerValues(before), ...values })

test('a form says again what was answered, and reads as it was; of what is asked no more it says nothing', () => {
  const before = sheet([
    { question: id(1), value: '7.5' },
    { question: id(2), value: '2025-12-03' },
    { question: id(3), chosen: ['b'] },
    { question: id(5), value: 'x' },
  ])
  const values = answerValues(before)
  expect(values).toMatchObject({ [id(1)]: said('7,5'), [id(2)]: said('3/12/2025'), [id(4)]: nothing })
  expect(Object.keys(values)).not.toContain(id(5))
  expect(read({}, before)).toMatchObject({
    ok: true,
    body: [
      { question: id(1), version: 2, value: '7.5' },
      { value: '2025-12-03' },
      // Retired since, and chosen before: it stays.
      { chosen: ['b'] },
      { state: 'not_asked', value: '' },
    ],
  })
})

test('a number is read with a comma, and what is none or beyond its bounds is told beside it', () => {
  expect(read({ [id(1)]: said(' 1,5 ') })).toMatchObject({ ok: true, body: [{ value: '1.5' }, {}, {}, {}] })
  const wrong = (text: string) => read({ [id(1)]: said(text) })
  expect(wrong('tante')).toEqual({ ok: false, wrong: { [id(1)]: 'questions.wrong.not-a-number' } })
  expect(wrong('25')).toEqual({ ok: false, wrong: { [id(1)]: 'questions.wrong.too-big' } })
  expect(wrong('-1')).toEqual({ ok: false, wrong: { [id(1)]: 'questions.wrong.too-small' } })
})

test('a day is read as people write it, and what is none is told', () => {
  expect(read({ [id(2)]: said('3/12/25') })).toMatchObject({ ok: true, body: [{}, { value: '2025-12-03' }, {}, {}] })
  expect(read({ [id(2)]: said('ieri l’altro forse') })).toMatchObject({
    ok: false,
    wrong: { [id(2)]: expect.stringMatching(/^field\./) },
  })
})

test('what is declined or not known takes no words along', () => {
  for (const state of ['declined', 'unknown', 'not_asked'] as const)
    expect(read({ [id(4)]: { state, text: 'typed before', chosen: [] } })).toMatchObject({
      ok: true,
      body: [{}, {}, {}, { state, value: '', chosen: [] }],
    })
})

test('of what was typed to a question that is asked no more nothing is dropped in silence', () => {
  const asked = askedIn(sheet()).slice(0, 1)
  const values = { [id(1)]: said('7'), [id(2)]: said('una vicina'), [id(3)]: nothing, [id(4)]: said('as before') }
  expect(typedInVain(values, { [id(2)]: said('un vicino'), [id(4)]: said('as before') }, asked)).toEqual(['una vicina'])
})
