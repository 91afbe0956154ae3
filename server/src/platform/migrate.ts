import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Logger, runMigrations } from 'graphile-worker'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type MigrationProvider, Migrator } from 'kysely/migration'
import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg'

export const WORKER_SCHEMA = 'graphile_worker'

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url))
const MIGRATING = [0x7661, 4]

export type MigrateOptions = { onStep?: (name: string) => void; folder?: string }

/** Forward only, in the order of the names, each file in its own transaction. Answers with what was applied. */
export async function migrate(owner: ClientConfig, options: MigrateOptions = {}): Promise<string[]> {
  const client = new Client(owner)
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Held until this connection ends: a second migration waits, then finds nothing to do.
    await client.query('select pg_advisory_lock($1, $2)', MIGRATING)
    await migrateWorker(client, owner)
    return await migrateFiles(client, owner, options)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function migrateWorker(client: Client, owner: ClientConfig): Promise<void> {
  await client.query(`create schema if not exists ${WORKER_SCHEMA} authorization varco_platform`)
  // graphile-worker makes its schema and this table itself, but for that the role would have to own the database.
  await client.query(`set role varco_platform`)
  await client.query(
    `create table if not exists ${WORKER_SCHEMA}.migrations
       (id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`,
  )
  await client.query('reset role')
  const pool = quietPool({ ...owner, max: 1, options: '-c role=varco_platform' })
  const quiet = new Logger(() => () => undefined)
  await runMigrations({ pgPool: pool, schema: WORKER_SCHEMA, logger: quiet }).finally(() => pool.end())
}

/** A lost connection is told to whoever waits for a query; without listeners it would end the process as well. */
function quietPool(config: PoolConfig): Pool {
  const pool = new Pool(config)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function migrateFiles(client: Client, owner: ClientConfig, options: MigrateOptions): Promise<string[]> {
  const pool = quietPool({ ...owner, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const provider: MigrationProvider = { getMigrations: () => readMigrations(options.folder ?? FOLDER) }
  const migrator = new Migrator({ db, provider, migrationTableSchema: 'public' })
  const applied: string[] = []
  try {
    await client.query('revoke create on schema public from public')
    while (true) {
      // One at a time: Kysely's "latest" would put all of them in a single transaction.
      const { error, results = [] } = await migrator.migrateUp()
      const step = results[0]
      if (error) {
        const where = step ? `Migration ${step.migrationName} failed` : 'The migrations do not fit this database'
        throw new Error(`${where}: ${(error as Error).message}`, { cause: error })
      }
      if (!step) break
      applied.push(step.migrationName)
      options.onStep?.(step.migrationName)
    }
    await client.query('grant select on public.kysely_migration to varco_app, varco_platform')
    return applied
  } finally {
    await db.destroy()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const files = await readdir(folder)
  return files
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .sort()
}

async function readMigrations(folder: string) {
  const names = await namesIn(folder)
  const entries = names.map(async (name) => {
    const text = await readFile(join(folder, `${name}.sql`), 'utf8')
    return [name, { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) }] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** For a role that may only read: the names that `migrate` would apply. */
export async function pendingMigrations(config: ClientConfig, folder = FOLDER): Promise<string[]> {
  const client = new Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query(`select to_regclass('public.kysely_migration') is not null as exists`)
    const done = rows[0].exists ? (await client.query('select name from public.kysely_migration')).rows : []
    const names = new Set(done.map((row) => row.name))
    return (await namesIn(folder)).filter((name) => !names.has(name))
  } finally {
    await client.end()
  }
}
