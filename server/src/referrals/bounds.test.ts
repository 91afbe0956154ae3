import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_STEPS } from '#model/referrals/appointments.ts'
import { MOST_MESSAGES } from '#model/referrals/contract.ts'
import { ask, withClient } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, newAppointment, send, wholeCase } from '../testing-referrals.ts'
import { putMessage, say } from './sealed.ts'

let server: TestServer
let here: Caller
let there: Caller
let target: string

beforeAll(async () => {
  server = await testServer()
  here = await server.member(await server.desk('here'), 'worker', 'coordinator')
  there = await server.member(await server.desk('there'), 'worker')
  target = await addTarget(server, here, 'there')
})
afterAll(() => server.close())

async function prepared(note = '') {
  const person = await record(here)
  await cover(server, here, person, there)
  const kase = await takeCharge(here, { personId: person })
  if (note)
    expect(
      (await here.call('POST', `/cases/${kase}/notes`, { id: v7(), day: '2026-01-12', kind: 'other', text: note }))
        .status,
    ).toBe(200)
  return kase
}

async function sent(...acts: string[]): Promise<string> {
  const id = await draft(here, await prepared(), target)
  expect((await send(here, id)).status).toBe(200)
  await arrived(server)
  await answered(there, id, acts)
  return id
}

const message = (id: string, text = 'Una riga') => ({
  ...{ id: v7(), referral_id: id, act: 'message', by: 'account:x', at: server.clock.now },
  text,
})
const write = (by: Caller, id: string) => by.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Un’altra' })

test('each side writes so many messages in a referral and is told that it has; the other side may still write', async () => {
  const id = await sent()
  await here.enter(async (at) => {
    for (let no = 1; no < MOST_MESSAGES; no += 1) await putMessage(at, { ...message(id), from_desk: here.desk.id })
    await putMessage(at, { ...message(id), from_desk: there.desk.id, by: 'desk' })
  })
  expect((await write(here, id)).status).toBe(200)
  expect(await write(here, id)).toMatchObject({ status: 409, body: { reason: 'referral-messages-full' } })
  expect((await write(there, id)).status).toBe(200)
})

test('one message is carried by its id: what lies beside it is not opened', async () => {
  const id = await sent()
  await here.enter(({ tx }) =>
    sql`insert into referral_message values (${here.desk.id}, ${v7()}, ${id}, ${here.desk.id}, 'message', '\\x01', 'account:x', now())`.execute(
      tx,
    ),
  )
  await here.enter((at) => say(at, id, v7(), 'message', 'Arriva'))
  await arrived(server)
  expect((await there.call('GET', `/referrals/${id}`)).body.messages).toMatchObject([{ text: 'Arriva' }])
})

test('who waits too long for what somebody else holds is told to come again, and nothing was done', async () => {
  const id = await sent()
  await withClient(server.database.supervisor, async (client) => {
    await client.query('begin')
    await client.query('select 1 from referral where id = $1 for update', [id])
    const waited = await there.call('POST', `/referrals/${id}/sight`, { version: 2 })
    expect(waited).toMatchObject({ status: 503, body: { code: 'not-ready' } })
    expect(waited.headers['retry-after']).toBe('2')
    await client.query('rollback')
  })
  expect((await there.call('POST', `/referrals/${id}/sight`, { version: 2 })).status).toBe(200)
}, 20_000)

test('after many proposals no other one is taken, and what stands may be confirmed and cancelled', async () => {
  const id = await sent('sight', 'yes')
  const propose = (by: Caller, no: number) => by.call('POST', `/referrals/${id}/appointment`, { no, ...newAppointment })
  await ask(
    server.database.supervisor,
    `insert into referral_appointment_step
      select network_id, id, no, 'propose', from_desk, to_desk, from_desk, 'account:x', now()
      from referral, generate_series(1, $2::int) as no where id = $1 order by no`,
    [id, MOST_STEPS - 3],
  )
  expect((await propose(here, MOST_STEPS - 3)).status).toBe(200)
  await arrived(server)
  expect(await propose(there, MOST_STEPS - 2)).toMatchObject({
    status: 409,
    body: { reason: 'appointment-too-often' },
  })
  const act = (noun: string, no: number) => there.call('POST', `/referrals/${id}/appointment/${noun}`, { no })
  expect((await act('confirmation', MOST_STEPS - 2)).body).toMatchObject({ state: 'confirmed' })
  expect((await act('cancellation', MOST_STEPS - 1)).body).toMatchObject({
    no: MOST_STEPS,
    state: 'cancelled',
    can: [],
  })
})

test('a case with a note as long as notes may be is handed over, and twice', async () => {
  const long = 'x'.repeat(50_000)
  const back = await addTarget(server, here, 'here')
  let kase = await prepared(long)
  for (const [from, to, service] of [
    [here, there, target],
    [there, here, back],
  ] as const) {
    const id = await draft(from, kase, service, { ...wholeCase, kind: 'transfer' })
    const { status, body } = await send(from, id)
    expect(status, JSON.stringify(body)).toBe(200)
    await arrived(server)
    await answered(to, id, ['sight', 'yes'])
    await arrived(server)
    const { body: got } = await to.call('GET', `/referrals/${id}`)
    const as = { givenName: 'Amina', familyName: 'Diallo' }
    const taken = { version: got.version, id: v7(), as, legalBasis: 'public-task' }
    const { body: now } = await to.call('POST', `/referrals/${id}/case`, taken)
    kase = now.ownCase
    const { body: file } = await to.call('GET', `/cases/${kase}`)
    expect(file.notes.at(-1).text.endsWith(long)).toBe(true)
    if (to === there) await cover(server, there, file.person.id, here)
  }
})

test('the receiver reads nothing of what was done with a referral that never came', async () => {
  const id = await draft(here, await prepared(), target)
  const events = (by: Caller) =>
    by.enter(({ tx }) => sql`select act from referral_event where referral_id = ${id}`.execute(tx))
  expect((await events(there)).rows).toEqual([])
  expect((await events(here)).rows).toEqual([{ act: 'draft' }])
  await send(here, id)
  await arrived(server)
  expect((await events(there)).rows).toEqual([{ act: 'deliver' }])
  const { timeline } = (await there.call('GET', `/referrals/${id}`)).body
  expect(timeline.map(({ act }: { act: string }) => act)).toEqual(['send', 'deliver'])
})

test('a place in a list before the first year is refused, with where it stands', async () => {
  const after = Buffer.from(JSON.stringify({ at: '0000-01-01T00:00:00Z', id: v7() })).toString('base64url')
  for (const path of ['/referrals', '/proposals'])
    expect(await here.call('GET', `${path}?after=${after}`), path).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/after', code: 'cursor' }] },
    })
})
