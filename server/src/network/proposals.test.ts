import { Client } from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newEntry } from '../testing-records.ts'

let server: TestServer
let coordinator: Caller
let worker: Caller
let colleague: Caller
let neighbour: Caller

beforeAll(async () => {
  server = await testServer()
  const here = await server.desk('here')
  coordinator = await server.member(here, 'coordinator')
  worker = await server.member(here, 'worker')
  colleague = await server.member(here, 'worker')
  neighbour = await server.member(await server.desk('there'), 'coordinator')
})
afterAll(() => server.close())

const proposed = async (by: Caller, more: object = {}, id = v7()): Promise<string> => {
  const answer = await by.call('POST', '/directory', { id, entry: newEntry(more), why: '' })
  expect(answer.body).toEqual({ live: false })
  return id
}
const proposalOf = async (by: Caller, service: string, show = 'waiting') => {
  const { rows } = (await by.call('GET', `/proposals?show=${show}&most=100`)).body
  return rows.find(({ serviceId }: { serviceId: string }) => serviceId === service)
}
const withdraw = (by: Caller, id: string) => by.call('POST', `/proposals/${id}/withdrawal`)
const approve = (by: Caller, id: string) =>
  by.call('POST', `/proposals/${id}/decision`, { act: 'approve', reason: '', entry: null, version: 0 })

describe('a proposal is taken back', () => {
  test('by who made it, and then nobody approves it', async () => {
    const service = await proposed(worker)
    const { id } = await proposalOf(worker, service)
    expect(await withdraw(colleague, id)).toMatchObject({ status: 403, body: { reason: 'not-yours' } })
    expect((await withdraw(neighbour, id)).status).toBe(404)
    expect((await withdraw(worker, id)).body).toMatchObject({ state: 'withdrawn', can: [] })
    expect((await withdraw(worker, id)).status).toBe(200)
    expect(await approve(coordinator, id)).toMatchObject({ status: 409, body: { current: { state: 'withdrawn' } } })
    expect(await proposalOf(coordinator, service, 'ended')).toMatchObject({ state: 'withdrawn' })
  })

  test('or approved: of two at once one wins, and the entry is there only if it was approved', async () => {
    const service = await proposed(worker)
    const { id } = await proposalOf(worker, service)
    const [taken, given] = await Promise.all([withdraw(worker, id), approve(coordinator, id)])
    expect([taken.status, given.status].sort()).toEqual([200, 409])
    const { state } = await proposalOf(worker, service, 'ended')
    expect(state).toBe(given.status === 200 ? 'approved' : 'withdrawn')
    expect((await worker.call('GET', `/directory/${service}`)).status).toBe(given.status === 200 ? 200 : 404)
  })
})

describe('a desk answers for a service', () => {
  const theirs = { name: 'Answered there', desk: 'there' }

  test('only where it says so itself: a coordinator elsewhere proposes it to that desk, which then keeps it', async () => {
    const service = await proposed(coordinator, theirs)
    const { id } = await proposalOf(neighbour, service)
    expect((await approve(coordinator, id)).status).toBe(403)
    expect((await approve(neighbour, id)).body).toMatchObject({ state: 'approved' })
    expect((await worker.call('GET', `/directory/${service}`)).body).toMatchObject({
      desk: { code: 'there' },
      tendedBy: { code: 'there' },
    })
  })

  test('and no entry of another desk is turned into one of it', async () => {
    const id = v7()
    const entry = newEntry({ name: 'Ours' })
    expect((await coordinator.call('POST', '/directory', { id, entry, why: '' })).body).toEqual({ live: true })
    const { facts, calls, area, name, organisation } = (await coordinator.call('GET', `/directory/${id}`)).body
    const change = { facts, calls, area, name, organisationId: organisation.id, newOrganisation: '', desk: 'there' }
    const body = { id: v7(), entry: change, why: '', version: 1 }
    expect(await coordinator.call('POST', `/directory/${id}/proposals`, body)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/entry/desk', code: 'not-ours' }] },
    })
  })
})

