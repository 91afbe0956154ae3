import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { addAnswers, addQuestion, newAnswer, newList, newQuestion } from '../testing-questions.ts'
import { log, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let stranger: Caller
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('there'), 'worker', 'coordinator')
})
afterAll(() => server.close())

const sheet = (path: string, by = worker) => by.call('GET', `${path}/answers`)
const write = (path: string, no: number, answers: object[], by = worker) =>
  by.call('PUT', `${path}/answers`, { no, answers })
const retire = (id: string) => coordinator.call('POST', `/questions/${id}/retirement`)
const toldTo = (body: { answers: { question: string; history: object[] }[] }, id: string) =>
  body.answers.find(({ question }) => question === id)?.history

test('not asked, declined, does not know and no are four things, and what was answered before is kept', async () => {
  const id = await addQuestion(coordinator, { kind: 'yes-no' })
  const path = `/cases/${await takeCharge(worker)}`
  const before = (await sheet(path)).body
  expect(before).toMatchObject({ no: 0, answers: [], can: ['write'] })
  const said = (state: string, chosen: string[] = []) => newAnswer(id, { state, value: '', chosen })
  const all = [said('answered', ['no']), said('declined'), said('unknown'), said('not_asked')]
  for (const [no, answer] of all.entries()) expect((await write(path, no, [answer])).status).toBe(200)
  const { body } = await sheet(path)
  expect(body.no).toBe(4)
  expect(toldTo(body, id)).toMatchObject([
    { state: 'not_asked' },
    { state: 'unknown' },
    { state: 'declined' },
    { state: 'answered', chosen: ['no'], by: expect.any(String), at: expect.stringMatching(/^2026-/) },
  ])
})

test('an answer remembers the words to which it was given, and is read beside them when they changed', async () => {
  const body = newQuestion()
  const id = v7()
  const put = (more: object) => coordinator.call('PUT', `/questions/${id}`, { ...body, ...more })
  await put({})
  const path = `/cases/${await takeCharge(worker)}`
  await addAnswers(worker, path, newAnswer(id))
  for (const no of [1, 2]) await put({ no, wordings: [{ language: 'it', label: `Altre parole ${no}` }] })
  const { body: read } = await sheet(path)
  const question = read.questions.find((each: { id: string }) => each.id === id)
  expect(toldTo(read, id)).toMatchObject([{ version: 1 }])
  // That which holds, and that which was answered: none between.
  expect(question.versions.map(({ no }: { no: number }) => no)).toEqual([3, 1])
  // What was typed before the words changed is an answer to those of then.
  expect((await write(path, 1, [newAnswer(id, { version: 2, value: 'y' })])).status).toBe(200)
  expect((await write(path, 2, [newAnswer(id, { version: 4, value: 'z' })])).body.errors).toEqual([
    { pointer: '/answers/0/version', code: 'does-not-fit' },
  ])
})

test('a question that was retired takes no new answer, and what was answered stays readable', async () => {
  const [answered, empty] = [await addQuestion(coordinator), await addQuestion(coordinator)]
  const path = `/cases/${await takeCharge(worker)}`
  await addAnswers(worker, path, newAnswer(answered))
  await retire(answered)
  await retire(empty)
  const { body } = await sheet(path)
  const ids = body.questions.map(({ id }: { id: string }) => id)
  expect(ids).toContain(answered)
  expect(ids).not.toContain(empty)
  expect(toldTo(body, answered)).toMatchObject([{ value: 'Da un volantino' }])
  const { body: refused } = await write(path, 1, [newAnswer(answered, { value: 'x' })])
  expect(refused.errors).toEqual([{ pointer: '/answers/0/question', code: 'retired' }])
  // A form that was opened before sends what stands there: that is no new answer.
  expect((await write(path, 1, [newAnswer(answered)])).body).toMatchObject({ no: 1 })
})

