import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CivilDate } from '#model/calendar.ts'
import { columnsFrom, findHeader, recogniseColumns } from '#model/imports/columns.ts'
import { type RegisterRow, rowKey } from '#model/imports/register.ts'
import { readRegisterRow } from '#model/imports/register-row.ts'
import { type SheetFailure, type SheetRow, sheetLimits } from './sheet.ts'
import { rowsOfFile } from './table-file.ts'
import { workbookParts, zipOf } from './xlsx-testing.ts'

const today = CivilDate.parse('2026-01-15')
const seed = (name: string) => `${import.meta.dirname}/../../seeds/${name}`

async function registerOf(path: string): Promise<RegisterRow[]> {
  const rows: SheetRow[] = []
  for await (const row of rowsOfFile(path)) rows.push(row)
  const { index, headings, fields } = findHeader(
    rows.map((row) => row.cells),
    (texts) => recogniseColumns('contacts', texts),
  )
  const plan = { columns: columnsFrom(headings, fields), words: new Map(), today }
  return rows.slice(index + 1).map(({ cells, number }) => {
    const read = readRegisterRow(cells, plan, number)
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    return read.row
  })
}

/** Distinct persons by code: of a contact made later the later answer counts. */
function personsOf(rows: RegisterRow[]): RegisterRow[] {
  const inOrder = rows.toSorted((a, b) => a.contactDate.localeCompare(b.contactDate))
  return [...new Map(inOrder.map((row) => [row.code, row])).values()]
}

function countOf(rows: RegisterRow[], key: (row: RegisterRow) => string): Record<string, number> {
  const groups = Map.groupBy(rows, key)
  return Object.fromEntries([...groups].map(([name, members]) => [name, members.length]))
}

test('the CSV and the XLSX of the register are the same 166 contacts, without an error', async () => {
  const csv = await registerOf(seed('register-2025.csv'))
  const xlsx = await registerOf(seed('register-2025.xlsx'))
  expect(csv).toHaveLength(166)
  expect(xlsx).toEqual(csv)
  expect(xlsx.map(rowKey)).toEqual(csv.map(rowKey))
  expect(new Set(csv.map(rowKey)).size).toBe(166)
})

test('its totals are the published ones: 138 intercepted, 67 taken in charge', async () => {
  const rows = await registerOf(seed('register-2025.csv'))
  const persons = personsOf(rows)
  expect(persons).toHaveLength(138)
  expect(countOf(persons, (row) => row.sex)).toEqual({ M: 122, F: 16 })
  expect(countOf(persons, (row) => String(row.citizenships))).toEqual({
    BGD: 46,
    PAK: 31,
    EGY: 27,
    UKR: 10,
    MAR: 10,
    NGA: 8,
    ALB: 6,
  })
  const taken = new Set(rows.filter((row) => row.takenInCharge === 'yes').map((row) => row.code))
  expect(taken.size).toBe(67)
  expect(
    countOf(
      persons.filter((row) => taken.has(row.code)),
      (row) => row.sex,
    ),
  ).toEqual({ M: 55, F: 12 })
})

const failure = async (bytes: Buffer | string, limits = sheetLimits) => {
  try {
    for await (const _ of rowsOfFile(Readable.from([Buffer.from(bytes as string)]), limits));
  } catch (error) {
    return (error as SheetFailure).code
  }
  return 'read'
}

test('the kind of a file is told by its bytes, and what is none says so', async () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)])
  expect(await failure('Data contatto;Nome\n1/5/2025;x\n')).toBe('read')
  expect(await failure(zipOf(workbookParts('<row r="1"><c r="A1"><v>1</v></c></row>')))).toBe('read')
  expect(await failure('')).toBe('empty-file')
  expect(await failure(' \r\n;;;\r\n')).toBe('empty-file')
  expect(await failure(zipOf(workbookParts('')))).toBe('empty-file')
  expect(await failure('%PDF-1.7 …')).toBe('not-a-spreadsheet')
  expect(await failure(compound)).toBe('old-excel')
  expect(await failure(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted')
  expect(await failure('a;b\n', { ...sheetLimits, file: 3 })).toBe('too-large')
})

test('what is no compressed stream at all does not hang', async () => {
  const parts = workbookParts('<row r="1"><c r="A1"><v>1</v></c></row>')
  const bytes = zipOf(parts)
  const packed = deflateRawSync(Buffer.from(parts['xl/workbook.xml'] as string))
  bytes.fill(0xff, bytes.indexOf(packed), bytes.indexOf(packed) + packed.length)
  expect(await failure(bytes)).toBe('not-a-spreadsheet')
})

test('whoever else asks is answered while a file is read, also one of blank lines alone', async () => {
  let turns = 0
  let reading = true
  const count = () => {
    turns += 1
    if (reading) setImmediate(count)
  }
  const bytes = Buffer.alloc(24 * 1024 * 1024, ';\n')
  const read = failure(bytes)
  setImmediate(count)
  const code = await read
  reading = false
  expect(code).toBe('empty-file')
  expect(turns).toBeGreaterThan(1)
})

test('fifty thousand rows pass through without being gathered', async () => {
  const line = (at: number) =>
    `<row r="${at}">${'ABCDEFGHIJKLMNO'.replace(/./g, (letter) => `<c r="${letter}${at}" t="inlineStr"><is><t>${letter} ${at} testo</t></is></c>`)}</row>`
  const xlsx = zipOf(workbookParts(Array.from({ length: 50_000 }, (_, at) => line(at + 1)).join('')))
  const csv = Buffer.from(Array.from({ length: 50_000 }, (_, at) => `${at};01/05/2025;testo;`.repeat(5)).join('\r\n'))
  for (const bytes of [xlsx, csv]) {
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    let peak = 0
    let count = 0
    for await (const _ of rowsOfFile(Readable.from([bytes]))) {
      count += 1
      if (count % 5_000 === 0) {
        globalThis.gc?.()
        peak = Math.max(peak, process.memoryUsage().heapUsed - before)
      }
    }
    expect(count).toBe(50_000)
    // Gathered, these rows alone are well above 60 MB of objects.
    expect(peak).toBeLessThan(120 * 1024 * 1024)
  }
})
