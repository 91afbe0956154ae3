import { unzipSync } from 'fflate'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needs } from '#model/codes/needs.ts'
import type { ServiceFacts } from '#model/network/contract.ts'
import { csvRows } from '../platform/csv-rows.ts'
import type { DeskHere } from '../platform/door.ts'
import { type SheetCell, sheetLimits } from '../platform/sheet.ts'
import { ask } from '../platform/testing-ask.ts'
import { type TestServer, testServer } from '../testing.ts'

let server: TestServer
const ids: Record<string, string> = {}

const facts: ServiceFacts = {
  needs: ['legal', 'documents'],
  languages: ['it', 'ar'],
  opening: {
    weekly: [{ days: [1, 3], from: '09:00', to: '13:00' }],
    exceptions: [
      { from: '2026-02-02' as never, until: '2026-02-06' as never, hours: [], note: 'Inventario' },
      { from: '2026-02-09' as never, until: '2026-02-09' as never, hours: [{ from: '15:00', to: '17:00' }], note: '' },
    ],
    onHolidays: 'closed',
    byAppointment: true,
  },
  address: 'Via Inventata 1, Milano',
  ways: [
    { kind: 'free-number', value: '800 000 000', from: 'some-operators', note: 'mattina' },
    { kind: 'mail', value: 'legale@example.org', from: 'not-stated', note: '' },
  ],
  documentsAsked: 'Un documento, "se c\'è"',
  eligibility: [{ programme: '', who: 'Chi lavora' }],
  withoutPermit: 'yes',
  cost: 'Gratuito',
  about: { it: 'Consulenza, anche per chi è solo', en: 'Advice' },
  public: true,
}

async function add(desk: DeskHere, name: string, more: Partial<ServiceFacts> = {}, state = 'live'): Promise<string> {
  const id = v7()
  await ask(
    server.database.supervisor,
    `insert into service (network_id, id, organisation_id, tended_by, state, name, area, facts, capacity_free, capacity_total,
       capacity_at, assured_on, changed_at, changed_by)
     values ($1, $2, (select organisation_id from desk where id = $3), $3, $4, $5, 'Milano', $6, 2, 10, $7, '2026-01-10', $7, 'account:secret')`,
    [desk.networkId, id, desk.id, state, name, JSON.stringify({ ...facts, ...more }), '2026-01-12T10:00:00Z'],
  )
  await ask(
    server.database.supervisor,
    `insert into service_call (network_id, service_id, no, tended_by, name, part, phone, mail) values ($1, $2, 0, $3, 'Anna Segreta', 'x', '0299', 'anna@secret.example')`,
    [desk.networkId, id, desk.id],
  )
  return id
}

const get = async (path: string, network = 'net') => {
  const { status, body } = await server.request({ method: 'GET', url: `/api/v1/networks/${network}/hsds${path}` })
  // biome-ignore lint/suspicious/noExplicitAny: the contract has checked it
  return { status, body: body as any }
}

beforeAll(async () => {
  server = await testServer()
  const [here, other] = [await server.desk('here'), await server.desk('other', { network: 'elsewhere' })]
  ids.open = await add(here, 'Sportello legale')
  ids.plain = await add(here, 'Scuola di italiano', {
    needs: ['italian'],
    languages: ['it'],
    withoutPermit: 'not-stated',
    address: '',
    opening: null,
    ways: [],
  })
  ids.hidden = await add(here, 'Casa rifugio', { public: false, address: 'Via Segreta 9' })
  ids.retired = await add(here, 'Servizio chiuso', {}, 'retired')
  ids.other = await add(other, 'Servizio altrove')
})
afterAll(() => server.close())

