import { readFile, rename, stat, writeFile } from 'node:fs/promises'

/** A file of the console's user, bounded: its bytes, or why not. */
export async function fileBytes(path: string, most: number): Promise<Buffer | 'missing' | 'large'> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return 'missing'
  return found.size > most ? 'large' : readFile(path)
}

/** Writes a small file whole or not at all, for its owner's eyes. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}.${process.pid}`
  await writeFile(half, text, { mode: 0o600, flush: true })
  await rename(half, path)
}
