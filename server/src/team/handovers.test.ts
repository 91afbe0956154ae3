import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import {
  addHandover,
  addPathway,
  addTask,
  markOf,
  newBooking,
  newHandover,
  newTask,
  record,
  takeCharge,
} from '../testing-records.ts'

let server: TestServer
let coordinator: Caller
let stranger: Caller
beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator')
  stranger = await server.member(await server.desk('there'), 'coordinator')
})
afterAll(() => server.close())

const worker = () => server.member(coordinator.desk, 'worker')
const follows = (by: Caller, role = 'worker') => ({ followers: [{ accountId: by.accountId, role: role as 'worker' }] })
const hand = async (by: Caller, kase: string, from: Caller, to: Caller, more: object = {}) =>
  by.call('POST', `/cases/${kase}/handovers`, {
    ...newHandover(from.accountId, to.accountId, await markOf(coordinator, from.accountId, kase)),
    ...more,
  })
const followersOf = async (kase: string): Promise<[string, string][]> =>
  (await coordinator.call('GET', `/cases/${kase}`)).body.followers.map(
    ({ accountId, role }: { accountId: string; role: string }) => [accountId, role],
  )
const ownersOf = async (kase: string) => {
  const { body } = await coordinator.call('GET', `/cases/${kase}/pathway`)
  const { rows } = (await coordinator.call('GET', `/tasks?show=all&case=${kase}`)).body
  const calendar = (await coordinator.call('GET', `/cases/${kase}/appointments`)).body.rows
  return {
    steps: body.steps.map(({ history }: { history: { account: string }[] }) => history[0]?.account),
    tasks: rows.map(({ owner }: { owner: { accountId: string } }) => owner.accountId),
    appointments: calendar.map(({ colleagues }: { colleagues: string[] }) => colleagues),
  }
}
const unread = async (by: Caller) => (await by.call('GET', '/handovers')).body.rows
const leave = ({ accountId }: Caller) =>
  ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [accountId])

/** A case that somebody follows with a step, a task and an appointment. */
async function fullCase(of: Caller) {
  const kase = await takeCharge(of, follows(of))
  await addPathway(of, kase, { step: { owner: 'member', account: of.accountId } })
  await addTask(of, kase, of.accountId)
  await of.call('POST', '/calendar', newBooking({ case: kase, colleagues: [of.accountId, coordinator.accountId] }))
  return kase
}
const all = (who: string) => ({ steps: [who], tasks: [who], appointments: [[who, coordinator.accountId]] })

test('a case goes with what is to be done in it, is told until it was read, and is handed back as it was', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  const shown = (await coordinator.call('GET', `/holdings?from=${one.accountId}&to=${two.accountId}`)).body
  expect(shown.from).toMatchObject({ gone: false })
  expect(shown.rows).toMatchObject([
    {
      caseId: kase,
      role: 'worker',
      steps: 1,
      tasks: 1,
      appointments: 1,
      verdict: { refused: null, as: 'worker', said: [] },
    },
  ])
  const { status, body } = await hand(coordinator, kase, one, two)
  expect([status, body.steps, body.tasks, body.appointments]).toEqual([200, 1, 1, 1])
  expect(await followersOf(kase)).toEqual([[two.accountId, 'worker']])
  expect(await ownersOf(kase)).toEqual(all(two.accountId))
  expect(await unread(two)).toMatchObject([{ id: body.id, note: 'Portare il verbale', newForMe: true }])
  expect((await two.call('POST', `/cases/${kase}/handovers/${body.id}/seen`)).body.newForMe).toBe(false)
  expect(await unread(two)).toEqual([])
  const events = (await two.call('GET', `/cases/${kase}`)).body.events.map(({ act }: { act: string }) => act)
  expect(events.slice(0, 2).sort()).toEqual(['follower-added', 'follower-left'])
  const back = await one.call('POST', `/cases/${kase}/handovers/${body.id}/back`, { id: v7() })
  expect(back.body).toMatchObject({ isReturn: true, steps: 1, tasks: 1, appointments: 1, can: [] })
  expect(await followersOf(kase)).toEqual([[one.accountId, 'worker']])
  expect(await ownersOf(kase)).toEqual(all(one.accountId))
  const { rows } = (await two.call('GET', `/cases/${kase}/handovers`)).body
  expect(rows.map(({ returned }: { returned: boolean }) => returned)).toEqual([false, true])
  const twice = await one.call('POST', `/cases/${kase}/handovers/${body.id}/back`, { id: v7() })
  expect(twice.status, 'handed back once').toBe(409)
})

