import type { FileKind } from '#model/referrals/contract-files.ts'
import { SheetFailure, sheetLimits } from '../platform/sheet.ts'
import { ZipParts } from '../platform/zip-parts.ts'

export const contentTypes = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  txt: 'text/plain',
} as const satisfies Record<FileKind, string>

const beginnings: [FileKind, Buffer][] = [
  ['pdf', Buffer.from('%PDF-')],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
]
const zip = Buffer.from('PK\x03\x04')
const begins = (bytes: Buffer, with_: Buffer) => bytes.subarray(0, with_.length).equals(with_)

/** What a file is, by its bytes: its name may say anything. `null`: none of those that are taken. */
export async function kindOf(bytes: Buffer): Promise<FileKind | null> {
  const plain = beginnings.find(([, beginning]) => begins(bytes, beginning))
  if (plain) return plain[0]
  if (begins(bytes, zip)) return officeKind(bytes)
  return isText(bytes) ? 'txt' : null
}

/** A text document, and none with macros: a word processor would run them for whoever opens it. */
async function officeKind(bytes: Buffer): Promise<FileKind | null> {
  try {
    const parts = await ZipParts.open(bytes, sheetLimits)
    if (parts.has('word/document.xml')) return parts.has('word/vbaProject.bin') ? null : 'docx'
    return saysOdt(bytes) && !parts.has('Basic/script-lc.xml') ? 'odt' : null
  } catch (error) {
    if (error instanceof SheetFailure) return null
    throw error
  }
}

/** As the format has it: the first part is the type, as it stands and not packed, so that nothing is inflated to be told. */
function saysOdt(bytes: Buffer): boolean {
  const said = `mimetype${contentTypes.odt}`
  return (
    bytes.subarray(30, 30 + said.length).toString('latin1') === said &&
    bytes.readUInt32LE(22) === contentTypes.odt.length
  )
}

/** Letters of UTF-8 and nothing that steers a machine. */
function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text)
  } catch {
    return false
  }
}
