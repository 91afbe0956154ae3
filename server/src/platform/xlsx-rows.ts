import { isBlank, type SheetCell, SheetFailure, type SheetLimits, type SheetRow, textCell } from './sheet.ts'
import { dateOfSerial } from './xlsx-dates.ts'
import { firstVisibleSheet, sharedStrings, unescaped, type Workbook } from './xlsx-workbook.ts'
import { ZipParts } from './zip-parts.ts'

/**
 * Rows of the first visible sheet of an XLSX file (ECMA-376), as they are read. Rows are padded to the widest one before, as
 * the file leaves out empty cells at the end. Formulas give no value.
 */
export async function* xlsxRows(bytes: Buffer, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const parts = await ZipParts.open(bytes, limits)
  const book = await firstVisibleSheet(parts)
  const rows = new SheetRows(book, await sharedStrings(parts, book, limits), limits)
  for await (const _ of parts.pieces(book.sheet, rows)) yield* rows.ready()
}

type Pending = { column: number; type: string; style: number; value: string; formula: boolean }

/** Listens to the elements of a sheet and keeps the rows that are whole. */
class SheetRows {
  readonly #book: Workbook
  readonly #strings: readonly SheetCell[]
  readonly #limits: SheetLimits
  #rows: SheetRow[] = []
  #kept = 0
  #characters = 0
  #widest = 0
  #number = 0
  #cells: SheetCell[] = []
  #next = 0
  #cell: Pending | undefined
  #collect = false
  #phonetic = false

  constructor(book: Workbook, strings: readonly SheetCell[], limits: SheetLimits) {
    this.#book = book
    this.#strings = strings
    this.#limits = limits
  }

  *ready(): Generator<SheetRow> {
    const rows = this.#rows
    this.#rows = []
    yield* rows
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'row') {
      const said = Number(attribute('r'))
      this.#number = Number.isSafeInteger(said) && said > 0 ? said : this.#number + 1
      this.#cells = []
      this.#next = 0
    } else if (name === 'c') {
      const column = columnOf(attribute('r')) ?? this.#next
      this.#next = column + 1
      const style = Number(attribute('s') ?? 0)
      this.#cell = { column, type: attribute('t') ?? 'n', style, value: '', formula: false }
    } else if (name === 'f' && this.#cell) this.#cell.formula = true
    else if (name === 'rPh') this.#phonetic = true
    else if (name === 'v' || (name === 't' && !this.#phonetic)) this.#collect = true
  }

  text(text: string): void {
    const cell = this.#cell
    if (!this.#collect || !cell || cell.value.length > this.#limits.cell) return
    cell.value += text.slice(0, this.#limits.cell + 1)
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#collect = false
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
  }

  #endCell(): void {
    const pending = this.#cell
    this.#cell = undefined
    if (!pending) return
    const cell = this.#read(pending)
    // Formats are often set on whole rows, far to the right of the data: only what holds something counts.
    if (cell.kind === 'empty') return
    if (cell.kind === 'text') this.#characters += cell.text.length
    if (this.#characters > this.#limits.characters) throw new SheetFailure('zip-bomb')
    if (pending.column >= this.#limits.columns) throw new SheetFailure('too-wide')
    while (this.#cells.length < pending.column) this.#cells.push({ kind: 'empty' })
    this.#cells[pending.column] = cell
  }

  #endRow(): void {
    if (isBlank(this.#cells)) return
    this.#kept += 1
    if (this.#kept > this.#limits.rows) throw new SheetFailure('too-many-rows')
    this.#widest = Math.max(this.#widest, this.#cells.length)
    while (this.#cells.length < this.#widest) this.#cells.push({ kind: 'empty' })
    this.#rows.push({ number: this.#number, cells: this.#cells })
    this.#cells = []
  }

  #read({ type, style, value, formula }: Pending): SheetCell {
    if (formula) return { kind: 'formula' }
    if (type === 's') return this.#strings[Number(value)] ?? { kind: 'empty' }
    if (type === 'inlineStr' || type === 'str' || type === 'e') return textCell(unescaped(value), this.#limits)
    if (type === 'b') return { kind: 'text', text: value.trim() === '1' ? 'true' : 'false' }
    if (value.trim() === '') return { kind: 'empty' }
    if (type === 'd') return { kind: 'date', date: value.trim().slice(0, 10) }
    const number = Number(value)
    if (!Number.isFinite(number)) return textCell(value, this.#limits)
    const date = this.#book.dateStyles.has(style) ? dateOfSerial(number, this.#book.epoch1904) : undefined
    return date ? { kind: 'date', date } : { kind: 'number', text: digits(number) }
  }
}

/** 'AB12' is column 27. `undefined` when the cell does not say where it stands. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (!letters) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** Telephone numbers are stored as 3.279315304E9 by some programs. */
function digits(number: number): string {
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : String(number)
}
