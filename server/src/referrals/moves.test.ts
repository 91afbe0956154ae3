import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'

let server: TestServer
let [here, coordinator, there, elsewhere] = [] as unknown as [Caller, Caller, Caller, Caller]
let [closing, next] = ['', '']

beforeAll(async () => {
  server = await testServer()
  here = await server.member(await server.desk('here'), 'worker')
  coordinator = await server.member(here.desk, 'coordinator')
  there = await server.member(await server.desk('there'), 'worker')
  elsewhere = await server.member(await server.desk('elsewhere'), 'worker')
})
afterAll(() => server.close())
beforeEach(async () => {
  closing = await addTarget(server, coordinator, 'there')
  next = await addTarget(server, coordinator, 'elsewhere')
})

/** A referral that was sent to the service which closes. */
async function sent(acts: string[] = []) {
  const person = await record(here)
  await cover(server, here, person, there)
  await cover(server, here, person, elsewhere)
  const kase = await takeCharge(here, { personId: person })
  const id = await draft(here, kase, closing, { scopes: ['name', 'story'], story: 'Un racconto', urgency: 'urgent' })
  expect((await send(here, id)).status).toBe(200)
  await arrived(server)
  await answered(there, id, acts)
  return { id, person, kase }
}

const open = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}`)).body
const retire = () => coordinator.call('PUT', `/directory/${closing}/state`, { state: 'retired' })
const move = async (id: string, serviceId = next, by = coordinator) =>
  by.call('POST', `/referrals/${id}/reassignment`, { version: (await open(coordinator, id)).version, serviceId })
const moves = async (to = next) => (await coordinator.call('GET', `/reassignments?from=${closing}&to=${to}`)).body

test('the referrals of a service that closed go to another one, each as it may; what is under way stays', async () => {
  const [waiting, accepted, restricted, changed, begun] = [
    await sent(),
    await sent(['sight', 'yes']),
    await sent(),
    await sent(),
    await sent(['sight', 'yes', 'beginning']),
  ]
  expect((await there.call('GET', `/directory/${closing}/referrals`)).body).toEqual({ received: 5, sent: 0 })
  expect((await coordinator.call('GET', `/directory/${closing}/referrals`)).body).toEqual({ received: 0, sent: 5 })
  expect((await moves()).rows).toEqual([])
  await retire()
  const halt = { id: v7(), reason: 'contested', words: 'x' }
  expect((await here.call('POST', `/persons/${restricted.person}/restrictions`, halt)).status).toBe(200)
  await ask(server.database.supervisor, `update person set sex = 'male' where id = $1`, [changed.person])

  const { rows, services } = await moves()
  expect(services).toMatchObject([{ id: closing, cause: 'retired', count: 4 }])
  const verdicts = Object.fromEntries(rows.map((row: { id: string; verdict: object }) => [row.id, row.verdict]))
  expect(verdicts).toEqual({
    [waiting.id]: { result: 'sends', reasons: [] },
    [accepted.id]: { result: 'sends', reasons: [] },
    [restricted.id]: { result: 'drafts', reasons: ['restricted'] },
    [changed.id]: { result: 'drafts', reasons: ['not-as-sent'] },
  })
  for (const { id } of [waiting, accepted, restricted, changed]) {
    const { status, body } = await move(id)
    expect([status, { result: body.result, reasons: body.reasons }]).toEqual([200, verdicts[id]])
    const [before, after] = [await open(coordinator, id), await open(coordinator, body.referral)]
    expect(before).toMatchObject({ state: 'withdrawn', movedTo: { id: body.referral, service: 'Ascolto' } })
    expect(after).toMatchObject({ insteadOf: id, urgency: 'urgent', service: { id: next } })
    expect(after.state).toBe(body.result === 'sends' ? 'sent' : 'draft')
    expect(after.origin.scopes).toEqual(before.origin.scopes)
  }
  await arrived(server)
  expect((await moves()).rows).toEqual([])
  expect((await move(begun.id)).body.reason).toBe('referral-too-late')
  const { body: came } = await elsewhere.call('GET', '/referrals?way=in')
  expect(came.rows).toHaveLength(2)
  await answered(elsewhere, came.rows[0].id, ['sight', 'yes'])
  await arrived(server)
  expect((await open(elsewhere, came.rows[0].id)).snapshot).toMatchObject({ story: 'Un racconto' })
  // Whoever had it sees it taken back, and not where it went.
  const lost = await open(there, waiting.id)
  expect(lost).toMatchObject({ state: 'withdrawn', movedTo: null, insteadOf: null, snapshot: {} })
  expect(JSON.stringify(lost)).not.toContain(next)
})

test('of several who reassign at once one does it, and whoever does it again is told what was done', async () => {
  const { id } = await sent()
  await retire()
  const other = await addTarget(server, coordinator, 'elsewhere')
  const { version } = await open(coordinator, id)
  const call = (serviceId: string) => coordinator.call('POST', `/referrals/${id}/reassignment`, { version, serviceId })
  const answers = await Promise.all([call(next), call(other), call(next), call(other)])
  const done = answers.filter(({ status }) => status === 200)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409])
  expect(new Set(done.map(({ body }) => body.referral)).size).toBe(1)
  const rows = `select 1 from referral_origin where instead_of = $1`
  expect(await ask(server.database.supervisor, rows, [id])).toHaveLength(1)
})

test('what still has a place stays, and nothing goes where nobody answers, or from a closed case', async () => {
  const { id, kase } = await sent()
  expect((await move(id)).body.reason).toBe('still-takes')
  await coordinator.call('PUT', `/directory/${closing}/capacity`, { free: 0, total: 2 })
  expect((await moves()).services).toContainEqual({ id: closing, name: 'Ascolto', cause: 'full', count: 1 })
  for (const nobody of [
    closing,
    await addTarget(server, coordinator, null),
    await addTarget(server, coordinator, 'here'),
  ])
    expect((await move(id, nobody)).body.reason).toBe('no-desk-answers')
  expect((await move(id, v7())).status).toBe(422)
  expect((await move(id, next, here)).status).toBe(403)
  await coordinator.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  expect((await move(id)).body.reason).toBe('case-closed')
  expect((await open(coordinator, id)).state).toBe('sent')
})

test('nobody reassigns what another desk sent', async () => {
  const { id } = await sent()
  await retire()
  const [theirs, third] = [
    await server.member(there.desk, 'coordinator'),
    await server.member(elsewhere.desk, 'coordinator'),
  ]
  const body = { version: 2, serviceId: next }
  expect((await theirs.call('POST', `/referrals/${id}/reassignment`, body)).status).toBe(403)
  expect((await third.call('POST', `/referrals/${id}/reassignment`, body)).status).toBe(404)
  expect((await theirs.call('GET', `/reassignments?to=${next}`)).body.rows).toEqual([])
})

test('where the second half fails, the first is not done either', async () => {
  const { id } = await sent()
  await retire()
  await ask(
    server.database.supervisor,
    `alter table referral_origin add constraint broken check (instead_of is null) not valid`,
  )
  expect((await move(id)).status).toBe(500)
  expect((await open(coordinator, id)).state).toBe('sent')
  await ask(server.database.supervisor, 'alter table referral_origin drop constraint broken')
  expect((await move(id)).status).toBe(200)
})
