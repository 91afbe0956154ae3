import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NewTaskFact } from '#model/tasks/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { addTask, newTask, record, takeCharge } from '../testing-records.ts'
import { insertFact } from './store.ts'

let server: TestServer
let worker: Caller
let colleague: Caller
let coordinator: Caller
let street: Caller
let stranger: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  street = await server.member(desk, 'outreach_worker')
  stranger = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

const write = (task: string, body: object, by = worker) => by.call('PUT', `/tasks/${task}`, newTask(body))
const open = (task: string, by = worker) => by.call('GET', `/tasks/${task}`)
type Listed = { id: string; owner: { gone: boolean } | null; day: string | null }
const listed = async (query: string, by = worker): Promise<Listed[]> =>
  (await by.call('GET', `/tasks?${query}`)).body.rows
const idsOf = async (query: string, by = worker) => (await listed(query, by)).map(({ id }) => id)
const due = async (by: Caller) => (await by.call('GET', '/due-tasks')).body
const mailsTo = async ({ accountId }: Caller) =>
  (await ask(server.database.supervisor, `select 1 from mail where to_id = $1 and kind = 'task-given'`, [accountId]))
    .length

test('a task is given, done, opened again and dropped with a reason, and all of it stays readable', async () => {
  const kase = await takeCharge(worker)
  const task = await addTask(worker, kase, worker.accountId)
  const of = { caseId: kase, owner: worker.accountId }
  expect((await write(task, { ...of, no: 1, state: 'done' })).body).toMatchObject({ no: 2, state: 'done' })
  expect((await write(task, { ...of, no: 2, state: 'dropped', why: 'x' })).status, 'what is done is opened first').toBe(
    422,
  )
  await write(task, { ...of, no: 2, state: 'open' })
  const mute = await write(task, { ...of, no: 3, state: 'dropped' })
  expect(mute.body.errors).toEqual([{ pointer: '/why', code: 'missing' }])
  await write(task, { ...of, no: 3, state: 'dropped', why: 'No longer wanted' }, coordinator)
  const { body } = await open(task, colleague)
  expect(body.task).toMatchObject({ state: 'dropped', why: 'No longer wanted', case: { id: kase, closed: false } })
  expect(body.history.map(({ state }: { state: string }) => state)).toEqual(['dropped', 'open', 'done', 'open'])
  expect(body.history[0].by).toMatch(/^coordinator/)
  expect((await write(task, { ...of, caseId: null, no: 4 })).body.errors).toEqual([
    { pointer: '/caseId', code: 'does-not-fit' },
  ])
})

test('a year that is mistyped is refused; a day that stood there before stays', async () => {
  const task = v7()
  const on = async (day: string) => (await write(v7(), { owner: worker.accountId, day })).body.errors
  expect(await on('0203-05-03')).toEqual([{ pointer: '/day', code: 'date-too-old' }])
  expect(await on('9999-12-31')).toEqual([{ pointer: '/day', code: 'date-too-far' }])
  expect(await on('2000-01-01')).toBeUndefined()
  const before = NewTaskFact.parse(newTask({ owner: worker.accountId, day: '1999-12-31' }))
  await worker.enter((at) => insertFact(at, task, before, { giver: at.actor.name, at: at.now }))
  const kept = { owner: worker.accountId, no: 1, day: '1999-12-31', state: 'done' }
  expect((await write(task, kept)).status).toBe(200)
})

test('two who tick at once: one holds, the other gets the task as it is now; sent twice it is written once', async () => {
  const task = v7()
  const first = newTask({ owner: worker.accountId })
  for (let time = 0; time < 2; time += 1) expect((await worker.call('PUT', `/tasks/${task}`, first)).status).toBe(200)
  const both = await Promise.all(
    [worker, colleague].map((by) => write(task, { owner: worker.accountId, no: 1, state: 'done' }, by)),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'moved-on',
    current: { id: task, no: 2, state: 'done' },
  })
  expect((await open(task)).body.history).toHaveLength(2)
})

test('lists: mine, given by me, nobody’s; what is due first first, page by page', async () => {
  const fresh = await server.member(worker.desk, 'worker')
  const days = ['2026-03-01', '2026-01-10', null, '2026-01-15']
  const mine = []
  for (const day of days) {
    const id = v7()
    await write(id, { owner: fresh.accountId, day }, fresh)
    mine.push(id)
  }
  const [late, soon, none, today] = mine
  const given = v7()
  await write(given, { owner: colleague.accountId }, fresh)
  expect(await idsOf('show=mine', fresh)).toEqual([soon, today, late, none])
  expect(await idsOf('show=mine&order=given', fresh)).toEqual([...mine].reverse())
  expect(await idsOf('show=given', fresh)).toEqual([given])
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await fresh.call('GET', `/tasks?show=mine&most=1${after}`)
    seen.push(...body.rows.map(({ id }: Listed) => id))
    expect(body.total).toBe(4)
    after = body.next && `&after=${encodeURIComponent(body.next)}`
  } while (after)
  expect(seen).toEqual([soon, today, late, none])
  // Near are those of a week, and what was due before.
  expect(await due(fresh)).toMatchObject({ mineTotal: 2, mine: [{ id: soon }, { id: today }] })
  const nobodys = v7()
  await write(nobodys, { day: null }, fresh)
  expect(await idsOf('show=nobody', fresh)).toEqual([nobodys])
  expect(await due(fresh)).toMatchObject({ nobodysTotal: 1, nobodys: [{ id: nobodys }] })
  await write(nobodys, { no: 1, owner: fresh.accountId, day: null, state: 'open' }, fresh)
  expect(await idsOf('show=nobody', fresh)).toEqual([])
})

