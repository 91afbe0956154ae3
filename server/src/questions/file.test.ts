import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Question, QuestionText } from '#model/questions/contract.ts'
import { tidy } from '#model/questions/rules.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addAnswers, addQuestion, newAnswer, newList, newQuestion, questionFile } from '../testing-questions.ts'
import { takeCharge } from '../testing-records.ts'

let server: TestServer
let trial: Caller
beforeAll(async () => {
  server = await testServer()
  trial = await server.member(await server.desk('trial'), 'worker', 'coordinator')
})
afterAll(() => server.close())

let desks = 0
const deskOf = async () => {
  desks += 1
  return server.member(await server.desk(`real-${desks}`), 'worker', 'coordinator')
}
const take = async (by: Caller) => JSON.stringify((await by.call('GET', '/question-file')).body)
const look = (by: Caller, file: string) => by.upload('/question-file', file)
const send = (by: Caller, file: string, shown: string) =>
  server.request({
    method: 'PUT',
    url: `/api/v1/desks/${by.desk.code}/question-file?shown=${shown}`,
    headers: { cookie: by.cookie, 'content-type': 'application/octet-stream' },
    payload: file,
  })
/** Brings a file in as it is shown. */
const bring = async (by: Caller, file: string) => send(by, file, (await look(by, file)).body.shown)
const sealed = (questions: object[]) =>
  questionFile(questions, createHash('sha256').update(JSON.stringify(questions)).digest('hex'))
const inFile = (more: object = {}) => {
  const { no: _, key, kind, place } = newQuestion(more)
  const rest = { special: false, unit: '', least: null, most: null, options: [] }
  return { key, kind, place, wordings: [{ language: 'it', label: 'x', help: '' }], ...rest, ...more }
}
const acts = (body: { rows: { act: string }[] }) => body.rows.map(({ act }) => act)
const shape = async (by: Caller) => {
  const { rows } = (await by.call('GET', '/questions')).body
  return rows.map(({ key, kind, place, versions }: Question) => ({
    key,
    kind,
    place,
    text: tidy(versions[0] as QuestionText),
  }))
}

test('a set goes out as one file without any answer, and comes in at another desk as it was; twice it changes nothing', async () => {
  const asked = await addQuestion(trial, {
    wordings: [
      { language: 'fr', label: 'Pourquoi ?' },
      { language: 'it', label: 'Perché?' },
    ],
  })
  await addQuestion(trial, { kind: 'number', least: 0, most: 24, unit: 'ore', place: 'person', special: true })
  await trial.call('PUT', `/questions/${asked}/place`, { before: null })
  await trial.call('PUT', '/questions/019b0000-0000-7000-8000-000000000001', newList())
  const retired = await addQuestion(trial)
  await trial.call('POST', `/questions/${retired}/retirement`)
  await addAnswers(trial, `/cases/${await takeCharge(trial)}`, newAnswer(asked, { value: 'Zq0001' }))
  const file = await take(trial)
  expect(file).not.toContain('Zq0001')
  expect(file).not.toMatch(new RegExp(`${asked}|account:`))
  expect(JSON.parse(file)).toMatchObject({
    format: 'varco-questions',
    version: 1,
    from: { desk: 'trial' },
    at: expect.any(String),
  })

  const real = await deskOf()
  const { body } = await look(real, file)
  expect(body).toMatchObject({ problems: [], kept: 0, from: { desk: 'trial' } })
  expect(acts(body)).toEqual(['add', 'add', 'add'])
  expect((await real.call('GET', '/questions')).body.rows).toEqual([])
  expect((await send(real, file, body.shown)).status).toBe(200)
  expect(await shape(real)).toEqual((await shape(trial)).slice(0, 3))
  expect(acts((await look(real, file)).body)).toEqual(['same', 'same', 'same'])
  // No answer came, and it is sent once more.
  expect((await send(real, file, body.shown)).status).toBe(200)
  expect((await real.call('GET', '/questions')).body.rows).toHaveLength(3)
})

test('what stands there is changed by its key, and nothing is taken away', async () => {
  const here = await deskOf()
  const list = newList({ key: 'how' }) as object
  await addQuestion(here, { key: 'only_here' })
  await addQuestion(here, {
    ...list,
    wordings: [
      { language: 'it', label: 'Come?' },
      { language: 'en', label: 'How?' },
    ],
  })
  const options = [{ key: 'radio', wordings: [{ language: 'it', label: 'Dalla radio' }], retired: false }]
  const wordings = [{ language: 'it', label: 'In che modo?', help: '' }]
  const file = sealed([inFile({ key: 'how', kind: 'one', wordings, options })])
  const { body } = await look(here, file)
  expect(body).toMatchObject({ kept: 1, rows: [{ key: 'how', act: 'change', fields: ['wordings', 'options'] }] })
  expect((await bring(here, file)).status).toBe(200)
  const how = (await shape(here)).find(({ key }: { key: string }) => key === 'how')
  expect(how.text.wordings.map(({ label }: { label: string }) => label)).toEqual(['In che modo?', 'How?'])
  expect(how.text.options.map(({ key }: { key: string }) => key)).toEqual(['radio', 'friend', 'poster'])
  expect(acts((await look(here, file)).body)).toEqual(['same'])
})

