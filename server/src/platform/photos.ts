import { crc32 } from 'node:zlib'

/** A photo that is not made as its kind has it: nothing is known of what is in it. */
export class BadPhoto extends Error {}

export type PhotoKind = 'jpeg' | 'png' | 'webp'

/**
 * A photo without anything but the picture: no place, hour, device, author, preview or what else stands beside it; of all that, only
 * which side is up is kept. In pieces of the bytes that came: they are never there twice.
 */
export function barePhoto(kind: PhotoKind, bytes: Buffer): Buffer[] {
  try {
    return { jpeg: bareJpeg, png: barePng, webp: bareWebp }[kind](bytes)
  } catch (error) {
    throw error instanceof RangeError ? new BadPhoto() : error
  }
}

const exifHead = Buffer.from('Exif\0\0')

/** Which side is up, as EXIF has it; 1, as it stands, where it is not said. */
function sideUp(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const two = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const four = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  try {
    const first = four(4)
    for (let no = 0; no < Math.min(two(first), 200); no += 1) {
      const at = first + 2 + no * 12
      const said = two(at) === 0x0112 ? two(at + 8) : 1
      if (said > 1 && said <= 8) return said
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return 1
}

/** An EXIF block in which nothing else stands. */
const tiffOf = (side: number): Buffer =>
  Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, side, 0, 0, 0, 0, 0, 0])

/** Markers that the picture is made of: frames, tables, how often it begins anew. */
const isOfPicture = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || [0xdb, 0xdc, 0xdd, 0xde, 0xdf].includes(marker)

function bareJpeg(bytes: Buffer): Buffer[] {
  const kept: Buffer[] = []
  let side = 1
  let at = 2
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) throw new BadPhoto()
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    // What stands behind the end, such as a film of the moment before, is no part of the picture.
    if (marker === 0xd9) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end < at + 4 || end > bytes.length) throw new BadPhoto()
    const segment = bytes.subarray(at, end)
    const body = segment.subarray(4)
    if (marker === 0xe1 && body.subarray(0, 6).equals(exifHead)) side = sideUp(body.subarray(6))
    // How colours are meant stands in the one of Adobe; in that of JFIF a small picture may stand behind the first bytes.
    const isAdobe = marker === 0xee && body.toString('latin1', 0, 5) === 'Adobe'
    if (isOfPicture(marker) || isAdobe) kept.push(segment)
    at = end
    if (marker !== 0xda) continue
    kept.push(segment)
    const from = at
    at = endOfScan(bytes, at)
    kept.push(bytes.subarray(from, at))
  }
  if (kept.length === 0) throw new BadPhoto()
  const exif = Buffer.concat([exifHead, tiffOf(side)])
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return [bytes.subarray(0, 2), ...(side > 1 ? [head, exif] : []), ...kept, Buffer.from([0xff, 0xd9])]
}

/** Where the drawn lines end: at the next marker that is neither a byte 255 nor a new beginning of a line. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new BadPhoto()
}

/** Of a picture: what it is, its colours, what is seen through, and the pictures of one that moves. */
const chunksOfPng = [
  'IHDR',
  'PLTE',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'acTL',
  'fcTL',
  'fdAT',
  'IDAT',
  'IEND',
]

function barePng(bytes: Buffer): Buffer[] {
  const kept: Buffer[] = []
  let side = 1
  let type = ''
  for (let at = 8; type !== 'IEND'; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new BadPhoto()
    type = bytes.toString('latin1', at + 4, at + 8)
    if (type === 'eXIf') side = sideUp(bytes.subarray(at + 8, end - 4))
    if (chunksOfPng.includes(type)) kept.push(bytes.subarray(at, end))
    at = end
  }
  const [first, ...rest] = kept as [Buffer, ...Buffer[]]
  if (first.toString('latin1', 4, 8) !== 'IHDR' || rest.length < 2) throw new BadPhoto()
  return [bytes.subarray(0, 8), first, ...(side > 1 ? [chunkOfPng('eXIf', tiffOf(side))] : []), ...rest]
}

function chunkOfPng(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length)
  chunk.writeUInt32BE(body.length, 0)
  chunk.write(type, 4, 'latin1')
  body.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length)
  return chunk
}

const chunksOfWebp = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']
/** What the head says there is beside the picture: a colour profile, EXIF, XMP. */
const [PROFILE, EXIF, XMP] = [0x20, 0x08, 0x04]

function bareWebp(bytes: Buffer): Buffer[] {
  const whole = 8 + bytes.readUInt32LE(4)
  if (whole > bytes.length) throw new BadPhoto()
  const kept: Buffer[] = []
  let side = 1
  for (let at = 12; at + 8 <= whole; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > whole) throw new BadPhoto()
    const chunk = bytes.subarray(at, Math.min(end, whole))
    if (type === 'EXIF') side = sideUp(tiffIn(chunk.subarray(8)))
    if (chunksOfWebp.includes(type)) kept.push(chunk)
    at = end
  }
  if (kept.length === 0) throw new BadPhoto()
  const turned = side > 1 && kept[0]?.toString('latin1', 0, 4) === 'VP8X'
  const pieces = kept.map((chunk) => {
    if (chunk.toString('latin1', 0, 4) !== 'VP8X') return chunk
    const head = Buffer.from(chunk)
    head.writeUInt8((head.readUInt8(8) & ~(PROFILE | EXIF | XMP)) | (turned ? EXIF : 0), 8)
    return head
  })
  if (turned) pieces.push(chunkOfWebp('EXIF', tiffOf(side)))
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + pieces.reduce((sum, { length }) => sum + length, 0), 4)
  return [head, ...pieces]
}

/** Some programs put the head of a JPEG's block before it. */
const tiffIn = (exif: Buffer): Buffer => (exif.subarray(0, 6).equals(exifHead) ? exif.subarray(6) : exif)

function chunkOfWebp(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + body.length)
  chunk.write(type, 0, 'latin1')
  chunk.writeUInt32LE(body.length, 4)
  body.copy(chunk, 8)
  return chunk
}
