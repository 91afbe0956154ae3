import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { type Bodies, bodiesOf, newArrangement, newGround, newNotice } from '../testing-privacy.ts'
import { record } from '../testing-records.ts'

let server: TestServer
let coordinator: Caller
let other: Caller
let third: Caller
let bodies: Bodies

/** A coordinator of a desk of its own, of a body of the network. */
async function ofBody(code: string, body: string): Promise<Caller> {
  const desk = await server.desk(code)
  await ask(server.database.platform, 'update desk set organisation_id = $2 where id = $1', [desk.id, body])
  return server.member(desk, 'coordinator', 'worker')
}

beforeAll(async () => {
  server = await testServer({ absoluteHours: 72, idleMinutes: 4_320 })
  coordinator = await server.member(await server.desk('here'), 'coordinator', 'worker')
  bodies = await bodiesOf(server, coordinator)
  other = await ofBody('other', bodies[1])
  const third_ = v7()
  await ask(
    server.database.platform,
    `insert into organisation select $1, network_id, 'third', 'Third body', 'union' from desk where id = $2`,
    [third_, coordinator.desk.id],
  )
  third = await ofBody('third', third_)
})
afterAll(() => server.close())

const arranged = async (more: object = {}): Promise<string> => {
  const made = { ...newArrangement(bodies), ...more }
  expect((await coordinator.call('POST', '/arrangements', made)).status).toBe(200)
  return made.id
}
const end = (by: Caller, id: string, day = '2026-01-15', reason = 'The project is over') =>
  by.call('POST', `/arrangements/${coordinator.desk.id}/${id}/end`, { day, reason })
const shown = async (by: Caller, id: string) =>
  (await by.call('GET', '/arrangements')).body.rows.find((row: { id: string }) => row.id === id)

test('names the own body, and bodies of the network alone', async () => {
  const strange = { ...newArrangement(bodies), from: [bodies[1]], to: [v7()] }
  expect(await coordinator.call('POST', '/arrangements', strange)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/to/0', code: 'unknown' }] },
  })
  const others = { ...newArrangement(bodies), kind: 'joint', from: [bodies[1], v7()], to: [], essence: 'x' }
  expect((await coordinator.call('POST', '/arrangements', others)).status).toBe(422)
})

test('its end is told by mail to the desks of the other parties, to nobody else, and once', async () => {
  const told = () =>
    ask<{ desk_id: string; to_id: string }>(
      server.database.supervisor,
      `select desk_id, to_id from mail where kind = 'arrangement-ended'`,
    )
  const before = (await told()).length
  const id = await arranged()
  await server.member(other.desk, 'worker')
  for (const _ of ['once', 'and again']) expect((await end(coordinator, id)).status).toBe(200)
  await vi.waitFor(async () => expect((await told()).length).toBeGreaterThan(before), { timeout: 15_000 })
  await vi.waitFor(
    async () => {
      const waiting = `select 1 from outbox where topic = 'arrangement.ended'`
      expect(await ask(server.database.supervisor, waiting)).toEqual([])
    },
    { timeout: 15_000 },
  )
  expect((await told()).slice(before)).toEqual([{ desk_id: other.desk.id, to_id: other.accountId }])
  // What ends on the same day is read where it stands: one mail says so.
  expect((await end(coordinator, await arranged())).status).toBe(200)
  await vi.waitFor(
    async () =>
      expect(await ask(server.database.supervisor, `select 1 from outbox where topic = 'arrangement.ended'`)).toEqual(
        [],
      ),
    { timeout: 15_000 },
  )
  expect((await told()).slice(before)).toHaveLength(1)
})

test('is ended by the other party too, with a day and a reason that everybody reads, and by nobody else', async () => {
  const id = await arranged()
  expect(await shown(third, id)).toMatchObject({ from: [bodies[0]], endedOn: null, can: [] })
  expect((await end(third, id)).status).toBe(404)
  expect((await end(await server.member(other.desk, 'worker'), id)).status).toBe(403)
  expect((await shown(other, id)).can).toEqual(['end'])
  expect((await end(other, id, '2026-02-01')).status).toBe(200)
  const ended = {
    endedOn: '2026-02-01',
    ends: [{ day: '2026-02-01', reason: 'The project is over', body: 'Other body' }],
  }
  expect(await shown(other, id)).toMatchObject({ ...ended, can: [] })
  // Who recorded it reads why, and may end it sooner on its own side.
  expect(await shown(coordinator, id)).toMatchObject({ ...ended, can: ['end'] })
  expect((await end(coordinator, id, '2026-01-20', 'Sooner')).status).toBe(200)
  expect(await shown(third, id)).toMatchObject({ endedOn: '2026-01-20', ends: [{ body: 'Test body' }, {}] })
})

