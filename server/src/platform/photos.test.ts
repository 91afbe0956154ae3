import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { BadPhoto, barePhoto, type PhotoKind } from './photos.ts'
import { jpegWith, pngWith, tiffWith, webpWith } from './testing-photos.ts'

const bare = (kind: PhotoKind, bytes: Buffer) => Buffer.concat(barePhoto(kind, bytes))
/** What a phone writes beside a picture, and what must not be found any more. */
const secret = 'GPS 45.4642N 9.1900E'
const holds = (bytes: Buffer) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))

test('a JPEG loses place, device, comment, preview and what stands behind its end, and keeps its lines', () => {
  const scan = Buffer.from([0x11, 0xff, 0x00, 0x22, 0xff, 0xd0, 0x33])
  const photo = jpegWith({ exif: tiffWith(1, secret), more: secret, scan, behind: secret })
  expect(holds(photo)).toBe(true)
  const kept = bare('jpeg', photo)
  expect(holds(kept)).toBe(false)
  expect(kept.includes('Exif')).toBe(false)
  expect(kept.includes(scan)).toBe(true)
  expect(kept.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  expect(kept.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  // Nothing more is taken away from what is bare.
  expect(bare('jpeg', kept)).toEqual(kept)
})

test('a progressive JPEG keeps every scan, and the tables between them', () => {
  const photo = jpegWith({ exif: tiffWith(1, secret), scan: Buffer.from([1, 2]), scans: 3 })
  const kept = bare('jpeg', photo)
  const scans = (bytes: Buffer) => bytes.toString('latin1').split('\xff\xda').length - 1
  expect(scans(kept)).toBe(3)
  expect(holds(kept)).toBe(false)
})

test('which side is up stays, in either order of bytes, and alone', () => {
  for (const little of [true, false])
    for (const side of [2, 3, 6, 8]) {
      const kept = bare('jpeg', jpegWith({ exif: tiffWith(side, secret, little) }))
      expect(holds(kept)).toBe(false)
      const at = kept.indexOf('Exif\0\0')
      expect(kept.readUInt16BE(at + 6 + 18)).toBe(side)
      expect(bare('jpeg', kept)).toEqual(kept)
    }
  // What is none is none.
  for (const side of [0, 9, 300])
    expect(bare('jpeg', jpegWith({ exif: tiffWith(side, secret) })).includes('Exif')).toBe(false)
})

test('a PNG loses its texts, its hour and its EXIF, and keeps its lines', () => {
  const lines = deflateSync(Buffer.from([0, 255, 0, 0]))
  const photo = pngWith({ texts: secret, exif: tiffWith(6, secret), lines, behind: secret })
  expect(holds(photo)).toBe(true)
  const kept = bare('png', photo)
  expect(holds(kept)).toBe(false)
  for (const gone of ['tEXt', 'iTXt', 'zTXt', 'tIME', 'iCCP']) expect(kept.includes(gone)).toBe(false)
  expect(kept.includes(lines)).toBe(true)
  expect(kept.readUInt16BE(kept.indexOf('eXIf') + 4 + 18)).toBe(6)
  expect(bare('png', kept)).toEqual(kept)
})

test('a WebP loses EXIF, XMP and profile, its head says so, and its length is right', () => {
  const photo = webpWith({ exif: tiffWith(1, secret), xmp: secret, profile: secret })
  expect(holds(photo)).toBe(true)
  const kept = bare('webp', photo)
  expect(holds(kept)).toBe(false)
  expect(kept.readUInt32LE(4)).toBe(kept.length - 8)
  expect(kept.readUInt8(kept.indexOf('VP8X') + 8)).toBe(0x10)
  const turned = bare('webp', webpWith({ exif: tiffWith(6, secret) }))
  expect(holds(turned)).toBe(false)
  expect(turned.readUInt8(turned.indexOf('VP8X') + 8)).toBe(0x18)
  expect(turned.readUInt32LE(4)).toBe(turned.length - 8)
  expect(bare('webp', turned)).toEqual(turned)
})

test('what is cut, or is no picture at all, is told and not kept as it is', () => {
  const whole = { jpeg: jpegWith({}), png: pngWith({}), webp: webpWith({}) }
  for (const kind of ['jpeg', 'png', 'webp'] as const) {
    expect(() => bare(kind, whole[kind])).not.toThrow()
    for (let length = 12; length < whole[kind].length; length += 1)
      expect(() => bare(kind, whole[kind].subarray(0, length)), `${kind} ${length}`).toThrow(BadPhoto)
  }
})
