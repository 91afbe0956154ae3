import { breathing } from './breath.ts'
import { csvRows } from './csv-rows.ts'
import { SheetFailure, type SheetLimits, type SheetRow, sheetLimits } from './sheet.ts'
import { sheetBytes } from './sheet-bytes.ts'
import { xlsxRows } from './xlsx-rows.ts'

/**
 * The rows of a register, CSV or XLSX as its bytes say (a name says nothing), one after the other. The file itself, at most
 * 25 MB, is held; what it unfolds to is not.
 * @param source path of a file, or its bytes as they arrive
 * @throws SheetFailure when the file as a whole cannot be read; rows may have been handed out before
 */
export async function* rowsOfFile(
  source: string | AsyncIterable<Uint8Array>,
  limits: SheetLimits = sheetLimits,
): AsyncGenerator<SheetRow> {
  const bytes = await sheetBytes(source, limits)
  let some = false
  const breathe = breathing()
  for await (const row of rowsOf(bytes, limits, breathe)) {
    await breathe()
    some = true
    yield row
  }
  if (!some) throw new SheetFailure('empty-file')
}

const zip = Buffer.from('PK\x03\x04', 'latin1')
const emptyZip = Buffer.from('PK\x05\x06', 'latin1')
/** Compound file of old Office: holds either a password-protected XLSX or a workbook of before 2007. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const otherKinds = ['%PDF-', '{\\rtf', '\x89PNG', '\xff\xd8\xff', 'GIF8', '\x1f\x8b', '<!DOCTYPE', '<html'].map(
  (start) => Buffer.from(start, 'latin1'),
)

function rowsOf(bytes: Buffer, limits: SheetLimits, breathe: () => Promise<void>): AsyncIterable<SheetRow> {
  const begins = (start: Buffer) => bytes.subarray(0, start.length).equals(start)
  if (bytes.length === 0) throw new SheetFailure('empty-file')
  if (begins(compound)) {
    const sealed = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new SheetFailure(sealed ? 'encrypted' : 'old-excel')
  }
  if (begins(zip) || begins(emptyZip)) return xlsxRows(bytes, limits)
  if (otherKinds.some(begins)) throw new SheetFailure('not-a-spreadsheet')
  return inTurns(csvRows(bytes, limits), breathe)
}

/** Twenty-five megabytes of blank lines give no row between which somebody else could come in. */
async function* inTurns(pieces: Iterable<SheetRow[]>, breathe: () => Promise<void>): AsyncGenerator<SheetRow> {
  for (const rows of pieces) {
    await breathe()
    yield* rows
  }
}