test('ended twice by one desk it stands as it was ended first; one that is over is not ended again', async () => {
  const id = await arranged()
  await end(other, id)
  expect(
    (await end(other, id, '2026-03-01', 'Another')).body.rows.find((row: { id: string }) => row.id === id),
  ).toMatchObject({ endedOn: '2026-01-15', ends: [{ reason: 'The project is over' }] })
  expect(await end(coordinator, id)).toMatchObject({ status: 409, body: { code: 'moved-on' } })
})

test('is not ended for a day that is past, nor without a reason', async () => {
  const id = await arranged()
  expect(await end(other, id, '2026-01-14')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/day', code: 'date-past' }] },
  })
  expect((await end(other, id, '2026-01-15', ' ')).status).toBe(422)
  expect((await coordinator.call('POST', `/arrangements/${other.desk.id}/${id}/end`, {})).status).toBe(422)
  const elsewhere = await coordinator.call('POST', `/arrangements/${other.desk.id}/${id}/end`, {
    day: '2026-01-15',
    reason: 'Not there',
  })
  expect(elsewhere.status).toBe(404)
})

test('from the day on which the other party ends it, it covers no share', async () => {
  await ask(server.database.supervisor, 'delete from arrangement_end')
  await ask(server.database.supervisor, 'delete from arrangement')
  await coordinator.call('POST', '/notices', newNotice)
  const person = await record(coordinator)
  const ground = newGround({ purpose: 'referral', recipient: 'body', body: bodies[1] })
  await coordinator.call('POST', `/persons/${person}/grounds`, ground)
  const asked = { purpose: 'referral', recipient: 'body', body: bodies[1], scopes: ['identity'] }
  const weighed = async () => (await coordinator.call('POST', `/persons/${person}/share-check`, asked)).body
  const id = await arranged()
  expect(await weighed()).toMatchObject({ arrangement: id, reasons: [] })
  await end(other, id, '2026-01-16')
  expect(await weighed()).toMatchObject({ arrangement: id, reasons: [] })
  const now = server.clock.now
  server.clock.now = '2026-01-15T23:30:00.000Z'
  const late = await weighed()
  server.clock.now = now
  expect(late).toMatchObject({ arrangement: null, reasons: [{ code: 'arrangement-over' }] })
})

test('a desk for trying out ends none, though it is of a party', async () => {
  const id = await arranged()
  const trying = await server.member(await server.desk('trying', { tryout: true }), 'coordinator')
  expect(await end(trying, id)).toMatchObject({ status: 409, body: { reason: 'not-in-tryout' } })
  expect((await shown(trying, id)).can).toEqual([])
})

test('forged in SQL, nothing is written in the name of another desk, nor of what others arranged', async () => {
  const id = await arranged()
  const network = coordinator.desk.networkId
  const ended = (by: string) => sql`
    insert into arrangement_end (network_id, written_in, arrangement_id, ended_in, day, reason, by, at)
    values (${network}, ${coordinator.desk.id}, ${id}, ${by}, '2026-01-15', 'forged', 'x', now())`
  const between = (by: string) => sql`
    insert into arrangement values (${network}, ${by}, ${v7()}, 'joint', array[${bodies[0]}, ${bodies[1]}]::uuid[], '{}', '{care}',
      null, '2026-01-01', null, 'forged', 'x', 'x', now())`
  const text = (by: string) => sql`
    insert into notice_text values (${network}, 'information', 9, 'it', 'x', 'x', false, '2026-01-01', ${by}, 'x', now())`
  const tried = (forged: ReturnType<typeof sql>) => third.enter(({ tx }) => forged.execute(tx))
  for (const forged of [ended, between, text])
    await expect(tried(forged(coordinator.desk.id))).rejects.toThrow(/row-level security/)
  for (const forged of [ended, between])
    await expect(tried(forged(third.desk.id))).rejects.toThrow('written and ended by its parties')
  for (const forged of [`update arrangement_end set day = '2030-01-01'`, 'delete from arrangement_end'])
    await expect(tried(sql.raw(forged))).rejects.toThrow('permission denied')
  expect((await shown(third, id)).ends).toEqual([])
})
