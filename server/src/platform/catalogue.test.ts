import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
const asked = (text: string, values: unknown[] = []) => ask(database.supervisor, text, values)

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Tables of the migrator, which hold names of files and nothing else. */
const withoutPolicies = ['kysely_migration', 'kysely_migration_lock']

/** Tables that hold a worker's data or its story: the platform role has nothing to look for in them. */
const ofPersons = [
  'care_case',
  'case_event',
  'case_follower',
  'case_note',
  'contact',
  'draft',
  'import_error',
  'import_part',
  'import_run',
  'month_tally',
  'person',
  'person_tag',
  'service_delivered',
]

const HERE = `(desk_id = (NULLIF(current_setting('varco.desk'::text, true), ''::text))::uuid)`

test('every table has row security, enabled and forced', async () => {
  const rows = await asked(`
    select relname, relrowsecurity, relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
  expect(rows.length).toBeGreaterThan(20)
  const open = rows.filter((row) => !row.relrowsecurity || !row.relforcerowsecurity).map((row) => row.relname)
  expect(open.sort()).toEqual(withoutPolicies)
})

test('every policy of a table with a desk lets the application role see and write that desk alone', async () => {
  const rows = await asked(`
    select p.tablename, p.policyname, p.cmd, p.roles::text[] as roles, p.permissive, p.qual, p.with_check
    from pg_policies p where p.schemaname = 'public' and 'varco_app' = any(p.roles)
      and exists (select 1 from information_schema.columns c where c.table_schema = 'public' and c.table_name = p.tablename and c.column_name = 'desk_id')`)
  const tables = await asked(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'desk_id'`,
  )
  for (const { table_name } of tables)
    expect(rows.map((row) => `${row.tablename} ${row.cmd}`)).toContain(`${table_name} SELECT`)
  for (const row of rows) {
    expect(row, row.tablename).toMatchObject({ roles: ['varco_app'], permissive: 'PERMISSIVE' })
    if (row.cmd !== 'INSERT') expect(row.qual, `${row.tablename} ${row.cmd}`).toBe(HERE)
    if (row.cmd === 'INSERT' || row.cmd === 'UPDATE') expect(row.with_check, `${row.tablename} ${row.cmd}`).toBe(HERE)
  }
})

