/** One cell of a table file: what the file itself says that it is. */
export type SheetCell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** `text`: the number in full digits, as a person would type it. */
  | { kind: 'number'; text: string }
  /** 'YYYY-MM-DD'; a time of day is dropped. */
  | { kind: 'date'; date: string }
  /** The stored result of a formula is not handed on. */
  | { kind: 'formula' }
  /** Longer than `cell` characters; the rest was thrown away while reading. */
  | { kind: 'too-long'; start: string }

/** A row that is not blank. `number` is what a spreadsheet program shows in its margin, from 1. */
export type SheetRow = { number: number; cells: SheetCell[] }

export type SheetLimits = {
  /** Bytes of the file as it came. */
  file: number
  /** Bytes of everything in a zip, once inflated. */
  inflated: number
  /** Characters of all cells together: a shared text counts wherever a cell points at it. */
  characters: number
  /** Characters of a cell: what Excel can hold. */
  cell: number
  /** Rows that are not blank. */
  rows: number
  columns: number
}

export const sheetLimits: SheetLimits = {
  file: 25 * 1024 * 1024,
  inflated: 300 * 1024 * 1024,
  characters: 300 * 1024 * 1024,
  cell: 32_767,
  rows: 200_000,
  columns: 200,
}

export type SheetFailureCode =
  | 'not-a-spreadsheet'
  | 'empty-file'
  | 'encrypted'
  | 'old-excel'
  | 'too-large'
  | 'zip-bomb'
  | 'too-many-rows'
  | 'too-wide'

/** The whole file cannot be read, and why. The codes are messages of the subject; nothing of the content is in it. */
export class SheetFailure extends Error {
  readonly code: SheetFailureCode

  constructor(code: SheetFailureCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'SheetFailure'
    this.code = code
  }
}

/** A text of a cell, cut when it is too long. Blanks around it are kept: the reader of the table decides. */
export function textCell(text: string, limits: SheetLimits): SheetCell {
  if (text.length > limits.cell) return { kind: 'too-long', start: text.slice(0, 200) }
  return text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text }
}

export function isBlank(cells: readonly SheetCell[]): boolean {
  return cells.every((cell) => cell.kind === 'empty')
}
