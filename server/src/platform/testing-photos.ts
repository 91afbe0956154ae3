import { crc32 } from 'node:zlib'

/** An EXIF block that says which side is up, and something that nobody must read. */
export function tiffWith(side: number, secret: string, little = false): Buffer {
  const head = Buffer.alloc(8 + 2 + 2 * 12 + 4)
  const two = (at: number, value: number) => (little ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at))
  const four = (at: number, value: number) => (little ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at))
  head.write(little ? 'II' : 'MM', 0, 'latin1')
  two(2, 42)
  four(4, 8)
  two(8, 2)
  two(10, 0x010e)
  two(12, 2)
  four(14, secret.length)
  four(18, head.length)
  two(22, 0x0112)
  two(24, 3)
  four(26, 1)
  two(30, side)
  return Buffer.concat([head, Buffer.from(secret)])
}

const segment = (marker: number, body: Buffer): Buffer => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  return Buffer.concat([Buffer.from([0xff, marker]), length, body])
}

/** A JPEG in its parts: no lines that could be drawn, but every kind of part in its order. */
export function jpegWith({
  exif,
  more = '',
  scan = Buffer.from([1]),
  scans = 1,
  behind = '',
}: {
  exif?: Buffer
  more?: string
  scan?: Buffer
  scans?: number
  behind?: string
}): Buffer {
  const table = segment(0xc4, Buffer.from([0, 1]))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    ...(exif ? [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif]))] : []),
    ...(more
      ? [
          segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${more}`)),
          segment(0xe2, Buffer.from(`MPF\0${more}`)),
          segment(0xed, Buffer.from(more)),
          segment(0xfe, Buffer.from(more, 'utf16le')),
        ]
      : []),
    segment(0xdb, Buffer.from([0, 1])),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    ...Array.from({ length: scans }, () => [table, segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), scan]).flat(),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(behind),
  ])
}

const chunk = (type: string, body: Buffer): Buffer => {
  const whole = Buffer.alloc(12 + body.length)
  whole.writeUInt32BE(body.length)
  whole.write(type, 4, 'latin1')
  body.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}

/** A PNG of one point, or of the lines that are given, packed. */
export function pngWith({
  texts = '',
  exif,
  lines = Buffer.from([0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0]),
  behind = '',
}: {
  texts?: string
  exif?: Buffer
  lines?: Buffer
  behind?: string
}): Buffer {
  const beside = ['tEXt', 'iTXt', 'zTXt', 'tIME', 'iCCP'].map((type) => chunk(type, Buffer.from(texts)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    ...(texts ? beside : []),
    ...(exif ? [chunk('eXIf', exif)] : []),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(behind),
  ])
}

const piece = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** A WebP in its parts, with transparency in its head. */
export function webpWith({ exif, xmp, profile }: { exif?: Buffer; xmp?: string; profile?: string }): Buffer {
  const flags = 0x10 | (profile ? 0x20 : 0) | (exif ? 0x08 : 0) | (xmp ? 0x04 : 0)
  const pieces = Buffer.concat([
    Buffer.from('WEBP'),
    piece('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    ...(profile ? [piece('ICCP', Buffer.from(profile))] : []),
    piece('VP8 ', Buffer.from('lines')),
    ...(exif ? [piece('EXIF', exif)] : []),
    ...(xmp ? [piece('XMP ', Buffer.from(xmp))] : []),
  ])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(pieces.length, 4)
  return Buffer.concat([head, pieces])
}
