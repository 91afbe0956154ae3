import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** Master keys by id; the current one wraps new data keys, older ones still open theirs. */
export type MasterKeys = {
  current: string
  keys: ReadonlyMap<string, KeyObject>
  /** What is derived for no desk comes from it, whatever the current key is; without it, from the current key. */
  secret?: KeyObject | undefined
  /** The rotation that is under way. */
  rotating?: Rotation | undefined
  /** The file they stand in, and a way to read it again: a rotation writes a new key into it under a running server. */
  file?: string
  again?: () => MasterKeys
}

const Key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32)
const Name = z.string().min(1).max(40)
/** What a rotation that has begun is to do; absent when none is under way. */
export type Rotation = 'everything' | 'master-only'
const KeyFile = z.strictObject({
  current: Name,
  keys: z.record(Name, Key),
  secret: Key.optional(),
  rotating: z.enum(['everything', 'master-only']).optional(),
})
type KeyFile = z.infer<typeof KeyFile>

/** Why a key file cannot be used, in one sentence for the person at the console. */
export class KeyFileError extends Error {}

/** Others of the group may read (a service that shall not write it); nobody else may do anything. */
const STRANGERS = 0o027

/** Reads `{ "current": "k1", "keys": { "k1": "<32 bytes, base64>" }, "secret": "<32 bytes>" }`. Throws KeyFileError. */
function contentOf(path: string): KeyFile {
  if (!existsSync(path))
    throw new KeyFileError(
      `the key file ${path} does not exist: put it back from its own backup (or name another path)`,
    )
  let text: string
  try {
    if (statSync(path).mode & STRANGERS)
      throw new KeyFileError(`the key file ${path} can be read by others: chmod 600 ${path} (or 640, for a group)`)
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof KeyFileError) throw error
    throw new KeyFileError(`the key file ${path} cannot be read by this user (${(error as { code?: string }).code})`)
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new KeyFileError(`the key file ${path} is not whole (no JSON): put it back from its own backup`)
  }
  const parsed = KeyFile.safeParse(content)
  if (!parsed.success)
    throw new KeyFileError(`the key file ${path} must hold "current" and "keys" (32 bytes each, base64)`)
  if (!(parsed.data.current in parsed.data.keys))
    throw new KeyFileError(`the key file ${path} names "${parsed.data.current}" as current but does not hold it`)
  return parsed.data
}

const keyOf = (text: string) => createSecretKey(Buffer.from(text, 'base64'))

/** Throws KeyFileError. */
export function readKeyFile(path: string): MasterKeys {
  const { current, keys, secret, rotating } = contentOf(path)
  return {
    current,
    rotating,
    keys: new Map(Object.entries(keys).map(([id, text]) => [id, keyOf(text)])),
    secret: secret === undefined ? undefined : keyOf(secret),
    file: path,
    again: () => readKeyFile(path),
  }
}

const newKey = () => randomBytes(32).toString('base64')
const textOf = (content: KeyFile) => `${JSON.stringify(content, null, 2)}\n`

/** Makes a key file with one fresh key unless there is one; written whole or not at all. */
export function ensureKeyFile(path: string): MasterKeys {
  if (!existsSync(path)) {
    const half = `${path}.${process.pid}`
    writeFileSync(half, textOf({ current: 'k1', keys: { k1: newKey() }, secret: newKey() }), {
      mode: 0o600,
      flush: true,
    })
    try {
      linkSync(half, path)
    } catch {
      // Another start was first: its key is the key.
    }
    rmSync(half)
  }
  return readKeyFile(path)
}

/** Replaces the file whole or not at all, on disk before it answers; owner and rights stay as they were. */
function replace(path: string, content: KeyFile): MasterKeys {
  const real = realpathSync(path)
  const { uid, gid, mode } = statSync(real)
  const half = `${real}.new`
  try {
    rmSync(half, { force: true })
    writeFileSync(half, textOf(content), { mode: mode & 0o777, flag: 'wx', flush: true })
    if (process.getuid?.() === 0) chownSync(half, uid, gid)
    renameSync(half, real)
    const folder = openSync(dirname(real), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch (error) {
    throw new KeyFileError(
      `the key file ${path} cannot be written (${(error as { code?: string }).code}): run this as a user who may write in its folder`,
    )
  }
  return readKeyFile(path)
}

/**
 * Adds a fresh master key and makes it the current one. A file of before without a `secret` keeps what was derived from its
 * current key: drafts on devices stay readable.
 */
export function addMaster(path: string, rotating: Rotation): MasterKeys {
  const { current, keys, secret = keys[current] as string } = contentOf(path)
  const last = Math.max(0, ...Object.keys(keys).map((id) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0)))
  const next = `k${last + 1}`
  return replace(path, { current: next, keys: { ...keys, [next]: newKey() }, secret, rotating })
}

/** Takes every master key but the current one out of the file. */
export function dropOldMasters(path: string): MasterKeys {
  const { current, keys, secret = keys[current] as string } = contentOf(path)
  return replace(path, { current, keys: { [current]: keys[current] as string }, secret })
}
