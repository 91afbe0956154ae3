import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from './platform/clock.ts'
import { allDataKeys } from './platform/data-keys.ts'
import { addMaster, ensureKeyFile, readKeyFile } from './platform/key-file.ts'
import { rotateKeys } from './platform/key-rotation.ts'
import { sealedColumns } from './platform/sealed-columns.ts'
import { ask } from './platform/testing-ask.ts'
import { Vault } from './platform/vault.ts'
import { type Caller, type TestServer, testServer } from './testing.ts'
import { databaseUrls, runConsole } from './testing-process.ts'
import { type World, worldOf } from './testing-world.ts'

let folder: string
let file: string
let server: TestServer
let env: Record<string, string>
let worlds: World[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varco-keys-'))
  file = join(folder, 'key.json')
  server = await testServer({ keys: ensureKeyFile(file) })
  env = { ...databaseUrls(server.database), VARCO_KEY_FILE: file }
  worlds = [await worldOf(server, 'pua-uno'), await worldOf(server, 'pua-due')]
  const badRow = 'Codice;Data contatto;Cognome\nP-1;nothing;Rossi\nP-2;10/01/2026;Bianchi'
  for (const { caller } of worlds) await caller.upload(`/imports/${v7()}`, badRow)
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The command, killed after so many lines of its progress; answers whether it came to its end before. */
async function rotateKilledAfter(lines: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('console.ts', import.meta.url)), 'key', 'rotate', '--json'],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let heard = ''
  child.stderr.on('data', (text: Buffer) => {
    heard += text
    if (heard.split('\n').length > lines) child.kill('SIGKILL')
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect(signal ?? code, heard).toBe(signal ?? 0)
  return signal === null
}

/** Writes and reads back until told to stop; every answer must be the one that is due. */
async function work(by: Caller, caseId: string, stopped: () => boolean, notes: Map<string, string>): Promise<void> {
  for (let no = 0; !stopped(); no += 1) {
    const [contact, note, draft] = [v7(), v7(), v7()]
    const words = `words ${no} of ${contact}`
    const sent = [
      await by.call('POST', '/contacts', { id: contact, day: '2026-01-10', channel: 'desk', note: words }),
      await by.call('POST', `/cases/${caseId}/notes`, { id: note, day: '2026-01-12', kind: 'call', text: words }),
      await by.call('PUT', `/drafts/${draft}`, { kind: 'note', record: caseId, body: words, edition: 1 }),
      await by.call('DELETE', `/drafts/${draft}`),
      await by.call('GET', `/contacts/${contact}`),
      await by.call('GET', `/cases/${caseId}`),
    ]
    expect(sent.map((each) => each.status)).toEqual(sent.map(() => 200))
    expect(sent[4]?.body.note).toBe(words)
    notes.set(note, words)
  }
}

/** Opens every sealed value of a desk with the key file as it is now, and nothing else. Answers how many. */
async function openEverything(desk: Caller['desk']): Promise<number> {
  const vault = await new Vault(readKeyFile(file), server.house.app, systemClock).ofDesk({
    desk: desk.id,
    network: desk.networkId,
  })
  let opened = 0
  for (const { table, column, id } of sealedColumns) {
    const rows = await ask(
      server.database.supervisor,
      `select * from ${table} where desk_id = $1 and ${column} is not null`,
      [desk.id],
    )
    expect(rows.length, `${table} has a row to be opened`).toBeGreaterThan(0)
    for (const row of rows) {
      vault.openBytes({ in: `${table}.${column}`, id: id.map((name) => row[name]).join('#') }, row[column])
      opened += 1
    }
  }
  return opened
}

test('keys are rotated under readers and writers, killed in the middle and taken up again; then the new key opens everything', {
  timeout: 180_000,
}, async () => {
  const meOf = async ({ caller }: World) =>
    (await server.request({ method: 'GET', url: '/api/v1/session', headers: { cookie: caller.cookie } })).body as {
      draftKey: string
    }
  const before = await Promise.all(worlds.map(meOf))
  let stop = false
  const notes = worlds.map(() => new Map<string, string>())
  const workers = worlds.map(({ caller, ids }, index) =>
    work(caller, ids.case as string, () => stop, notes[index] as Map<string, string>),
  )
  const failed = Promise.race(workers)
  const during = <T>(done: Promise<T>) => Promise.race([done, failed.then(() => Promise.reject(new Error('idle')))])
  // The kill may come too late for one or the other: it is sent when the command was heard, and that is what chance says.
  const ended: boolean[] = []
  for (const lines of [1, 2, 3, 6]) ended.push(await during(rotateKilledAfter(lines)))
  expect(ended.filter((each) => !each).length).toBeGreaterThanOrEqual(2)
  const last = await during(runConsole(['key', 'rotate', '--json'], env))
  expect(last.code, last.err).toBe(0)
  const { current, ...rotated } = JSON.parse(last.out)
  expect(rotated).toMatchObject({ resumed: !ended.at(-1), desks: 3, retired: [expect.any(String)] })
  stop = true
  await Promise.all(workers)

  expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).keys)).toEqual([current])
  const rows = await allDataKeys(server.house.platform)
  expect(rows.map(({ purpose, master }) => ({ purpose, master }))).toEqual(
    // Those of the worlds, and the desk next to them.
    [...worlds, 'next'].flatMap(() => [
      { purpose: 'seal', master: current },
      { purpose: 'tag', master: current },
    ]),
  )
  expect(rows.filter((row) => row.purpose === 'seal' && row.no === 1)).toEqual([])
  for (const [index, { caller, ids }] of worlds.entries()) {
    expect(await openEverything(caller.desk)).toBeGreaterThan(20)
    const { body } = await caller.call('GET', `/cases/${ids.case}`)
    const found = new Map((body.notes as { id: string; text: string }[]).map((note) => [note.id, note.text]))
    for (const [id, words] of notes[index] as Map<string, string>) expect(found.get(id)).toBe(words)
    expect((await caller.call('POST', '/persons/search', { text: 'diallo' })).body.rows).toHaveLength(1)
  }
  expect(await Promise.all(worlds.map(meOf)), 'drafts on devices stay readable').toEqual(before)
  const status = await runConsole(['key', 'status', '--json'], env)
  expect(JSON.parse(status.out)).toMatchObject({ current, unfinished: false })
  expect(JSON.parse((await runConsole(['verify-audit', '--json'], env)).out)).toMatchObject({ ok: true })
  const acts = await ask(
    server.database.supervisor,
    `select count(*)::int from audit_entry where act = 'key rotate' and actor like 'console:%'`,
  )
  expect(acts[0]?.count, 'begun and ended, in each desk').toBeGreaterThanOrEqual(4)
})

