import { isUtf8 } from 'node:buffer'
import { SheetFailure, sheetLimits } from './sheet.ts'
import { ZipParts } from './zip-parts.ts'

export const contentTypes = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  txt: 'text/plain',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  webm: 'video/webm',
} as const
type Kind = keyof typeof contentTypes

const beginnings: [Kind, Buffer][] = [
  ['pdf', Buffer.from('%PDF-')],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['ogg', Buffer.from('OggS')],
  ['mp3', Buffer.from('ID3')],
]
const zip = Buffer.from('PK\x03\x04')
const matroska = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])
const begins = (bytes: Buffer, with_: Buffer) => bytes.subarray(0, with_.length).equals(with_)
const at = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1')

/** Film and sound as a phone makes them; of the many others none is known. */
const films = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'MSNV', 'M4V ']
const sounds = ['M4A ', 'M4B ']

/**
 * What a file is, by its bytes: its name may say anything. `null`: none of those that are taken. `whole` is asked for only where
 * the first part does not tell.
 */
export async function kindOf(head: Buffer, whole: () => Promise<Buffer> = async () => head): Promise<Kind | null> {
  const plain = kindOfHead(head)
  if (plain) return plain
  if (begins(head, zip)) return officeKind(await whole())
  return isText(await whole()) ? 'txt' : null
}

/** Whether so begins what may be taken: of a text only what is no text at once is refused. */
export const mayBegin = (head: Buffer): boolean => kindOfHead(head) !== null || begins(head, zip) || !steers(head)

function kindOfHead(head: Buffer): Kind | null {
  const plain = beginnings.find(([, beginning]) => begins(head, beginning))
  if (plain) return plain[0]
  if (at(head, 0, 4) === 'RIFF') return at(head, 8, 12) === 'WEBP' ? 'webp' : at(head, 8, 12) === 'WAVE' ? 'wav' : null
  if (at(head, 4, 8) === 'ftyp') {
    const brand = at(head, 8, 12)
    return sounds.includes(brand) ? 'm4a' : films.includes(brand) ? 'mp4' : null
  }
  if (begins(head, matroska)) return at(head, 0, 64).includes('\x42\x82\x84webm') ? 'webm' : null
  return isFrameOfMp3(head) ? 'mp3' : null
}

/** Layer III, with a rate and a frequency that there are. */
const isFrameOfMp3 = (head: Buffer): boolean =>
  head.length > 4 &&
  head[0] === 0xff &&
  ((head[1] as number) & 0xe6) === 0xe2 &&
  ![0x00, 0xf0].includes((head[2] as number) & 0xf0) &&
  ((head[2] as number) & 0x0c) !== 0x0c

/** A text document, and none with macros: a word processor would run them for whoever opens it. */
async function officeKind(bytes: Buffer): Promise<Kind | null> {
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

/** Letters of UTF-8 and nothing that steers a machine. Looked at as bytes: a text of it would be as large again. */
const isText = (bytes: Buffer): boolean => isUtf8(bytes) && !steers(bytes)

/** Signs for machines, but for those that part lines, pages and columns. In UTF-8 no letter has such a byte in it. */
function steers(bytes: Buffer): boolean {
  for (const byte of bytes)
    if (byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)) return true
  return false
}
