import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeskHere } from '../platform/door.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { log, newContact, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let desk: DeskHere
let worker: Caller

beforeAll(async () => {
  server = await testServer()
  desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
})
afterAll(() => server.close())

const idsOf = async (query: string, by = worker): Promise<string[]> =>
  (await by.call('GET', `/contacts?${query}`)).body.rows.map((row: { id: string }) => row.id)

test('an hour that has not struck yet is refused beside its field; a clock that goes a little fast is not', async () => {
  const by = await server.member(await server.desk(`hours-${v7().slice(-6)}`), 'worker')
  const at = (time: string, day = '2026-01-15') => by.call('POST', '/contacts', newContact({ day, time }))
  expect(await at('10:30')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/time', code: 'time-future' }] },
  })
  expect((await at('10:05')).status).toBe(200)
  expect((await at('23:59', '2026-01-14')).status).toBe(200)
})

describe('a contact', () => {
  test('needs a day and a channel; what was not asked is not asked, and never no', async () => {
    const { status, body } = await worker.call('POST', '/contacts', {
      id: v7(),
      day: '2026-01-15',
      channel: 'street-unit',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      time: null,
      place: '',
      note: '',
      language: 'not_asked',
      sector: 'not_asked',
      sex: 'not_asked',
      citizenship: 'not_asked',
      needs: 'not_asked',
      given: 'not_asked',
      personId: null,
      personName: null,
      version: 1,
      can: ['correct', 'withdraw', 'take-in-charge'],
    })
    const none = await worker.call('POST', '/contacts', newContact({ needs: [], given: 'declined', sex: 'declined' }))
    expect(none.body).toMatchObject({ needs: [], given: 'declined', sex: 'declined' })
    for (const missing of ['day', 'channel']) {
      const answer = await worker.call('POST', '/contacts', { ...newContact(), [missing]: undefined })
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${missing}` }] } })
    }
  })

  test('is not dated in the future (in Rome), nor before there were desks, nor on a day that does not exist', async () => {
    const said = async (day: string) => (await worker.call('POST', '/contacts', newContact({ day: day }))).body.errors
    expect(await said('2026-01-16')).toEqual([{ pointer: '/day', code: 'date-future' }])
    expect(await said('1999-12-31')).toEqual([{ pointer: '/day', code: 'date-too-old' }])
    expect(await said('2025-02-31')).toEqual([{ pointer: '/day', code: 'not-a-date' }])
    server.clock.now = '2026-01-15T23:30:00.000Z'
    expect(await said('2026-01-16'), 'it is the 16th in Rome').toBeUndefined()
    server.clock.now = '2026-01-15T09:00:00.000Z'
  })

  test('sent twice is one contact; another under the same id is refused with the one that is there', async () => {
    const contact = newContact({ place: 'Piazza', needs: ['work'] })
    const [first, second] = [
      await worker.call('POST', '/contacts', contact),
      await worker.call('POST', '/contacts', contact),
    ]
    expect(second).toMatchObject({ status: 200, body: first.body })
    const other = await worker.call('POST', '/contacts', { ...contact, place: 'Stazione' })
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'moved-on', current: { id: contact.id, place: 'Piazza' } },
    })
    expect(await idsOf('most=100')).toSatisfy((ids: string[]) => ids.filter((id) => id === contact.id).length === 1)
  })

  test('is corrected once: who comes second with what was there before changes nothing', async () => {
    const id = await log(worker)
    const correct = (more: object) =>
      worker.call('PUT', `/contacts/${id}`, { day: '2026-01-11', channel: 'phone', ...more })
    expect((await correct({ sector: 'riders', version: 1 })).body).toMatchObject({
      day: '2026-01-11',
      sector: 'riders',
      version: 2,
    })
    expect(await correct({ sector: 'hotels', version: 1 })).toMatchObject({
      status: 409,
      body: { current: { sector: 'riders', version: 2 } },
    })
    expect((await correct({ day: '2026-01-16', version: 2 })).status).toBe(422)
    expect((await worker.call('GET', `/contacts/${id}`)).body).toMatchObject({
      sector: 'riders',
      version: 2,
      day: '2026-01-11',
    })
  })

  test('that was withdrawn is gone from lists, page and person, but not from the database', async () => {
    const personId = await record(worker)
    const id = await log(worker, { personId })
    expect((await worker.call('DELETE', `/contacts/${id}`)).body).toEqual({ done: true })
    expect((await worker.call('GET', `/contacts/${id}`)).status).toBe(404)
    expect((await worker.call('DELETE', `/contacts/${id}`)).status).toBe(404)
    expect(await idsOf('most=100')).not.toContain(id)
    expect((await worker.call('GET', `/persons/${personId}`)).body.contacts).toEqual([])
    const kept = await ask(
      server.database.supervisor,
      'select withdrawn_at is not null as withdrawn from contact where id = $1',
      [id],
    )
    expect(kept).toEqual([{ withdrawn: true }])
  })
})

describe('a contact of a person', () => {
  const sexOf = async (id: string) => (await worker.call('GET', `/persons/${id}`)).body.sex

  test('shows the name, or the code where there is none', async () => {
    const named = await log(worker, { personId: await record(worker) })
    const coded = await log(worker, { personId: await record(worker, { identity: { code: 'PUA-7' } }) })
    expect((await worker.call('GET', `/contacts/${named}`)).body.personName).toBe('Amina Diallo')
    expect((await worker.call('GET', `/contacts/${coded}`)).body.personName).toBe('PUA-7')
  })

  test('tells the latest of sex and citizenship; an older one, or one that says nothing, does not', async () => {
    const personId = await record(worker, { sex: 'not_asked', citizenship: 'not_asked' })
    await log(worker, { personId, day: '2026-01-08' })
    expect(await sexOf(personId)).toBe('not_asked')
    await log(worker, { personId, day: '2026-01-05', sex: 'F', citizenship: 'SEN' })
    expect(await sexOf(personId), 'nobody had said it before').toBe('F')
    await log(worker, { personId, day: '2026-01-09', sex: 'X' })
    await log(worker, { personId, day: '2026-01-02', sex: 'M', citizenship: 'MLI' })
    await log(worker, { personId, day: '2026-01-12', sex: 'declined' })
    expect((await worker.call('GET', `/persons/${personId}`)).body).toMatchObject({ sex: 'X', citizenship: 'SEN' })
  })
})

describe('the list of contacts', () => {
  test('is filtered by day, channel, sector and whose they are', async () => {
    const there = await server.member(await server.desk('filters'), 'worker')
    const colleague = await server.member(there.desk, 'worker')
    const [named, waiting] = [await record(there), await record(there)]
    const first = await log(there, { day: '2026-01-01', channel: 'phone', personId: named })
    const second = await log(there, { day: '2026-01-02', sector: 'riders' })
    const third = await log(colleague, { day: '2026-01-03', personId: waiting })
    await takeCharge(there, { personId: named })
    const cases: [string, string[]][] = [
      ['', [third, second, first]],
      ['order=oldest', [first, second, third]],
      ['from=2026-01-02', [third, second]],
      ['to=2026-01-02', [second, first]],
      ['from=2026-01-02&to=2026-01-02', [second]],
      ['channel=phone', [first]],
      ['sector=riders', [second]],
      ['show=mine', [second, first]],
      ['show=named', [third, first]],
      ['show=anonymous', [second]],
      ['show=waiting', [third]],
      ['sector=not_asked', [third, first]],
    ]
    for (const [query, expected] of cases) expect(await idsOf(query, there), query).toEqual(expected)
  })

  test('comes in pages that hold every contact once, also those of one day', async () => {
    const there = await server.member(await server.desk('pages'), 'worker')
    const all: string[] = []
    for (let at = 0; at < 7; at += 1) all.push(await log(there, { day: `2026-01-0${1 + (at >> 2)}` }))
    for (const order of ['newest', 'oldest']) {
      const seen: string[] = []
      let after: string | null = ''
      while (after !== null) {
        const { body } = await there.call('GET', `/contacts?most=3&order=${order}${after && `&after=${after}`}`)
        expect(body.total).toBe(7)
        seen.push(...body.rows.map((row: { id: string }) => row.id))
        after = body.next
      }
      expect(seen).toHaveLength(7)
      expect(new Set(seen)).toEqual(new Set(all))
    }
    expect(await there.call('GET', '/contacts?after=abc')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/after', code: 'cursor' }] },
    })
    expect((await there.call('GET', '/contacts?most=101')).status).toBe(422)
  })
})

describe('an outreach worker', () => {
  test('sees the own contacts and those of persons met, and nothing else', async () => {
    const outreach = await server.member(desk, 'outreach_worker')
    const met = await record(worker)
    const [hidden, before] = [await log(worker), await log(worker, { personId: met })]
    expect((await outreach.call('GET', `/contacts/${before}`)).status).toBe(404)
    expect((await outreach.call('POST', '/contacts', newContact({ personId: met }))).body.errors).toEqual([
      { pointer: '/personId', code: 'unknown' },
    ])
    const own = await log(outreach)
    await worker.call('PUT', `/contacts/${own}`, { day: '2026-01-10', channel: 'desk', personId: met, version: 1 })
    expect((await idsOf('most=100', outreach)).sort()).toEqual([before, own].sort())
    expect((await outreach.call('GET', `/contacts/${hidden}`)).status).toBe(404)
    expect(
      (await outreach.call('PUT', `/contacts/${hidden}`, { day: '2026-01-10', channel: 'desk', version: 1 })).status,
    ).toBe(404)
    expect(await outreach.call('DELETE', `/contacts/${before}`)).toMatchObject({
      status: 403,
      body: { reason: 'not-yours' },
    })
    expect((await outreach.call('DELETE', `/contacts/${own}`)).status).toBe(200)
    expect((await worker.call('DELETE', `/contacts/${before}`)).status, 'who reads the whole desk may').toBe(200)
  })

  test('learns nothing of contacts of others by their ids', async () => {
    const outreach = await server.member(desk, 'outreach_worker')
    const hidden = newContact()
    await worker.call('POST', '/contacts', hidden)
    const personId = await record(outreach)
    const charge = (contactId: string) =>
      outreach.call('POST', '/cases', {
        id: v7(),
        personId,
        contactId,
        openedOn: '2026-01-10',
        legalBasis: 'consent',
        followers: [],
      })
    expect((await charge(hidden.id)).body.errors).toEqual((await charge(v7())).body.errors)
  })

  test('keeps seeing a person whose only own contact was withdrawn no longer', async () => {
    const outreach = await server.member(desk, 'outreach_worker')
    const own = await log(outreach)
    const met = await record(worker)
    await worker.call('PUT', `/contacts/${own}`, { day: '2026-01-10', channel: 'desk', personId: met, version: 1 })
    expect((await outreach.call('GET', `/persons/${met}`)).status).toBe(200)
    await outreach.call('DELETE', `/contacts/${own}`)
    expect((await outreach.call('GET', `/persons/${met}`)).status).toBe(404)
  })
})
