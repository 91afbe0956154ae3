import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { newGlass, throughGlass } from '../testing-glass.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, arrived, cover, draft, send } from '../testing-referrals.ts'

let server: TestServer
let [owner, coordinator, reader] = [] as unknown as [Caller, Caller, Caller]

beforeAll(async () => {
  server = await testServer()
  owner = await server.member(await server.desk('owner'), 'worker')
  coordinator = await server.member(owner.desk, 'coordinator')
  reader = await server.member(await server.desk('reader'), 'worker')
})
afterAll(() => server.close())

/** A case that was referred to the desk of the reader. */
async function referred() {
  const person = await record(owner)
  const ground = await cover(server, owner, person, reader)
  const kase = await takeCharge(owner, { personId: person })
  const referral = await draft(owner, kase, await addTarget(server, coordinator, reader.desk.code))
  expect((await send(owner, referral)).status).toBe(200)
  await arrived(server)
  return { person, ground, kase, referral }
}

test('an access to a case of who was erased reads nothing more, is ended, and is not opened anew', async () => {
  const { person, kase, referral } = await referred()
  const targets = [
    { desk: owner.desk.code, case: kase },
    { desk: owner.desk.code, number: kase.slice(-12) },
    { referral },
  ]
  const opened = await Promise.all(targets.slice(0, 2).map((target) => throughGlass(reader, target)))
  for (const glass of opened) expect((await reader.call('GET', `/glass/${glass}`)).status).toBe(200)
  await erased(owner, coordinator, person)
  for (const glass of opened) expect((await reader.call('GET', `/glass/${glass}`)).status).toBe(404)
  const { rows } = (await reader.call('GET', '/glass/own')).body
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(row).toMatchObject({ ended: { by: 'owner' }, can: [] })
  for (const target of targets)
    expect((await reader.call('POST', '/glass', newGlass(target))).body).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/target', code: 'unknown' }],
    })
})

test('an access that was opening while the person was erased reads nothing either', async () => {
  const { person, kase } = await referred()
  const by = await server.member(reader.desk, 'worker')
  const glass = await throughGlass(by, { desk: owner.desk.code, case: kase })
  await erased(owner, coordinator, person)
  const { supervisor } = server.database
  await ask(supervisor, 'alter table glass disable trigger glass_stays')
  await ask(supervisor, 'update glass set ended_at = null, ended_by = null where id = $1', [glass])
  await ask(supervisor, 'alter table glass enable trigger glass_stays')
  expect((await by.call('GET', `/glass/${glass}`)).status).toBe(404)
})

test('a referral that is taken back after it led to a case leaves the access open, and leads nowhere any more', async () => {
  const { person, ground, kase, referral } = await referred()
  const by = await server.member(reader.desk, 'worker')
  const glass = await throughGlass(by, { referral })
  const ends = `/persons/${person}/grounds/${ground}/end`
  expect((await owner.call('POST', ends, { reason: 'Withdrawn' })).status).toBe(200)
  await arrived(server)
  expect((await owner.call('GET', `/referrals/${referral}`)).body.state).toBe('withdrawn')
  expect((await by.call('GET', `/glass/${glass}`)).body.file.id).toBe(kase)
  expect((await by.call('POST', '/glass', newGlass({ referral }))).status).toBe(422)
})
