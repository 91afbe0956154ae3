import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportRun } from '#model/imports/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { errorsOf, start, upload } from '../testing-import.ts'

let server: TestServer
let desks = 0
const manager = async (): Promise<Caller> => {
  desks += 1
  return server.member(await server.desk(`desk-${desks}`), 'network_manager')
}

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const map = (by: Caller, id: string, fields: (string | null)[] | null, more: object = {}) =>
  by.call('PUT', `/imports/${id}/columns`, { headingRow: 1, fields, ...more })
const fieldsOf = (run: ImportRun) => run.columns.map(({ field }) => field)
const file = 'Quando;Chi è;Boh\n02/01/2026;Rossi;x\n03/01/2026;Bianchi;y'

test('every column is shown with some of its cells, and what it is can be said by hand', async () => {
  const by = await manager()
  const run = await upload(by, file)
  expect(run.columns).toEqual([
    { heading: 'Quando', field: null, samples: ['02/01/2026', '03/01/2026'], remembered: false },
    { heading: 'Chi è', field: null, samples: ['Rossi', 'Bianchi'], remembered: false },
    { heading: 'Boh', field: null, samples: ['x', 'y'], remembered: false },
  ])
  const mapped = await map(by, run.id, ['contactDate', 'familyName', null])
  expect(mapped).toMatchObject({ status: 200, body: { state: 'preview', good: 2, bad: 0, problems: [] } })
  expect(await start(by, run.id)).toMatchObject({ state: 'done', contactsAdded: 2, personsAdded: 2 })
})

describe('what was said', () => {
  test('is preselected when the same headings come again, in any order, and forgotten when asked', async () => {
    const by = await manager()
    await map(by, (await upload(by, file)).id, ['contactDate', 'familyName', null])
    const again = await upload(by, 'boh;CHI E;quando\nx;Verdi;04/01/2026')
    expect(fieldsOf(again)).toEqual([null, 'familyName', 'contactDate'])
    expect(again).toMatchObject({ good: 1, problems: [] })
    expect(again.columns.map(({ remembered }) => remembered)).toEqual([false, true, true])
    expect((await by.call('GET', '/import-columns')).body.rows).toEqual([{ kind: 'contacts', columns: 2 }])
    expect((await by.call('DELETE', '/import-columns/contacts')).status).toBe(200)
    expect((await by.call('GET', '/import-columns')).body.rows).toEqual([])
    expect(fieldsOf(await upload(by, file))).toEqual([null, null, null])
  })

  test('also when it was that a known heading is not to be read, and until something else is said', async () => {
    const by = await manager()
    const csv = 'Data;Cognome;Note\n02/01/2026;Rossi;x'
    await map(by, (await upload(by, csv)).id, ['contactDate', 'familyName', null])
    const again = await upload(by, csv)
    expect(fieldsOf(again)).toEqual(['contactDate', 'familyName', null])
    await map(by, again.id, ['contactDate', 'familyName', 'note'])
    expect((await by.call('GET', '/import-columns')).body.rows).toEqual([])
  })

  test('holds for its kind of file and its desk alone', async () => {
    const [by, other] = [await manager(), await manager()]
    await map(by, (await upload(by, file)).id, ['contactDate', 'familyName', null])
    expect(fieldsOf(await upload(other, file))).toEqual([null, null, null])
    expect(fieldsOf(await upload(by, file, undefined, 'x.csv', 'persons'))).toEqual([null, null, null])
    await other.call('DELETE', '/import-columns/contacts')
    expect(fieldsOf(await upload(by, file))).toEqual(['contactDate', 'familyName', null])
  })

  test('keeps of a heading nothing but a digest, which is another one in every desk', async () => {
    const [by, other] = [await manager(), await manager()]
    const named = 'Quando;Segnalata da Giovanna Inventata\n02/01/2026;Rossi'
    for (const one of [by, other]) await map(one, (await upload(one, named)).id, ['contactDate', 'familyName'])
    const tags = await ask(
      server.database.supervisor,
      `select encode(tag, 'hex') as tag, octet_length(tag) as size from import_heading where desk_id in ($1, $2) and field = 'familyName'`,
      [by.desk.id, other.desk.id],
    )
    expect(tags.map(({ size }) => size)).toEqual([16, 16])
    expect(new Set(tags.map(({ tag }) => tag)).size).toBe(2)
  })
})

test('two columns on one field are refused, with which', async () => {
  const by = await manager()
  const run = await upload(by, file)
  const twice = await map(by, run.id, ['contactDate', 'familyName', 'familyName'])
  expect(twice).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect(twice.body.errors).toEqual([
    { pointer: '/fields/1', code: 'column-twice' },
    { pointer: '/fields/2', code: 'column-twice' },
  ])
  expect((await map(by, run.id, [null, 'familyName', null])).body.errors).toEqual([
    { pointer: '/fields', code: 'column-missing' },
  ])
  expect((await map(by, run.id, ['contactDate', 'openedOn', null])).body.errors).toEqual([
    { pointer: '/fields/1', code: 'unknown-field' },
  ])
  expect((await map(by, run.id, ['contactDate'])).body.errors).toEqual([
    { pointer: '/fields', code: 'columns-changed' },
  ])
})