test('with --master-only the keys of the desks stay and are wrapped anew, and a desk that begins meanwhile takes the new key', async () => {
  const { code, out, err } = await runConsole(['key', 'rotate', '--master-only', '--json'], env)
  expect(code, err).toBe(0)
  const { current } = JSON.parse(out)
  expect(JSON.parse(out)).toMatchObject({ values: 0, resumed: false, retired: [expect.any(String)] })
  await server.member(await server.desk('pua-tre'), 'worker').then((by) => by.enter(async () => {}))
  const rows = await allDataKeys(server.house.platform)
  expect(new Set(rows.map((row) => row.master))).toEqual(new Set([current]))
  for (const { caller } of worlds) await openEverything(caller.desk)
})

test('two rotations at once: the second is told so and changes nothing', async () => {
  const lock = await server.house.platform.connect()
  await lock.query('select pg_advisory_lock($1, $2)', [0x7661, 6])
  const kept = await readFile(file, 'utf8')
  expect(await runConsole(['key', 'rotate'], env)).toMatchObject({ code: 1, err: expect.stringMatching(/rotazione/) })
  expect(await readFile(file, 'utf8')).toBe(kept)
  await lock.query('select pg_advisory_unlock_all()')
  lock.release()
})

test('a write that had begun before is waited for: it may still seal under the old key', async () => {
  const [{ caller }] = worlds as [World]
  const id = v7()
  let [release, told] = [() => {}, () => {}]
  const released = new Promise<void>((resolve) => (release = resolve))
  const waiting = new Promise<void>((resolve) => (told = resolve))
  let begun = () => {}
  const writing = new Promise<void>((resolve) => (begun = resolve))
  const writer = caller.enter(async ({ tx, desk, vault }) => {
    await sql`select 1`.execute(tx)
    begun()
    await released
    const body = vault.seal({ in: 'draft.body', id }, 'late')
    await sql`insert into draft values (${desk.id}, ${caller.accountId}, ${id}, 'note', null, 1, ${body}, now())`.execute(
      tx,
    )
  })
  await writing
  const house = { ...server.house, keys: readKeyFile(file), close: async () => {} }
  const rotation = rotateKeys(house, false, (key) => key === 'console.key-waiting' && told())
  await Promise.race([waiting, rotation])
  release()
  await writer
  await rotation
  await openEverything(caller.desk)
  const { body } = await caller.call('GET', '/drafts')
  expect(body.rows).toContainEqual(expect.objectContaining({ id, body: 'late' }))
})

test('what was never to be changed can be sealed anew, and changed in no other way', async () => {
  const [{ caller, ids }] = worlds as [World]
  const change = (text: string) =>
    caller.enter(({ tx }) => sql.raw(`update case_event set ${text} where case_id = '${ids.case}'`).execute(tx))
  await expect(change('words = words')).rejects.toThrow('sealed anew')
  await expect(change('words = set_byte(words, 30, 1)')).rejects.toThrow('sealed anew')
  await expect(change(`words = set_byte(words, 4, 99) || '\\x00'`)).rejects.toThrow('sealed anew')
  // A number that no key has, as somebody would write who wants the words to be lost.
  const lost = `words = substring(words for 1) || '\\x7fffffff'::bytea || substring(words from 6)`
  await expect(change(lost)).rejects.toThrow('sealed anew')
  await expect(change(`act = 'closed'`)).rejects.toThrow('permission denied')
})

test('the platform role can neither take a key away that is needed nor write over one', async () => {
  for (const text of [
    `delete from data_key where purpose = 'seal'`,
    `update data_key set wrapped = '\\x00'`,
    `update data_key set wrapped = set_byte(wrapped, 20, 1)`,
  ])
    await expect(ask(server.database.platform, text), text).rejects.toThrow('stays as it is')
})

test('a rotation of the master key alone that was cut off is ended as such before all keys are rotated', async () => {
  addMaster(file, 'master-only')
  const other = await runConsole(['key', 'rotate'], env)
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('--master-only') })
  expect((await runConsole(['key', 'rotate', '--master-only'], env)).code).toBe(0)
  const whole = await runConsole(['key', 'rotate', '--json'], env)
  expect(JSON.parse(whole.out).values, whole.err).toBeGreaterThan(0)
  for (const { caller } of worlds) await openEverything(caller.desk)
})
