import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { addPathway, addTask, newBooking, newTask, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let stranger: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('there'), 'coordinator')
})
afterAll(() => server.close())

type Line = { accountId: string; name: string; gone: boolean; cases: number; quietDays: number | null }
const loads = async (by: Caller) => (await by.call('GET', '/workload')).body as { rows: Line[]; unfollowed: number }
const lineOf = async (of: Caller, by = coordinator) =>
  (await loads(by)).rows.find(({ accountId }) => accountId === of.accountId)
const followed = (by: Caller) => ({ followers: [{ accountId: by.accountId, role: 'worker' as const }] })
const leave = ({ accountId }: Caller) =>
  ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [accountId])

test('the coordinator reads all lines, a member the own one, another desk nothing of them', async () => {
  const colleague = await server.member(worker.desk, 'worker')
  const one = await takeCharge(worker, followed(colleague))
  const two = await takeCharge(worker, { ...followed(colleague), openedOn: '2025-12-01' })
  await addPathway(worker, one, {
    step: { owner: 'member', account: colleague.accountId, due: '2026-01-14' },
  })
  await addTask(worker, two, colleague.accountId, { day: '2026-01-18' })
  await worker.call('PUT', `/tasks/${v7()}`, newTask({ owner: colleague.accountId, day: '2026-01-02' }))
  for (const day of ['2026-01-15', '2026-01-22', '2026-01-23'])
    await worker.call(
      'POST',
      '/calendar',
      newBooking({ day, time: '11:00', case: one, colleagues: [colleague.accountId] }),
    )
  const line = {
    ...{ cases: 2, parts: [{ role: 'worker', cases: 2 }], next: { overdue: 1, today: 0, near: 1, later: 0, none: 0 } },
    ...{ overdueSteps: 1, overdueTasks: 1, appointments: 2, gone: false },
  }
  expect(await lineOf(colleague)).toMatchObject(line)
  expect((await loads(colleague)).rows).toMatchObject([{ accountId: colleague.accountId, ...line }])
  const listed = await coordinator.call('GET', `/cases?follower=${colleague.accountId}`)
  expect(listed.body.total, 'the list that the line leads to').toBe(2)
  expect((await loads(stranger)).rows.map(({ accountId }) => accountId)).toEqual([stranger.accountId])
  const evaluator = await server.member(worker.desk, 'evaluator')
  expect((await evaluator.call('GET', '/workload')).status).toBe(403)
})

test('a case whose only follower left is nobody’s, in the line, in the list and on the home page', async () => {
  const leaving = await server.member(worker.desk, 'worker')
  const kase = await takeCharge(worker, followed(leaving))
  const before = (await loads(coordinator)).unfollowed
  const free = async () => (await coordinator.call('GET', '/today')).body.unassigned.map(({ id }: { id: string }) => id)
  expect(await free()).not.toContain(kase)
  await leave(leaving)
  expect((await loads(coordinator)).unfollowed).toBe(before + 1)
  expect(await free()).toContain(kase)
  expect((await coordinator.call('GET', '/cases?follower=nobody')).body.total).toBe(before + 1)
  expect(await lineOf(leaving)).toMatchObject({ gone: true, cases: 1 })
  expect((await worker.call('GET', `/cases/${kase}`)).body.followers).toMatchObject([{ gone: true }])
  // A colleague without a role that opens cases follows in name alone.
  await coordinator.call('PUT', `/cases/${kase}/followers/${worker.accountId}`, { role: 'worker' })
  expect(await free()).not.toContain(kase)
  await ask(server.database.platform, `update role_grant set role = 'evaluator' where account_id = $1`, [
    worker.accountId,
  ])
  expect(await free()).toContain(kase)
  await ask(server.database.platform, `update role_grant set role = 'worker' where account_id = $1`, [worker.accountId])
})

test('nothing of who was erased is counted', async () => {
  const colleague = await server.member(worker.desk, 'worker')
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person, ...followed(colleague) })
  await addPathway(worker, kase, { step: { owner: 'member', account: colleague.accountId, due: '2026-01-14' } })
  await addTask(worker, kase, colleague.accountId, { day: '2026-01-02' })
  expect(await lineOf(colleague)).toMatchObject({ cases: 1, overdueSteps: 1, overdueTasks: 1 })
  await erased(worker, coordinator, person)
  expect(await lineOf(colleague)).toMatchObject({ cases: 0, overdueSteps: 0, overdueTasks: 0, quietDays: null })
})

test('an outreach worker reads the own line of the own cases', async () => {
  const street = await server.member(worker.desk, 'outreach_worker')
  await takeCharge(worker, { followers: [{ accountId: street.accountId, role: 'outreach_worker' }] })
  expect((await loads(street)).rows).toMatchObject([{ accountId: street.accountId, cases: 1 }])
})