describe('the public feed', () => {
  test('says of which standard it is, and is not there for a network that is not', async () => {
    expect((await get('')).body).toMatchObject({ version: '3.0', publisher: { name: 'Test network net' } })
    expect((await get('/services', 'nowhere')).status).toBe(404)
  })

  test('holds what its desk marked as public, and nothing else', async () => {
    const { body } = await get('/services?full=true&per_page=500')
    expect(body.contents.map((each: { id: string }) => each.id).sort()).toEqual([ids.open, ids.plain].sort())
    expect(body).toMatchObject({ total_items: 2, total_pages: 1, first_page: true, last_page: true, empty: false })
    for (const id of [ids.hidden, ids.retired, ids.other]) expect((await get(`/services/${id}`)).status).toBe(404)
    const places = await get('/service_at_locations')
    expect(places.body.total_items).toBe(1)
    const bodies = await get('/organizations?full_service=true')
    expect(bodies.body.contents).toHaveLength(1)
    const said = JSON.stringify([body, places.body, bodies.body, (await get('/services?minimal=true')).body])
    for (const secret of ['Segreta', 'secret', '0299', 'Casa rifugio', 'tended', 'here'])
      expect(said).not.toContain(secret)
  })

  test('tells a service whole, in two languages', async () => {
    const { body } = await get(`/services/${ids.open}`)
    expect(body).toMatchObject({
      name: 'Sportello legale',
      status: 'active',
      assured_date: '2026-01-10',
      email: 'legale@example.org',
      eligibility_description: 'Per tutti: Chi lavora',
      phones: [{ number: '800 000 000', type: 'voice' }],
      capacities: [{ available: 2, maximum: 10, updated: '2026-01-12T10:00:00.000Z' }],
      service_at_locations: [{ location: { addresses: [{ address_1: 'Via Inventata 1, Milano', country: 'IT' }] } }],
    })
    expect(body.phones[0].description).toBe('Numero verde. Non risponde da tutti gli operatori mobili. mattina')
    expect(body.schedules).toMatchObject([
      { freq: 'WEEKLY', byday: 'MO,WE', opens_at: '09:00', closes_at: '13:00' },
      { valid_from: '2026-02-02', valid_to: '2026-02-06', description: 'Inventario', notes: 'Chiuso' },
      { valid_from: '2026-02-09', valid_to: '2026-02-09', opens_at: '15:00', closes_at: '17:00' },
    ])
    const english = (await get(`/services/${ids.open}?locale=en`)).body
    expect(english.description).toBe('Advice')
    expect(english.attributes.map((each: { id: string }) => each.id)).toEqual(
      body.attributes.map((each: { id: string }) => each.id),
    )
    const bare = (await get(`/services/${ids.plain}`)).body
    for (const field of ['schedules', 'phones', 'service_at_locations', 'url']) expect(bare).not.toHaveProperty(field)
  })

  test('is paged and filtered', async () => {
    const named = async (query: string) =>
      (await get(`/services?${query}`)).body.contents.map((each: { name: string }) => each.name)
    expect(await named('per_page=1&page=2')).toEqual(['Sportello legale'])
    expect((await get('/services?per_page=1&page=7')).body).toMatchObject({ empty: true, total_pages: 2, size: 0 })
    expect(await named('search=legale%20solo')).toEqual(['Sportello legale'])
    expect(await named('language=ar')).toEqual(['Sportello legale'])
    expect(await named('need=italian')).toEqual(['Scuola di italiano'])
    expect(await named('modified_after=2026-01-12T11:00:00%2B02:00')).toHaveLength(2)
    expect(await named('modified_after=2026-01-13')).toEqual([])
    const terms = (await get('/taxonomy_terms?per_page=500')).body.contents as { id: string; code: string }[]
    expect(terms).toHaveLength(needs.length + 1)
    const term = terms.find(({ code }) => code === 'without-permit')
    expect(await named(`taxonomy_term_id=${term?.id}`)).toEqual(['Sportello legale'])
    const [taxonomy] = (await get('/taxonomies')).body.contents
    expect((await get(`/taxonomies/${taxonomy.id}`)).body).toEqual(taxonomy)
    expect(await named(`taxonomy_id=${taxonomy.id}`)).toHaveLength(2)
    expect((await get('/services?page=0')).status).toBe(422)
  })
})

const linesOf = (bytes: Uint8Array): string[][] =>
  [...csvRows(bytes, sheetLimits)]
    .flat()
    .map(({ cells }) => cells.map((cell: SheetCell) => (cell.kind === 'text' ? cell.text : '')))

test('the package is of tables whose rows name one another, and is the same each time', async () => {
  const bytes = (await get('/package')).body as Buffer
  expect((await get('/package')).body).toEqual(bytes)
  const files = unzipSync(bytes)
  const about = JSON.parse(Buffer.from(files['datapackage.json'] as Uint8Array).toString('utf8'))
  const tables = new Map<string, Record<string, string>[]>()
  for (const { name, path, schema } of about.resources) {
    const [head, ...rows] = linesOf(files[path] as Uint8Array)
    expect(head).toEqual(schema.fields.map((field: { name: string }) => field.name))
    tables.set(
      name,
      rows.map((cells) => Object.fromEntries((head as string[]).map((field, at) => [field, cells[at] ?? '']))),
    )
  }
  const idsOf = (table: string) => new Set(tables.get(table)?.map(({ id }) => id))
  for (const [column, table] of [
    ['service_id', 'service'],
    ['organization_id', 'organization'],
    ['location_id', 'location'],
    ['taxonomy_term_id', 'taxonomy_term'],
    ['taxonomy_id', 'taxonomy'],
  ] as const)
    for (const rows of tables.values())
      for (const row of rows) if (row[column]) expect(idsOf(table)).toContain(row[column])
  expect(tables.get('service')).toHaveLength(2)
  expect(tables.get('required_document')?.[1]?.document ?? tables.get('required_document')?.[0]?.document).toContain(
    '"',
  )
  expect(JSON.stringify([...tables.values()])).not.toMatch(/Segreta|secret/)
})
