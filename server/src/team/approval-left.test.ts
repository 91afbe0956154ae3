import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { askToClose, everything, refuse, wants } from '../testing-approvals.ts'
import { markOf, newHandover, takeCharge } from '../testing-records.ts'

let server: TestServer
let coordinator: Caller
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  coordinator = await server.member(desk, 'coordinator')
  await wants(coordinator, everything)
})
afterAll(() => server.close())

const worker = () => server.member(coordinator.desk, 'worker')
const followedBy = (by: Caller) => takeCharge(by, { followers: [{ accountId: by.accountId, role: 'worker' }] })
const requests = async (by: Caller, kase: string) => (await by.call('GET', `/cases/${kase}/approvals`)).body.rows
const withdraw = (by: Caller, kase: string, id: string) => by.call('POST', `/cases/${kase}/approvals/${id}/withdraw`)
const answered = async (by: Caller) =>
  (await by.call('GET', '/approvals')).body.answered.map(({ id }: { id: string }) => id)
const leave = ({ accountId }: Caller) =>
  ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [accountId])
async function hand(kase: string, from: Caller, to: Caller): Promise<void> {
  const mark = await markOf(coordinator, from.accountId, kase)
  const body = newHandover(from.accountId, to.accountId, mark)
  expect((await coordinator.call('POST', `/cases/${kase}/handovers`, body)).status).toBe(200)
}

test('before a handover it is said what waits for an approval; after it whoever follows the case may take it back', async () => {
  const [one, two, other] = [await worker(), await worker(), await worker()]
  const kase = await followedBy(one)
  const id = await askToClose(one, kase)
  const { rows } = (await coordinator.call('GET', `/holdings?from=${one.accountId}`)).body
  expect(rows).toMatchObject([{ caseId: kase, approvals: [{ act: 'close', service: '' }] }])
  // Who only follows beside the one who asked takes nothing back.
  expect((await requests(two, kase))[0].can).toEqual([])
  expect((await withdraw(two, kase, id)).body.reason).toBe('not-yours')
  await hand(kase, one, two)
  expect((await requests(two, kase))[0].can).toEqual(['withdraw'])
  expect((await requests(other, kase))[0].can, 'who does not follow it').toEqual([])
  expect((await requests(coordinator, kase))[0].can).toEqual(['approve', 'refuse'])
  expect((await withdraw(other, kase, id)).body.reason).toBe('not-yours')
  expect((await withdraw(two, kase, id)).body).toMatchObject({ state: 'withdrawn', end: { by: expect.any(String) } })
  // Who asked is a member still, and hears of it.
  expect(await answered(one)).toEqual([id])
  expect(await answered(two)).toEqual([])
})

test('who follows a case beside the one who asked takes nothing back, not by the database either', async () => {
  const [one, two] = [await worker(), await worker()]
  const followers = [one, two].map(({ accountId }) => ({ accountId, role: 'worker' as const }))
  const kase = await takeCharge(one, { followers })
  const id = await askToClose(one, kase)
  expect((await withdraw(two, kase, id)).body.reason).toBe('not-yours')
  const forged = `insert into approval_end (desk_id, approval_id, case_id, outcome, words, by, at)
    values ($1, $2, $3, 'withdrawn', '', $4, now())`
  const row = [one.desk.id, id, kase, `account:${two.accountId}`]
  await expect(ask(server.database.supervisor, forged, row)).rejects.toThrow('answered by somebody else')
})

test('the answer to who left is news to whoever follows the case now', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await followedBy(one)
  const id = await askToClose(one, kase)
  await hand(kase, one, two)
  await leave(one)
  expect((await refuse(coordinator, kase, id)).status).toBe(200)
  expect(await answered(two)).toEqual([id])
  expect((await requests(two, kase))[0]).toMatchObject({ newForMe: true, state: 'refused' })
  await two.call('POST', `/cases/${kase}/approvals/${id}/seen`)
  expect(await answered(two)).toEqual([])
})

test('of who left without a handover a colleague who follows the case takes the request back', async () => {
  const [one, two] = [await worker(), await worker()]
  const kase = await followedBy(two)
  const id = await askToClose(one, kase)
  expect((await requests(two, kase))[0].can).toEqual([])
  await leave(one)
  expect((await requests(two, kase))[0].can).toEqual(['withdraw'])
  expect((await withdraw(two, kase, id)).status).toBe(200)
})
