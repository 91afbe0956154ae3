import type { Client } from 'pg'

const ROLES = ['varco_owner', 'varco_app', 'varco_platform']
const SETUP_LOCK = [0x7661, 3]

/** Repeated at every start, so that a first start that was killed half way does no harm. */
export async function ensureDatabase(supervisor: Client): Promise<void> {
  await supervisor.query('select pg_advisory_lock($1, $2)', SETUP_LOCK)
  const roles = await supervisor.query('select rolname from pg_roles where rolname = any($1)', [ROLES])
  const known = new Set(roles.rows.map((row) => row.rolname))
  for (const role of ROLES) {
    if (!known.has(role)) {
      await supervisor.query(`create role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls`)
    }
  }
  const { rows } = await supervisor.query(`select current_setting('server_version_num')::int >= 160000 as modern`)
  const sparing = rows[0].modern ? ' with inherit false, set true' : ''
  await supervisor.query(`grant varco_platform to varco_owner${sparing}`)
  const database = await supervisor.query(`select 1 from pg_database where datname = 'varco'`)
  if (database.rowCount === 0) await createDatabase(supervisor, 'varco')
  else await closeToStrangers(supervisor, 'varco')
  await supervisor.query('select pg_advisory_unlock($1, $2)', SETUP_LOCK)
}

export async function createDatabase(supervisor: Client, name: string, template = 'template1'): Promise<void> {
  await supervisor.query(`create database ${name} owner varco_owner template ${template}`)
  await closeToStrangers(supervisor, name)
}

async function closeToStrangers(supervisor: Client, name: string): Promise<void> {
  await supervisor.query(`revoke all on database ${name} from public`)
  await supervisor.query(`grant connect on database ${name} to varco_app, varco_platform`)
}
