import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newAgreement, newEntry } from '../testing-records.ts'

let server: TestServer
let coordinator: Caller
let second: Caller
let worker: Caller
let neighbour: Caller
let far: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  coordinator = await server.member(desk, 'coordinator')
  second = await server.member(desk, 'coordinator')
  worker = await server.member(desk, 'worker')
  neighbour = await server.member(await server.desk('there'), 'coordinator')
  far = await server.member(await server.desk('far', { network: 'another' }), 'coordinator')
})
afterAll(() => server.close())

type More = Parameters<typeof newEntry>[0]

/** A live entry kept by the desk here. */
async function live(more: More = {}): Promise<string> {
  const id = v7()
  const { body } = await coordinator.call('POST', '/directory', { id, entry: newEntry(more), why: '' })
  expect(body).toEqual({ live: true })
  return id
}

const read = async (id: string, by = worker) => (await by.call('GET', `/directory/${id}`)).body
const names = async (query: string, by = worker): Promise<string[]> =>
  (await by.call('GET', `/directory?${query}`)).body.rows.map(({ name }: { name: string }) => name)

/** The entry as a form would send it back. */
async function sentBack(id: string, more: More) {
  const { organisation, name, area, facts, calls } = await read(id)
  const entry = newEntry({ organisationId: organisation.id, newOrganisation: '', name, area, calls })
  return { ...entry, ...more, facts: { ...facts, ...more?.facts } }
}

async function propose(id: string, by: Caller, more: More): Promise<string> {
  const entry = await sentBack(id, more)
  const { version } = await read(id)
  const answer = await by.call('POST', `/directory/${id}/proposals`, {
    id: v7(),
    entry,
    why: 'Read on the door',
    version,
  })
  expect(answer.body).toEqual({ live: false })
  const { body } = await by.call('GET', '/proposals')
  return body.rows.find(({ serviceId }: { serviceId: string }) => serviceId === id).id
}

const decide = (by: Caller, id: string, more: object = {}) =>
  by.call('POST', `/proposals/${id}/decision`, { act: 'approve', reason: '', entry: null, version: 1, ...more })

describe('a new entry', () => {
  test('of a worker waits for the coordinator, and nobody finds it before', async () => {
    const id = v7()
    const entry = newEntry({ name: 'Scuola di italiano', facts: { needs: ['italian'] } })
    expect((await worker.call('POST', '/directory', { id, entry, why: '' })).body).toEqual({ live: false })
    expect(await names('words=scuola', neighbour)).toEqual([])
    const [waiting] = (await coordinator.call('GET', '/proposals')).body.rows
    expect(waiting).toMatchObject({ serviceId: id, isNew: true, can: ['decide'] })
    expect((await decide(coordinator, waiting.id, { version: 0 })).body).toMatchObject({ state: 'approved' })
    expect(await names('words=scuola', neighbour)).toEqual(['Scuola di italiano'])
    expect(await read(id)).toMatchObject({ state: 'live', assuredOn: '2026-01-15', version: 1 })
  })

  test('is made once, however often it is sent', async () => {
    const body = { id: v7(), entry: newEntry({ name: 'Twice' }), why: '' }
    for (const _ of [1, 2]) expect((await coordinator.call('POST', '/directory', body)).status).toBe(200)
    expect(await names('words=twice')).toEqual(['Twice'])
  })

  test('names a body of the network or a new one, which the next entry finds by its name', async () => {
    const first = await live({ newOrganisation: 'Cooperativa Età Nuova' })
    const next = await live({ newOrganisation: 'cooperativa eta nuova' })
    expect((await read(next)).organisation).toEqual((await read(first)).organisation)
    const theirs = v7()
    await far.call('POST', '/directory', { id: theirs, entry: newEntry(), why: '' })
    const { organisation } = await read(theirs, far)
    const entry = newEntry({ organisationId: organisation.id, newOrganisation: '' })
    const answer = await coordinator.call('POST', '/directory', { id: v7(), entry, why: '' })
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/entry/organisationId', code: 'unknown' }] },
    })
  })
})

