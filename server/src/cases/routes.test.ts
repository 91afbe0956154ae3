import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '#model/cases/contract.ts'
import type { DeskHere } from '../platform/door.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { log, newCase, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let desk: DeskHere
let worker: Caller
let colleague: Caller
let coordinator: Caller
let outreach: Caller

beforeAll(async () => {
  server = await testServer()
  desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'legal_adviser')
  coordinator = await server.member(desk, 'coordinator')
  outreach = await server.member(desk, 'outreach_worker')
})
afterAll(() => server.close())

const open = async (id: string, by = worker): Promise<CaseFile> => (await by.call('GET', `/cases/${id}`)).body
const note = (more = {}) => ({ id: v7(), day: '2026-01-12', kind: 'call', text: 'Called back', ...more })
const service = (more = {}) => ({ id: v7(), day: '2026-01-12', kind: 'work', text: 'Curriculum', ...more })
const closing = (more = {}) => ({ outcome: 'goals-met', closedOn: '2026-01-14', version: 1, ...more })
const facts = {
  profile: 'exploited',
  stayDocument: 'permit',
  sector: 'agriculture',
  workForm: 'grey',
  needs: ['work', 'legal'],
}

async function closed(more = {}): Promise<string> {
  const id = await takeCharge(worker)
  await worker.call('POST', `/cases/${id}/close`, closing(more))
  return id
}

describe('taking charge', () => {
  test('from a contact keeps the contact, the facts, the legal basis and who follows it', async () => {
    const personId = await record(worker)
    const contactId = await log(worker, { personId })
    const followers = [{ accountId: colleague.accountId, role: 'legal_adviser' as const }]
    const id = await takeCharge(worker, { personId, contactId, followers, ...facts, note: 'First talk' } as never)
    const file = await open(id)
    expect(file).toMatchObject({
      id,
      state: 'open',
      version: 1,
      contactId,
      legalBasis: 'public-task',
      openedOn: '2026-01-10',
      closedOn: null,
      outcome: null,
      ...facts,
    })
    expect(file.followers).toMatchObject([
      { accountId: colleague.accountId, role: 'legal_adviser', since: '2026-01-15' },
    ])
    expect(file.notes).toMatchObject([{ text: 'First talk', by: file.events[0]?.by, day: '2026-01-10' }])
    expect(file.contacts).toMatchObject([{ id: contactId }])
    expect(file.events).toMatchObject([{ act: 'opened' }])
  })

  test('directly needs nothing but a person, a day and a legal basis', async () => {
    expect(await open(await takeCharge(worker))).toMatchObject({
      contactId: null,
      profile: 'not_asked',
      needs: 'not_asked',
      followers: [],
      notes: [],
    })
  })

  test('happens several times over the years to one person', async () => {
    const personId = await record(worker)
    const first = await takeCharge(worker, { personId, openedOn: '2025-02-01' })
    await worker.call('POST', `/cases/${first}/close`, closing())
    const second = await takeCharge(worker, { personId })
    expect((await open(second)).person.otherCases).toBe(1)
    const person = (await worker.call('GET', `/persons/${personId}`)).body
    expect(person.cases.map((each: { id: string; state: string }) => [each.id, each.state])).toEqual([
      [second, 'open'],
      [first, 'closed'],
    ])
  })

  test('is not dated in the future, and not from the contact of somebody else', async () => {
    const personId = await record(worker)
    const future = await worker.call('POST', '/cases', newCase(personId, { openedOn: '2026-01-16' }))
    expect(future).toMatchObject({ status: 422, body: { errors: [{ pointer: '/openedOn', code: 'date-future' }] } })
    const contactId = await log(worker, { personId: await record(worker) })
    const mixed = await worker.call('POST', '/cases', newCase(personId, { contactId }))
    expect(mixed).toMatchObject({ status: 422, body: { errors: [{ pointer: '/contactId', code: 'unknown' }] } })
  })

  test('by an outreach worker stays in the sight of that worker alone among outreach workers', async () => {
    const other = await server.member(desk, 'outreach_worker')
    const id = await takeCharge(outreach)
    expect((await open(id, outreach)).followers).toMatchObject([{ accountId: outreach.accountId }])
    expect((await other.call('GET', `/cases/${id}`)).status).toBe(404)
    expect((await other.call('GET', '/cases')).body).toMatchObject({ rows: [], total: 0 })
  })
})

