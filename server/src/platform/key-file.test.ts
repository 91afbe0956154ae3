import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addMaster, dropOldMasters, ensureKeyFile, KeyFileError, readKeyFile } from './key-file.ts'
import { derivedBytes, secretOf } from './vault.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varco-key-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a key file is made once, for its owner alone, and never overwritten', async () => {
  const path = join(folder, 'key.json')
  expect(ensureKeyFile(path).current).toBe('k1')
  const first = await readFile(path, 'utf8')
  ensureKeyFile(path)
  expect(await readFile(path, 'utf8')).toBe(first)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('a missing or broken key file is refused in one sentence', async () => {
  const path = join(folder, 'key.json')
  expect(() => readKeyFile(path)).toThrow(KeyFileError)
  for (const text of ['{', '{}', '{"current":"k1","keys":{"k1":"c2hvcnQ="}}', '{"current":"k2","keys":{}}']) {
    await writeFile(path, text, { mode: 0o600 })
    expect(() => readKeyFile(path)).toThrow(KeyFileError)
  }
})

test('a key file that others can read is refused, with the command that mends it; its group may read it', async () => {
  const path = join(folder, 'key.json')
  ensureKeyFile(path)
  for (const mode of [0o644, 0o606, 0o660]) {
    await chmod(path, mode)
    expect(() => readKeyFile(path), mode.toString(8)).toThrow(`chmod 600 ${path}`)
  }
  await chmod(path, 0o640)
  expect(readKeyFile(path).current).toBe('k1')
})

test('a new master key is added beside the old one and the old one goes; what was derived stays as it was', async () => {
  const path = join(folder, 'key.json')
  const old = { current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } }
  for (const content of [old, { ...old, secret: Buffer.alloc(32, 9).toString('base64') }]) {
    await writeFile(path, JSON.stringify(content))
    await chmod(path, 0o640)
    const derived = derivedBytes(secretOf(readKeyFile(path)), 'draft-key', 'a')
    const added = addMaster(path, 'everything')
    expect([added.current, ...added.keys.keys()]).toEqual(['k2', 'k1', 'k2'])
    const left = dropOldMasters(path)
    expect([left.current, ...left.keys.keys()]).toEqual(['k2', 'k2'])
    expect(derivedBytes(secretOf(left), 'draft-key', 'a').equals(derived)).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o640)
    expect(await readdir(folder)).toEqual(['key.json'])
  }
})