test('by SQL of the application no desk does the other one’s act, changes what was proposed, or ends it twice', async () => {
  const service = await proposed(coordinator, { name: 'Forged', desk: 'there' })
  const { id } = await proposalOf(coordinator, service)
  const as = async (desk: string, what: string) => {
    const client = new Client(server.database.app)
    await client.connect()
    const place = await server.desk(desk)
    await client.query(`select set_config('varco.desk', $1, false), set_config('varco.network', $2, false)`, [
      place.id,
      place.networkId,
    ])
    const doing = client.query(`update service_proposal set ${what} where id = $1`, [id])
    const said = await doing.then(
      ({ rowCount }) => rowCount,
      ({ code }) => code,
    )
    await client.end()
    return said
  }
  const now = `decided_at = now(), decided_by = 'x'`
  expect(await as('here', `state = 'approved', ${now}`)).toBe('42501')
  expect(await as('there', `state = 'withdrawn', ${now}`)).toBe('42501')
  expect(await as('here', `why = 'Otherwise'`)).toBe('42501')
  expect(await as('here', `state = 'withdrawn', why = 'Otherwise', ${now}`)).toBe('42501')
  expect(await as('third', `state = 'withdrawn', ${now}`)).toBe(0)
  expect(await as('here', `state = 'withdrawn', ${now}`)).toBe(1)
  expect(await as('there', `state = 'approved', ${now}`)).toBe('42501')
})

test('a new entry under an id that is taken, live or proposed, is refused at once', async () => {
  const service = await proposed(worker)
  const again = { id: service, entry: newEntry({ name: 'Another' }), why: '' }
  expect((await colleague.call('POST', '/directory', again)).status).toBe(409)
  const outreach = await server.member(await server.desk('there'), 'worker')
  expect(await outreach.call('POST', '/directory', again)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/id' }] },
  })
  await approve(coordinator, (await proposalOf(coordinator, service)).id)
  expect((await neighbour.call('POST', '/directory', again)).status).toBe(422)
})

test('two who write down the same new body at once write down one', async () => {
  const both = [coordinator, coordinator, neighbour].map((by, at) =>
    by.call('POST', '/directory', {
      id: v7(),
      entry: newEntry({ newOrganisation: ['Ente Nuovo', 'ente nuóvo', 'Ente nuovo'][at] }),
      why: '',
    }),
  )
  expect((await Promise.all(both)).map(({ body }) => body)).toEqual([{ live: true }, { live: true }, { live: true }])
  const bodies = await ask(server.database.supervisor, `select 1 from organisation where name ilike 'ente nu_vo'`)
  expect(bodies).toHaveLength(1)
})

test('what waits and what ended is paged, and a desk leaves no more than a hundred with another', async () => {
  const inviting = await server.desk('inviting')
  const host = await server.member(inviting, 'coordinator')
  const asking = await server.member(inviting, 'worker')
  for (let at = 0; at < 100; at += 1) await proposed(asking, { name: `Service ${at}` })
  const one = { id: v7(), entry: newEntry({ name: 'One more' }), why: '' }
  expect(await asking.call('POST', '/directory', one)).toMatchObject({
    status: 409,
    body: { reason: 'too-many-proposals' },
  })
  expect((await host.call('GET', '/directory-news')).body).toEqual({ waiting: 100, stale: 0, reported: 0 })
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await host.call('GET', `/proposals?most=40${after && `&after=${after}`}`)
    expect(body.total).toBe(100)
    seen.push(...body.rows.map(({ name }: { name: string }) => name))
    after = body.next ?? ''
  } while (after)
  expect(seen).toEqual(Array.from({ length: 100 }, (_, at) => `Service ${at}`))
  const { rows } = (await host.call('GET', '/proposals?most=1')).body
  await withdraw(asking, rows[0].id)
  expect((await asking.call('POST', '/directory', one)).body).toEqual({ live: false })
})
