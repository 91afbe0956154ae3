import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ClientConfig } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureKeyFile } from './platform/key-file.ts'
import { type TestDatabase, testDatabase } from './platform/testing.ts'
import { ask } from './platform/testing-ask.ts'
import { freePort, runConsole } from './testing-process.ts'

let folder: string
let database: TestDatabase
const urlOf = (config: ClientConfig) =>
  `postgresql://${config.user}@${encodeURIComponent(config.host ?? '')}:${config.port}/${config.database}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varco-main-'))
  database = await testDatabase()
  ensureKeyFile(join(folder, 'key.json'))
})
afterAll(async () => {
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

function environment(port: number, more: Record<string, string> = {}) {
  return {
    VARCO_DATABASE_URL: urlOf(database.app),
    VARCO_PLATFORM_URL: urlOf(database.platform),
    VARCO_KEY_FILE: join(folder, 'key.json'),
    VARCO_ORIGIN: `http://127.0.0.1:${port}`,
    VARCO_PORT: String(port),
    ...more,
  }
}

/** Runs `serve`; resolves when it serves, or with its last words if it refuses. */
async function serve(env: Record<string, string>) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stderr.on('data', (text: Buffer) => {
    err += text
  })
  const state = await new Promise<'serving' | 'refused'>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      out += text
      if (out.includes('"serving"')) resolve('serving')
    })
    child.once('exit', () => resolve('refused'))
  })
  return { state, child, err: () => err, out: () => out }
}

test('a production database is served, and SIGTERM drains', async () => {
  const port = await freePort()
  const { state, child, err } = await serve(environment(port))
  expect(state, err()).toBe('serving')
  expect((await fetch(`http://127.0.0.1:${port}/status`)).status).toBe(200)
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(0)
})

test('a superuser, an owner, a late acknowledgement are refused, each with its reason', async () => {
  const port = await freePort()
  const lazy = `${urlOf(database.app)}?options=-c%20synchronous_commit%3Doff`
  for (const [url, reason] of [
    [urlOf(database.supervisor), /superuser/],
    [urlOf(database.owner), /owns tables/],
    [lazy, /synchronous_commit is off/],
  ] as const) {
    const { state, err } = await serve(environment(port, { VARCO_DATABASE_URL: url }))
    expect(state).toBe('refused')
    expect(err()).toMatch(reason)
    expect(err().trim().split('\n')).toHaveLength(1)
  }
})

test('demonstration data cannot be served as a real installation', async () => {
  await ask(database.platform, `insert into network values (gen_random_uuid(), 'show', 'Show', true)`)
  const { state, err } = await serve(environment(await freePort()))
  expect(state).toBe('refused')
  expect(err()).toMatch(/demonstration data/)
  await ask(database.supervisor, 'delete from network')
})

test('pending migrations are named with the command that applies them', async () => {
  const [row] = await ask(
    database.supervisor,
    'delete from kysely_migration where name = (select max(name) from kysely_migration) returning *',
  )
  const { state, err } = await serve(environment(await freePort()))
  expect(state).toBe('refused')
  expect(err()).toMatch(/migrations are pending: run npm run -s varco -- migrate/)
  await ask(
    database.supervisor,
    'insert into kysely_migration select * from jsonb_populate_record(null::kysely_migration, $1)',
    [JSON.stringify(row)],
  )
})

test('the console keeps desks and members of a real installation, and speaks JSON', async () => {
  const env = environment(1)
  const say = async (...args: string[]) => {
    const { code, out, err } = await runConsole([...args, '--json'], env)
    expect(code, err).toBe(0)
    return JSON.parse(out)
  }
  await say('desk', 'add', '--code', 'pua-vera', '--name', 'PUA vera', '--network', 'rete', '--organisation', 'comune')
  expect((await say('desk', 'list')).desks).toMatchObject([{ code: 'pua-vera', members: 0 }])
  const added = await say(
    'member',
    'add',
    '--desk',
    'pua-vera',
    '--email',
    'Anna@Example.it',
    '--name',
    'Anna',
    '--role',
    'worker',
  )
  expect(added).toMatchObject({
    email: 'anna@example.it',
    newAccount: true,
    password: expect.stringMatching(/^.{16}$/),
  })
  const target = [
    'desk',
    'target',
    '--code',
    'pua-vera',
    '--programme',
    'p',
    '--measure',
    'intercepted',
    '--from',
    '2025-05-01',
    '--to',
    '2025-11-30',
  ]
  await say(...target, '--min', '70', '--max', '100')
  expect((await say('return', '--desk', 'pua-vera')).targets).toMatchObject([
    { min: 70, max: 100, actual: 0, standing: 'below' },
  ])
  await say('member', 'remove', '--desk', 'pua-vera', '--email', 'anna@example.it')
  expect(await say('verify-audit')).toMatchObject({ ok: true })
})

test('a wrong command, desk, file or option ends with 1 and says what to do', { timeout: 90_000 }, async () => {
  const env = environment(1)
  for (const [args, words] of [
    [['nothing'], /nothing/],
    [['return', '--desk', 'pua-nowhere'], /pua-nowhere/],
    [['import', 'contacts', join(folder, 'no.csv'), '--desk', 'pua-vera'], /no\.csv/],
    [['return', '--desk', 'pua-vera', '--from', '2025-02-31'], /--from/],
    [['return', '--unknown'], /unknown/],
    [['desk', 'fly'], /fly/],
  ] as const) {
    const { code, out, err } = await runConsole([...args], env)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(words)
  }
  for (const command of ['migrate', 'import', 'return', 'verify-audit', 'desk', 'member', 'key'])
    expect(await runConsole([command, '--help'], env)).toMatchObject({ code: 0, out: expect.stringContaining(command) })
})

test('a checkpoint kept elsewhere shows that the end was cut off', async () => {
  const env = environment(1)
  const checkpoint = join(folder, 'checkpoint.json')
  expect(await runConsole(['verify-audit', '--write-checkpoint', checkpoint], env)).toMatchObject({ code: 0 })
  await ask(database.supervisor, 'delete from audit_entry where seal_no = (select max(no) from audit_seal)')
  await ask(database.supervisor, 'delete from audit_seal where no = (select max(no) from audit_seal)')
  expect(await runConsole(['verify-audit'], env)).toMatchObject({ code: 0 })
  expect(await runConsole(['verify-audit', '--checkpoint', checkpoint], env)).toMatchObject({ code: 1 })
})
