import { expect, test } from 'vitest'
import { csvRows } from './csv-rows.ts'
import { type SheetFailure, sheetLimits } from './sheet.ts'

const rows = (bytes: Uint8Array | string, limits = {}) =>
  [...csvRows(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { ...sheetLimits, ...limits })]
    .flat()
    .map((row) => ({
      number: row.number,
      cells: row.cells.map((cell) => (cell.kind === 'text' ? cell.text : cell.kind)),
    }))
const texts = (bytes: Uint8Array | string) => rows(bytes).map((row) => row.cells)

test('semicolons, commas, tabs and a said separator', () => {
  expect(texts('a;b,c;d\n1;2;3')).toEqual([
    ['a', 'b,c', 'd'],
    ['1', '2', '3'],
  ])
  expect(texts('a,"b;c;e;f",d\n1,2,3')).toEqual([
    ['a', 'b;c;e;f', 'd'],
    ['1', '2', '3'],
  ])
  expect(texts('a\tb\n1\t2\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(rows('sep=|\r\na|b;c;d;e\r\n')).toEqual([{ number: 2, cells: ['a', 'b;c;d;e'] }])
})

test('quotation marks hold separators, marks and line breaks; inside a word they are letters', () => {
  expect(texts('a;"b ""c"" ; d";"e\r\nf"\r\n6" tubo;x;y')).toEqual([
    ['a', 'b "c" ; d', 'e\r\nf'],
    ['6" tubo', 'x', 'y'],
  ])
})

test('every line end, rows numbered as a spreadsheet does, blank rows left out', () => {
  expect(rows('a;b\r\n\r\n;;\r\nc;\r\n')).toEqual([
    { number: 1, cells: ['a', 'b'] },
    { number: 4, cells: ['c', 'empty'] },
  ])
  expect(texts('a;b\rc;d\r')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('UTF-8 with and without mark, Windows-1252, UTF-16', () => {
  const text = 'Sì;Nazionalità;“x”\n'
  const cells = [['Sì', 'Nazionalità', '“x”']]
  expect(texts(`\ufeff${text}`)).toEqual(cells)
  expect(texts(text)).toEqual(cells)
  expect(texts(Buffer.from('S\xec;Nazionalit\xe0;\x93x\x94\n', 'latin1'))).toEqual(cells)
  expect(texts(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(cells)
})

test('an accent cut in two by the reading, and one in the last line only', () => {
  const long = `${'a'.repeat(64 * 1024 - 1)}à;b`
  expect(rows(long, { cell: 100_000 })[0]?.cells[0]).toHaveLength(64 * 1024)
  expect(texts(Buffer.from(`${'riga;x\n'.repeat(50_000)}S\xec;y`, 'latin1')).at(-1)).toEqual(['Sì', 'y'])
})

test('a cell of ten megabytes is too long for its row, and the rows after it are read', () => {
  expect(texts(`a;${'x'.repeat(10_000_000)};b\nc;d;e\n`)).toEqual([
    ['a', 'too-long', 'b'],
    ['c', 'd', 'e'],
  ])
})

test('bounds on rows and columns, and bytes that are no text', () => {
  const code = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return (error as SheetFailure).code
    }
    return 'read'
  }
  expect(code(() => rows('a\nb\nc', { rows: 2 }))).toBe('too-many-rows')
  expect(code(() => rows(';'.repeat(500)))).toBe('too-wide')
  expect(code(() => rows(Buffer.from([1, 2, 0, 4])))).toBe('not-a-spreadsheet')
})