test('an option that was retired is chosen no more, but where it was chosen before', async () => {
  const body = newList()
  const id = v7()
  await coordinator.call('PUT', `/questions/${id}`, body)
  const [path, other] = [`/cases/${await takeCharge(worker)}`, `/cases/${await takeCharge(worker)}`]
  const said = (...chosen: string[]) => newAnswer(id, { value: '', chosen })
  await addAnswers(worker, path, said('poster'))
  const options = body.options.map((option, place) => ({ ...option, retired: place === 1 }))
  await coordinator.call('PUT', `/questions/${id}`, { ...body, no: 1, options })
  expect((await write(other, 0, [said('poster')])).body.errors).toEqual([
    { pointer: '/answers/0/chosen', code: 'unknown' },
  ])
  expect((await write(path, 1, [{ ...said('poster'), version: 2 }])).status).toBe(200)
  expect((await write(path, 1, [said('friend', 'poster')])).body.errors).toEqual([
    { pointer: '/answers/0/chosen', code: 'missing' },
  ])
})

test('an answer is of its kind, or refused with its field', async () => {
  const path = `/cases/${await takeCharge(worker)}`
  const wrong = async (kind: string, answer: object, more: object = {}) => {
    const id = await addQuestion(coordinator, { kind, ...more })
    const { body } = await write(path, 0, [newAnswer(id, { value: '', ...answer })])
    await retire(id)
    return body.errors?.[0]
  }
  const at = (field: string, code: string) => ({ pointer: `/answers/0/${field}`, code })
  expect(await wrong('short', {})).toEqual(at('value', 'missing'))
  expect(await wrong('short', { value: 'x'.repeat(301) })).toEqual(at('value', 'too-long'))
  expect(await wrong('day', { value: '2026-02-30' })).toEqual(at('value', 'not-a-date'))
  expect(await wrong('number', { value: '1,5' })).toEqual(at('value', 'not-a-number'))
  expect(await wrong('number', { value: '3' }, { least: 4 })).toEqual(at('value', 'too-small'))
  expect(await wrong('number', { value: '5' }, { most: 4 })).toEqual(at('value', 'too-big'))
  expect(await wrong('yes-no', { chosen: ['perhaps'] })).toEqual(at('chosen', 'unknown'))
  expect(await wrong('long', { state: 'declined', value: 'x' })).toEqual(at('value', 'does-not-fit'))
  expect(await wrong('long', { value: 'x', chosen: ['yes'] })).toEqual(at('chosen', 'does-not-fit'))
  const { body } = await write(path, 0, [newAnswer(v7())])
  expect(body.errors).toEqual([at('question', 'unknown')])
  const ofPerson = await addQuestion(coordinator, { place: 'person' })
  expect((await write(path, 0, [newAnswer(ofPerson)])).body.errors).toEqual([at('question', 'unknown')])
  const theirs = await addQuestion(stranger)
  expect((await write(path, 0, [newAnswer(theirs)])).body.errors).toEqual([at('question', 'unknown')])
  expect((await sheet(path)).body.no).toBe(0)
})

test('of two who save at once one wins, and the other is told what stands there now', async () => {
  const [one, two] = [await addQuestion(coordinator), await addQuestion(coordinator)]
  const path = `/cases/${await takeCharge(worker)}`
  const answers = await Promise.all([one, two].map((id) => write(path, 0, [newAnswer(id)])))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const late = answers.find(({ status }) => status === 409)?.body
  expect(late).toMatchObject({ code: 'moved-on', current: { no: 1, can: ['write'] } })
  // A number that nobody has seen yet is none to go on from.
  expect((await write(path, 7, [newAnswer(one, { value: 'z' })])).status).toBe(409)
  // What is sent twice is written once, also after somebody else.
  const first = answers[0]?.status === 200 ? one : two
  expect((await write(path, 0, [newAnswer(first)])).body).toMatchObject({ no: 1 })
})

