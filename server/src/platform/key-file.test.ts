import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureKeyFile, KeyFileError, readKeyFile } from './key-file.ts'

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
    await writeFile(path, text)
    expect(() => readKeyFile(path)).toThrow(KeyFileError)
  }
})