describe('an open case', () => {
  test('is followed by colleagues of the desk, who come and go with a word in its story', async () => {
    const id = await takeCharge(worker)
    const put = (account: string, role = 'worker') =>
      coordinator.call('PUT', `/cases/${id}/followers/${account}`, { role })
    expect((await put(colleague.accountId)).body.followers).toHaveLength(1)
    expect((await put(colleague.accountId, 'legal_adviser')).body.followers).toMatchObject([{ role: 'legal_adviser' }])
    expect((await put(colleague.accountId, 'legal_adviser')).body.events).toHaveLength(3)
    const left = await coordinator.call('DELETE', `/cases/${id}/followers/${colleague.accountId}`)
    expect(left.body.followers).toEqual([])
    expect(left.body.events.map((event: { act: string }) => event.act)).toEqual([
      'follower-left',
      'follower-added',
      'follower-added',
      'opened',
    ])
    expect(left.body.events[0].what).toBe(left.body.events[1].what)
    expect(left.body.events[0].what).not.toContain('account:')
    expect((await coordinator.call('DELETE', `/cases/${id}/followers/${colleague.accountId}`)).status).toBe(404)
  })

  test('takes services, which are counted back when they were a mistake', async () => {
    const id = await takeCharge(worker)
    const sent = service()
    const after = await worker.call('POST', `/cases/${id}/services`, sent)
    expect(after.body.services).toMatchObject([{ id: sent.id, kind: 'work', text: 'Curriculum', can: ['withdraw'] }])
    expect((await worker.call('POST', `/cases/${id}/services`, sent)).body.services).toHaveLength(1)
    expect((await coordinator.call('DELETE', `/cases/${id}/services/${sent.id}`)).status).toBe(403)
    expect((await worker.call('DELETE', `/cases/${id}/services/${sent.id}`)).body.services).toEqual([])
    expect((await worker.call('DELETE', `/cases/${id}/services/${sent.id}`)).status).toBe(404)
  })

  test('lets an outreach worker who follows it take back only what that worker noted', async () => {
    const id = await takeCharge(worker, { followers: [{ accountId: outreach.accountId, role: 'outreach_worker' }] })
    const [theirs, own] = [service(), service()]
    await worker.call('POST', `/cases/${id}/services`, theirs)
    const file = (await outreach.call('POST', `/cases/${id}/services`, own)).body as CaseFile
    expect(Object.fromEntries(file.services.map((each) => [each.id, each.can]))).toEqual({
      [own.id]: ['withdraw'],
      [theirs.id]: [],
    })
    expect(await outreach.call('DELETE', `/cases/${id}/services/${theirs.id}`)).toMatchObject({
      status: 403,
      body: { reason: 'not-yours' },
    })
    expect((await outreach.call('DELETE', `/cases/${id}/services/${own.id}`)).status).toBe(200)
  })

  test('takes nothing dated in the future or before it was opened', async () => {
    const id = await takeCharge(worker)
    for (const [path, sent] of [
      ['notes', note()],
      ['services', service()],
    ] as const) {
      expect((await worker.call('POST', `/cases/${id}/${path}`, { ...sent, day: '2026-01-16' })).body.errors).toEqual([
        { pointer: '/day', code: 'date-future' },
      ])
      expect((await worker.call('POST', `/cases/${id}/${path}`, { ...sent, day: '2026-01-09' })).body.errors).toEqual([
        { pointer: '/day', code: 'before-opening' },
      ])
    }
    const early = await worker.call('POST', `/cases/${id}/close`, closing({ closedOn: '2026-01-09' }))
    expect(early.body.errors).toEqual([{ pointer: '/closedOn', code: 'before-opening' }])
    expect((await open(id)).state).toBe('open')
  })

  test("has notes that only their writer corrects, and not over somebody else's correction", async () => {
    const id = await takeCharge(worker)
    const sent = note()
    expect((await worker.call('POST', `/cases/${id}/notes`, sent)).body).toMatchObject({
      ...{ id: sent.id, version: 1, can: ['correct'], changedAt: null },
    })
    expect((await open(id, colleague)).notes).toMatchObject([{ can: [] }])
    const correct = (by: Caller, version: number, text: string) =>
      by.call('PUT', `/cases/${id}/notes/${sent.id}`, { kind: 'call', text, version })
    expect(await correct(colleague, 1, 'Mine now')).toMatchObject({ status: 403, body: { reason: 'not-yours' } })
    expect((await correct(worker, 1, 'Better')).body).toMatchObject({
      ...{ text: 'Better', version: 2, changedAt: server.clock.now },
    })
    expect(await correct(worker, 1, 'Stale')).toMatchObject({
      status: 409,
      body: { code: 'moved-on', current: { text: 'Better', version: 2 } },
    })
  })

  test('is read, assigned and closed by a coordinator, who writes nothing in it', async () => {
    const id = await takeCharge(worker)
    expect((await open(id, coordinator)).can.sort()).toEqual(['assign', 'close'])
    expect((await coordinator.call('POST', `/cases/${id}/notes`, note())).status).toBe(403)
    expect((await coordinator.call('POST', `/cases/${id}/services`, service())).status).toBe(403)
    expect((await coordinator.call('PUT', `/cases/${id}`, { ...facts, version: 1 })).status).toBe(403)
    expect((await coordinator.call('POST', '/cases', newCase(await record(worker)))).status).toBe(403)
    expect((await coordinator.call('POST', `/cases/${id}/close`, closing())).status).toBe(200)
  })

  test('is corrected by one of two editors; the other gets it as it is now, and nothing is overwritten', async () => {
    const id = await takeCharge(worker)
    expect((await worker.call('PUT', `/cases/${id}`, { ...facts, version: 1 })).body).toMatchObject({
      ...facts,
      version: 2,
    })
    const second = await colleague.call('PUT', `/cases/${id}`, { ...facts, sector: 'riders', version: 1 })
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'moved-on', current: { id, sector: 'agriculture', version: 2 } },
    })
    expect((await open(id)).sector).toBe('agriculture')
    expect(
      (await colleague.call('PUT', `/cases/${id}`, { ...facts, sector: 'riders', legalBasis: 'consent', version: 2 }))
        .body,
    ).toMatchObject({ sector: 'riders', legalBasis: 'consent', version: 3 })
  })
})

