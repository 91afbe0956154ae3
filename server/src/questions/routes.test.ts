import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_QUESTIONS } from '#model/questions/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addQuestion, freshKey, newList, newQuestion } from '../testing-questions.ts'

let server: TestServer
let coordinator: Caller
let worker: Caller
let stranger: Caller
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  coordinator = await server.member(desk, 'coordinator')
  worker = await server.member(desk, 'worker')
  stranger = await server.member(await server.desk('there'), 'coordinator', 'worker')
})
afterAll(() => server.close())

type Shown = {
  id: string
  key: string
  retired: object | null
  versions: { no: number; wordings: { label: string }[] }[]
}
const set = async (by = coordinator): Promise<Shown[]> => (await by.call('GET', '/questions')).body.rows
const one = async (id: string) => (await set()).find((each) => each.id === id) as Shown
const put = (id: string, body: object, by = coordinator) => by.call('PUT', `/questions/${id}`, body)
const words = (label: string) => ({ wordings: [{ language: 'it', label }] })

test('a question is begun, its words change in versions, and what they were is kept with who and when', async () => {
  const id = v7()
  const body = newQuestion(words('Che lingua parla a casa?'))
  expect((await put(id, body)).status).toBe(200)
  const changed = { ...body, no: 1, ...words('Quale lingua parla a casa?') }
  expect((await put(id, changed)).status).toBe(200)
  const question = await one(id)
  expect(question.versions).toMatchObject([
    { no: 2, wordings: [{ label: 'Quale lingua parla a casa?', help: '' }], at: expect.stringMatching(/^2026-/) },
    { no: 1, wordings: [{ label: 'Che lingua parla a casa?' }], by: expect.any(String) },
  ])
  // What is the same is no version, and what is sent twice is one.
  expect((await put(id, { ...changed, no: 2 })).status).toBe(200)
  expect((await put(id, changed)).status).toBe(200)
  expect((await put(id, body)).status).toBe(200)
  expect((await one(id)).versions).toHaveLength(2)
  expect((await worker.call('GET', '/questions')).body.can).toEqual([])
})

test('of two who change the words at once one wins, and the other is told how they are now', async () => {
  const body = newQuestion()
  const id = v7()
  await put(id, body)
  const answers = await Promise.all(['a', 'b'].map((label) => put(id, { ...body, no: 1, ...words(label) })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'moved-on',
    current: { can: ['write'] },
  })
  expect((await one(id)).versions).toHaveLength(2)
})

test('key, kind and place are said once and for all; a key stands once in a desk, also where its question was retired', async () => {
  const body = newQuestion()
  const id = v7()
  await put(id, body)
  const wrong = async (more: object) => (await put(id, { ...body, no: 1, ...words('x'), ...more })).body.errors
  expect(await wrong({ kind: 'short' })).toEqual([{ pointer: '/kind', code: 'does-not-fit' }])
  expect(await wrong({ place: 'person' })).toEqual([{ pointer: '/place', code: 'does-not-fit' }])
  expect(await wrong({ key: freshKey() })).toEqual([{ pointer: '/key', code: 'does-not-fit' }])
  expect((await put(v7(), newQuestion({ key: body.key }))).body.errors).toEqual([{ pointer: '/key', code: 'taken' }])
  await coordinator.call('POST', `/questions/${id}/retirement`)
  expect((await put(v7(), newQuestion({ key: body.key }))).body.errors).toEqual([{ pointer: '/key', code: 'taken' }])
  const answers = await Promise.all([0, 1].map(() => put(v7(), newQuestion({ key: 'at_once' }))))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
})

test('what cannot be a question is refused with its field', async () => {
  const wrong = async (more: object) => (await put(v7(), newQuestion(more))).body.errors?.[0]
  const italian = { language: 'it', label: 'x' }
  expect(await wrong({ wordings: [{ language: 'en', label: 'x' }] })).toEqual({
    pointer: '/wordings',
    code: 'no-italian',
  })
  expect(await wrong({ wordings: [italian, italian] })).toEqual({ pointer: '/wordings', code: 'twice' })
  expect(await wrong(words('<b>x</b>'))).toEqual({ pointer: '/wordings/0/label', code: 'not-text' })
  for (const nothing of ['\u200B', ' \u2060\uFEFF ', '\u0007'])
    expect(await wrong(words(nothing))).toEqual({ pointer: '/wordings/0/label', code: 'too-small' })
  expect(await wrong({ key: 'Not a key' })).toEqual({ pointer: '/key', code: 'invalid-format' })
  expect(await wrong({ kind: 'one' })).toEqual({ pointer: '/options', code: 'missing' })
  const said = (label: string, key: string) => ({ key, wordings: [{ language: 'it', label }] })
  expect(await wrong({ kind: 'one', options: [said('Sì', 'a'), said('No', 'b'), said(' no ', 'c')] })).toEqual({
    pointer: '/options/2/wordings',
    code: 'same-words',
  })
  expect(await wrong({ least: 1 })).toEqual({ pointer: '/least', code: 'does-not-fit' })
  expect(await wrong({ kind: 'number', least: 2, most: 1 })).toEqual({ pointer: '/most', code: 'before' })
  expect(await wrong({ options: newList().options })).toEqual({ pointer: '/options', code: 'does-not-fit' })
})

