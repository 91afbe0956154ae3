import { readFile, stat } from 'node:fs/promises'
import { SheetFailure, type SheetLimits } from './sheet.ts'

/** The bytes of a path or of a stream, if they are not more than the limit; a longer stream is left where it is. */
export async function sheetBytes(source: string | AsyncIterable<Uint8Array>, limits: SheetLimits): Promise<Buffer> {
  if (typeof source !== 'string') return gathered(source, limits)
  if ((await stat(source)).size > limits.file) throw new SheetFailure('too-large')
  return readFile(source)
}

async function gathered(source: AsyncIterable<Uint8Array>, limits: SheetLimits): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > limits.file) throw new SheetFailure('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
