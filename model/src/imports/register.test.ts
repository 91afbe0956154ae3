import { expect, test } from 'vitest'
import { CivilDate } from '../calendar.ts'
import type { Cell } from './cells.ts'
import { columnProblems, columnsFrom, findHeader, headingsOf, recogniseColumns } from './columns.ts'
import en from './messages.en.json' with { type: 'json' }
import it from './messages.it.json' with { type: 'json' }
import { RegisterRow, rowKey } from './register.ts'
import { readRegisterRow } from './register-row.ts'
import { rowErrorCodes } from './row-errors.ts'

const today = CivilDate.parse('2025-11-30')
const header =
  'Codice;Data contatto;Luogo / canale;Cognome;Nome;Sesso;Data di nascita;Cittadinanza;Telefono;Settore;Titolo di soggiorno;' +
  'Bisogni;Preso in carico;Data presa in carico;Note'
const good =
  'PUA-0108;05-05-2025;Passaparola;Hossain;Md. Rahim;maschio;05/08/1996;Bangladese;3279315304;Ristorazione;' +
  'Permesso di soggiorno;Lavoro / Italiano;Si;10/5/2025;'

function cells(line: string): Cell[] {
  return line.split(';').map((text) => (text === '' ? { kind: 'empty' } : { kind: 'text', text }))
}

const recognise = (headings: readonly string[]) => recogniseColumns('contacts', headings)

function planOf(line: string) {
  const headings = line.split(';')
  return { columns: columnsFrom(headings, recognise(headings)), words: new Map(), today }
}

function read(change: Record<string, string | Cell> = {}) {
  const plan = planOf(header)
  const row = cells(good)
  for (const [heading, value] of Object.entries(change)) {
    row[plan.columns.headings.indexOf(heading)] = typeof value === 'string' ? (cells(value)[0] as Cell) : value
  }
  return readRegisterRow(row, plan, 7)
}

function row(change: Record<string, string | Cell> = {}): RegisterRow {
  const reading = read(change)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.row
}

test('a row of the register becomes codes', () => {
  expect(row()).toEqual({
    code: 'PUA-0108',
    contactDate: '2025-05-05',
    channel: 'word-of-mouth',
    familyName: 'Hossain',
    givenName: 'Md. Rahim',
    sex: 'M',
    birthDate: '1996-08-05',
    citizenships: ['BGD'],
    phone: '3279315304',
    sector: 'restaurants',
    stayDocument: 'permit',
    needs: ['italian', 'work'],
    takenInCharge: 'yes',
    takenOn: '2025-05-10',
  })
  expect(RegisterRow.parse(row())).toEqual(row())
})

test('what is empty was not asked, and is never no', () => {
  const emptied = [
    'Cognome',
    'Nome',
    'Sesso',
    'Data di nascita',
    'Cittadinanza',
    'Telefono',
    'Settore',
    'Bisogni',
    'Titolo di soggiorno',
    'Luogo / canale',
    'Preso in carico',
    'Data presa in carico',
  ]
  expect(row(Object.fromEntries(emptied.map((heading) => [heading, ''])))).toEqual({
    code: 'PUA-0108',
    contactDate: '2025-05-05',
    channel: 'not_asked',
    sex: 'not_asked',
    birthDate: 'not_asked',
    citizenships: 'not_asked',
    sector: 'not_asked',
    stayDocument: 'not_asked',
    needs: 'not_asked',
    takenInCharge: 'not_asked',
  })
  expect(row({ 'Titolo di soggiorno': 'Non dichiarato' }).stayDocument).toBe('declined')
})

test('dates, years, several citizenships, a place and a date that says yes', () => {
  expect(row({ 'Data contatto': { kind: 'date', date: '2025-05-07' } }).contactDate).toBe('2025-05-07')
  expect(row({ 'Data di nascita': { kind: 'number', text: '1996' } }).birthDate).toBe('1996')
  expect(row({ Cittadinanza: 'Moldavia / Romania' }).citizenships).toEqual(['MDA', 'ROU'])
  expect(row({ Cittadinanza: 'Trinidad e Tobago' }).citizenships).toEqual(['TTO'])
  expect(row({ 'Luogo / canale': 'Milano Welcome Center' })).toMatchObject({
    channel: 'other-service',
    place: 'Milano Welcome Center',
  })
  expect(row({ 'Preso in carico': '' }).takenInCharge).toBe('yes')
})