test('who is given a task is told, once, until it was looked at; who gives it to oneself is not', async () => {
  const task = v7()
  const owner = await server.member(worker.desk, 'worker')
  await write(task, { owner: owner.accountId, day: null })
  await write(v7(), { owner: owner.accountId, day: null })
  await write(v7(), { owner: owner.accountId, day: null }, owner)
  expect(await mailsTo(owner), 'one mail a day').toBe(1)
  expect(await due(owner)).toMatchObject({ mineTotal: 2, mine: [{ newForMe: true }, { newForMe: true }] })
  expect((await owner.call('POST', `/tasks/${task}/seen`)).body).toMatchObject({ id: task, newForMe: false })
  expect((await due(owner)).mineTotal).toBe(1)
  // Taken away before it was looked at, it is news to the next one alone.
  const other = await server.member(worker.desk, 'worker')
  await write(task, { no: 1, owner: other.accountId, day: null })
  expect([(await due(owner)).mineTotal, (await due(other)).mineTotal]).toEqual([1, 1])
  await write(task, { no: 2, owner: other.accountId, day: null, state: 'done' }, other)
  expect((await due(other)).mineTotal).toBe(0)
})

test('an outreach worker sees the tasks of the own cases and the own ones of the desk, and is given no others', async () => {
  const kase = await takeCharge(worker)
  const of = await addTask(worker, kase, worker.accountId)
  const [desks, own] = [v7(), v7()]
  await write(desks, { owner: worker.accountId })
  await write(own, { owner: street.accountId })
  expect([(await open(of, street)).status, (await open(desks, street)).status]).toEqual([404, 404])
  expect((await write(of, { caseId: kase, owner: worker.accountId, no: 1, state: 'done' }, street)).status).toBe(404)
  expect(await idsOf('show=all', street)).toEqual([own])
  const refused = await write(v7(), { caseId: kase, owner: street.accountId })
  expect(refused.body.errors).toEqual([{ pointer: '/owner', code: 'unknown' }])
  expect((await write(v7(), { caseId: kase }, street)).body.errors).toEqual([{ pointer: '/caseId', code: 'unknown' }])
  await worker.call('PUT', `/cases/${kase}/followers/${street.accountId}`, { role: 'outreach_worker' })
  expect((await idsOf('show=all', street)).sort()).toEqual([of, own].sort())
  expect((await write(v7(), { caseId: kase, owner: street.accountId })).status).toBe(200)
})

test('another desk finds no task, and nobody of another desk or without cases is given one', async () => {
  const task = v7()
  await write(task, { owner: worker.accountId })
  expect((await open(task, stranger)).status).toBe(404)
  expect((await write(task, { no: 1 }, stranger)).status).toBe(404)
  const admin = await server.member(worker.desk, 'desk_administrator')
  for (const owner of [stranger.accountId, admin.accountId, v7()])
    expect((await write(v7(), { owner })).body.errors).toEqual([{ pointer: '/owner', code: 'unknown' }])
  expect((await admin.call('GET', '/tasks')).status).toBe(403)
})

test('the open tasks of who left are found, and given to somebody else', async () => {
  const leaving = await server.member(worker.desk, 'worker')
  const task = v7()
  await write(task, { owner: leaving.accountId })
  expect(await idsOf('show=gone')).toEqual([])
  await ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [
    leaving.accountId,
  ])
  expect(await listed('show=gone')).toMatchObject([{ id: task, owner: { gone: true } }])
  expect((await due(coordinator)).goneTotal).toBe(1)
  // Its words may be corrected while nobody was found; then it is somebody's.
  expect((await write(task, { no: 1, owner: leaving.accountId, text: 'Corrected' })).status).toBe(200)
  expect((await write(task, { no: 2, owner: colleague.accountId })).status).toBe(200)
  expect(await idsOf('show=gone')).toEqual([])
})

test('a closed case takes no new task; those it has stay and may be ended', async () => {
  const kase = await takeCharge(worker)
  const task = await addTask(worker, kase, worker.accountId)
  await worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  expect((await write(v7(), { caseId: kase })).body).toMatchObject({ reason: 'case-closed' })
  expect(await listed(`case=${kase}`)).toMatchObject([{ id: task, case: { closed: true } }])
  expect((await write(task, { caseId: kase, owner: worker.accountId, no: 1, state: 'done' })).status).toBe(200)
})

test('the copy for the person says what the desk noted to do; erased, nothing of it is left', async () => {
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  const task = await addTask(worker, kase, colleague.accountId, { text: 'Own-words' })
  const copy = async (more: object) => {
    const asked = { id: v7(), language: 'it', ...more }
    expect((await worker.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
    return String((await worker.call('GET', `/persons/${person}/exports/${asked.id}/file`)).body)
  }
  const whole = await copy({})
  for (const words of ['Own-words', 'Compiti dello sportello', '20 gennaio 2026']) expect(whole).toContain(words)
  expect(await copy({ withheld: ['case-notes'], words: 'Others are named' })).not.toContain('Own-words')
  await erased(worker, coordinator, person)
  const rows = await ask<{ words: Buffer }>(
    server.database.supervisor,
    'select words from task_fact where case_id = $1',
    [kase],
  )
  expect(rows.map(({ words }) => words.length)).toEqual([0])
  expect(await listed(`case=${kase}`)).toEqual([])
  expect((await due(colleague)).mine.map(({ id }: Listed) => id)).not.toContain(task)
  expect((await write(task, { caseId: kase, no: 1, state: 'done' })).status).not.toBe(200)
})