describe('a change', () => {
  test('waits, is approved, and what others changed meanwhile stays', async () => {
    const id = await live({ name: 'Dormitorio' })
    const proposal = await propose(id, neighbour, { name: 'Dormitorio nuovo' })
    const area = await sentBack(id, { area: 'Lecco' })
    await coordinator.call('POST', `/directory/${id}/proposals`, { id: v7(), entry: area, why: '', version: 1 })
    expect(await decide(coordinator, proposal)).toMatchObject({ status: 409, body: { code: 'moved-on' } })
    expect((await coordinator.call('GET', `/proposals/${proposal}`)).body).toMatchObject({
      changed: ['name'],
      current: { name: 'Dormitorio', area: 'Lecco' },
      proposed: { name: 'Dormitorio nuovo', area: 'Lecco' },
    })
    expect((await decide(coordinator, proposal, { version: 2 })).status).toBe(200)
    const after = await read(id)
    expect(after).toMatchObject({ name: 'Dormitorio nuovo', area: 'Lecco', version: 3 })
    // Another desk's colleague is told by the desk alone.
    expect(after.history[0]).toMatchObject({ act: 'changed', changed: ['name'], desk: { code: 'there' }, by: null })
  })

  test('is declined with a reason, which the proposer reads and nobody else', async () => {
    const id = await live()
    const proposal = await propose(id, neighbour, { name: 'Otherwise' })
    expect(await decide(coordinator, proposal, { act: 'decline' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    })
    await decide(coordinator, proposal, { act: 'decline', reason: 'The sign is old' })
    const { rows } = (await neighbour.call('GET', '/proposals?show=ended')).body
    expect(rows[0]).toMatchObject({ id: proposal, state: 'declined', reason: 'The sign is old', decidedBy: null })
    expect((await read(id)).name).toBe('Ascolto')
    const third = await server.member(await server.desk('third'), 'coordinator')
    expect((await third.call('GET', '/proposals?show=ended')).body).toEqual({ rows: [], next: null, total: 0 })
    expect((await third.call('GET', `/proposals/${proposal}`)).status).toBe(404)
  })

  test('is approved otherwise than it was proposed', async () => {
    const id = await live()
    const proposal = await propose(id, worker, { name: 'Ascolto serale' })
    const entry = await sentBack(id, { name: 'Ascolto della sera' })
    expect((await decide(coordinator, proposal, { entry })).body).toMatchObject({ state: 'changed' })
    expect((await read(id)).name).toBe('Ascolto della sera')
  })

  test('two coordinators decide one proposal: one wins, the other is told', async () => {
    const id = await live()
    const proposal = await propose(id, neighbour, { name: 'Raced' })
    const answers = await Promise.all([
      decide(coordinator, proposal),
      decide(second, proposal, { act: 'decline', reason: 'No' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [won, lost] = answers[0]?.status === 200 ? answers : [answers[1], answers[0]]
    expect(lost?.body.current).toMatchObject({ id: proposal, state: won?.body.state })
    expect((await read(id)).name).toBe(won?.body.state === 'approved' ? 'Raced' : 'Ascolto')
  })

  test('by the desk that only reads the entry is no decision of its own', async () => {
    const id = await live()
    const proposal = await propose(id, neighbour, { name: 'Mine' })
    expect(await decide(neighbour, proposal)).toMatchObject({ status: 403, body: { reason: 'kept-elsewhere' } })
    for (const [method, path, body] of [
      ['PUT', 'capacity', { free: 1, total: 1 }],
      ['POST', 'assurance', undefined],
      ['PUT', 'state', { state: 'retired' }],
    ] as const)
      expect(await neighbour.call(method, `/directory/${id}/${path}`, body)).toMatchObject({
        status: 403,
        body: { reason: 'kept-elsewhere' },
      })
  })

  test('people to call stand in the entry, and in no state that is kept of it', async () => {
    const call = { name: 'Ada Prova', part: 'Accoglienza', phone: '000 111', mail: '' }
    const id = await live()
    const proposal = await propose(id, worker, { calls: [call] })
    await decide(coordinator, proposal)
    expect((await read(id, neighbour)).calls).toEqual([call])
    const texts = await coordinator.enter(async (at) =>
      JSON.stringify([
        await at.tx.selectFrom('service_version').selectAll().execute(),
        await at.tx.selectFrom('service_proposal').selectAll().where('state', '<>', 'waiting').execute(),
      ]),
    )
    expect(texts).toContain('"calls":[]')
    expect(texts).not.toContain('Ada Prova')
  })
})

describe('an entry that is kept true', () => {
  test('turns stale after ninety days, and is said to be true again in one step', async () => {
    const id = await live({ name: 'Aging' })
    server.clock.forward(91 * 86_400)
    try {
      const again = await server.member(coordinator.desk, 'network_manager')
      expect(await read(id, again)).toMatchObject({ stale: true })
      expect(await names('show=stale', again)).toContain('Aging')
      expect((await again.call('POST', `/directory/${id}/assurance`)).body).toMatchObject({
        stale: false,
        assuredOn: '2026-04-16',
      })
    } finally {
      server.clock.forward(-91 * 86_400)
    }
  })

  test('says how many places are free, and since when that is known', async () => {
    const id = await live({ name: 'Beds' })
    const set = (free: number | null, total: number | null) =>
      coordinator.call('PUT', `/directory/${id}/capacity`, { free, total })
    expect((await set(3, 2)).status).toBe(422)
    expect((await set(1, 8)).body).toMatchObject({ capacity: { free: 1, total: 8, at: server.clock.now }, version: 1 })
    expect(await names('room=yes')).toContain('Beds')
    await set(0, 8)
    expect(await names('room=yes')).not.toContain('Beds')
    expect((await read(id)).history.map(({ act }: { act: string }) => act)).toEqual(['capacity', 'capacity', 'added'])
  })

  test('is taken out of the directory and comes back', async () => {
    const id = await live({ name: 'Gone' })
    await coordinator.call('PUT', `/directory/${id}/state`, { state: 'retired' })
    expect(await names('words=gone')).toEqual([])
    expect(await names('words=gone&show=retired')).toEqual(['Gone'])
    const change = { id: v7(), entry: newEntry(), why: '', version: 2 }
    expect(await worker.call('POST', `/directory/${id}/proposals`, change)).toMatchObject({
      status: 409,
      body: { reason: 'entry-retired' },
    })
    await coordinator.call('PUT', `/directory/${id}/state`, { state: 'live' })
    expect(await names('words=gone')).toEqual(['Gone'])
  })
})

describe('the list', () => {
  test('is filtered by what is asked for, open now at the clock of the server', async () => {
    const opening = (days: number[]) => ({
      weekly: [{ days, from: '09:00', to: '12:00' }],
      exceptions: [],
      onHolidays: 'closed' as const,
      byAppointment: false,
    })
    // The clock stands on a Thursday at ten in Italy.
    await live({ name: 'Aperto', area: 'Sebino', facts: { opening: opening([4]), withoutPermit: 'yes' } })
    await live({ name: 'Chiuso', area: 'Sebino', facts: { opening: opening([5]), languages: ['bn'] } })
    expect(await names('area=sebino')).toEqual(['Aperto', 'Chiuso'])
    expect(await names('area=sebino&open=now')).toEqual(['Aperto'])
    expect(await names('area=sebino&permit=without')).toEqual(['Aperto'])
    expect(await names('area=sebino&language=bn')).toEqual(['Chiuso'])
    expect(await names('area=sebino&words=bengalese')).toEqual(['Chiuso'])
  })

  test('is read page by page, and by its network alone', async () => {
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 50 && after !== undefined; page += 1) {
      const { body } = await worker.call('GET', `/directory?most=3&order=name${after && `&after=${after}`}`)
      seen.push(...body.rows.map(({ id }: { id: string }) => id))
      after = body.next ?? undefined
    }
    const { body } = await worker.call('GET', '/directory?most=100&order=name')
    expect(seen).toEqual(body.rows.map(({ id }: { id: string }) => id))
    for (const id of seen) expect((await far.call('GET', `/directory/${id}`)).status).toBe(404)
  })
})

test('the own note is read by the own desk alone, and two who write it at once are told', async () => {
  const id = await live()
  const note = (by: Caller, text: string, version: number) => by.call('PUT', `/directory/${id}/note`, { text, version })
  expect((await note(worker, 'Ask for Ada', 0)).body.note).toEqual({ text: 'Ask for Ada', version: 1 })
  expect((await read(id, neighbour)).note).toBeNull()
  expect((await note(neighbour, 'Ours', 0)).body.note).toEqual({ text: 'Ours', version: 1 })
  const answers = await Promise.all([note(worker, 'One', 1), note(coordinator, 'Two', 1)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('an agreement stands with its bodies and their services, and is corrected by who keeps it', async () => {
  const service = await live({ newOrganisation: 'Ente firmatario' })
  const { organisation } = await read(service)
  const id = v7()
  await coordinator.call('POST', '/agreements', { id, agreement: newAgreement(organisation.id) })
  expect((await read(service, neighbour)).agreements).toMatchObject([{ id, title: 'Protocollo di prova', can: [] }])
  const { rows } = (await neighbour.call('GET', '/bodies')).body
  expect(rows.find((body: { id: string }) => body.id === organisation.id)).toMatchObject({
    services: [{ id: service }],
    agreements: [{ id }],
  })
  const change = { agreement: newAgreement(organisation.id, { until: '2026-12-31' }), version: 1 }
  expect(await neighbour.call('PUT', `/agreements/${id}`, change)).toMatchObject({ status: 403 })
  expect((await coordinator.call('PUT', `/agreements/${id}`, change)).status).toBe(200)
  expect((await coordinator.call('PUT', `/agreements/${id}`, change)).status).toBe(409)
  expect((await far.call('PUT', `/agreements/${id}`, change)).status).toBe(404)
})
