import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, withClient } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { errorsOf, importRegister, upload } from '../testing-import.ts'
import { clearImportsOf } from './jobs.ts'

let server: TestServer
let began: string
let by: Caller
let desks = 0

beforeAll(async () => {
  server = await testServer()
  began = server.clock.now
})
beforeEach(async () => {
  server.clock.now = began
  desks += 1
  by = await server.member(await server.desk(`desk-${desks}`), 'network_manager')
})
afterAll(() => server.close())

const DAY = 86_400
const named = 'elenco Giovanna Inventata.csv'
const nameless = 'Inventata;Giovanna;333 1234567\nRossi;Mario;333 7654321'
const bad = 'Data;Cognome;Sesso\n02/01/2026;Rossi;M\n03/01/2026;Bianchi;boh'

/** As somebody of the desk sees it after so many days. */
async function after(days: number): Promise<Caller> {
  server.clock.forward(days * DAY)
  return server.member(by.desk, 'network_manager')
}

test('of a file that was discarded neither its headings nor its name are left', async () => {
  const run = await upload(by, nameless, undefined, named)
  expect(run).toMatchObject({ fileName: named, columns: [{ heading: 'Inventata' }, {}, {}] })
  await by.call('DELETE', `/imports/${run.id}`)
  const { rows } = (await by.call('GET', '/imports')).body
  expect(rows).toMatchObject([{ reason: 'discarded', fileName: '', columns: Array(3).fill({ heading: '' }) }])
  expect(JSON.stringify(rows)).not.toMatch(/Inventata|Giovanna|333/)
})

test('what expired goes without another upload: headings, name, and the bad rows with what stood in them', async () => {
  const { id } = await upload(by, bad, undefined, named)
  expect(await errorsOf(by, id)).toHaveLength(1)
  const later = await after(1.1)
  await clearImportsOf(server.house, by.desk.id)
  const { body } = await later.call('GET', `/imports/${id}`)
  expect(body).toMatchObject({ state: 'refused', reason: 'expired', bad: 1, fileName: '' })
  expect(body.columns).toMatchObject([{ heading: '', field: 'contactDate' }, { field: 'familyName' }, { field: 'sex' }])
  expect(await errorsOf(later, id)).toEqual([])
})

test('a file of one row, taken for headings, is not shown to anybody afterwards', async () => {
  const run = await upload(by, 'Inventata;Giovanna;333 1234567')
  expect(run).toMatchObject({ state: 'unreadable', reason: 'no-rows', columns: [], firstRows: [] })
})

test('headings go with an import that is done or refused; what they were taken for stays', async () => {
  for (const mode of ['valid-rows', 'all-or-nothing'] as const) {
    const run = await importRegister(by, bad, mode)
    expect(run.fileName).toBe('register.csv')
    expect(run.columns.map(({ heading, field }) => [heading, field])).toEqual([
      ['', 'contactDate'],
      ['', 'familyName'],
      ['', 'sex'],
    ])
  }
})

test('the bad rows of an import that has ended stay a month, how many they were stays', async () => {
  const { id } = await importRegister(by, bad)
  await after(29)
  await clearImportsOf(server.house, by.desk.id)
  const later = await after(2)
  expect(await errorsOf(later, id)).toHaveLength(1)
  await clearImportsOf(server.house, by.desk.id)
  expect(await errorsOf(later, id)).toEqual([])
  expect((await later.call('GET', `/imports/${id}`)).body).toMatchObject({ state: 'done', bad: 1, contactsAdded: 1 })
})

test('a run that somebody is just starting is left to them', async () => {
  const { id } = await upload(by, 'Data;Cognome\n02/01/2026;Rossi')
  const later = await after(1.1)
  await withClient(server.database.supervisor, async (client) => {
    await client.query('begin')
    await client.query(`update import_run set state = 'waiting', mode = 'valid-rows' where id = $1`, [id])
    await clearImportsOf(server.house, by.desk.id)
    await client.query('commit')
  })
  await clearImportsOf(server.house, by.desk.id)
  expect((await later.call('GET', `/imports/${id}`)).body).toMatchObject({ state: 'waiting', fileName: 'register.csv' })
  expect(await ask(server.database.supervisor, 'select no from import_part where import_id = $1', [id])).toHaveLength(1)
})
