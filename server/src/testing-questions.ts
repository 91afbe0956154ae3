import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Caller } from './testing.ts'

const it = (label: string, more: object = {}) => [{ language: 'it', label, ...more }]

/** A key that no other question has. */
export const freshKey = () => `k${v7().replaceAll('-', '')}`

export const newQuestion = (more: object = {}) => ({
  ...{ no: 0, key: freshKey(), kind: 'long', place: 'case' },
  wordings: it('Come è venuta a conoscenza dello sportello?'),
  ...more,
})

export const newList = (more: object = {}) => ({
  ...newQuestion(),
  kind: 'one',
  options: [
    { key: 'friend', wordings: it('Da un amico') },
    { key: 'poster', wordings: it('Da un manifesto') },
  ],
  ...more,
})

const done = async (call: ReturnType<Caller['call']>) => {
  const { status, body } = await call
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** A question of the desk; its id. */
export async function addQuestion(by: Caller, more: object = {}): Promise<string> {
  const id = v7()
  await done(by.call('PUT', `/questions/${id}`, newQuestion(more)))
  return id
}

export const newAnswer = (question: string, more: object = {}) => ({
  ...{ question, version: 1, state: 'answered', value: 'Da un volantino' },
  ...more,
})

/** Answers written after those that stand there; the sheet. */
export async function addAnswers(by: Caller, path: string, ...answers: object[]) {
  const { no } = await done(by.call('GET', `${path}/answers`))
  return done(by.call('PUT', `${path}/answers`, { no, answers }))
}

/** Questions of cases and of persons, answered, and one that is about to be retired. */
export async function addQuestions(by: Caller, kase: string, person: string) {
  const [question, askedInCase, askedOfPerson] = [
    await addQuestion(by),
    await addQuestion(by),
    await addQuestion(by, { place: 'person' }),
  ]
  await addAnswers(by, `/cases/${kase}`, newAnswer(askedInCase))
  await addAnswers(by, `/persons/${person}`, newAnswer(askedOfPerson))
  return { question, askedInCase, askedOfPerson }
}

/** A file of questions as it goes out; brought in where it came from, it changes nothing. */
export const questionFile = (questions: readonly object[], checksum: string) =>
  JSON.stringify({
    ...{ format: 'varco-questions', version: 1, from: { desk: 'here', name: 'Here' }, at: '2026-01-15T09:00:00.000Z' },
    ...{ checksum, questions },
  })
