import pg from 'pg'
import { pendingMigrations } from './migrate.ts'

/** Why this database or role must not be served from, in one line for the console. */
export class DatabaseRefusal extends Error {}

type Facts = { version: number; superuser: boolean; bypass: boolean; owns: boolean; synchronous: string; demo: boolean }

const question = `
  select current_setting('server_version_num')::int as version, r.rolsuper as superuser, r.rolbypassrls as bypass,
    current_setting('synchronous_commit') as synchronous,
    exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and pg_has_role(c.relowner, 'member')) as owns
  from pg_roles r where r.rolname = current_user`

async function connected(config: pg.ClientConfig, name: string): Promise<pg.Client> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseRefusal(
      `${name}: the database does not answer (${(error as { code?: string }).code ?? 'no connection'})`,
    )
  }
  return client
}

/** Refuses what would switch the fences off: a superuser, an owner, BYPASSRLS, acknowledgements before the disk, old servers. */
export async function checkRole(config: pg.ClientConfig, name: string): Promise<void> {
  const client = await connected(config, name)
  try {
    const { rows } = await client.query<Facts>(question)
    const facts = rows[0] as Facts
    if (facts.version < 150_000) throw new DatabaseRefusal(`${name}: PostgreSQL 15 or newer is needed`)
    if (facts.superuser) throw new DatabaseRefusal(`${name}: the role is a superuser, row policies would not hold`)
    if (facts.bypass) throw new DatabaseRefusal(`${name}: the role has BYPASSRLS, row policies would not hold`)
    if (facts.owns)
      throw new DatabaseRefusal(
        `${name}: the role owns tables; use varco_app and varco_platform, the owner only migrates`,
      )
    if (!['on', 'remote_apply', 'remote_write'].includes(facts.synchronous))
      throw new DatabaseRefusal(
        `${name}: synchronous_commit is ${facts.synchronous}; with it a crash loses what was acknowledged`,
      )
    const pending = await pendingMigrations(config)
    if (pending.length > 0)
      throw new DatabaseRefusal(`${pending.length} migrations are pending: run npm run -s varco -- migrate`)
  } finally {
    await client.end()
  }
}

/** Demonstration data and real data never live in one installation. */
export async function refuseDemo(platform: pg.ClientConfig, name: string): Promise<void> {
  const client = await connected(platform, name)
  try {
    const { rows } = await client.query<{ demo: boolean }>(
      'select exists (select 1 from network where demo) or exists (select 1 from account where demo) as demo',
    )
    if (rows[0]?.demo)
      throw new DatabaseRefusal('this database holds demonstration data: it cannot be served as a real installation')
  } finally {
    await client.end()
  }
}
