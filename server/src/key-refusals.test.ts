import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureKeyFile } from './platform/key-file.ts'
import { type TestServer, testServer } from './testing.ts'
import { databaseUrls, runConsole, runServe } from './testing-process.ts'

let folder: string
let server: TestServer
const right = () => join(folder, 'right.json')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varco-keys-'))
  server = await testServer({ keys: ensureKeyFile(right()) })
  const by = await server.member(await server.desk('pua-x'), 'worker')
  await by.enter(async () => {})
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** A key file that something is wrong with, and the one line that says what to do. */
const wrong: Record<string, { make: (path: string) => Promise<unknown>; says: RegExp }> = {
  'is missing': { make: async () => {}, says: /does not exist: put it back from its own backup/ },
  'is cut off': {
    make: async (path) => writeFile(path, (await readFile(right(), 'utf8')).slice(0, 60), { mode: 0o600 }),
    says: /not whole .*: put it back from its own backup/,
  },
  'is empty': { make: (path) => writeFile(path, '', { mode: 0o600 }), says: /not whole/ },
  'is of another installation': {
    make: async (path) => ensureKeyFile(path),
    says: /not the one of this database.* Put back the key file of this installation/,
  },
  'lacks the key that is needed': {
    make: async (path) =>
      writeFile(path, (await readFile(right(), 'utf8')).replaceAll('"k1"', '"k7"'), { mode: 0o600 }),
    says: /does not hold the master key "k1".*put back the key file of this installation/,
  },
  'can be read by others': {
    make: async (path) => {
      await copyFile(right(), path)
      await chmod(path, 0o644)
    },
    says: /can be read by others: chmod 600/,
  },
}

test.each(Object.entries(wrong))(
  'a key file that %s is refused by server and console in one line',
  async (what, { make, says }) => {
    const file = join(folder, `${what}.json`)
    await make(file)
    const env = { ...databaseUrls(server.database), VARCO_KEY_FILE: file }
    const said = [
      await runServe(env),
      await runConsole(['key', 'status'], env),
      await runConsole(['key', 'rotate'], env),
    ]
    for (const { code, err } of said) {
      expect(code).toBe(1)
      expect(err).toMatch(says)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
  },
)

test('a key file that is there already is not made anew, and the console says so', async () => {
  const path = join(folder, 'new.json')
  expect(await runConsole(['key', '--new', path])).toMatchObject({ code: 0, out: expect.stringMatching(/^Chiavi in/) })
  const before = await readFile(path, 'utf8')
  const { code, out } = await runConsole(['key', '--new', path])
  expect([code, out]).toEqual([0, `${path} c'è già: non è stato toccato. Contiene le chiavi di prima.\n`])
  expect(JSON.parse((await runConsole(['key', '--new', path, '--json'])).out)).toMatchObject({
    file: path,
    made: false,
  })
  expect(await readFile(path, 'utf8')).toBe(before)
})
