import { expect, test } from 'vitest'
import { type SheetFailure, type SheetLimits, type SheetRow, sheetLimits } from './sheet.ts'
import { dateOfSerial, isDateFormat } from './xlsx-dates.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { workbookParts, zipOf } from './xlsx-testing.ts'

async function rows(bytes: Buffer, limits: Partial<SheetLimits> = {}): Promise<SheetRow[]> {
  const found: SheetRow[] = []
  for await (const row of xlsxRows(bytes, { ...sheetLimits, ...limits })) found.push(row)
  return found
}

const failure = (bytes: Buffer, limits: Partial<SheetLimits> = {}) =>
  rows(bytes, limits).then(
    () => 'read',
    (error: SheetFailure) => error.code ?? error,
  )

const sheet2 = 'xl/worksheets/sheet2.xml'
const row = (cells: string, number = 1) => `<row r="${number}">${cells}</row>`

test('cells of every kind, on the first sheet that is not hidden', async () => {
  const sheet =
    row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="G1" t="str"><v>Note</v></c>') +
    row('<c r="A2" s="1"/>', 2) +
    row(
      '<c r="A4" s="1"><v>45784</v></c><c r="B4" s="2"><v>45784.75</v></c><c s="3"><v>7</v></c>' +
        '<c r="D4"><v>3.279315304E9</v></c><c r="E4" t="inlineStr"><is><r><t>Sì &amp; </t></r><r><t>no</t></r></is></c>' +
        '<c r="F4"><f>SUM(A1:A3)</f><v>12</v></c>',
      4,
    )
  expect(await rows(zipOf(workbookParts(sheet)))).toEqual([
    {
      number: 1,
      cells: [
        { kind: 'text', text: 'Codice' },
        { kind: 'text', text: 'Data contatto' },
        ...Array(4).fill({ kind: 'empty' }),
        { kind: 'text', text: 'Note' },
      ],
    },
    {
      number: 4,
      cells: [
        { kind: 'date', date: '2025-05-07' },
        { kind: 'date', date: '2025-05-07' },
        { kind: 'number', text: '7' },
        { kind: 'number', text: '3279315304' },
        { kind: 'text', text: 'Sì & no' },
        { kind: 'formula' },
        { kind: 'empty' },
      ],
    },
  ])
})

test('both date systems, and the day that never was', async () => {
  const [first] = await rows(zipOf(workbookParts(row('<c r="A1" s="1"><v>44322</v></c>'), { date1904: true })))
  expect(first?.cells).toEqual([{ kind: 'date', date: '2025-05-07' }])
  expect([1, 59, 60, 61, 45784].map((serial) => dateOfSerial(serial, false))).toEqual([
    '1900-01-01',
    '1900-02-28',
    undefined,
    '1900-03-01',
    '2025-05-07',
  ])
  expect(dateOfSerial(0, true)).toBe('1904-01-01')
  expect([dateOfSerial(-1, false), dateOfSerial(9e9, false)]).toEqual([undefined, undefined])
  expect(
    ['dd/mm/yyyy', '[$-410]d mmmm yyyy;@', 'General', '0.00', 'h:mm', '"day" 0', '[Red]0'].map((code) =>
      isDateFormat(164, code),
    ),
  ).toEqual([true, true, false, false, false, false, false])
})

test('a cell of ten megabytes is too long for its row, and the rows after it are read', async () => {
  const long = `<c r="A1" t="inlineStr"><is><t>${'&amp;abc'.repeat(1_250_000)}</t></is></c>`
  const found = await rows(zipOf(workbookParts(row(long) + row('<c r="A2"><v>1</v></c>', 2))))
  expect(found.map((one) => one.cells[0]?.kind)).toEqual(['too-long', 'number'])
  expect(JSON.stringify(found[0]).length).toBeLessThan(1_000)
  const strings = `<sst><si><t>${'x'.repeat(10_000_000)}</t></si></sst>`
  const shared = await rows(zipOf(workbookParts(row('<c r="A1" t="s"><v>0</v></c>'), { strings })))
  expect(shared[0]?.cells[0]?.kind).toBe('too-long')
})

test('a zip bomb is stopped by what its directory says, and by what comes out of it', async () => {
  const parts = workbookParts(Buffer.alloc(60 * 1024 * 1024, row('<c r="A1"/>')))
  expect(await failure(zipOf(parts), { inflated: 50 * 1024 * 1024 })).toBe('zip-bomb')
  const lying = zipOf(parts, { [sheet2]: { uncompressedSize: 1_000 } })
  expect(['zip-bomb', 'not-a-spreadsheet']).toContain(await failure(lying, { inflated: 50 * 1024 * 1024 }))
})

test.each([
  ['an entity that calls itself', '<!DOCTYPE x [<!ENTITY a "&a;&a;">]>'],
  ['a comment without end', `<!-- ${'> '.repeat(1_000_000)}`],
  ['CDATA', '<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>'],
  ['elements inside elements', '<a>'.repeat(1_000_000)],
  ['an attribute without end', `<c r="${'a'.repeat(2_000_000)}"/>`],
  ['broken XML', '<row r="1"><c></row>'],
  ['an entity that nobody declared', '<row r="1"><c r="A1" t="str"><v>&boom;</v></c></row>'],
])('%s is refused', async (_, sheet) => {
  expect(await failure(zipOf(workbookParts(sheet)))).toBe('not-a-spreadsheet')
})

test('bounds on rows and columns; formats far to the right do not count', async () => {
  const three = [1, 2, 3].map((number) => row(`<c r="A${number}"><v>1</v></c>`, number)).join('')
  expect(await failure(zipOf(workbookParts(three)), { rows: 2 })).toBe('too-many-rows')
  expect(await failure(zipOf(workbookParts(row('<c r="XFD1"><v>1</v></c>'))))).toBe('too-wide')
  expect(await failure(zipOf(workbookParts(row('<c r="A1"><v>1</v></c><c r="XFD1" s="1"/>'))))).toBe('read')
})

test('zips that are no workbook', async () => {
  expect(await failure(zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }))).toBe('not-a-spreadsheet')
  expect(await failure(Buffer.from('PK\x03\x04 and nothing else'))).toBe('not-a-spreadsheet')
  const whole = zipOf(workbookParts(row('<c r="A1"><v>1</v></c>')))
  expect(await failure(whole.subarray(0, whole.length - 30))).toBe('not-a-spreadsheet')
  const { [sheet2]: _, ...without } = workbookParts('')
  expect(await failure(zipOf(without))).toBe('not-a-spreadsheet')
})

test('a text that many cells point at counts once for each of them', async () => {
  const cells = (count: number) => row('<c t="s"><v>0</v></c>'.repeat(count))
  const file = (count: number) =>
    zipOf(workbookParts(cells(count), { strings: `<sst><si><t>${'é '.repeat(15_000)}</t></si></sst>` }))
  expect(await failure(file(10), { characters: 300_000 })).toBe('read')
  expect(await failure(file(11), { characters: 300_000 })).toBe('zip-bomb')
})
