import { strToU8, zipSync } from 'fflate'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServiceEntry } from '#model/network/contract.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newEntry } from '../testing-records.ts'

let server: TestServer
let coordinator: Caller
let elsewhere: Caller

beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator')
  elsewhere = await server.member(await server.desk('far', { network: 'elsewhere' }), 'coordinator')
})
afterAll(() => server.close())

const sheet = [
  'Servizio;Ente;Ambito;Bisogni;Lingue;Telefono;Senza permesso;Orari;Verificato il;Colore',
  'Sportello legale;Ente uno;Milano;Legale, Casa;Italiano / Arabo;02 000;sì;lun 9-13;10/01/2026;blu',
  'Scuola;Ente due;Lecco;Italiano;Klingon;;forse;;;',
  ';Ente tre;;;;;;;;',
  'Sportello legale;Ente uno;Milano;Salute;;;;;;',
].join('\n')

const look = (caller: Caller, bytes: Buffer | string) => send(caller, 'POST', bytes)
const bring = (caller: Caller, bytes: Buffer | string, assured = '2026-01-05') =>
  send(caller, 'PUT', bytes, `?assured=${assured}`)

async function send(caller: Caller, method: 'POST' | 'PUT', bytes: Buffer | string, query = '') {
  const { status, body } = await server.request({
    method,
    url: `/api/v1/desks/${caller.desk.code}/directory-list${query}`,
    headers: { cookie: caller.cookie, 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
  // biome-ignore lint/suspicious/noExplicitAny: the contract has checked it
  return { status, body: body as any }
}

describe('a list of services as a spreadsheet', () => {
  test('is looked at without writing: which row, which field, which words', async () => {
    const { status, body } = await look(coordinator, sheet)
    expect(status).toBe(200)
    expect(body).toMatchObject({ kind: 'sheet', rows: 4, good: 2, already: 0, added: 0, dated: 1 })
    expect(body.unknownColumns).toEqual(['Colore'])
    expect(body.errors).toEqual([
      { row: 4, field: 'name', code: 'too-small' },
      { row: 5, field: 'name', code: 'twice' },
    ])
    expect(body.notUnderstood).toEqual([
      { row: 3, field: 'languages', text: 'Klingon' },
      { row: 3, field: 'permit', text: 'forse' },
    ])
    expect((await coordinator.call('GET', '/directory')).body.total).toBe(0)
  })

  test('is brought in once, however often it is sent', async () => {
    expect((await bring(coordinator, sheet)).body).toMatchObject({ added: 2, already: 0 })
    expect((await bring(coordinator, sheet)).body).toMatchObject({ added: 0, already: 2 })
    const { rows } = (await coordinator.call('GET', '/directory?order=name')).body
    expect(rows).toMatchObject([
      { name: 'Scuola', organisation: { name: 'Ente due' }, needs: ['italian'], assuredOn: '2026-01-05' },
      { name: 'Sportello legale', withoutPermit: 'yes', languages: ['it', 'ar'], assuredOn: '2026-01-10' },
    ])
    const { body } = await coordinator.call('GET', `/directory/${rows[1].id}`)
    expect(body.facts).toMatchObject({ about: { it: 'Orari: lun 9-13' }, public: false, needs: ['legal', 'housing'] })
    expect(body.history).toHaveLength(1)
  })
})

test('what one network publishes another brings in, from the feed and from the package', async () => {
  const facts = {
    opening: {
      weekly: [{ days: [2], from: '10:00', to: '12:30' }],
      exceptions: [{ from: '2026-08-10', until: '2026-08-21', hours: [], note: 'Ferie' }],
      onHolidays: 'closed' as const,
      byAppointment: true,
    },
    ways: [{ kind: 'free-number' as const, value: '800 000', from: 'some-operators' as const, note: 'mattina' }],
    withoutPermit: 'yes' as const,
    about: { it: 'Ascolto, "anche" per chi non parla italiano', en: '' },
  }
  const entry = newEntry({ name: 'Pronto ascolto', facts: facts as unknown as Partial<ServiceEntry['facts']> })
  await coordinator.call('POST', '/directory', { id: v7(), entry, why: '' })
  const get = async (path: string) =>
    (await server.request({ method: 'GET', url: `/api/v1/networks/net/hsds${path}` })).body
  const json = JSON.stringify(await get('/services?full=true'))
  expect((await bring(elsewhere, json)).body).toMatchObject({ kind: 'hsds', added: 1, errors: [] })
  expect((await bring(elsewhere, (await get('/package')) as Buffer)).body).toMatchObject({
    kind: 'hsds-package',
    added: 0,
    already: 1,
    errors: [],
  })
  const { rows } = (await elsewhere.call('GET', '/directory')).body
  const { body } = await elsewhere.call('GET', `/directory/${rows[0].id}`)
  expect(body).toMatchObject({ name: 'Pronto ascolto', facts: { ...facts, public: false } })
})

test.each([
  ['nothing', '', 'empty-file'],
  ['half a JSON', '{"contents": [', 'not-a-spreadsheet'],
  ['a picture', '\x89PNG\r\n', 'not-a-spreadsheet'],
  ['too many', `[${'{},'.repeat(2_000)}{}]`, 'too-many-rows'],
])('%s is refused as a whole', async (_, bytes, code) => {
  const { status, body } = await look(coordinator, Buffer.from(bytes, 'latin1'))
  expect([status, body.errors?.[0]?.code]).toEqual([422, code])
})

test('a desk for trying out brings nothing in, a day to come is refused', async () => {
  const tryout = await server.member(await server.desk('prova', { tryout: true }), 'coordinator')
  expect((await bring(tryout, sheet)).status).toBe(409)
  expect((await bring(coordinator, sheet, '2026-02-01')).body.errors).toEqual([{ pointer: '/assured', code: 'future' }])
})

describe('a file that is made to hold everybody up', () => {
  const zip = (files: Record<string, string>) =>
    Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))

  test('names one id many times, or more services than there are', async () => {
    const rows = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at))
    const same = zip({
      'services.csv': ['id,name', ...rows(2_000, () => 'x,Nome')].join('\n'),
      'phones.csv': ['service_id,number', ...rows(2_000, () => 'x,1')].join('\n'),
    })
    expect((await look(coordinator, same)).body.errors[0].code).toBe('not-a-spreadsheet')
    const many = zip({ 'services.csv': ['id,name', ...rows(2_001, (at) => `${at},Nome`)].join('\n') })
    expect((await look(coordinator, many)).body.errors[0].code).toBe('too-many-rows')
  })

  test('gives one service more of something than is read', async () => {
    const phones = Array.from({ length: 50_000 }, () => ({ number: '1' }))
    const { body } = await look(coordinator, JSON.stringify([{ name: 'Nome', organization: { name: 'Ente' }, phones }]))
    expect(body.errors).toEqual([{ row: 1, field: 'facts.ways', code: 'too-big' }])
    expect((await look(coordinator, ' '.repeat(63) + '[' + ' '.repeat(5_000_000))).body.errors[0].code).toBe(
      'too-large',
    )
  })

  test('holds nothing where a service should be', async () => {
    const { body } = await look(coordinator, '[null, [], 7, {"name": "Nome", "organization": {"name": "Ente"}}]')
    expect(body).toMatchObject({ rows: 4, good: 1 })
  })
})
