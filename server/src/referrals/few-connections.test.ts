import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '../platform/db.ts'
import { enterDesk, houseActor } from '../platform/door.ts'
import type { Enter } from '../platform/job.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'
import { referralJobs } from './jobs.ts'

let server: TestServer
let [here, there] = [] as unknown as [Caller, Caller]

beforeAll(async () => {
  server = await testServer()
  here = await server.member(await server.desk('here'), 'worker', 'coordinator')
  there = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

test('deliveries that are done at once come through where there are two connections in all', async () => {
  const target = await addTarget(server, here, 'there')
  const person = await record(here)
  await cover(server, here, person, there)
  const case_ = await takeCharge(here, { personId: person })
  const ids = await Promise.all(Array.from({ length: 4 }, () => draft(here, case_, target)))
  for (const id of ids) expect((await send(here, id)).status).toBe(200)
  await arrived(server)
  for (const id of ids) await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  const house = { ...server.house, app: openPool(server.database.app, 2) }
  const enter: Enter = (write, work) =>
    enterDesk(house, there.desk, houseActor('system'), write && { ...write, act: 'test' }, work)
  const rest = referralJobs(house).find(({ topic }) => topic === 'referral.accepted')
  // What was delivered before is delivered again, and does nothing twice.
  await Promise.all(ids.map((referral) => rest?.run(enter, { referral })))
  await house.app.end()
})