test('what was ticked or given on meanwhile is not handed back; who followed before stays in the part from before', async () => {
  const [one, two] = [await worker(), await server.member(coordinator.desk, 'worker', 'network_manager')]
  const kase = await fullCase(one)
  await coordinator.call('PUT', `/cases/${kase}/followers/${two.accountId}`, { role: 'network_manager' })
  const { body } = await hand(coordinator, kase, one, two)
  expect(await followersOf(kase)).toEqual([[two.accountId, 'network_manager']])
  const [task] = (await two.call('GET', `/tasks?case=${kase}`)).body.rows
  await two.call(
    'PUT',
    `/tasks/${task.id}`,
    newTask({ no: task.no, caseId: kase, owner: two.accountId, state: 'done' }),
  )
  const back = await coordinator.call('POST', `/cases/${kase}/handovers/${body.id}/back`, { id: v7() })
  expect(back.body).toMatchObject({ steps: 1, tasks: 0, appointments: 1 })
  expect((await followersOf(kase)).sort()).toEqual(
    [
      [one.accountId, 'worker'],
      [two.accountId, 'network_manager'],
    ].sort(),
  )
})

test('a case of which the colleague has nothing any more is not handed back: that one following is left would be lost', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await takeCharge(one, follows(one))
  const { body } = await hand(coordinator, kase, one, two)
  expect((await coordinator.call('DELETE', `/cases/${kase}/followers/${two.accountId}`)).status).toBe(200)
  const back = await coordinator.call('POST', `/cases/${kase}/handovers/${body.id}/back`, { id: v7() })
  expect(back.body.reason).toBe('handover-back-nothing')
})

test('only what was shown goes: what came in between is said with how it is now, and nothing went', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  const mark = await markOf(one, one.accountId, kase)
  await addTask(coordinator, kase, one.accountId)
  const body = newHandover(one.accountId, two.accountId, mark)
  const late = await one.call('POST', `/cases/${kase}/handovers`, body)
  expect(late.body).toMatchObject({ code: 'moved-on', current: { rows: [{ caseId: kase, tasks: 2 }] } })
  expect(await followersOf(kase)).toEqual([[one.accountId, 'worker']])
  // Of two who hand the same over at once one is first.
  const three = await worker()
  const fresh = await markOf(one, one.accountId, kase)
  const both = await Promise.all(
    [two, three].map((to) =>
      coordinator.call('POST', `/cases/${kase}/handovers`, newHandover(one.accountId, to.accountId, fresh)),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await followersOf(kase)).toHaveLength(1)
})

test('sent twice it goes once; what is not chosen stays', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  const body = newHandover(one.accountId, two.accountId, await markOf(one, one.accountId, kase), { what: ['tasks'] })
  for (let time = 0; time < 2; time += 1)
    expect((await one.call('POST', `/cases/${kase}/handovers`, body)).body).toMatchObject({ steps: 0, tasks: 1 })
  expect(await ownersOf(kase)).toEqual({ ...all(one.accountId), tasks: [two.accountId] })
  expect((await one.call('GET', `/cases/${kase}/handovers`)).body.rows).toHaveLength(1)
  // What stayed is work of somebody who does not follow any more, and can go too.
  const rest = await hand(coordinator, kase, one, two)
  expect(rest.body).toMatchObject({ role: null, steps: 1, tasks: 0, appointments: 1 })
  expect((await hand(coordinator, kase, two, one, { what: [] })).body.role).toBe('worker')
})

test('nobody hands over for a colleague but the coordinator; nobody gets what the own role does not open', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  expect((await two.call('GET', `/holdings?from=${one.accountId}`)).status).toBe(422)
  expect((await hand(two, kase, one, two)).body).toMatchObject({ reason: 'not-yours' })
  expect((await hand(coordinator, kase, one, coordinator)).body).toMatchObject({ reason: 'handover-no-part' })
  for (const to of [stranger, await server.member(coordinator.desk, 'desk_administrator')])
    expect((await hand(coordinator, kase, one, to)).body.errors).toEqual([{ pointer: '/to', code: 'unknown' }])
  expect((await hand(coordinator, kase, one, one)).body.errors).toEqual([{ pointer: '/to', code: 'does-not-fit' }])
  const others = { id: v7(), to: two.accountId, mark: '0'.repeat(32) }
  expect((await two.call('POST', `/members/${one.accountId}/handovers`, others)).status).toBe(403)
  expect((await stranger.call('POST', `/members/${one.accountId}/handovers`, others)).status).toBe(404)
  const street = await server.member(coordinator.desk, 'outreach_worker')
  expect((await hand(coordinator, kase, one, street)).body).toMatchObject({ role: 'outreach_worker' })
  expect((await street.call('GET', `/cases/${kase}`)).status).toBe(200)
  expect(await unread(street)).toHaveLength(1)
  const mark = '0'.repeat(32)
  const far = newHandover(one.accountId, two.accountId, mark)
  expect((await stranger.call('POST', `/cases/${kase}/handovers`, far)).status).toBe(404)
  expect((await stranger.call('GET', `/cases/${kase}/handovers`)).status).toBe(404)
  expect((await stranger.call('GET', `/holdings?from=${one.accountId}`)).body.errors).toEqual([
    { pointer: '/from', code: 'unknown' },
  ])
  const unknown = newHandover(stranger.accountId, two.accountId, mark)
  expect((await coordinator.call('POST', `/cases/${kase}/handovers`, unknown)).body.errors).toEqual([
    { pointer: '/from', code: 'unknown' },
  ])
})

