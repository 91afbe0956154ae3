import { fold } from '../codes/fold.ts'
import { type Cell, cellStart } from './cells.ts'
import { fieldOfHeading, type ImportField, type ImportKind, neededFields } from './fields.ts'

export type Columns = {
  /** Index in a row, from 0, of each field that has a column. */
  at: Partial<Record<ImportField, number>>
  /** Every heading as it stands in the file, by index; empty where there is none. */
  headings: readonly string[]
}

/** What each column is taken for, by index; `null`: it is not read. */
export type Fields = readonly (ImportField | null)[]

export type ColumnProblem =
  /** Nothing was recognised. */
  | { code: 'wrong-header' }
  /** None of these fields has a column, and one must. */
  | { code: 'column-missing'; fields: readonly ImportField[] }
  /** Several columns, by index, are taken for one field. */
  | { code: 'column-twice'; field: ImportField; columns: readonly number[] }

/** A row of headings as texts; blank cells behind the last one are no columns. */
export function headingsOf(cells: readonly Cell[]): string[] {
  const texts = cells.map((cell) => cellStart(cell).replace(/\s+/g, ' '))
  while (texts.at(-1) === '') texts.pop()
  return texts
}

/** What the headings mean by themselves. Two that mean the same both say so: which one counts is for a person to say. */
export const recogniseColumns = (kind: ImportKind, headings: readonly string[]): Fields =>
  headings.map((text) => fieldOfHeading(kind, text) ?? null)

/** What keeps a file from being imported with these columns. */
export function columnProblems(kind: ImportKind, fields: Fields): ColumnProblem[] {
  const problems: ColumnProblem[] = fields.every((field) => field === null) ? [{ code: 'wrong-header' }] : []
  for (const field of new Set(fields)) {
    const columns = fields.flatMap((other, index) => (field !== null && other === field ? [index] : []))
    if (field !== null && columns.length > 1) problems.push({ code: 'column-twice', field, columns })
  }
  for (const group of neededFields[kind])
    if (!group.some((field) => fields.includes(field))) problems.push({ code: 'column-missing', fields: group })
  return problems
}

export const columnsFrom = (headings: readonly string[], fields: Fields): Columns => ({
  at: Object.fromEntries(fields.flatMap((field, index) => (field === null ? [] : [[field, index]]))),
  headings,
})

/** By what a heading is known again: its words, and which of those alike it is. Nothing for a column without a heading. */
export function headingKeys(headings: readonly string[]): (string | null)[] {
  const seen = new Map<string, number>()
  return headings.map((text) => {
    const word = fold(text.slice(0, 80))
    if (word === '') return null
    seen.set(word, (seen.get(word) ?? 0) + 1)
    return JSON.stringify([word, seen.get(word)])
  })
}

export const headerWithin = 10

/**
 * Finds the headings among the first rows of a file, where a title often stands above them: the row, of the first ten, in
 * which most cells are known. `index` counts the rows given, from 0; when nothing is recognised it is 0.
 */
export function findHeader(
  rows: readonly (readonly Cell[])[],
  recognise: (headings: readonly string[]) => Fields,
): { index: number; headings: string[]; fields: Fields } {
  let best = { index: 0, known: 0 }
  for (const [index, row] of rows.slice(0, headerWithin).entries()) {
    const known = new Set(recognise(headingsOf(row)).filter((field) => field)).size
    if (known > best.known) best = { index, known }
  }
  const headings = headingsOf(rows[best.index] ?? [])
  return { index: best.index, headings, fields: recognise(headings) }
}
