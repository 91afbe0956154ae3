import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { type Bodies, bodiesOf, newArrangement } from '../testing-privacy.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, coverFor, draft, newAppointment, send } from '../testing-referrals.ts'

let server: TestServer
let here: Caller
let there: Caller
let bodies: Bodies

beforeAll(async () => {
  server = await testServer()
  here = await server.member(await server.desk('here'), 'worker', 'coordinator')
  there = await server.member(await server.desk('there'), 'worker', 'coordinator')
  bodies = await bodiesOf(server, here)
  await ask(server.database.supervisor, `update desk set organisation_id = $1 where code = 'there'`, [bodies[1]])
})
afterAll(() => server.close())

/** A referral to the other body, on an arrangement. */
async function sent(more: object = {}) {
  const arrangement = newArrangement(bodies)
  await here.call('POST', '/arrangements', arrangement)
  const person = await record(here)
  for (const body of bodies) await coverFor(here, person, body)
  const target = await addTarget(server, here, 'there')
  const id = await draft(here, await takeCharge(here, { personId: person }), target, more)
  const { status, body } = await send(here, id)
  expect(status, JSON.stringify(body)).toBe(200)
  await arrived(server)
  return { id, person, target, arrangement: arrangement.id }
}

const over = { day: '2026-01-15', reason: 'Over' }
const endArrangement = async (id: string) =>
  expect((await here.call('POST', `/arrangements/${here.desk.id}/${id}/end`, over)).status).toBe(200)
const open = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}`)).body

test('an entry that comes to name a covered body lets nothing follow to the body that it was sent to', async () => {
  const { id, target, arrangement } = await sent({ scopes: ['name', 'phones'] })
  await endArrangement(arrangement)
  await server.desk('covered')
  const { supervisor } = server.database
  await ask(supervisor, `update service set at_desk = (select id from desk where code = 'covered') where id = $1`, [
    target,
  ])
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  const got = await open(there, id)
  expect(got.snapshot.name).toBeUndefined()
  expect(got.timeline.map(({ act }: { act: string }) => act)).toContain('withhold')
})

test('the rest follows while the arrangement stands, whatever body the entry names meanwhile', async () => {
  const { id, target, arrangement } = await sent({ scopes: ['name', 'phones'] })
  await ask(server.database.supervisor, 'update service set at_desk = null where id = $1', [target])
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  expect((await open(there, id)).snapshot.name).toBe('Amina Diallo')
  await endArrangement(arrangement)
})

test('the body that a referral was sent to stays what it was', async () => {
  const { id, arrangement } = await sent()
  const column = 'select body_id from referral_origin where referral_id = $1'
  expect(await ask(server.database.supervisor, column, [id])).toEqual([{ body_id: bodies[1] }])
  await expect(
    here.enter(({ tx }) =>
      sql`update referral_origin set body_id = ${bodies[0]} where referral_id = ${id}`.execute(tx),
    ),
  ).rejects.toThrow(/stays of its case/)
  await endArrangement(arrangement)
})

const say = (by: Caller, id: string) => by.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Zqxwords' })
const meet = (by: Caller, id: string, noun: string, no: number, more: object = {}) =>
  by.call('POST', `/referrals/${id}/appointment${noun}`, { no, ...more })
const restrict = (person: string) =>
  here.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'contested' })

test('where nothing covers it any more the sender says nothing more, and the reason is told; the other side may write', async () => {
  for (const stop of [
    { why: 'restricted', by: ({ person }: { person: string }) => restrict(person) },
    { why: 'arrangement-over', by: ({ arrangement }: { arrangement: string }) => endArrangement(arrangement) },
  ]) {
    const of = await sent()
    await answered(there, of.id, ['sight', 'yes'])
    expect((await meet(here, of.id, '', 0, newAppointment)).status).toBe(200)
    await arrived(server)
    await stop.by(of)
    for (const tried of [await say(here, of.id), await meet(here, of.id, '', 1, newAppointment)])
      expect(tried, stop.why).toMatchObject({
        status: 409,
        body: { reason: 'share-refused', errors: expect.arrayContaining([{ pointer: '/share', code: stop.why }]) },
      })
    expect((await say(there, of.id)).status).toBe(200)
    expect((await meet(there, of.id, '', 1, newAppointment)).status).toBe(200)
    await arrived(server)
    expect((await meet(here, of.id, '/confirmation', 2)).body.reason).toBe('share-refused')
    expect((await meet(here, of.id, '/cancellation', 2)).status).toBe(200)
    expect((await open(there, of.id)).messages).toHaveLength(1)
    if (stop.why === 'restricted') await endArrangement(of.arrangement)
  }
})

test('after a no, a withdrawal or an expiry the receiver reads no more what the sender wrote, and keeps its own words', async () => {
  const { id, arrangement } = await sent()
  await say(here, id)
  await say(there, id)
  await arrived(server)
  expect((await open(there, id)).messages).toHaveLength(2)
  const { version } = await open(here, id)
  await here.call('POST', `/referrals/${id}/withdrawal`, { version })
  expect((await open(there, id)).messages).toMatchObject([{ desk: { code: 'there' } }])
  expect((await open(here, id)).messages).toHaveLength(2)
  await endArrangement(arrangement)
})
