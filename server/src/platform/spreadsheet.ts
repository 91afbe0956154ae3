import writeXlsx, { type SheetData } from 'write-excel-file/node'
import type { WholeFile } from './file-answer.ts'

export type Value = string | number | null
export type Rows = Value[][]

/** A text that a spreadsheet would take for a formula is marked as text (CSV injection, ASVS 1.2.10). */
const harmless = (value: Value): Value =>
  typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value

function csvCell(value: Value): string {
  const text = value === null ? '' : String(harmless(value))
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** CSV as Italian spreadsheets open it: UTF-8 with mark, semicolons, CRLF. */
export const csvOf = (rows: Rows): Buffer =>
  Buffer.from(`\uFEFF${rows.map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`)

export async function xlsxOf(rows: Rows, sheet: string): Promise<Buffer> {
  const data = rows.map((row) =>
    row.map((value) =>
      value === null
        ? null
        : typeof value === 'number'
          ? { value, type: Number }
          : { value: String(harmless(value)), type: String },
    ),
  )
  return writeXlsx(data as SheetData, { sheet }).toBuffer()
}

/** Rows as a download. */
export async function fileOf(rows: Rows, as: 'csv' | 'xlsx', name: string, sheet: string): Promise<WholeFile> {
  if (as === 'csv') return { bytes: csvOf(rows), type: 'text/csv; charset=utf-8', name: `${name}.csv` }
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { bytes: await xlsxOf(rows, sheet), type, name: `${name}.xlsx` }
}
