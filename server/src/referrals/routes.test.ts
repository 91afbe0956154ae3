import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newGround } from '../testing-privacy.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, newReferral, send } from '../testing-referrals.ts'

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

/** A new person in charge, whose data may be given. */
async function inCharge() {
  const person = await record(here)
  await cover(server, here, person, there)
  return { person, case: await takeCharge(here, { personId: person }) }
}

async function sent(more: object = {}) {
  const of = await inCharge()
  const id = await draft(here, of.case, target, more)
  const { status, body } = await send(here, id)
  expect(status, JSON.stringify(body)).toBe(200)
  await arrived(server)
  return { ...of, id }
}

const open = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}`)).body

test('a referral goes from one desk to another, is accepted, done, and stands in the case it came from', async () => {
  const { id, case: case_ } = await sent({ story: 'Un racconto', scopes: ['name', 'story'] })
  const got = await open(there, id)
  expect(got).toMatchObject({ side: 'receiver', state: 'sent', personName: null, origin: null })
  expect(Object.keys(got.snapshot).sort()).toEqual(['ageBand', 'language', 'need', 'question', 'sex'])
  expect(got.answerBy).not.toBeNull()
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  expect((await open(there, id)).snapshot).toMatchObject({ name: 'Amina Diallo', story: 'Un racconto' })
  expect((await open(there, id)).startBy).not.toBeNull()
  await answered(there, id, ['beginning'])
  const { body: now } = await there.call('GET', `/referrals/${id}`)
  const done = { version: now.version, outcome: 'need-met', words: 'Tutto fatto' }
  expect((await there.call('POST', `/referrals/${id}/outcome`, done)).status).toBe(200)
  await arrived(server)
  const { body: file } = await here.call('GET', `/cases/${case_}`)
  expect(file.services).toMatchObject([{ id, kind: 'legal', text: 'Ascolto: Tutto fatto' }])
  const seen = await open(here, id)
  expect(seen).toMatchObject({ state: 'done', outcome: 'need-met', can: [], personName: 'Amina Diallo' })
  expect(seen.timeline.map(({ act, by }: { act: string; by: string | null }) => [act, by !== null])).toEqual([
    ['draft', true],
    ['send', true],
    ['deliver', true],
    ['see', false],
    ['accept', false],
    ['begin', false],
    ['finish', false],
  ])
  expect(seen.messages).toMatchObject([{ act: 'finish', by: null, text: 'Tutto fatto' }])
})

test('a draft is the sender’s alone, and so is whom it is about', async () => {
  const of = await inCharge()
  const id = await draft(here, of.case, target)
  expect((await there.call('GET', `/referrals/${id}`)).status).toBe(404)
  expect(
    (await there.call('GET', '/referrals?show=open')).body.rows.map((row: { id: string }) => row.id),
  ).not.toContain(id)
  const stranger = await server.member(await server.desk('elsewhere'), 'worker')
  for (const path of ['', '/preview']) expect((await stranger.call('GET', `/referrals/${id}${path}`)).status).toBe(404)
})

test('what a ground has to cover is said, and with that ground it may go', async () => {
  const person = await record(here)
  const id = await draft(here, await takeCharge(here, { personId: person }), target)
  const preview = async () => (await here.call('GET', `/referrals/${id}/preview`)).body
  const { refusals, wanted } = await preview()
  expect([refusals, wanted.scopes]).toEqual([['none'], ['needs', 'identity']])
  const ground = newGround({ purpose: 'referral', recipient: 'body', ...wanted })
  expect((await here.call('POST', `/persons/${person}/grounds`, ground)).status).toBe(200)
  expect((await preview()).refusals).toEqual([])
})

test('without a ground, of a restricted person, incomplete, or not as shown: nothing is sent, and the reason is said', async () => {
  const person = await record(here)
  const bare = await draft(here, await takeCharge(here, { personId: person }), target)
  const preview = await here.call('GET', `/referrals/${bare}/preview`)
  expect(preview.body.refusals).toEqual(['none'])
  const refused = await send(here, bare)
  expect(refused).toMatchObject({ status: 409, body: { reason: 'share-refused', errors: [{ code: 'none' }] } })

  const of = await inCharge()
  const id = await draft(here, of.case, target, { question: '' })
  expect((await send(here, id)).body.errors).toEqual([{ pointer: '/question', code: 'missing' }])
  await here.call('PUT', `/referrals/${id}`, { ...newReferral, version: 1 })
  const { body: shown } = await here.call('GET', `/referrals/${id}/preview`)
  const person2 = (await here.call('GET', `/persons/${of.person}`)).body
  const identity = { ...person2.identity, givenName: 'Aminata' }
  await here.call('PUT', `/persons/${of.person}`, { identity, sex: 'F', citizenship: 'SEN', version: person2.version })
  const late = await here.call('POST', `/referrals/${id}/send`, { version: 2, shown: shown.shown })
  expect(late).toMatchObject({ status: 409, body: { reason: 'not-as-shown' } })
  await here.call('POST', `/persons/${of.person}/restrictions`, { id: v7(), reason: 'contested' })
  expect((await send(here, id)).body.errors).toMatchObject([{ code: 'restricted' }])
  expect((await there.call('GET', `/referrals/${id}`)).status).toBe(404)
})

test('of a closed case nothing more is sent, and what else of it is under way is said before', async () => {
  const { case: case_, id: first } = await sent()
  const id = await draft(here, case_, target)
  const preview = async () => (await here.call('GET', `/referrals/${id}/preview`)).body
  expect(await preview()).toMatchObject({
    caseClosed: false,
    besides: [{ id: first, state: 'sent', service: 'Ascolto' }],
  })
  const { body: file } = await here.call('GET', `/cases/${case_}`)
  const closing = { outcome: 'other', closedOn: '2026-01-15', version: file.version }
  expect((await here.call('POST', `/cases/${case_}/close`, closing)).status).toBe(200)
  expect(await preview()).toMatchObject({ caseClosed: true })
  expect(await send(here, id)).toMatchObject({ status: 409, body: { reason: 'case-closed' } })
  // What was sent goes on, and can be taken back.
  const { version } = await open(here, first)
  expect((await here.call('POST', `/referrals/${first}/withdrawal`, { version })).status).toBe(200)
  expect((await preview()).besides).toEqual([])
})

test('what is restricted after sending does not travel with the yes', async () => {
  const { id, person } = await sent({ scopes: ['name'] })
  await here.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'contested' })
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  const got = await open(there, id)
  expect(got.snapshot.name).toBeUndefined()
  expect(got.timeline.map(({ act }: { act: string }) => act)).toContain('withhold')
})

test('where the ground ends, what is not begun is taken back', async () => {
  const person = await record(here)
  const ground = await cover(server, here, person, there)
  const id = await draft(here, await takeCharge(here, { personId: person }), target)
  await send(here, id)
  await arrived(server)
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  const shares = async () => (await here.call('GET', `/persons/${person}/privacy`)).body.shares
  expect(await shares()).toMatchObject([{ id, restsOn: ground, meets: false }])
  const propose = { no: 0, day: '2026-02-12', time: '10:30', place: 'Via Roma 1', with: '' }
  expect((await there.call('POST', `/referrals/${id}/appointment`, propose)).status).toBe(200)
  await arrived(server)
  expect(await shares()).toMatchObject([{ meets: true }])
  await here.call('POST', `/persons/${person}/grounds/${ground}/end`, { reason: 'Zqxnot any more' })
  await arrived(server)
  expect(await open(there, id)).toMatchObject({ state: 'withdrawn', snapshot: {} })
  // Here nobody pressed anything: it is news, with its reason, and the copy for the person says it too.
  const seen = await open(here, id)
  expect(seen.timeline.map(({ act }: { act: string }) => act)).toEqual(
    expect.arrayContaining(['ground-ended', 'withdraw']),
  )
  expect(seen.news).toContain('state')
  expect(await shares()).toMatchObject([{ restsOn: null, meets: false }])
  const copy = { id: v7(), language: 'it', withheld: [], words: '' }
  await here.call('POST', `/persons/${person}/exports`, copy)
  const file = String((await here.call('GET', `/persons/${person}/exports/${copy.id}/file`)).body)
  for (const words of ['Appuntamento che non vale più', 'Finita il', 'Zqxnot any more', '>Ritirato<'])
    expect(file).toContain(words)
})

test('where the ground ended while the work is under way, the sender is offered nothing that would be refused', async () => {
  const person = await record(here)
  const ground = await cover(server, here, person, there)
  const id = await draft(here, await takeCharge(here, { personId: person }), target)
  await send(here, id)
  await arrived(server)
  await answered(there, id, ['sight', 'yes', 'beginning'])
  await arrived(server)
  const offers = async (by: Caller) => [
    (await open(by, id)).can.includes('message'),
    (await by.call('GET', `/referrals/${id}/files`)).body.can.includes('send'),
    (await by.call('GET', `/referrals/${id}/appointment`)).body.can.includes('propose'),
  ]
  expect(await offers(here)).toEqual([true, true, true])
  await here.call('POST', `/persons/${person}/grounds/${ground}/end`, { reason: 'x' })
  await arrived(server)
  expect(await offers(here)).toEqual([false, false, false])
  expect(await offers(there)).toEqual([true, true, true])
  const { shares } = (await here.call('GET', `/persons/${person}/privacy`)).body
  expect(shares).toMatchObject([{ id, restsOn: ground, begun: true }])
  // Another ground may come: then it goes on.
  await cover(server, here, person, there)
  expect(await offers(here)).toEqual([true, true, true])
})

test('messages go both ways, and no colleague of the other desk is named', async () => {
  const { id } = await sent()
  await here.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Da noi' })
  server.clock.forward(60)
  await there.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Da loro' })
  await arrived(server)
  for (const [by, own] of [
    [here, 'Da noi'],
    [there, 'Da loro'],
  ] as const) {
    const { messages } = await open(by, id)
    expect(messages.map(({ text }: { text: string }) => text)).toEqual(['Da noi', 'Da loro'])
    for (const message of messages) expect(message.by === null, message.text).toBe(message.text !== own)
  }
})

test('a no with its reason comes back, and the receiver sees nothing any more', async () => {
  const { id } = await sent()
  await answered(there, id, ['sight'])
  await there.call('POST', `/referrals/${id}/no`, { version: 3, reason: 'full', words: 'A giugno' })
  await arrived(server)
  expect(await open(here, id)).toMatchObject({ state: 'declined', reason: 'full', messages: [{ text: 'A giugno' }] })
  expect((await open(there, id)).snapshot).toEqual({})
})

test('the same person to the same service is shown before it is sent again', async () => {
  const { id, case: case_ } = await sent()
  const again = await draft(here, case_, target)
  expect((await here.call('GET', `/referrals/${again}/preview`)).body.before).toMatchObject([{ id, state: 'sent' }])
})

test('lists say what waits and what is late, each side for itself', async () => {
  const { id } = await sent()
  const { body: now } = await there.call('GET', '/referrals?way=in&show=waiting')
  expect(now.rows.find((row: { id: string }) => row.id === id)).toMatchObject({ need: 'legal', personName: null })
  expect(now.counts.in).toMatchObject({ overdue: 0 })
  const before = server.clock.now
  server.clock.now = '2026-02-01T09:00:00.000Z'
  const worker = await server.member(there.desk, 'worker')
  const { body: late } = await worker.call('GET', '/referrals?way=in&show=overdue&most=1')
  expect(late.counts.in.overdue).toBe(late.total)
  expect(late.rows[0].overdue).toBe('answer')
  server.clock.now = before
})

test('a desk for trying out neither sends nor receives, and nothing goes to a service of the own desk', async () => {
  const tryout = await server.member(await server.desk('tryout', { tryout: true }), 'worker')
  const case_ = await takeCharge(tryout, { personId: await record(tryout) })
  const body = { ...newReferral, id: v7(), serviceId: target }
  expect((await tryout.call('POST', `/cases/${case_}/referrals`, body)).body.reason).toBe('not-in-tryout')
  const of = await inCharge()
  const own = { ...newReferral, id: v7(), serviceId: await addTarget(server, here, 'here') }
  expect((await here.call('POST', `/cases/${of.case}/referrals`, own)).body.reason).toBe('no-desk-answers')
})

test('an outreach worker sees referrals of cases that the worker follows, and no others', async () => {
  const outreach = await server.member(here.desk, 'outreach_worker')
  const { id, case: case_ } = await sent()
  expect((await outreach.call('GET', `/referrals/${id}`)).status).toBe(404)
  await here.call('PUT', `/cases/${case_}/followers/${outreach.accountId}`, { role: 'outreach_worker' })
  expect((await outreach.call('GET', `/referrals/${id}`)).body).toMatchObject({ state: 'sent', can: [] })
})

test('whatever the application says in SQL, a referral goes no other way than the rules let it', async () => {
  const { id } = await sent()
  const tries: [Caller, string][] = [
    [here, `update referral set state = 'accepted', version = version + 1`],
    [here, `update referral set to_desk = from_desk`],
    [there, `update referral set state = 'withdrawn', version = version + 1`],
    [there, `update referral set state = 'accepted', version = version + 1`],
    [there, `update referral set delivered_at = null`],
    [there, `update referral set urgency = 'urgent', version = version + 1`],
    [here, `update referral set answer_by = null`],
  ]
  for (const [by, statement] of tries)
    await expect(
      by.enter((at) => sql`${sql.raw(statement)} where id = ${id}`.execute(at.tx)),
      statement,
    ).rejects.toThrow(/does not go this way|row-level|violates/)
  const [row] = await ask(server.database.supervisor, 'select state, version from referral where id = $1', [id])
  expect(row).toEqual({ state: 'sent', version: 2 })
})