test('what was retired here stays retired, and another kind stays what it is', async () => {
  const here = await deskOf()
  const retired = await addQuestion(here, { key: 'gone' })
  await here.call('POST', `/questions/${retired}/retirement`)
  await addQuestion(here, { key: 'other', kind: 'short' })
  const before = await shape(here)
  const file = sealed([inFile({ key: 'gone' }), inFile({ key: 'other' })])
  expect(acts((await look(here, file)).body)).toEqual(['retired-here', 'other-kind'])
  expect((await bring(here, file)).status).toBe(200)
  expect(await shape(here)).toEqual(before)
})

test('a file that is wrong says in which question, in which field, and does nothing', async () => {
  const here = await deskOf()
  const problems = async (file: string) => (await look(here, file)).body.problems
  const whole = (code: string, field = '') => [{ no: null, key: '', field, code }]
  expect(await problems('{')).toEqual(whole('not-json'))
  expect(await problems('{"format":"x"}')).toEqual(whole('not-this-file'))
  expect(await problems(sealed([]).replace('"version":1', '"version":2'))).toEqual(whole('newer'))
  expect(await problems(sealed([inFile()]).replace('"x"', '"y"'))).toEqual(whole('checksum', 'checksum'))
  const one = async (question: object) => (await problems(sealed([inFile({ key: 'good' }), question])))[0]
  const at = (field: string, code: string) => ({ no: 2, key: 'bad', field, code })
  const bad = (more: object) => inFile({ key: 'bad', ...more })
  expect(await one(bad({ kind: 'perhaps' }))).toEqual(at('kind', 'invalid-value'))
  expect(await one(bad({ script: 'x' }))).toEqual(at('script', 'unrecognized-keys'))
  expect(await one(bad({ wordings: [{ language: 'it', label: '<script>', help: '' }] }))).toEqual(
    at('wordings/0/label', 'not-text'),
  )
  expect(await one(bad({ wordings: [{ language: 'en', label: 'x', help: '' }] }))).toEqual(at('wordings', 'no-italian'))
  expect(await one(inFile({ key: 'good' }))).toEqual({ no: 2, key: 'good', field: 'key', code: 'twice' })
  const many = Array.from({ length: 61 }, (_, no) => inFile({ key: `q${no}` }))
  expect(await problems(sealed(many))).toEqual(whole('too-big', 'questions'))
  const refused = await send(here, sealed([bad({ kind: 'perhaps' })]), '0'.repeat(32))
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/file', code: 'invalid-value' }] } })
  expect((await look(here, 'x'.repeat(1_000_001))).status).toBe(413)
  expect(await shape(here)).toEqual([])
})

test('with what a desk has there are sixty at most, and none comes in where one does not', async () => {
  const here = await deskOf()
  for (const key of ['a', 'b']) await addQuestion(here, { key })
  const file = sealed(Array.from({ length: 59 }, (_, no) => inFile({ key: `q${no}` })))
  expect((await look(here, file)).body.problems).toMatchObject([{ no: null, code: 'too-many-questions' }])
  expect((await bring(here, file)).status).toBe(422)
  expect(await shape(here)).toHaveLength(2)
})

test('what was not shown is not done: who else changed a question meanwhile, or another file', async () => {
  const here = await deskOf()
  const [file, other] = [sealed([inFile({ key: 'a' })]), sealed([inFile({ key: 'a', special: true })])]
  const { body } = await look(here, file)
  expect(body.shown).not.toBe((await look(here, other)).body.shown)
  expect(await send(here, other, body.shown)).toMatchObject({ status: 409, body: { reason: 'not-as-shown' } })
  await addQuestion(here, { key: 'a' })
  expect(await send(here, other, body.shown)).toMatchObject({ body: { reason: 'not-as-shown' } })
  const colleague = await server.member(here.desk, 'coordinator')
  const { shown } = (await look(here, other)).body
  const two = await Promise.all([send(here, other, shown), send(colleague, other, shown)])
  expect(two.map(({ status }) => status)).toEqual([200, 200])
  expect((await here.call('GET', '/questions')).body.rows[0].versions).toHaveLength(2)
})

test('who only works with persons takes no set out and brings none in; another desk is not there', async () => {
  const worker = await server.member(trial.desk, 'worker')
  expect((await worker.call('GET', '/question-file')).status).toBe(403)
  expect((await look(worker, sealed([]))).status).toBe(403)
  expect((await send(worker, sealed([]), '0'.repeat(32))).status).toBe(403)
  const stranger = await deskOf()
  const url = `/api/v1/desks/${trial.desk.code}/question-file`
  expect((await server.request({ method: 'GET', url, headers: { cookie: stranger.cookie } })).status).toBe(404)
})