test('signs that steer a terminal, and marks of direction without their end, are left out of the words', async () => {
  const id = await addQuestion(coordinator, words('Che\u001B[31m lingua\u2067?'))
  expect((await one(id)).versions[0]?.wordings[0]?.label).toBe('Che[31m lingua?')
})

test('an option is retired and neither taken away nor brought back', async () => {
  const body = newList()
  const id = v7()
  await put(id, body)
  const [friend, poster] = body.options
  const write = (no: number, options: object[]) => put(id, { ...body, no, options })
  expect((await write(1, [friend as object])).body.errors).toEqual([{ pointer: '/options', code: 'option-gone' }])
  expect((await write(1, [friend as object, { ...poster, retired: true }])).status).toBe(200)
  expect((await write(2, body.options)).body.errors).toEqual([{ pointer: '/options', code: 'option-back' }])
})

test('a question is retired once and for good, by who and when, and changed no more', async () => {
  const id = await addQuestion(coordinator)
  for (let times = 0; times < 2; times += 1)
    expect((await coordinator.call('POST', `/questions/${id}/retirement`)).status).toBe(200)
  const question = await one(id)
  expect(question.retired).toMatchObject({ by: expect.any(String), at: expect.stringMatching(/^2026-/) })
  expect((await put(id, newQuestion({ no: 1, key: question.key, ...words('y') }))).body.reason).toBe('question-retired')
  expect((await coordinator.call('PUT', `/questions/${id}/place`, { before: null })).body.reason).toBe(
    'question-retired',
  )
  const again = ask(
    server.database.supervisor,
    'update question set retired_at = null, retired_by = null where id = $1',
    [id],
  )
  await expect(again).rejects.toThrow('stays so')
})

test('a question is asked before another one or after all, and the others stay in their order', async () => {
  const by = await server.member(await server.desk('order'), 'coordinator')
  const [a, b, c] = [await addQuestion(by), await addQuestion(by), await addQuestion(by)]
  const move = (id: string, before: string | null) => by.call('PUT', `/questions/${id}/place`, { before })
  const order = async () => (await set(by)).map(({ id }) => id)
  expect(await order()).toEqual([a, b, c])
  await move(c, a)
  expect(await order()).toEqual([c, a, b])
  await Promise.all([move(c, null), move(a, null)])
  expect((await order())[0]).toBe(b)
  expect((await move(a, v7())).body.errors).toEqual([{ pointer: '/before', code: 'unknown' }])
  expect((await move(a, a)).body.errors).toEqual([{ pointer: '/before', code: 'unknown' }])
  expect((await move(v7(), null)).status).toBe(404)
})

test('a desk asks sixty questions at a time; one that is retired makes room', async () => {
  const by = await server.member(await server.desk('many'), 'coordinator')
  const ids: string[] = []
  for (let no = 0; no < MOST_QUESTIONS; no += 1) ids.push(await addQuestion(by))
  expect((await put(v7(), newQuestion(), by)).body).toMatchObject({ code: 'not-possible', reason: 'questions-full' })
  await by.call('POST', `/questions/${ids[0]}/retirement`)
  expect((await put(v7(), newQuestion(), by)).status).toBe(200)
})

test('who only works with persons reads and does not write; another desk sees nothing of it', async () => {
  const id = await addQuestion(coordinator)
  expect((await put(id, newQuestion({ no: 1 }), worker)).status).toBe(403)
  expect((await worker.call('POST', `/questions/${id}/retirement`)).status).toBe(403)
  expect((await worker.call('GET', '/question-use')).status).toBe(403)
  expect((await put(id, newQuestion({ no: 1 }), stranger)).status).toBe(404)
  expect((await stranger.call('POST', `/questions/${id}/retirement`)).status).toBe(404)
  expect((await stranger.call('PUT', `/questions/${id}/place`, { before: null })).status).toBe(404)
  const own = await addQuestion(stranger)
  expect((await stranger.call('PUT', `/questions/${own}/place`, { before: id })).body.errors).toEqual([
    { pointer: '/before', code: 'unknown' },
  ])
  expect((await set(stranger)).map((each) => each.id)).toEqual([own])
})

test('neither the key nor the words of a question stand in clear', async () => {
  const id = v7()
  await put(id, newList({ key: 'zq_key', ...words('Zq0001'), unit: 'Zq0002' }))
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    `select row_to_json(q)::text || row_to_json(v)::text as text from question q join question_version v on v.question_id = q.id where q.id = $1`,
    [id],
  )
  expect(rows).toHaveLength(1)
  for (const word of ['zq_key', 'Zq000', 'friend', 'amico']) expect(rows[0]?.text).not.toContain(word)
})
