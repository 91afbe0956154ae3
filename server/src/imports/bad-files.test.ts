import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { workbookParts, zipOf } from '../platform/xlsx-testing.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { errorsOf, upload } from '../testing-import.ts'

let server: TestServer
let by: Caller

beforeAll(async () => {
  server = await testServer()
  by = await server.member(await server.desk('here'), 'coordinator')
})
afterAll(() => server.close())

const header =
  'Codice;Data contatto;Cognome;Sesso;Cittadinanza;Settore;Bisogni;Preso in carico;Data presa in carico;Note'
const row = (
  cells: Partial<Record<'date' | 'name' | 'sex' | 'country' | 'sector' | 'needs' | 'taken' | 'on' | 'note', string>>,
) =>
  [
    header,
    [
      'P-1',
      cells.date ?? '02/01/2026',
      cells.name,
      cells.sex,
      cells.country,
      cells.sector,
      cells.needs,
      cells.taken,
      cells.on,
      cells.note,
    ].join(';'),
  ].join('\n')

test.each([
  ['an unknown sex', row({ sex: 'boh' }), 'Sesso', 'sex-unknown'],
  ['the 31st of February', row({ date: '31/02/2025' }), 'Data contatto', 'date-invalid'],
  ['no date', row({ date: '' }), 'Data contatto', 'date-missing'],
  ['a contact in the future', row({ date: '16/01/2026' }), 'Data contatto', 'date-future'],
  ['an unknown country', row({ country: 'Atlantide' }), 'Cittadinanza', 'citizenship-unknown'],
  ['an unknown sector', row({ sector: 'Alchimia' }), 'Settore', 'sector-unknown'],
  ['an unknown need', row({ needs: 'Lavoro / Felicità' }), 'Bisogni', 'need-unknown'],
  ['neither yes nor no', row({ taken: 'forse' }), 'Preso in carico', 'yes-no-unknown'],
  ['taken in charge without a day', row({ taken: 'sì' }), 'Data presa in carico', 'taken-date-missing'],
  [
    'taken in charge before the contact',
    row({ taken: 'sì', on: '01/01/2026' }),
    'Data presa in carico',
    'taken-before-contact',
  ],
  ['a cell of ten megabytes', row({ note: 'x'.repeat(10 * 1024 * 1024) }), 'Note', 'cell-too-long'],
  ['a cell too many', `${row({})};`.replace(/;$/, ';one;more'), '', 'too-many-columns'],
  ['a cell too few', `${header}\nP-1;02/01/2026`, '', 'too-few-columns'],
])('%s is told with its row, its column and its code', async (_, file, column, code) => {
  const run = await upload(by, file)
  expect(run).toMatchObject({ state: 'preview', rows: 1, good: 0, bad: 1 })
  const [error] = await errorsOf(by, run.id)
  expect(error).toMatchObject({ row: 2, column, code })
  expect((error?.value ?? '').length).toBeLessThanOrEqual(40)
})

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const workbook = (second: string) =>
  zipOf(
    workbookParts(`<row r="1">${cell('A1', 'Data contatto')}${cell('B1', 'Cognome')}</row><row r="2">${second}</row>`),
  )

test('a formula cell is not believed, whatever it shows', async () => {
  const run = await upload(by, workbook(`${cell('A2', '02/01/2026')}<c r="B2" t="str"><f>1+1</f><v>Rossi</v></c>`))
  expect(run).toMatchObject({ state: 'preview', bad: 1 })
  expect(await errorsOf(by, run.id)).toEqual([{ row: 2, column: 'Cognome', code: 'formula' }])
})

/** Ten kilobytes: a hundred thousand cells that all point at one text. */
const shared = () => {
  const cells = '<c t="s"><v>0</v></c>'.repeat(200)
  const rows = Array.from({ length: 600 }, (_, at) => `<row r="${at + 2}">${cells}</row>`).join('')
  const strings = `<sst><si><t>${'é '.repeat(16_380)}</t></si></sst>`
  return zipOf(workbookParts(`<row r="1">${cell('A1', 'Data contatto')}</row>${rows}`, { strings }))
}
const bomb = () => zipOf(workbookParts(Buffer.alloc(310 * 1024 * 1024, ' ')))

test.each([
  ['an empty file', () => Buffer.alloc(0), 'empty-file'],
  ['blanks alone', () => ' \r\n;;\r\n', 'empty-file'],
  ['headings alone', () => header, 'no-rows'],
  ['a PDF', () => '%PDF-1.7', 'not-a-spreadsheet'],
  ['a zip bomb named .xlsx', bomb, 'zip-bomb'],
  ['a long text in all cells of a small file', shared, 'zip-bomb'],
])('%s cannot be read, and says why', async (_, file, reason) => {
  const run = await upload(by, file(), undefined, 'register.xlsx')
  expect(run).toMatchObject({ state: 'unreadable', reason, contactsAdded: 0, sample: [] })
})

test.each([
  ['a wrong header', 'Alfa;Beta\n1;2', [{ code: 'wrong-header' }, { code: 'column-missing', fields: ['contactDate'] }]],
  ['no column for the day', 'Codice;Cognome\n1;2', [{ code: 'column-missing', fields: ['contactDate'] }]],
  [
    'a heading twice below a title',
    'Titolo;;\nData contatto;Cognome;Cognome\n02/01/2026;a;b',
    [{ code: 'column-twice', field: 'familyName', columns: [1, 2] }],
  ],
])('%s is named, and nothing can be imported before it is said what the columns are', async (_, file, problems) => {
  const run = await upload(by, file)
  expect(run).toMatchObject({ state: 'preview', problems, rows: 1, good: 0, bad: 0, sample: [] })
  expect(await by.call('POST', `/imports/${run.id}/run`, { mode: 'valid-rows' })).toMatchObject({
    status: 409,
    body: { reason: 'import-columns' },
  })
})

/** An upload of so many megabytes that does not say its size before, over a real connection. */
async function unmeasured(path: string, megabytes: number): Promise<number | undefined> {
  await server.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.http.server.address() as AddressInfo
  const headers = {
    host: 'varco.test',
    'x-varco': '1',
    cookie: by.cookie,
    'content-type': 'application/octet-stream',
    'transfer-encoding': 'chunked',
  }
  const sent = httpRequest({ port, host: '127.0.0.1', path, method: 'POST', headers, agent: false })
  const [reply] = await Promise.all([
    once(sent, 'response') as Promise<[IncomingMessage]>,
    pipeline(Readable.from(Array.from({ length: megabytes }, () => Buffer.alloc(1024 * 1024, 'a'))), sent).catch(
      () => {},
    ),
  ])
  reply[0].resume()
  return reply[0].statusCode
}

test('a file above the bound is too large, also when its size was not said before', async () => {
  const most = 25 * 1024 * 1024
  const answer = await by.upload('/imports/0190a000-0000-7000-8000-00000000aaaa', Buffer.alloc(most + 1, 'a'))
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } })
  expect(await unmeasured('/api/v1/desks/here/imports/0190a000-0000-7000-8000-00000000aaab', 26)).toBe(413)
  expect(await ask(server.database.supervisor, `select id from import_run where id::text like '0190a000%'`)).toEqual([])
})

test('nothing of all this was half written', async () => {
  for (const table of ['contact', 'person', 'care_case'])
    expect(await ask(server.database.supervisor, `select count(*)::int as rows from ${table}`)).toEqual([{ rows: 0 }])
})
