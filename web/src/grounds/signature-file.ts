import { imageType, SIGNATURE_MOST } from '#model/grounds/signature.ts'

/** A photo of a camera is larger than what is kept of it. */
export const FILE_MOST = 25 * 1024 * 1024
const SIDES = [1_600, 1_200, 900, 600]
const QUALITY = 0.85

/** A file that somebody chose, as base64 of a JPEG that is small enough: drawn anew, so that only the picture stays. `null`: it is no PNG or JPEG. */
export async function imageOfFile(file: File): Promise<string | null> {
  if (file.size > FILE_MOST || imageType(new Uint8Array(await file.arrayBuffer())) === null) return null
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  for (const side of SIDES) {
    const image = drawn(picture, Math.min(1, side / Math.max(picture.width, picture.height)))
    if ((image.length * 3) / 4 <= SIGNATURE_MOST) return image
  }
  return null
}

function drawn(picture: ImageBitmap, scale: number): string {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return ''
  // What is transparent becomes paper.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', QUALITY).split(',')[1] ?? ''
}