test.each<[string, string | Cell, string]>([
  ['Data contatto', '', 'date-missing'],
  ['Data contatto', '31/02/2025', 'date-invalid'],
  ['Data contatto', '5/5', 'date-invalid'],
  ['Data contatto', '5/5/1925', 'date-invalid'],
  ['Data contatto', '01/12/2025', 'date-future'],
  ['Data di nascita', '01/12/2025', 'date-future'],
  ['Data di nascita', 'circa 30 anni', 'date-invalid'],
  ['Sesso', 'boh', 'sex-unknown'],
  ['Cittadinanza', 'congolese', 'citizenship-unknown'],
  ['Cittadinanza', 'Egitto / Atlantide', 'citizenship-unknown'],
  ['Bisogni', 'Lavoro, astronave', 'need-unknown'],
  ['Settore', 'Astronautica', 'sector-unknown'],
  ['Titolo di soggiorno', 'boh', 'stay-document-unknown'],
  ['Preso in carico', 'forse', 'yes-no-unknown'],
  ['Preso in carico', 'no', 'taken-date-without-yes'],
  ['Data presa in carico', '', 'taken-date-missing'],
  ['Data presa in carico', '04/05/2025', 'taken-before-contact'],
  ['Note', { kind: 'text', text: 'a'.repeat(10_001) }, 'cell-too-long'],
  ['Note', { kind: 'too-long', start: 'aaa' }, 'cell-too-long'],
  ['Cognome', { kind: 'text', text: 'a'.repeat(121) }, 'cell-too-long'],
  ['Telefono', { kind: 'formula' }, 'formula'],
  ['Data contatto', { kind: 'formula' }, 'formula'],
])('%s with %j: %s', (column, value, code) => {
  const reading = read({ [column]: value })
  expect(reading.ok).toBe(false)
  if (reading.ok) return
  expect(reading.errors).toHaveLength(1)
  const error = reading.errors[0]
  expect([error?.row, error?.code]).toEqual([7, code])
  expect((error?.value ?? '').length).toBeLessThanOrEqual(40)
  if (code !== 'taken-date-without-yes') expect(error?.column).toBe(column)
})

test('everything wrong with a row is said at once', () => {
  const reading = read({ Sesso: 'boh', Settore: 'Astronautica', 'Data contatto': '32/1/2025' })
  expect(reading.ok ? [] : reading.errors.map((error) => error.code)).toEqual([
    'date-invalid',
    'sex-unknown',
    'sector-unknown',
  ])
})

test('a row with too few or too many cells is not read at all', () => {
  const plan = planOf(header)
  const short = readRegisterRow(cells('PUA-0001;05-05-2025'), plan, 3)
  expect(short).toMatchObject({ ok: false, errors: [{ row: 3, column: '', code: 'too-few-columns' }] })
  const long = readRegisterRow(cells(`${good};;Salute`), plan, 3)
  expect(long).toMatchObject({
    ok: false,
    errors: [{ row: 3, column: '', code: 'too-many-columns', value: 'Salute' }],
  })
  expect(readRegisterRow(cells(`${good};;`), plan, 3).ok).toBe(true)
})

test('of cells beyond the headings only the first that holds something is looked at, and of headings the beginning', () => {
  let looked = 0
  const counted = (text: string): Cell => ({
    kind: 'text',
    get text() {
      looked += 1
      return text
    },
  })
  const plan = planOf('Data contatto')
  const row = [
    ...cells('02/01/2025;'),
    counted('\u0000'),
    ...Array.from({ length: 198 }, () => counted('é '.repeat(16_000))),
  ]
  expect(readRegisterRow(row, plan, 3)).toMatchObject({ errors: [{ value: 'é '.repeat(20) }] })
  expect(looked).toBeLessThan(5)
  expect(headingsOf(cells('é '.repeat(16_000)))).toEqual(['é '.repeat(100).trim()])
})

test('headings are found by their usual names, in Italian and English, below a title', () => {
  const rows = ['Registro contatti 2025', '', header, good].map(cells)
  const found = findHeader(rows, recognise)
  expect(found.index).toBe(2)
  expect(found.fields.filter((field) => field !== null)).toHaveLength(15)
  expect(recognise(['DATA', 'cognome ', 'Nazionalità', 'Preferenze'])).toEqual([
    'contactDate',
    'familyName',
    'citizenship',
    null,
  ])
  expect(columnProblems('contacts', recognise(['Contact date', 'Surname', 'Name', 'Gender']))).toEqual([])
})

test('headings that cannot be used say why', () => {
  expect(columnProblems('contacts', recognise(['uno', 'due']))).toMatchObject([
    { code: 'wrong-header' },
    { code: 'column-missing', fields: ['contactDate'] },
  ])
  expect(findHeader([], recognise)).toEqual({ index: 0, headings: [], fields: [] })
  expect(columnProblems('contacts', recognise(['Cognome', 'Nome', 'cognome']))).toEqual([
    { code: 'column-twice', field: 'familyName', columns: [0, 2] },
    { code: 'column-missing', fields: ['contactDate'] },
  ])
})

test('a row is known again by code, day and place, or by all of it when it has no code', () => {
  expect(rowKey(row({ Cognome: 'Altro' }))).toBe(rowKey(row()))
  expect(rowKey(row({ Codice: 'pua 0108', 'Data contatto': '5/5/25' }))).toBe(rowKey(row()))
  expect(rowKey(row({ 'Data contatto': '06/05/2025' }))).not.toBe(rowKey(row()))
  expect(rowKey(row({ 'Luogo / canale': 'Antenna' }))).not.toBe(rowKey(row()))
  expect(rowKey(row({ Codice: '', Cognome: 'HOSSAIN ' }))).toBe(rowKey(row({ Codice: '' })))
  expect(rowKey(row({ Codice: '', Cognome: 'Altro' }))).not.toBe(rowKey(row({ Codice: '' })))
})

test('every error of a row has a message in both languages', () => {
  for (const code of rowErrorCodes) {
    expect(it).toHaveProperty([`import.error.${code}`])
    expect(en).toHaveProperty([`import.error.${code}`])
  }
})