describe('a case that is closed', () => {
  test('says how and when, keeps what was said with it, and tells so in its story', async () => {
    const id = await closed({ note: 'Found work in Lodi' })
    const file = await open(id)
    expect(file).toMatchObject({
      state: 'closed',
      outcome: 'goals-met',
      closedOn: '2026-01-14',
      version: 2,
      can: ['reopen', 'follow-up'],
    })
    expect(file.notes).toMatchObject([{ text: 'Found work in Lodi', day: '2026-01-14', can: [] }])
    expect(file.events[0]).toMatchObject({ act: 'closed', what: 'goals-met' })
  })

  test('takes no note, no service, no correction, no follower, and is not closed twice', async () => {
    const id = await takeCharge(worker, { followers: [{ accountId: worker.accountId, role: 'worker' }] })
    const [kept, said] = [service(), note()]
    await worker.call('POST', `/cases/${id}/services`, kept)
    await worker.call('POST', `/cases/${id}/notes`, said)
    await worker.call('POST', `/cases/${id}/close`, closing())
    const refused = [
      await worker.call('POST', `/cases/${id}/notes`, note()),
      await worker.call('PUT', `/cases/${id}/notes/${said.id}`, { kind: 'call', text: 'x', version: 1 }),
      await worker.call('POST', `/cases/${id}/services`, service()),
      await worker.call('DELETE', `/cases/${id}/services/${kept.id}`),
      await worker.call('PUT', `/cases/${id}`, { ...facts, version: 2 }),
      await worker.call('PUT', `/cases/${id}/followers/${colleague.accountId}`, { role: 'worker' }),
      await worker.call('DELETE', `/cases/${id}/followers/${worker.accountId}`),
      await worker.call('POST', `/cases/${id}/close`, closing({ version: 2 })),
    ]
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 409, body: { code: 'not-possible', reason: 'case-closed' } })
    expect((await worker.call('POST', `/cases/${id}/notes`, said)).status, 'what was sent twice is answered').toBe(200)
  })

  test('is opened again with a reason, and its earlier end stays in the story', async () => {
    const id = await closed()
    expect(await worker.call('POST', `/cases/${id}/reopen`, { reason: '  ', version: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    })
    expect((await worker.call('POST', `/cases/${id}/reopen`, { reason: 'Came back', version: 1 })).status).toBe(409)
    const file = (await worker.call('POST', `/cases/${id}/reopen`, { reason: 'Came back', version: 2 }))
      .body as CaseFile
    expect(file).toMatchObject({ state: 'open', outcome: null, closedOn: null, version: 3 })
    expect(file.events.map((event) => [event.act, event.what])).toEqual([
      ['reopened', 'Came back'],
      ['closed', 'goals-met'],
      ['opened', ''],
    ])
    expect(await worker.call('POST', `/cases/${id}/reopen`, { reason: 'Again', version: 3 })).toMatchObject({
      status: 409,
      body: { reason: 'case-open' },
    })
  })
})
