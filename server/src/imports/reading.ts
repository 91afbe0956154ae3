import type { CivilDate } from '#model/calendar.ts'
import type { RegisterRow, RowError } from '#model/imports/register.ts'
import { type Columns, findHeader, headerWithin, type RegisterField } from '#model/imports/register-columns.ts'
import { readRegisterRow } from '#model/imports/register-row.ts'
import { SheetFailure, type SheetRow } from '../platform/sheet.ts'
import { rowsOfFile } from './register-file.ts'

/** Something of the whole file that keeps it from being read: a code, and the heading it is about. */
export class RegisterFailure extends Error {
  readonly reason: string
  readonly problems: { row: number; column: string; code: string }[]
  constructor(reason: string, problems: { row: number; column: string; code: string }[] = []) {
    super(reason)
    this.reason = reason
    this.problems = problems
  }
}

export type Reading = { number: number } & (
  | { row: RegisterRow; errors?: undefined }
  | { row?: undefined; errors: RowError[] }
)

/**
 * The rows of a register one after the other, each understood or with everything that is wrong with it. The first
 * `columns` event comes before any row. Throws RegisterFailure when the file as a whole cannot be read.
 */
export async function* readRegister(bytes: Buffer, today: CivilDate): AsyncGenerator<{ columns: Columns } | Reading> {
  const pending: SheetRow[] = []
  let columns: Columns | undefined
  try {
    for await (const row of rowsOfFile(inOne(bytes))) {
      if (columns) {
        yield readOne(row, columns, today)
        continue
      }
      pending.push(row)
      if (pending.length < headerWithin) continue
      columns = yield* begin(pending, today)
    }
    if (!columns) yield* begin(pending, today)
  } catch (error) {
    if (error instanceof SheetFailure) throw new RegisterFailure(error.code)
    throw error
  }
}

async function* inOne(bytes: Buffer) {
  yield bytes
}

/** Finds the headings among the first rows, and reads those that follow them. */
function* begin(rows: SheetRow[], today: CivilDate): Generator<{ columns: Columns } | Reading, Columns> {
  const { index, reading } = findHeader(rows.map((row) => row.cells))
  if (!reading.ok) {
    const row = rows[index]?.number ?? 1
    const problems = reading.problems.map((problem) => ({
      row,
      column: 'column' in problem ? problem.column : '',
      code: problem.code,
    }))
    throw new RegisterFailure(problems[0]?.code ?? 'wrong-header', problems)
  }
  yield { columns: reading.columns }
  for (const row of rows.slice(index + 1)) yield readOne(row, reading.columns, today)
  return reading.columns
}

function readOne(row: SheetRow, columns: Columns, today: CivilDate): Reading {
  const reading = readRegisterRow(row.cells, columns, row.number, today)
  return reading.ok ? { number: row.number, row: reading.row } : { number: row.number, errors: reading.errors }
}

/** Which heading was taken for which field. */
export function headingsOf(columns: Columns): { heading: string; field: string | null }[] {
  const fields = new Map(Object.entries(columns.at).map(([field, index]) => [index, field as RegisterField]))
  return columns.headings.map((heading, index) => ({ heading: heading.slice(0, 80), field: fields.get(index) ?? null }))
}
