import { sql } from 'kysely'
import { v5, v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { throughGlass } from '../testing-glass.ts'
import { log, record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send, wholeCase } from '../testing-referrals.ts'

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

const asNew = { givenName: 'Amina', familyName: 'Diallo' }
const open = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}`)).body
const take = async (id: string, as: object = asNew, by = there) => {
  const { version } = await open(by, id)
  return by.call('POST', `/referrals/${id}/case`, { version, id: v7(), as, legalBasis: 'public-task' })
}

/** A referral of a case with a service and a note, accepted, with everything that travels there. */
async function accepted(kind: 'transfer' | 'shared', more: object = {}) {
  const person = await record(here)
  const ground = await cover(server, here, person, there)
  const case_ = await takeCharge(here, { personId: person, note: 'Dorme in cantiere' })
  await here.call('POST', `/cases/${case_}/services`, { id: v7(), day: '2026-01-12', kind: 'legal', text: 'Colloquio' })
  const id = await draft(here, case_, target, { ...wholeCase, kind, ...more })
  const { status, body } = await send(here, id)
  expect(status, JSON.stringify(body)).toBe(200)
  await arrived(server)
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  return { person, ground, case: case_, id }
}

test('a transfer: what was shown opens a case there, and the one here closes', async () => {
  const { id, case: case_ } = await accepted('transfer')
  expect((await take(id)).status).toBe(200)
  await arrived(server)
  const got = await open(there, id)
  expect(got).toMatchObject({ kind: 'transfer', state: 'done', outcome: 'taken-over' })
  const { body: file } = await there.call('GET', `/cases/${got.ownCase}`)
  expect(file).toMatchObject({ state: 'open', person: { name: 'Amina Diallo', language: 'fr' }, needs: ['legal'] })
  expect(file.referrals).toMatchObject([{ id, state: 'done', desk: 'Desk here' }])
  expect(file.services).toMatchObject([{ day: '2026-01-12', kind: 'legal', text: '[Desk here] Colloquio' }])
  expect(file.notes).toMatchObject([{ text: '[Desk here] Dorme in cantiere' }])
  const { body: left } = await here.call('GET', `/cases/${case_}`)
  expect(left).toMatchObject({ state: 'closed', outcome: 'handed-over' })
  expect(left.services).toHaveLength(1)
})

test('the id of a case that was taken over is worked out from nothing that the other desk knows', async () => {
  const { id } = await accepted('shared')
  await take(id)
  const { ownCase } = await open(there, id)
  for (const known of [`case of ${id}`, id]) expect(ownCase).not.toBe(v5(known, there.desk.id))
  expect(ownCase.at(14)).toBe('7')
})

test('a shared case: each has its own, both stay open, either side may leave', async () => {
  const { id, case: case_ } = await accepted('shared')
  expect((await take(id)).body).toMatchObject({ state: 'in-progress', kind: 'shared' })
  expect((await here.call('GET', `/cases/${case_}`)).body.state).toBe('open')
  const mine = await open(here, id)
  expect(mine.can).toEqual(expect.arrayContaining(['interrupt', 'message']))
  const said = { version: mine.version, reason: 'other', words: 'Da qui in poi da soli' }
  expect((await here.call('POST', `/referrals/${id}/interruption`, said)).body).toMatchObject({ state: 'interrupted' })
})

test('the consent that a shared case rests on ends: it is left at once, and the other desk is told', async () => {
  const { id, person, ground } = await accepted('shared')
  await take(id)
  await here.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Ha cambiato telefono' })
  await arrived(server)
  expect((await open(there, id)).messages).toHaveLength(1)
  await here.call('POST', `/persons/${person}/grounds/${ground}/end`, { reason: 'La persona non vuole più' })
  await arrived(server)
  const left = { state: 'interrupted', reason: 'ground-ended', snapshot: {}, need: null, messages: [] }
  expect(await open(there, id)).toMatchObject(left)
  expect((await open(here, id)).messages).toHaveLength(1)
})

test('what was not ticked does not come: no note, no service', async () => {
  const { id } = await accepted('transfer', { scopes: ['name'] })
  await take(id)
  const { ownCase } = await open(there, id)
  const { body: file } = await there.call('GET', `/cases/${ownCase}`)
  expect([file.services, file.notes, file.person.phones]).toEqual([[], [], []])
})

test('the language that came is read in an emergency, and a contact in another one stands before it', async () => {
  const { id } = await accepted('transfer')
  await take(id)
  const { ownCase } = await open(there, id)
  const glass = await throughGlass(here, { desk: 'there', case: ownCase })
  expect((await here.call('GET', `/glass/${glass}`)).body.file.person.language).toBe('fr')
  const { body: file } = await there.call('GET', `/cases/${ownCase}`)
  await log(there, { personId: file.person.id, language: 'wo' })
  expect((await there.call('GET', `/cases/${ownCase}`)).body.person.language).toBe('wo')
})

test('somebody whom the desk knows keeps the own record', async () => {
  const known = await record(there)
  const { id } = await accepted('transfer')
  expect((await take(id, { person: v7() })).status).toBe(422)
  await take(id, { person: known })
  const { ownCase } = await open(there, id)
  expect((await there.call('GET', `/cases/${ownCase}`)).body.person).toMatchObject({ id: known })
})

test('two colleagues open it at once, and the same twice: one case', async () => {
  const { id } = await accepted('shared')
  const other = await server.member(there.desk, 'worker')
  const both = await Promise.all([take(id), take(id, asNew, other)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const cases = await ask(server.database.supervisor, 'select 1 from referral_case where referral_id = $1', [id])
  expect(cases).toHaveLength(1)
})

test('before the rest came, of a mere service, by the sender or a stranger: no case is opened', async () => {
  const person = await record(here)
  await cover(server, here, person, there)
  const id = await draft(here, await takeCharge(here, { personId: person }), target, { ...wholeCase, kind: 'transfer' })
  await send(here, id)
  await arrived(server)
  expect((await take(id)).body.reason).toBe('referral-not-yet')
  expect((await take(id, asNew, here)).status).toBe(403)
  const stranger = await server.member(await server.desk('elsewhere'), 'worker')
  const tried = await stranger.call('POST', `/referrals/${id}/case`, {
    version: 1,
    id: v7(),
    as: asNew,
    legalBasis: 'consent',
  })
  expect(tried.status).toBe(404)
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  const { version } = await open(there, id)
  expect((await there.call('POST', `/referrals/${id}/beginning`, { version })).body.reason).toBe('referral-opens-case')
  const served = await draft(here, await takeCharge(here, { personId: person }), target)
  await send(here, served)
  await arrived(server)
  await answered(there, served, ['sight', 'yes'])
  await arrived(server)
  expect((await take(served)).body.reason).toBe('referral-service-only')
})

test('a body without an account takes no case over', async () => {
  const person = await record(here)
  const nobody = await addTarget(server, here, null)
  const body = {
    ...wholeCase,
    id: v7(),
    serviceId: nobody,
    urgency: 'ordinary',
    need: 'legal',
    language: 'fr',
    story: '',
    kind: 'transfer',
  }
  const { status, body: answer } = await here.call(
    'POST',
    `/cases/${await takeCharge(here, { personId: person })}/referrals`,
    body,
  )
  expect([status, answer.reason]).toEqual([409, 'kind-needs-desk'])
})

test('no statement of the application says that a service was taken over, or lets its sender leave', async () => {
  const { id } = await accepted('transfer')
  const forged = (by: Caller, set: string) =>
    by.enter((at) => sql.raw(`update referral set ${set} where id = '${id}'`).execute(at.tx))
  await expect(forged(there, `state = 'in-progress', version = version + 1, kind = 'shared'`)).rejects.toThrow(
    /this way/,
  )
  await forged(there, `state = 'in-progress', version = version + 1, begun_at = now()`)
  await expect(
    forged(there, `state = 'done', outcome = 'need-met', version = version + 1, ended_at = now()`),
  ).rejects.toThrow(/this way/)
  await expect(
    forged(here, `state = 'interrupted', reason = 'other', version = version + 1, ended_at = now()`),
  ).rejects.toThrow(/this way/)
})
