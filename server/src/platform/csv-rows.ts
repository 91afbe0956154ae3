import { isBlank, type SheetCell, SheetFailure, type SheetLimits, type SheetRow, textCell } from './sheet.ts'

/** Bytes decoded at once. */
const slice = 64 * 1024

/**
 * Rows of a CSV file, piece by piece of the file: `;`, comma, tab or bar, whichever its beginning uses; UTF-8 with or without a mark, UTF-16 with one,
 * else Windows-1252 (what Excel writes in Italy); quotation marks, CRLF, LF or CR. Written by hand and not with a package
 * because a cell of ten megabytes must become an error of its row, and neither memory nor the end of the import.
 */
export function* csvRows(bytes: Uint8Array, limits: SheetLimits): Generator<SheetRow[]> {
  const { encoding, start } = encodingOf(bytes)
  const head = new TextDecoder(encoding).decode(bytes.subarray(start, start + slice))
  const rows = new CsvRows(delimiterOf(head), limits)
  const decoder = new TextDecoder(encoding)
  let first = true
  for (let at = start; at < bytes.length; at += slice) {
    let text = decoder.decode(bytes.subarray(at, at + slice), { stream: true })
    if (first) text = text.replace(/^sep=.\r?\n/i, '\n')
    first = false
    yield [...rows.read(text)]
  }
  yield [...rows.read(decoder.decode()), ...rows.end()]
}

/** Reads character by character, and remembers where it stands between two pieces of text. */
class CsvRows {
  readonly #delimiter: string
  readonly #limits: SheetLimits
  #number = 1
  #kept = 0
  #cells: SheetCell[] = []
  #cell = ''
  /** Whether the cell began with a quotation mark that is still open; 'closing' after a mark that may be one of two. */
  #quote: 'none' | 'open' | 'closing' = 'none'
  #started = false
  #afterReturn = false

  constructor(delimiter: string, limits: SheetLimits) {
    this.#delimiter = delimiter
    this.#limits = limits
  }

  *read(text: string): Generator<SheetRow> {
    for (let at = 0; at < text.length; at++) {
      const sign = text[at] as string
      const secondOfLineEnd = this.#afterReturn && sign === '\n'
      this.#afterReturn = false
      if (secondOfLineEnd) continue
      if (this.#quote === 'open') {
        if (sign === '"') this.#quote = 'closing'
        else this.#add(sign)
      } else if (sign === this.#delimiter) this.#endCell()
      else if (sign === '\n' || sign === '\r') {
        this.#afterReturn = sign === '\r'
        const row = this.#endRow()
        if (row) yield row
      } else if (sign === '"' && (this.#quote === 'closing' || !this.#started)) {
        // Two marks inside are one mark of the text; a mark at the start opens; elsewhere it is a letter like another.
        if (this.#quote === 'closing') this.#add(sign)
        this.#quote = 'open'
        this.#started = true
      } else this.#add(sign)
    }
  }

  *end(): Generator<SheetRow> {
    if (!this.#started && this.#cells.length === 0) return
    const row = this.#endRow()
    if (row) yield row
  }

  #add(sign: string): void {
    this.#started = true
    // One more than allowed is enough to know that it is too long.
    if (this.#cell.length <= this.#limits.cell) this.#cell += sign
  }

  #endCell(): void {
    if (this.#cells.length >= this.#limits.columns) throw new SheetFailure('too-wide')
    this.#cells.push(textCell(this.#cell, this.#limits))
    this.#cell = ''
    this.#started = false
    this.#quote = 'none'
  }

  #endRow(): SheetRow | undefined {
    this.#endCell()
    const row = { number: this.#number, cells: this.#cells }
    this.#number += 1
    this.#cells = []
    if (isBlank(row.cells)) return undefined
    this.#kept += 1
    if (this.#kept > this.#limits.rows) throw new SheetFailure('too-many-rows')
    return row
  }
}

function encodingOf(bytes: Uint8Array): { encoding: string; start: number } {
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', start: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', start: 2 }
  if (bytes.includes(0)) throw new SheetFailure('not-a-spreadsheet')
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', start: 3 }
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', start: 0 }
}

/** The whole file is looked at: the first accent may stand in its last line. */
function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += slice) decoder.decode(bytes.subarray(at, at + slice), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The sign that divides most cells at the beginning of the file, outside quotation marks. */
function delimiterOf(head: string): string {
  const said = /^sep=(.)\r?\n/i.exec(head)?.[1]
  if (said) return said
  const bare = head.replace(/"[^"]*"?/g, '')
  const counted = [';', ',', '\t', '|'].map((sign) => ({ sign, count: bare.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}
