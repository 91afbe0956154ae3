import { z } from 'zod'
import type { GivenWay } from '../codes/given-ways.ts'

/** An image of a signature (firma): drawn on the screen, or a photo or scan of the paper. */
export const SignatureKind = z.enum(['drawn', 'photo'])
export type SignatureKind = z.infer<typeof SignatureKind>

/** Bytes of an image at most, and dots of a side: a small file may unfold to much more than a browser holds. */
export const SIGNATURE_MOST = 1024 * 1024
const SIDE_MOST = 4_000

export const NewSignature = z.strictObject({
  kind: SignatureKind,
  image: z
    .base64()
    .min(1)
    .max(4 * Math.ceil(SIGNATURE_MOST / 3)),
})
export type NewSignature = z.infer<typeof NewSignature>

export const isSigned = (how: GivenWay | null): boolean => how === 'signed-paper' || how === 'signed-screen'

/** What is wrong with an image beside a ground that was given in a way, or with none beside it. */
export function signatureProblem(how: GivenWay | null, signature: NewSignature | null): string | null {
  if (signature === null) return how === 'signed-screen' ? 'missing' : null
  return isSigned(how) ? null : 'not-expected'
}

export type ImageType = 'image/png' | 'image/jpeg'
type Piece = readonly [from: number, to: number]
/** `draws`: the pieces of the file that make the picture. */
type Read = { type: ImageType; width: number; height: number; draws: Piece[] }

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Parts that draw. The others hold words, days, the camera and where a photo was taken: they are not kept. */
const PNG_DRAWS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs']
const JPEG_DRAWS = [0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd, 0xe0, 0xe2, 0xee]
const JPEG_FRAMES = [0xc0, 0xc1, 0xc2]
const [SCAN, END] = [0xda, 0xd9]

function readPng(view: DataView): Read | null {
  const draws: Piece[] = [[0, PNG.length]]
  let at = PNG.length
  let [first, last] = ['', '']
  while (at + 12 <= view.byteLength && last !== 'IEND') {
    const end = at + 12 + view.getUint32(at)
    last = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)))
    first ||= last
    if (PNG_DRAWS.includes(last)) draws.push([at, end])
    at = end
  }
  if (first !== 'IHDR' || last !== 'IEND' || at !== view.byteLength || view.byteLength < 45) return null
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20), draws }
}

function readJpeg(view: DataView): Read | null {
  const draws: Piece[] = [[0, 2]]
  let [at, width, height] = [2, 0, 0]
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff && view.getUint8(at + 1) !== SCAN) {
    const marker = view.getUint8(at + 1)
    const end = at + 2 + view.getUint16(at + 2)
    if (JPEG_FRAMES.includes(marker) && at + 9 <= view.byteLength) {
      height = view.getUint16(at + 5)
      width = view.getUint16(at + 7)
    }
    if (JPEG_DRAWS.includes(marker)) draws.push([at, end])
    at = end
  }
  const isScan = at + 2 <= view.byteLength && view.getUint16(at) === 0xff00 + SCAN
  if (!isScan || view.getUint16(view.byteLength - 2) !== 0xff00 + END) return null
  return { type: 'image/jpeg', width, height, draws: [...draws, [at, view.byteLength]] }
}

function readImage(bytes: Uint8Array): Read | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (PNG.every((byte, at) => bytes[at] === byte)) return readPng(view)
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(view) : null
}

/** What an image is, told by its content and by nothing that was said of it; `null` where it is none that is kept. */
export const imageType = (bytes: Uint8Array): ImageType | null => readImage(bytes)?.type ?? null

export type KeptImage = { bytes: Uint8Array } | { wrong: 'not-an-image' | 'too-large' }

/** An image as it is kept, the picture alone; or why it is not. Some browsers write words into what they draw. */
export function keptImage(bytes: Uint8Array): KeptImage {
  const read = readImage(bytes)
  if (!read || read.width === 0 || read.height === 0) return { wrong: 'not-an-image' }
  if (bytes.length > SIGNATURE_MOST || Math.max(read.width, read.height) > SIDE_MOST) return { wrong: 'too-large' }
  const kept = new Uint8Array(read.draws.reduce((sum, [from, to]) => sum + to - from, 0))
  let at = 0
  for (const [from, to] of read.draws) {
    kept.set(bytes.subarray(from, to), at)
    at += to - from
  }
  return { bytes: kept }
}
