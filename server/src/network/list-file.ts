import type { CivilDate } from '#model/calendar.ts'
import { entryOfHsds, type ReadEntry } from '#model/network/hsds-reading.ts'
import { nestedServices, type Records } from '#model/network/hsds-tables.ts'
import { columnsOfHead, entryOfRow } from '#model/network/sheet-reading.ts'
import { breathing } from '../platform/breath.ts'
import { type SheetCell, SheetFailure, type SheetLimits, sheetLimits } from '../platform/sheet.ts'
import { rowsOfFile } from '../platform/table-file.ts'
import { ZipParts } from '../platform/zip-parts.ts'

/** No list of services is longer: a region's has some hundreds. A table of a package has several rows for each of them. */
const limits: SheetLimits = {
  ...sheetLimits,
  file: 10 * 1024 * 1024,
  inflated: 30 * 1024 * 1024,
  characters: 30 * 1024 * 1024,
  rows: 10_000,
  columns: 60,
}
export const MOST_ENTRIES = 2_000
/** JSON is read in one go, in which nobody else is answered. */
const JSON_MOST = 4 * 1024 * 1024

export type ListFile = {
  kind: 'hsds' | 'hsds-package' | 'sheet'
  /** Headings of a sheet that are none of ours. */
  unknownColumns: string[]
  /** `row`: the place in the file that a person would look at, from 1. */
  entries: (ReadEntry & { row: number })[]
}

const textOf = (cell: SheetCell): string => {
  if (cell.kind === 'text' || cell.kind === 'number') return cell.text
  return cell.kind === 'date' ? cell.date : ''
}

async function* inPieces(bytes: Buffer) {
  yield bytes
}

async function linesOf(bytes: Buffer): Promise<{ number: number; cells: string[] }[]> {
  const lines: { number: number; cells: string[] }[] = []
  for await (const { number, cells } of rowsOfFile(inPieces(bytes), limits))
    lines.push({ number, cells: cells.map(textOf) })
  return lines
}

/** The columns of a CSV with a head that are asked for, as records. */
async function recordsOf(bytes: Buffer, fields: readonly string[]): Promise<Records> {
  if (bytes.length === 0) return []
  const [head, ...lines] = await linesOf(bytes)
  const places = fields.map((field) => [field, head?.cells.indexOf(field) ?? -1] as const)
  return lines.map(({ cells }) => Object.fromEntries(places.map(([field, at]) => [field, cells[at] ?? ''])))
}

/** A single service, a list of them, or a page of the standard's. */
function servicesOfJson(text: string): unknown[] {
  const whole: unknown = JSON.parse(text)
  if (Array.isArray(whole)) return whole
  const { contents, services } = (whole ?? {}) as { contents?: unknown; services?: unknown }
  if (Array.isArray(contents)) return contents
  return Array.isArray(services) ? services : [whole]
}

function bounded<T>(list: readonly T[]): readonly T[] {
  if (list.length > MOST_ENTRIES) throw new SheetFailure('too-many-rows')
  return list
}

async function ofStandard(services: readonly unknown[], first: number): Promise<ListFile['entries']> {
  const breathe = breathing()
  const entries: ListFile['entries'] = []
  for (const [at, raw] of bounded(services).entries()) {
    entries.push({ ...entryOfHsds(raw), row: at + first })
    await breathe()
  }
  return entries
}

/**
 * Entries of a file: HSDS as JSON or as a package of tables (zip), or a list of services as a spreadsheet.
 * @throws SheetFailure where the file as a whole cannot be read
 */
export async function entriesOfFile(bytes: Buffer, today: CivilDate): Promise<ListFile> {
  if (bytes.length > limits.file) throw new SheetFailure('too-large')
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const parts = await ZipParts.open(bytes, limits)
    if (parts.has('services.csv')) {
      const services = await nestedServices(
        async (path, fields) => recordsOf(await parts.whole(path), fields),
        MOST_ENTRIES,
      )
      if (services === 'too-many') throw new SheetFailure('too-many-rows')
      if (services === 'twice') throw new SheetFailure('not-a-spreadsheet')
      return { kind: 'hsds-package', unknownColumns: [], entries: await ofStandard(services, 2) }
    }
  }
  const text = bytes
    .subarray(0, 64)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (text.startsWith('{') || text.startsWith('[')) {
    if (bytes.length > JSON_MOST) throw new SheetFailure('too-large')
    try {
      const services = servicesOfJson(bytes.toString('utf8').replace(/^\uFEFF/, ''))
      return { kind: 'hsds', unknownColumns: [], entries: await ofStandard(services, 1) }
    } catch (cause) {
      throw cause instanceof SheetFailure ? cause : new SheetFailure('not-a-spreadsheet', { cause })
    }
  }
  const [head, ...lines] = await linesOf(bytes)
  const { columns, unknown } = columnsOfHead(head?.cells ?? [])
  const entries = bounded(lines).map(({ number, cells }) => ({ ...entryOfRow(columns, cells, today), row: number }))
  return { kind: 'sheet', unknownColumns: unknown, entries }
}