test('a restricted note stays with the legal advisers: it is said before, and not read after', async () => {
  const [legal, plain] = [await server.member(coordinator.desk, 'legal_adviser'), await worker()]
  const kase = await takeCharge(legal, follows(legal, 'legal_adviser'))
  const note = { id: v7(), day: '2026-01-12', kind: 'interview', text: 'Riservato', visibility: 'legal' }
  expect((await legal.call('POST', `/cases/${kase}/notes`, note)).status).toBe(200)
  const { rows } = (await coordinator.call('GET', `/holdings?from=${legal.accountId}&to=${plain.accountId}`)).body
  expect(rows[0].verdict).toEqual({ refused: null, as: 'worker', said: ['part-changes', 'legal-notes'] })
  await hand(coordinator, kase, legal, plain)
  expect(JSON.stringify((await plain.call('GET', `/cases/${kase}`)).body)).not.toContain('Riservato')
})

test('an hour that is taken is said', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  await two.call('POST', '/calendar', newBooking({ time: '10:00', colleagues: [two.accountId] }))
  const { rows } = (await one.call('GET', `/holdings?from=${one.accountId}&to=${two.accountId}`)).body
  expect(rows.find(({ caseId }: { caseId: string }) => caseId === kase).verdict.said).toEqual(['appointments-collide'])
})

test('of who left all is found and goes; nobody hands it back to who is not there', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  await one.call('PUT', `/tasks/${v7()}`, newTask({ owner: one.accountId }))
  await one.call('POST', '/calendar', newBooking({ colleagues: [one.accountId], kind: 'other' }))
  await leave(one)
  const shown = (await coordinator.call('GET', `/holdings?from=${one.accountId}`)).body
  expect(shown).toMatchObject({ from: { gone: true }, rest: { tasks: 1, meetings: 1 } })
  const { body } = await hand(coordinator, kase, one, two)
  const back = await coordinator.call('POST', `/cases/${kase}/handovers/${body.id}/back`, { id: v7() })
  expect(back.body).toMatchObject({ reason: 'handover-nobody' })
  const rest = await coordinator.call('POST', `/members/${one.accountId}/handovers`, {
    ...{ id: v7(), to: two.accountId, mark: shown.rest.mark },
  })
  expect(rest.body).toMatchObject({ rest: { tasks: 0, meetings: 0 }, rows: [] })
  expect((await two.call('GET', '/tasks?show=mine')).body.total).toBe(2)
})

test('a closed case does not go; its open tasks are counted', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await fullCase(one)
  const mark = await markOf(one, one.accountId, kase)
  await one.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  const late = await one.call('POST', `/cases/${kase}/handovers`, newHandover(one.accountId, two.accountId, mark))
  expect(late.body).toMatchObject({ reason: 'case-closed' })
  expect((await one.call('GET', `/holdings?from=${one.accountId}`)).body).toMatchObject({ rows: [], closedTasks: 1 })
})

test('the copy for the person holds what was noted; erased, nothing of it is left', async () => {
  const [one, two] = [await worker(), await worker()]
  const person = await record(one)
  const kase = await takeCharge(one, { personId: person, ...follows(one) })
  const id = await addHandover(one, kase, two.accountId, { note: 'Own-words' })
  const copy = async (more: object) => {
    const asked = { id: v7(), language: 'it', ...more }
    expect((await one.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
    return String((await one.call('GET', `/persons/${person}/exports/${asked.id}/file`)).body)
  }
  const whole = await copy({})
  for (const words of ['Own-words', 'Passaggi di consegne']) expect(whole).toContain(words)
  expect(await copy({ withheld: ['case-notes'], words: 'Others are named' })).not.toContain('Own-words')
  await erased(one, coordinator, person)
  expect(await unread(two)).toEqual([])
  expect((await two.call('GET', `/cases/${kase}/handovers`)).body.rows).toMatchObject([{ id, note: '', can: [] }])
  expect((await coordinator.call('POST', `/cases/${kase}/handovers/${id}/back`, { id: v7() })).status).toBe(409)
})
