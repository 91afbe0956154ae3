import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, stat, truncate } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { EmbeddedError, type Home, initialise, prepareHome, SUPERUSER } from './embedded-files.ts'
import { pidFile, readPidFile, removeStalePid, removeStaleSocketLock, runningPostmaster } from './embedded-pid.ts'
import { ensureDatabase } from './embedded-roles.ts'

export type Claim = {
  /** What a second start is told: the address, once it is known. */
  announce(holder: string): Promise<void>
  release(): Promise<void>
}
export type Taken = { takenBy: string }

export type Embedded = {
  owner: ClientConfig
  app: ClientConfig
  platform: ClientConfig
  /** For the supervisor's own chores (backup, test databases). Never for a request. */
  supervisor: ClientConfig
  home: string
  socketDir: string
  adopted: boolean
  claim(holder: string): Promise<Claim | Taken>
  /** Resolves if the database went away and could not be had again: this process cannot go on. */
  lost: Promise<Error>
  /** Stops the server if nobody else uses it; the last to leave puts out the light. */
  stop(): Promise<void>
}

const PRESENT = [0x7661, 1]
const SERVING = [0x7661, 2]
const START_LIMIT_MS = 120_000 // recovery after a crash may take a while
const STOP_LIMIT_MS = 30_000
const LOG_LIMIT = 10 * 1024 * 1024

const connection = (socketDir: string, user: string, database: string): ClientConfig => ({
  host: socketDir,
  port: 5432,
  user,
  database,
  // Said explicitly, so that PGSSLMODE or PGPASSWORD of the surroundings play no part.
  ssl: false,
  password: '',
})

/**
 * Every process that uses the database is present in it: one connection holds a shared advisory lock. The one that
 * serves holds the claim, an exclusive lock on the same connection. Locks die with their process; files do not. `programs`
 * is a folder with the programs of another PostgreSQL than the one that comes along: the tests run on Debian's as well.
 */
export async function openEmbedded(dataDir: string, programs?: string): Promise<Embedded> {
  const home = await prepareHome(dataDir, programs)
  await initialise(home)
  let { presence, socketDir, started } = await enter(home)
  const adopted = !started
  let leaving: Promise<void> | undefined
  let returning: Promise<void> | undefined
  let holder: string | undefined
  let reportLoss: (why: Error) => void = () => undefined
  const lost = new Promise<Error>((resolve) => {
    reportLoss = resolve
  })

  const take = async (): Promise<Taken | undefined> => {
    const { rows } = await presence.query('select pg_try_advisory_lock($1, $2) as free', SERVING)
    if (!rows[0].free) return { takenBy: (await holderOf(presence)) ?? 'another process' }
    await presence.query(`select set_config('application_name', $1, false)`, [holder])
    return undefined
  }
  const watch = (client: Client) => {
    client.on('error', () => undefined)
    client.once('end', () => {
      if (!leaving) returning = comeBack().catch(reportLoss)
    })
  }
  const comeBack = async () => {
    const again = await enter(home)
    presence = again.presence
    watch(presence)
    const taken = holder === undefined ? undefined : await take()
    if (taken) throw new EmbeddedError('data-in-use', `The database was taken over by ${taken.takenBy}.`)
  }
  watch(presence)

  const leave = async () => {
    await returning
    const last = await presence
      .query('select pg_advisory_unlock_all()')
      .then(() => presence.query('select pg_try_advisory_lock($1, $2) as alone', PRESENT))
      .then(({ rows }) => rows[0].alone as boolean)
      // Without a connection nobody can say who else is there: then the server is left to the next start.
      .catch(() => false)
    if (last) await shutDown(home)
    await presence.end().catch(() => undefined)
  }

  const role = (user: string) => connection(socketDir, user, 'varco')
  return {
    owner: role('varco_owner'),
    app: role('varco_app'),
    platform: role('varco_platform'),
    supervisor: connection(socketDir, SUPERUSER, 'postgres'),
    home: home.dir,
    socketDir,
    adopted,
    lost,
    claim: async (name) => {
      holder = name
      const taken = await take()
      if (taken) {
        holder = undefined
        return taken
      }
      return {
        announce: async (better) => {
          holder = better
          await presence.query(`select set_config('application_name', $1, false)`, [better])
        },
        release: async () => {
          holder = undefined
          await presence.query('select pg_advisory_unlock($1, $2)', SERVING)
        },
      }
    },
    stop: () => {
      leaving ??= leave()
      return leaving
    },
  }
}