test('so it is of a person; a case and a person have questions of their own', async () => {
  const person = await record(worker)
  const [ofPerson, ofCase] = [await addQuestion(coordinator, { place: 'person' }), await addQuestion(coordinator)]
  const path = `/persons/${person}`
  const { body } = await sheet(path)
  const ids = body.questions.map(({ id }: { id: string }) => id)
  expect(ids).toContain(ofPerson)
  expect(ids).not.toContain(ofCase)
  const answers = await Promise.all(['a', 'b'].map((value) => write(path, 0, [newAnswer(ofPerson, { value })])))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a closed case is read and not written; of others there is nothing', async () => {
  const id = await addQuestion(coordinator)
  const kase = await takeCharge(worker)
  const path = `/cases/${kase}`
  await addAnswers(worker, path, newAnswer(id))
  await worker.call('POST', `${path}/close`, { outcome: 'other', closedOn: '2026-01-15', version: 1 })
  expect((await write(path, 1, [newAnswer(id, { value: 'x' })])).body).toMatchObject({ reason: 'case-closed' })
  expect((await sheet(path)).body).toMatchObject({ no: 1, can: [] })
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const person = `/persons/${await record(worker)}`
  for (const by of [stranger, outreach])
    for (const place of [path, person]) {
      expect((await sheet(place, by)).status).toBe(404)
      expect((await write(place, 0, [newAnswer(id)], by)).status).toBe(404)
    }
  expect((await sheet(path, coordinator)).body.can).toEqual([])
  expect((await write(path, 1, [], coordinator)).status).toBe(403)
  await log(outreach, { personId: null })
  const met = `/persons/${await record(outreach)}`
  expect((await sheet(met, outreach)).body.can).toEqual(['write'])
})

test('a case says in its one answer how many questions there are and how many have an answer', async () => {
  const by = await server.member(await server.desk('brief'), 'worker', 'coordinator')
  const kase = await takeCharge(by)
  const brief = async () => (await by.call('GET', `/cases/${kase}`)).body.questions
  expect(await brief()).toEqual({ asked: 0, answered: 0 })
  const [one, two] = [await addQuestion(by), await addQuestion(by)]
  await addQuestion(by, { place: 'person' })
  await addAnswers(by, `/cases/${kase}`, newAnswer(one), newAnswer(two, { state: 'declined', value: '' }))
  expect(await brief()).toEqual({ asked: 2, answered: 2 })
  await addAnswers(by, `/cases/${kase}`, newAnswer(two, { state: 'not_asked', value: '' }))
  expect(await brief()).toEqual({ asked: 2, answered: 1 })
})

test('neither an answer nor to what it is one stands in clear', async () => {
  const id = await addQuestion(coordinator)
  const kase = await takeCharge(worker)
  await addAnswers(worker, `/cases/${kase}`, newAnswer(id, { value: 'Zq0001' }))
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    'select row_to_json(a)::text as text from question_answer a where case_id = $1',
    [kase],
  )
  expect(rows).toHaveLength(1)
  for (const word of ['Zq0001', id, 'answered']) expect(rows[0]?.text).not.toContain(word)
})