test('no policy is written for everybody, and none calls a volatile function', async () => {
  const rows = await asked(
    `select tablename, policyname, roles::text[] as roles, coalesce(qual, '') || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'`,
  )
  for (const row of rows) {
    expect(['varco_app', 'varco_platform'], `${row.tablename}.${row.policyname}`).toEqual(
      expect.arrayContaining(row.roles),
    )
    const called = [...String(row.text).matchAll(/([a-z_]+)\(/g)].map((found) => found[1] as string)
    for (const name of called.filter((each) => !['NULLIF'].includes(each))) {
      const kinds = await asked('select distinct provolatile from pg_proc where proname = $1', [name])
      expect(
        kinds.map((kind) => kind.provolatile),
        `${row.tablename}: ${name}`,
      ).not.toContain('v')
    }
  }
})

test('there are no views without the rights of who asks, no materialised views, no partitions, no foreign tables', async () => {
  const rows = await asked(`
    select relname, relkind from pg_class where relnamespace = 'public'::regnamespace
      and (relkind in ('m', 'p', 'f') or relispartition or (relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false)))`)
  expect(rows).toEqual([])
})

test('the only function with the rights of another role is the one that hands events to the job queue', async () => {
  const rows = await asked(`
    select p.proname, r.rolname as owner, p.proconfig, has_function_privilege('varco_app', p.oid, 'execute') as callable
    from pg_proc p join pg_roles r on r.oid = p.proowner where p.prosecdef and p.pronamespace = 'public'::regnamespace`)
  expect(rows).toEqual([
    { proname: 'dispatch_outbox', owner: 'varco_platform', proconfig: ['search_path=pg_catalog'], callable: false },
  ])
})

test('nobody but the owner may truncate, refer to, or put triggers on a table; strangers have no right at all', async () => {
  const rows = await asked(`
    select table_name, grantee, privilege_type, is_grantable from information_schema.role_table_grants
    where table_schema = 'public' and grantee <> 'varco_owner'`)
  const wrong = rows.filter(
    (row) =>
      row.is_grantable === 'YES' ||
      !['varco_app', 'varco_platform'].includes(row.grantee) ||
      !['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(row.privilege_type),
  )
  expect(wrong).toEqual([])
})

const rightsOf = async (role: string, tables: string[]) => {
  const rows = await asked(
    `select t as table, p as right from unnest($2::text[]) t, unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) p
     where has_table_privilege($1, 'public.' || t, p) or (p in ('select', 'insert', 'update', 'references') and has_any_column_privilege($1, 'public.' || t, p))`,
    [role, tables],
  )
  return rows.map((row) => `${row.table} ${row.right}`)
}

test('the application role has no right on accounts, sessions, failures or the job queue', async () => {
  expect(await rightsOf('varco_app', ['account', 'session', 'sign_in_failure'])).toEqual([])
  const [schema] = await asked(
    `select has_schema_privilege('varco_app', 'graphile_worker', 'usage') as usage, has_schema_privilege('varco_app', 'public', 'create') as makes`,
  )
  expect(schema).toEqual({ usage: false, makes: false })
})

test('the platform role has no right on anything that tells of a person', async () => {
  expect(await rightsOf('varco_platform', ofPersons)).toEqual([])
})

test('nobody can change or delete what was sealed', async () => {
  for (const role of ['varco_app', 'varco_platform'])
    expect(
      (await rightsOf(role, ['audit_entry', 'audit_seal'])).filter((right) => !/ (select|insert)$/.test(right)),
    ).toEqual([])
  expect(await rightsOf('varco_app', ['audit_entry', 'audit_seal'])).toEqual([
    'audit_entry select',
    'audit_seal select',
  ])
})

/** Constraints of a table with a desk that do not name it: what they point at has no desk. */
const withoutDesk = {
  member_account_id_fkey: 'an account belongs to no desk',
  target_programme_id_fkey: 'a programme belongs to the network',
}

test('every key of a table with a desk contains the desk', async () => {
  const rows = await asked(`
    select c.conrelid::regclass::text as table, c.conname, c.contype,
      (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as columns
    from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f', 'x')
      and exists (select 1 from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'desk_id' and not a.attisdropped)`)
  expect(rows.length).toBeGreaterThan(30)
  const wrong = rows.filter((row) => !row.columns.includes('desk_id')).map((row) => row.conname)
  expect(wrong.sort()).toEqual(Object.keys(withoutDesk).sort())
  const indexes = await asked(`
    select i.indexrelid::regclass::text as name from pg_index i join pg_attribute d on d.attrelid = i.indrelid and d.attname = 'desk_id'
    where i.indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) and i.indkey[0] <> d.attnum`)
  expect(
    indexes.map((row) => row.name),
    'every index begins with the desk',
  ).toEqual(['member_of_account'])
})

test('a foreign key to a record of a desk carries the desk along', async () => {
  const rows = await asked(`
    select c.conname,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.confrelid and a.attnum = any(c.confkey)) as targets
    from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype = 'f'
      and exists (select 1 from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'desk_id' and not a.attisdropped)`)
  expect(rows.length).toBeGreaterThan(8)
  for (const row of rows) expect(row.targets, row.conname).toContain('desk_id')
})

/** Text that stands in clear in tables of a desk, and why it may. Everything else is bytea, sealed or keyed. */
const clear: Record<string, string> = {
  'audit_entry.act': 'name of an endpoint or job',
  'audit_entry.actor': 'id of an account',
  'audit_entry.kind': 'read or write',
  'audit_entry.record': 'kind of record',
  'audit_pending.act': 'name of an endpoint or job',
  'audit_pending.actor': 'id of an account',
  'audit_pending.kind': 'read or write',
  'audit_pending.record': 'kind of record',
  'care_case.legal_basis': 'code',
  'care_case.needs': 'codes',
  'care_case.opened_by': 'id of an account',
  'care_case.outcome': 'code',
  'care_case.profile': 'code',
  'care_case.sector': 'code',
  'care_case.state': 'code',
  'care_case.stay_document': 'code',
  'care_case.work_form': 'code',
  'case_event.act': 'code',
  'case_event.actor': 'id of an account',
  'case_follower.role': 'code',
  'case_note.by': 'id of an account',
  'case_note.kind': 'code',
  'contact.at_time': 'hour and minute',
  'contact.channel': 'code',
  'contact.citizenship': 'code, counted',
  'contact.given': 'codes',
  'contact.language': 'code',
  'contact.needs': 'codes',
  'contact.recorded_by': 'id of an account',
  'contact.sector': 'code, counted',
  'contact.sex': 'code, counted',
  'data_key.master': 'id of a master key',
  'data_key.purpose': 'code',
  'draft.kind': 'code',
  'import_run.counts': 'figures and a code',
  'import_run.mode': 'code',
  'import_run.started_by': 'id of an account',
  'import_run.state': 'code',
  'member.name': 'name of an operator, never of a worker',
  'month_tally.citizenship': 'code, counted',
  'month_tally.measure': 'code',
  'month_tally.sex': 'code, counted',
  'outbox.payload': 'ids and codes',
  'outbox.topic': 'name of an event',
  'person.citizenship': 'code, counted',
  'person.recorded_by': 'id of an account',
  'person.sex': 'code, counted',
  'role_grant.role': 'code',
  'service_delivered.by': 'id of an account',
  'service_delivered.kind': 'code',
  'target.measure': 'code',
}

test('text stands in clear only where the short list says why', async () => {
  const rows = await asked(`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.udt_name in ('text', '_text', 'varchar', '_varchar', 'bpchar', 'json', 'jsonb', 'xml', 'name', 'hstore', 'inet')
      and exists (select 1 from information_schema.columns d where d.table_schema = 'public' and d.table_name = c.table_name and d.column_name = 'desk_id')`)
  expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(clear).sort())
})
