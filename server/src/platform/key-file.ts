import { createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { MasterKeys } from './vault.ts'

const KeyFile = z.strictObject({
  current: z.string().min(1).max(40),
  keys: z.record(
    z.string().min(1).max(40),
    z.base64().refine((text) => Buffer.from(text, 'base64').length === 32),
  ),
})

/** Why a key file cannot be used, in one sentence for the person at the console. */
export class KeyFileError extends Error {}

/** Reads `{ "current": "k1", "keys": { "k1": "<32 bytes, base64>" } }`. Throws KeyFileError. */
export function readKeyFile(path: string): MasterKeys {
  if (!existsSync(path)) throw new KeyFileError(`the key file ${path} does not exist`)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new KeyFileError(`the key file ${path} is not readable JSON`)
  }
  const parsed = KeyFile.safeParse(content)
  if (!parsed.success)
    throw new KeyFileError(`the key file ${path} must hold "current" and "keys" (32 bytes each, base64)`)
  const { current, keys } = parsed.data
  if (!(current in keys))
    throw new KeyFileError(`the key file ${path} names "${current}" as current but does not hold it`)
  return {
    current,
    keys: new Map(Object.entries(keys).map(([id, text]) => [id, createSecretKey(Buffer.from(text, 'base64'))])),
  }
}

/** Makes a key file with one fresh key unless there is one; written whole or not at all. */
export function ensureKeyFile(path: string): MasterKeys {
  if (!existsSync(path)) {
    const half = `${path}.${process.pid}`
    const keys = { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }
    writeFileSync(half, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(half, path)
    } catch {
      // Another start was first: its key is the key.
    }
    rmSync(half)
  }
  return readKeyFile(path)
}