async function holderOf(client: Client): Promise<string | undefined> {
  const { rows } = await client.query(
    `select application_name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    SERVING,
  )
  return rows[0]?.application_name || undefined
}

/** Present in a database that accepts connections, started here if nobody had. */
async function enter(home: Home): Promise<{ presence: Client; socketDir: string; started: boolean }> {
  const deadline = Date.now() + START_LIMIT_MS
  let child: ChildProcess | undefined
  let failedStarts = 0
  while (Date.now() < deadline) {
    const running = await runningPostmaster(home)
    const socketDir = running?.socketDir ?? home.socketDir
    const presence = await present(connection(socketDir, SUPERUSER, 'postgres'))
    if (presence) return { presence, socketDir, started: child !== undefined && running?.pid === child.pid }
    if (child && hasEnded(child)) {
      child = undefined
      failedStarts += 1
      // Two starts at once: PostgreSQL's own lock lets one live, the other finds it on the next round.
      if (failedStarts === 5)
        throw new EmbeddedError('start-failed', `PostgreSQL did not start:\n${await lastLogLines(home)}`)
      await delay(100 * failedStarts)
    } else if (!child && !running) {
      await removeStalePid(home)
      await removeStaleSocketLock(home)
      child = await startPostmaster(home)
    } else await delay(20)
  }
  throw new EmbeddedError('start-failed', `PostgreSQL was not ready after 120 seconds:\n${await lastLogLines(home)}`)
}

async function present(config: ClientConfig): Promise<Client | undefined> {
  const client = new Client({ ...config, application_name: `varco pid ${process.pid}`, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Waits while another process is shutting the server down, then fails with the connection.
    await client.query('select pg_advisory_lock_shared($1, $2)', PRESENT)
    await ensureDatabase(client)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (mayPass(error)) return undefined
    throw new EmbeddedError('start-failed', `The database refuses its supervisor: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Not there yet, starting, stopping, or gone while we asked: everything else will not mend by waiting. */
function mayPass(error: unknown): boolean {
  const code = (error as { code?: string }).code
  if (code === undefined) return /connection (terminated|ended)|timeout/i.test((error as Error).message)
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300'].includes(code)
}

async function startPostmaster(home: Home): Promise<ChildProcess> {
  if (((await stat(home.log).catch(() => undefined))?.size ?? 0) > LOG_LIMIT) await truncate(home.log)
  const log = await open(home.log, 'a', 0o600)
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${home.socketDir}"`,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // A bulk import into empty tables plans on statistics that are minutes old; looking every ten seconds costs nothing here.
    autovacuum_naptime: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The text of a failed statement and the DETAIL of an error can carry what somebody typed about a person.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
  }
  const args = ['-D', home.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  try {
    // A session of its own: the terminal's Ctrl-C is for the parent, which then stops the server in order.
    const child = spawn(home.bin.postgres, args, {
      cwd: home.dir,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      ...home.identity,
    })
    child.on('error', () => undefined)
    child.unref()
    return child
  } finally {
    await log.close()
  }
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null

async function lastLogLines(home: Home): Promise<string> {
  const log = await readFile(home.log, 'utf8').catch(() => '(no log)')
  return log.trimEnd().split('\n').slice(-8).join('\n')
}

async function shutDown(home: Home): Promise<void> {
  const postmaster = await runningPostmaster(home)
  if (!postmaster) return
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(postmaster.pid, signal)
    } catch {
      return // gone by itself in this very moment
    }
    const deadline = Date.now() + STOP_LIMIT_MS
    while (Date.now() < deadline) {
      // The file, not the process: where PID 1 does not reap, a dead postmaster stays visible for ever.
      if ((await readPidFile(pidFile(home)))?.pid !== postmaster.pid) return
      await delay(10)
    }
  }
  throw new EmbeddedError(
    'stop-failed',
    `PostgreSQL (pid ${postmaster.pid}) did not stop:\n${await lastLogLines(home)}`,
  )
}
