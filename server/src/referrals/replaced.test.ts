import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, newReferral, send } from '../testing-referrals.ts'

let server: TestServer
let [here, coordinator, there] = [] as unknown as [Caller, Caller, Caller]
let [first, next] = ['', '']

beforeAll(async () => {
  server = await testServer()
  here = await server.member(await server.desk('here'), 'worker')
  coordinator = await server.member(here.desk, 'coordinator')
  there = await server.member(await server.desk('there'), 'worker')
  await server.member(await server.desk('elsewhere'), 'worker')
  first = await addTarget(server, coordinator, 'there')
  next = await addTarget(server, coordinator, 'elsewhere')
})
afterAll(() => server.close())

const open = async (id: string, by = here) => (await by.call('GET', `/referrals/${id}`)).body

async function ended(act: 'no' | 'outcome' | 'interruption') {
  const person = await record(here)
  await cover(server, here, person, there)
  const kase = await takeCharge(here, { personId: person })
  const id = await draft(here, kase, first, { story: 'Un racconto', scopes: ['name', 'story'] })
  expect((await send(here, id)).status).toBe(200)
  await arrived(server)
  await answered(there, id, act === 'no' ? ['sight'] : ['sight', 'yes', 'beginning'])
  const said = { no: { reason: 'full' }, outcome: { outcome: 'need-met' }, interruption: { reason: 'other' } }[act]
  const { version } = await open(id, there)
  expect((await there.call('POST', `/referrals/${id}/${act}`, { version, ...said })).status).toBe(200)
  await arrived(server)
  return { id, kase }
}
const write = (kase: string, insteadOf: string, more: object = {}) =>
  here.call('POST', `/cases/${kase}/referrals`, { ...newReferral, id: v7(), serviceId: next, insteadOf, ...more })

test('in the place of a referral that was declined another is written, once, and each leads to the other', async () => {
  const { id, kase } = await ended('no')
  expect(await open(id)).toMatchObject({ state: 'declined', replaceable: true, movedTo: null })
  expect(await open(id, coordinator)).toMatchObject({ replaceable: false })
  expect(await open(id, there)).toMatchObject({ replaceable: false })
  const more = { id: v7() }
  const { status, body } = await write(kase, id, more)
  expect([status, body.insteadOf, body.state]).toEqual([200, id, 'draft'])
  expect((await write(kase, id, more)).body.id).toBe(body.id)
  expect(await open(id)).toMatchObject({ replaceable: false, movedTo: { id: body.id } })
  expect((await write(kase, id)).body).toMatchObject({ reason: 'referral-replaced' })

  // A draft that was thrown away is no service: the next stands in its place.
  expect((await here.call('POST', `/referrals/${body.id}/withdrawal`, { version: body.version })).status).toBe(200)
  expect(await open(body.id)).toMatchObject({ replaceable: true })
  expect((await write(kase, body.id)).body).toMatchObject({ insteadOf: body.id })
})

test('two at once in the place of one: the second is refused', async () => {
  const { id, kase } = await ended('interruption')
  const [one, other] = await Promise.all([write(kase, id), write(kase, id)])
  expect([one.status, other.status].sort()).toEqual([200, 409])
})

test('nothing is written in the place of what goes on, was done, or is of another case; of a closed case nothing', async () => {
  const { id, kase } = await ended('outcome')
  expect(await open(id)).toMatchObject({ state: 'done', replaceable: false })
  expect((await write(kase, id)).body).toMatchObject({ reason: 'referral-ended' })
  const waits = await draft(here, kase, first)
  expect((await write(kase, waits)).body).toMatchObject({ reason: 'referral-not-yet' })

  const declined = await ended('no')
  for (const other of [declined.id, v7()])
    expect((await write(kase, other)).body).toMatchObject({ errors: [{ pointer: '/insteadOf', code: 'unknown' }] })
  const { body: file } = await here.call('GET', `/cases/${declined.kase}`)
  const closing = { version: file.version, outcome: 'other', closedOn: '2026-01-14' }
  const closed = await here.call('POST', `/cases/${declined.kase}/close`, closing)
  expect(closed.status, JSON.stringify(closed.body)).toBe(200)
  expect(await open(declined.id)).toMatchObject({ state: 'declined', replaceable: false })
  expect((await write(declined.kase, declined.id)).body).toMatchObject({ reason: 'case-closed' })
})