test('headings that stand twice or are empty are columns of their own, each to be said', async () => {
  const by = await manager()
  const csv = 'Data;Cognome;;Cognome;\n02/01/2026;Rossi;333 0000001;Bianchi;'
  const run = await upload(by, csv)
  expect(run.columns.map(({ heading }) => heading)).toEqual(['Data', 'Cognome', '', 'Cognome'])
  expect(run.problems).toEqual([{ code: 'column-twice', field: 'familyName', columns: [1, 3] }])
  await map(by, run.id, ['contactDate', null, 'phone', 'familyName'])
  const again = await upload(by, csv)
  // A column without a heading cannot be known again.
  expect(fieldsOf(again)).toEqual(['contactDate', null, null, 'familyName'])
  const bad = await upload(by, csv.replace('02/01/2026', 'ieri mattina'))
  expect(await errorsOf(by, bad.id)).toMatchObject([{ row: 2, column: 'Data', code: 'date-invalid' }])
})

test('a file without headings is read from its first row, and another row can be said to hold them', async () => {
  const by = await manager()
  const run = await upload(by, '02/01/2026;Rossi\n03/01/2026;Bianchi')
  expect(run).toMatchObject({
    headingRow: 1,
    rows: 1,
    problems: [{ code: 'wrong-header' }, { code: 'column-missing' }],
  })
  expect(run.firstRows).toEqual([
    { number: 1, text: '02/01/2026 · Rossi' },
    { number: 2, text: '03/01/2026 · Bianchi' },
  ])
  const without = await map(by, run.id, null, { headingRow: 0 })
  expect(without.body).toMatchObject({ headingRow: 0, rows: 2, good: 0 })
  expect(without.body.columns.map((column: { heading: string }) => column.heading)).toEqual(['', ''])
  const said = await map(by, run.id, ['contactDate', 'familyName'], { headingRow: 0 })
  expect(said.body).toMatchObject({ good: 2, problems: [] })
  expect((await map(by, run.id, null, { headingRow: 9 })).body.errors).toEqual([
    { pointer: '/headingRow', code: 'unknown-row' },
  ])
  expect(await start(by, run.id)).toMatchObject({ contactsAdded: 2 })
})

test('words that are not understood are listed, and mean in the whole file what is said of them', async () => {
  const by = await manager()
  const csv = [
    'Data;Cognome;Sesso;Cittadinanza;Bisogni',
    '02/01/2026;Rossi;boh;Atlantide;Lavoro, coccole',
    '03/01/2026;Verdi;BOH;atlantide / Mali;coccole',
  ].join('\n')
  const run = await upload(by, csv)
  expect(run).toMatchObject({ good: 0, bad: 2 })
  expect(run.words).toEqual(
    expect.arrayContaining([
      { field: 'sex', word: 'boh', code: null },
      { field: 'citizenship', word: 'Atlantide', code: null },
      { field: 'needs', word: 'coccole', code: null },
    ]),
  )
  const words = [
    { field: 'sex', word: 'boh', code: 'X' },
    { field: 'citizenship', word: 'Atlantide', code: 'SEN' },
    { field: 'needs', word: 'coccole', code: 'psychological-support' },
  ]
  const fields = run.columns.map(({ field }) => field)
  expect((await map(by, run.id, fields, { words: [{ ...words[0], code: 'Q' }] })).body.errors).toEqual([
    { pointer: '/words/0', code: 'unknown-code' },
  ])
  expect((await map(by, run.id, fields, { words })).body).toMatchObject({ good: 2, bad: 0, words })
  await start(by, run.id)
  const { rows } = (await by.call('GET', '/contacts?order=oldest')).body
  expect(rows).toMatchObject([
    { sex: 'X', citizenship: 'SEN', needs: ['work', 'psychological-support'] },
    { sex: 'X', citizenship: 'SEN', needs: ['psychological-support'] },
  ])
})

test('cells, first rows and words go with the file', async () => {
  const by = await manager()
  const run = await upload(by, `${file}\n04/01/2026;Neri;z`)
  await map(by, run.id, ['contactDate', 'familyName', null])
  const { columns, ...rest } = await start(by, run.id)
  expect(rest).toMatchObject({ firstRows: [], sample: [], words: [] })
  expect(columns.flatMap(({ samples }) => samples)).toEqual([])
})

test('an import that was started or given back takes no other columns', async () => {
  const by = await manager()
  const run = await upload(by, 'Data;Cognome\n02/01/2026;Rossi')
  await start(by, run.id)
  expect(await map(by, run.id, ['contactDate', null])).toMatchObject({
    status: 409,
    body: { reason: 'import-started' },
  })
})