test('how often each question is answered is counted exactly, and one that nobody fills is told after ninety days', async () => {
  const by = await server.member(await server.desk('counted'), 'worker', 'coordinator')
  const [asked, never, ofPerson] = [
    await addQuestion(by),
    await addQuestion(by),
    await addQuestion(by, { place: 'person' }),
  ]
  const person = await record(by)
  const cases = [await takeCharge(by, { personId: person }), await takeCharge(by), await takeCharge(by)]
  const [first, second, third] = cases.map((kase) => `/cases/${kase}`)
  await addAnswers(by, first as string, newAnswer(asked))
  await addAnswers(by, second as string, newAnswer(asked, { state: 'declined', value: '' }))
  await addAnswers(by, second as string, newAnswer(asked, { state: 'unknown', value: '' }))
  await addAnswers(by, third as string, newAnswer(asked))
  await addAnswers(by, third as string, newAnswer(asked, { state: 'not_asked', value: '' }))
  const use = async () => {
    const { rows } = (await by.call('GET', '/question-use')).body
    return new Map<string, object>(rows.map((row: { question: string }) => [row.question, row]))
  }
  const now = await use()
  expect(now.get(asked)).toMatchObject({ records: 3, answered: 1, unknown: 1, declined: 0, unused: false })
  expect(now.get(asked)).toMatchObject({ lastAt: expect.stringMatching(/^2026-/) })
  expect(now.get(never)).toMatchObject({ records: 3, answered: 0, lastAt: null, unused: false })
  const persons = (now.get(ofPerson) as { records: number }).records
  expect(persons).toBeGreaterThanOrEqual(1)
  const long = (table: string) => `update ${table} set at = at - interval '100 days' where desk_id = $1`
  const desk = (await ask<{ id: string }>(server.database.supervisor, `select id from desk where code = 'counted'`))[0]
    ?.id
  for (const table of ['question_version', 'question_answer'])
    await ask(server.database.supervisor, `alter table ${table} disable trigger user`).then(() =>
      ask(server.database.supervisor, long(table), [desk]),
    )
  for (const table of ['question_version', 'question_answer'])
    await ask(server.database.supervisor, `alter table ${table} enable trigger user`)
  await addAnswers(by, first as string, newAnswer(asked, { value: 'anew' }))
  const later = await use()
  expect(later.get(never)).toMatchObject({ unused: true, lastAt: null })
  expect(later.get(asked)).toMatchObject({ unused: false })
})

test('what is erased of a person opens as nothing, and nothing more is written', async () => {
  const [ofPerson, ofCase] = [await addQuestion(coordinator, { place: 'person' }), await addQuestion(coordinator)]
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  await addAnswers(worker, `/persons/${person}`, newAnswer(ofPerson))
  await addAnswers(worker, `/cases/${kase}`, newAnswer(ofCase))
  await erased(worker, coordinator, person)
  expect((await sheet(`/persons/${person}`)).body).toMatchObject({ answers: [], can: [] })
  expect((await sheet(`/cases/${kase}`)).body).toMatchObject({ answers: [] })
  expect((await write(`/persons/${person}`, 1, [newAnswer(ofPerson)])).body.reason).toBe('person-erased')
  expect((await write(`/cases/${kase}`, 1, [newAnswer(ofCase)])).body.code).toBe('not-possible')
})

test('the copy for the person says every answer with its words, in the language of the person where there are any', async () => {
  const wordings = [
    { language: 'it', label: 'Parla italiano?' },
    { language: 'fr', label: 'Parlez-vous italien ?' },
  ]
  const yesNo = await addQuestion(coordinator, { kind: 'yes-no', place: 'person', wordings })
  const long = await addQuestion(coordinator)
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  await addAnswers(worker, `/persons/${person}`, newAnswer(yesNo, { value: '', chosen: ['yes'] }))
  await addAnswers(worker, `/persons/${person}`, newAnswer(yesNo, { state: 'unknown', value: '' }))
  await addAnswers(worker, `/cases/${kase}`, newAnswer(long, { value: '<b>AB81</b>' }))
  const copyIn = async (language: string) => {
    const id = v7()
    await worker.call('POST', `/persons/${person}/exports`, { id, language })
    return String((await worker.call('GET', `/persons/${person}/exports/${id}/file`)).body)
  }
  const said = {
    it: ['Parla italiano?', 'Non lo sa', 'Risposta di prima', 'Sì', 'AB81', '&lt;b&gt;'],
    fr: ['Parlez-vous italien ?', 'Ne sait pas', 'Oui', 'Come è venuta'],
    zh: ['不知道', 'Parla italiano?'],
  }
  for (const [language, texts] of Object.entries(said)) {
    const copy = await copyIn(language)
    for (const word of texts) expect(copy, language).toContain(word)
  }
  const { held } = (await worker.call('GET', `/persons/${person}/privacy`)).body
  expect(held.find(({ what }: { what: string }) => what === 'answers')).toMatchObject({ count: 3 })
})
