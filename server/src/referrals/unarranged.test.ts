import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newArrangement } from '../testing-privacy.ts'
import { takeCharge } from '../testing-records.ts'
import { addTarget, bodyBehind, draft, send } from '../testing-referrals.ts'

let server: TestServer
let [worker, coordinator] = [] as unknown as [Caller, Caller]

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
  coordinator = await server.member(worker.desk, 'coordinator')
})
afterAll(() => server.close())

const wanted = async () => (await coordinator.call('GET', '/unarranged-referrals')).body.rows

test('drafts that wait for an arrangement are counted by body for whoever may write it, and name nobody', async () => {
  const entry = await addTarget(server, coordinator, null)
  const other = await bodyBehind(coordinator, entry)
  expect(await wanted()).toEqual([])
  const person = await takeCharge(worker)
  const [first, second] = [await draft(worker, person, entry), await draft(worker, person, entry)]
  const refused = await send(worker, first)
  expect(refused.body.errors).toContainEqual({ pointer: '/share', code: 'no-arrangement' })
  expect(await wanted()).toEqual([{ body: other, name: expect.any(String), drafts: 2 }])
  expect((await worker.call('GET', '/unarranged-referrals')).status).toBe(403)

  // A draft that is thrown away waits for nothing; one for which all was arranged neither, whatever else is missing.
  await worker.call('POST', `/referrals/${second}/withdrawal`, { version: 1 })
  expect(await wanted()).toMatchObject([{ body: other, drafts: 1 }])
  const own = (await coordinator.call('GET', '/controllers')).body.rows.find((each: { own: boolean }) => each.own).id
  const past = { ...newArrangement([own, other]), fromDay: '2025-01-01', untilDay: '2025-12-31' }
  for (const [said, left] of [
    [past, 1],
    [newArrangement([own, other]), 0],
  ] as const) {
    expect((await coordinator.call('POST', '/arrangements', said)).status).toBe(200)
    expect(await wanted()).toHaveLength(left)
  }
})

test('a draft for a desk of the own body waits for no arrangement', async () => {
  await server.desk('beside')
  const entry = await addTarget(server, coordinator, 'beside')
  await draft(worker, await takeCharge(worker), entry)
  expect(await wanted()).toEqual([])
})
