import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imageType, keptImage, SIGNATURE_MOST, signatureProblem } from './signature.ts'

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const big = (number: number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]
const chunk = (name: string, bytes: number[] = []) => [...big(bytes.length), ...ascii(name), ...bytes, 0, 0, 0, 0]
const head = (width = 600, height = 200) => chunk('IHDR', [...big(width), ...big(height), 8, 0, 0, 0, 0])
const png = (...parts: number[][]) =>
  Uint8Array.from([0x89, ...ascii('PNG'), 13, 10, 26, 10, ...parts.flat(), ...chunk('IEND')])
const picture = png(head(), chunk('IDAT', [1, 2, 3]))

const wrong = (bytes: Uint8Array) => {
  const kept = keptImage(bytes)
  return 'wrong' in kept ? kept.wrong : null
}

const segment = (marker: number, bytes: number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes]
const frame = segment(0xc0, [8, 0, 200, 2, 88, 1])
const jpeg = (...parts: number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...parts.flat(), ...segment(0xda, [1]), 7, 7, 0xff, 0xd9])
const jfif = segment(0xe0, ascii('JFIF'))
const photo = jpeg(jfif, frame)

describe('an image of a signature', () => {
  test('is a PNG or a JPEG by its content', () => {
    expect([imageType(picture), wrong(picture)]).toEqual(['image/png', null])
    expect([imageType(photo), wrong(photo)]).toEqual(['image/jpeg', null])
  })

  test('is not what only begins like one, is cut short, or has something behind its end', () => {
    for (const bytes of [picture, photo]) {
      expect(wrong(bytes.slice(0, -1))).toBe('not-an-image')
      expect(wrong(Uint8Array.from([...bytes, 1]))).toBe('not-an-image')
    }
    expect(wrong(png(chunk('IDAT'), head()))).toBe('not-an-image')
    for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.7'])
      expect(wrong(Uint8Array.from(ascii(text)))).toBe('not-an-image')
  })

  test('is kept without what is beside the picture: no words, no place, no camera', () => {
    expect([keptImage(picture), keptImage(photo)]).toEqual([{ bytes: picture }, { bytes: photo }])
    for (const name of ['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'iDOT']) {
      const more = chunk(name, ascii('45.46N'))
      expect(keptImage(png(head(), more, chunk('IDAT', [1, 2, 3]), more)), name).toEqual({ bytes: picture })
    }
    for (const marker of [0xe1, 0xed, 0xfe])
      expect(keptImage(jpeg(jfif, segment(marker, ascii('Exif')), frame))).toEqual({ bytes: photo })
  })

  test('unfolds to no more than a screen of dots, and is no larger than a megabyte', () => {
    expect(wrong(png(head(4_001, 10), chunk('IDAT')))).toBe('too-large')
    expect(wrong(png(head(10, 0), chunk('IDAT')))).toBe('not-an-image')
    const heavy = png(head(), chunk('IDAT', new Array(SIGNATURE_MOST).fill(0)))
    expect(wrong(heavy)).toBe('too-large')
  })

  test('is told from any bytes without a mishap, also where an image was changed', () => {
    const changed = fc.tuple(fc.constantFrom(picture, photo), fc.nat(60), fc.nat(255)).map(([bytes, at, byte]) => {
      const copy = Uint8Array.from(bytes)
      copy[at % copy.length] = byte
      return copy
    })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), (bytes) => {
        if (imageType(bytes) === null) expect(wrong(bytes)).toBe('not-an-image')
      }),
    )
  })
})

test('what was signed may have an image, what was signed on the screen must, and what was spoken has none', () => {
  const image = { kind: 'drawn' as const, image: 'AAAA' }
  expect(signatureProblem('signed-paper', null)).toBeNull()
  expect(signatureProblem('signed-paper', image)).toBeNull()
  expect(signatureProblem('signed-screen', null)).toBe('missing')
  expect(signatureProblem('signed-screen', image)).toBeNull()
  expect(signatureProblem('spoken', image)).toBe('not-expected')
  expect(signatureProblem(null, image)).toBe('not-expected')
})
