import type { CivilDate } from '#model/calendar.ts'
import { fold } from '#model/codes/fold.ts'
import { type Cell, cellStart } from '#model/imports/cells.ts'
import {
  columnProblems,
  columnsFrom,
  type Fields,
  findHeader,
  headerWithin,
  headingsOf,
} from '#model/imports/columns.ts'
import type { ImportRun, ImportWord } from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
import type { RowReading } from '#model/imports/row-errors.ts'
import type { ReadingPlan, Words } from '#model/imports/row-reader.ts'
import { SheetFailure, type SheetRow } from '../platform/sheet.ts'
import { rowsOfFile } from '../platform/table-file.ts'

/** Something of the whole file that keeps it from being read: a code. */
export class RegisterFailure extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Where the headings are and what they mean, as far as somebody has said it. */
export type Choice = {
  /** As the spreadsheet numbers it; 0: there are none; `null`: it is looked for. */
  headingRow: number | null
  /** `null`: as they are recognised. */
  fields: Fields | null
  words: readonly ImportWord[]
}

/** What was found out about the table before its rows. */
export type Head = {
  headingRow: number
  headings: readonly string[]
  fields: Fields
  firstRows: { number: number; text: string }[]
  problems: ImportRun['problems']
}

/** One row of the table. `read` is absent while nobody has said which column is what. */
export type Line<R> = { number: number; cells: readonly Cell[]; read?: RowReading<R> }

type ReadRow<R> = (cells: readonly Cell[], plan: ReadingPlan, number: number) => RowReading<R>
type How<R> = { kind: ImportKind; read: ReadRow<R>; recognise: (headings: readonly string[]) => Fields; choice: Choice }

/**
 * The rows of a file one after the other, each understood or with everything that is wrong with it. The head comes before
 * any row. Throws RegisterFailure when the file as a whole cannot be read.
 */
export async function* readTable<R>(
  bytes: Buffer,
  today: CivilDate,
  how: How<R>,
): AsyncGenerator<{ head: Head } | Line<R>> {
  const pending: SheetRow[] = []
  let line: ((row: SheetRow) => Line<R>) | undefined
  try {
    for await (const row of rowsOfFile(inOne(bytes))) {
      if (line) {
        yield line(row)
        continue
      }
      pending.push(row)
      if (pending.length < headerWithin) continue
      line = yield* begin(pending, today, how)
    }
    if (!line) yield* begin(pending, today, how)
  } catch (error) {
    if (error instanceof SheetFailure) throw new RegisterFailure(error.code)
    throw error
  }
}

async function* inOne(bytes: Buffer) {
  yield bytes
}

/** Finds the headings among the first rows, and reads those that follow them. */
function* begin<R>(
  rows: SheetRow[],
  today: CivilDate,
  how: How<R>,
): Generator<{ head: Head } | Line<R>, (row: SheetRow) => Line<R>> {
  const { index, headings, fields: recognised } = headerOf(rows, how)
  const fields = how.choice.fields ?? recognised
  if (fields.length !== headings.length) throw new RegisterFailure('columns-changed')
  const problems = columnProblems(how.kind, fields) as ImportRun['problems']
  const firstRows = rows.map(({ number, cells }) => ({ number, text: textOf(cells) }))
  yield { head: { headingRow: rows[index]?.number ?? 0, headings, fields, firstRows, problems } }
  const plan = { columns: columnsFrom(headings, fields), words: wordsOf(how.choice.words), today }
  const line = ({ number, cells }: SheetRow): Line<R> => ({
    number,
    cells,
    ...(problems.length === 0 && { read: how.read(cells, plan, number) }),
  })
  for (const row of rows.slice(index + 1)) yield line(row)
  return line
}

function headerOf<R>(rows: SheetRow[], { choice: { headingRow }, recognise }: How<R>) {
  const cells = rows.map((row) => row.cells)
  if (headingRow === null) return findHeader(cells, recognise)
  if (headingRow === 0) {
    const widest = Math.max(0, ...cells.map((row) => headingsOf(row).length))
    const headings = Array.from({ length: widest }, () => '')
    return { index: -1, headings, fields: recognise(headings) }
  }
  const index = rows.findIndex((row) => row.number === headingRow)
  if (index < 0) throw new RegisterFailure('heading-row')
  const headings = headingsOf(cells[index] as Cell[])
  return { index, headings, fields: recognise(headings) }
}

const textOf = (cells: readonly Cell[]): string =>
  cells
    .map(cellStart)
    .filter((text) => text !== '')
    .join(' · ')
    .slice(0, 80)

/** What was said by hand, as the rows ask for it. */
function wordsOf(said: readonly ImportWord[]): Words {
  const words = new Map<string, Map<string, string>>()
  for (const { field, word, code } of said)
    if (code !== null) words.set(field, (words.get(field) ?? new Map()).set(fold(word), code))
  return words
}
