/** A way in which row policies are got round, measured on PostgreSQL 18; `find` names what is wrong, `plants` must each be found. */
export type Pitfall = { find: string; plants: readonly string[] }

/** Runs one statement and answers with its rows. */
export type Ask = (text: string) => Promise<Record<string, unknown>[]>

/** Tables that hold a worker's data or its story: the platform role has nothing to look for in them. */
const ofPersons =
  'care_case,case_event,case_follower,case_note,contact,draft,handover,import_error,import_part,import_run,mail,month_tally,note_mention,note_version,person,person_tag,referral,referral_copy,referral_event,referral_file,referral_file_part,referral_flow,referral_message,referral_origin,service_delivered,task_fact'

const ours = `relnamespace = 'public'::regnamespace`
const hasDesk = (table: string) =>
  `exists (select 1 from pg_attribute d where d.attrelid = ${table} and d.attname = 'desk_id' and not d.attisdropped)`
const columnsOf = (table: string, key: string) =>
  `array(select a.attname::text from pg_attribute a where a.attrelid = ${table} and a.attnum = any(${key}))`

/** Every right that a role has on tables of a list, whole tables or single columns. */
const rightsOn = (role: string, tables: string, rights = 'select,insert,update,delete,truncate,references,trigger') => `
  select '${role} ' || t || ' ' || p as what from unnest('{${tables}}'::text[]) t, unnest('{${rights}}'::text[]) p
  where has_table_privilege('${role}', 'public.' || t, p)
    or (p in ('select', 'insert', 'update', 'references') and has_any_column_privilege('${role}', 'public.' || t, p))`

export const pitfalls: Record<string, Pitfall> = {
  'a table without row security, or one whose owner is above it': {
    // The migrator's own two tables hold names of files and nothing else.
    find: `select relname as what from pg_class where ${ours} and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity) and relname not in ('kysely_migration', 'kysely_migration_lock')`,
    plants: [
      'create table planted (desk_id uuid)',
      'alter table person no force row level security',
      'alter table person disable row level security',
    ],
  },
  'a view with the rights of its owner': {
    find: `select relname as what from pg_class where ${ours} and relkind = 'v' and not coalesce(reloptions && '{security_invoker=true,security_invoker=on}', false)`,
    plants: [
      'create view planted as select * from person',
      'create view planted with (security_invoker = false) as select * from person',
    ],
  },
  'a materialised view, a foreign table, or a rule': {
    find: `select relname as what from pg_class where ${ours} and relkind in ('m', 'f')
      union all select rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.${ours} and rulename <> '_RETURN'`,
    plants: [
      'create materialized view planted as select * from person',
      'create foreign data wrapper f; create server s foreign data wrapper f; create foreign table planted (x int) server s',
      'create rule planted as on insert to draft do also delete from person',
    ],
  },
  'a partition, or a table that inherits, which can be read past the policies of the table above': {
    find: `select relname as what from pg_class where ${ours} and (relkind = 'p' or relispartition)
      union all select inhrelid::regclass::text from pg_inherits where inhparent in (select oid from pg_class where ${ours} and relkind in ('r', 'p'))`,
    plants: [
      'create table planted (desk_id uuid, day date) partition by range (day)',
      'create table planted () inherits (person)',
    ],
  },
  'a function with the rights of another role': {
    // The one there is hands events to the job queue, where the application role could read other desks' jobs.
    find: `select p.oid::regprocedure::text as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
        and not (p.proname = 'dispatch_outbox' and r.rolname = 'varco_platform' and p.proconfig is not distinct from '{search_path=pg_catalog}'
          and not has_function_privilege('varco_app', p.oid, 'execute') and not has_function_privilege('public', p.oid, 'execute'))`,
    plants: [
      `create function planted() returns bigint language sql security definer as 'select count(*) from person'`,
      'alter function dispatch_outbox() reset search_path',
      'alter function dispatch_outbox() owner to varco_owner',
      'grant execute on function dispatch_outbox() to varco_app',
    ],
  },
  'a right to truncate, refer or put triggers, one that can be handed on, or one of a stranger': {
    find: `select c.relname || ' ' || coalesce(r.rolname, 'public') || ' ' || g.privilege_type as what
      from (select relname, relowner, relacl as acl from pg_class where ${ours}
        union all select c.relname, c.relowner, a.attacl from pg_attribute a join pg_class c on c.oid = a.attrelid where c.${ours} and a.attacl is not null) c,
        aclexplode(c.acl) g left join pg_roles r on r.oid = g.grantee
      where g.grantee <> c.relowner and (g.is_grantable or coalesce(r.rolname, '') not in ('varco_app', 'varco_platform')
        or g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
      union all select relname || ' belongs to ' || relowner::regrole from pg_class where ${ours} and relkind in ('r', 'v', 'S') and relowner <> 'varco_owner'::regrole
      union all select 'default of ' || defaclrole::regrole from pg_default_acl`,
    plants: [
      'grant truncate on person to varco_app',
      'grant trigger on contact to varco_platform',
      'grant references on person to varco_app',
      'grant select on person to public',
      'grant select (sex) on person to public',
      'grant select on person to varco_app with grant option',
      'alter table person owner to varco_platform',
      'alter default privileges for role varco_owner in schema public grant select on tables to public',
    ],
  },
  'a right of the application role on accounts, sessions, failures or the job queue, or to make anything': {
    find: `${rightsOn('varco_app', 'account,session,sign_in_failure')}
      union all select 'schema ' || nspname from pg_namespace where nspname !~ '^(pg_|information_schema)' and
        (has_schema_privilege('varco_app', oid, 'create') or (nspname <> 'public' and has_schema_privilege('varco_app', oid, 'usage')))
      union all select 'database' where has_database_privilege('varco_app', current_database(), 'create')
        or has_database_privilege('varco_app', current_database(), 'temporary')`,
    plants: [
      'grant select on account to varco_app',
      'grant update (name) on account to varco_app',
      'grant usage on schema graphile_worker to varco_app',
      'grant create on schema public to varco_app',
      `do $$ begin execute format('grant temporary on database %I to varco_app', current_database()); end $$`,
    ],
  },
  'a right of the platform role on what tells of a person': {
    find: rightsOn('varco_platform', ofPersons),
    plants: ['grant select on contact to varco_platform', 'grant select (sex) on person to varco_platform'],
  },
  'a right to change or delete what was sealed, or of the application role to seal': {
    find: `${rightsOn('varco_platform', 'audit_entry,audit_seal', 'update,delete,truncate,references,trigger')}
      union all ${rightsOn('varco_app', 'audit_entry,audit_seal', 'insert,update,delete,truncate,references,trigger')}`,
    plants: ['grant update (at) on audit_entry to varco_platform', 'grant insert on audit_seal to varco_app'],
  },
  'a role that row policies do not bind, or that is a member of another': {
    find: `select rolname as what from pg_roles where rolname in ('varco_app', 'varco_platform')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      union all select member::regrole::text from pg_auth_members where member in ('varco_app'::regrole, 'varco_platform'::regrole)`,
    plants: ['alter role varco_app bypassrls', 'grant varco_owner to varco_app'],
  },
  'a place that stands set for a role, a database or a function, and not for a transaction alone': {
    find: `select setting as what from pg_db_role_setting, unnest(setconfig) setting
        where setdatabase in (0, (select oid from pg_database where datname = current_database())) and setting ~ '^(varco\\.|row_security|role|search_path)'
      union all select proname from pg_proc, unnest(proconfig) setting where setting ~ '^(varco\\.|row_security|role)'`,
    plants: [
      `alter role varco_app set varco.desk = '0190a000-0000-7000-8000-000000000001'`,
      `create function planted() returns int language sql set varco.desk = 'x' as 'select 1'`,
    ],
  },
  'a policy for everybody': {
    find: `select tablename || '.' || policyname as what from pg_policies where schemaname = 'public'
      and not (roles <@ '{varco_app,varco_platform}' and cardinality(roles) = 1 and permissive = 'PERMISSIVE')`,
    plants: [
      'create policy planted on person using (true)',
      'create policy planted on person to varco_app, varco_platform using (true)',
    ],
  },
  'a policy that asks another table, calls a volatile function, or compares with what may leak': {
    find: `with policy as (select polrelid::regclass || '.' || polname as name, coalesce(polqual::text, '') || coalesce(polwithcheck::text, '') as tree
        from pg_policy where polrelid in (select oid from pg_class where ${ours}))
      select name || ' ' || f.proname as what from policy, regexp_matches(tree, ':(?:op)?funcid (\\d+)', 'g') called join pg_proc f on f.oid = called[1]::oid
        where f.provolatile = 'v' or (not f.proleakproof and f.proname <> 'current_setting')
      union all select name || ' subquery' from policy where tree ~ 'SUBLINK'`,
    plants: [
      'create policy planted on person for select to varco_app using (random() < 2)',
      `create policy planted on person for select to varco_app using (citizenship like 'I%')`,
      `create policy planted on contact for select to varco_app using (needs && '{x}')`,
      'create policy planted on person for select to varco_app using (exists (select 1 from desk))',
    ],
  },
  'a key of a table with a desk that does not contain the desk': {
    // An account belongs to no desk, a programme and a service to the network.
    find: `select c.conname as what from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f', 'x')
      and ${hasDesk('c.conrelid')} and not 'desk_id' = any(${columnsOf('c.conrelid', 'c.conkey')})
      and c.conname not in ('member_account_id_fkey', 'target_programme_id_fkey', 'service_note_of_service', 'assurance_link_of_service')`,
    plants: [
      'alter table person add unique (citizenship)',
      'alter table draft add foreign key (account_id) references account',
      'alter table contact add exclude (channel with =)',
    ],
  },
  'a foreign key to a record of a desk that does not carry the desk': {
    find: `select c.conname as what from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype = 'f'
      and ${hasDesk('c.confrelid')} and not 'desk_id' = any(${columnsOf('c.confrelid', 'c.confkey')})`,
    plants: [
      'alter table person add unique (id); create table planted (person_id uuid references person (id))',
      'alter table person add unique (id); alter table contact add foreign key (person_id) references person (id)',
    ],
  },
  'an index of a table with a desk that does not begin with the desk': {
    // Memberships are found by the account at sign-in, by the platform role.
    find: `select i.indexrelid::regclass::text as what from pg_index i join pg_attribute d on d.attrelid = i.indrelid and d.attname = 'desk_id' and not d.attisdropped
      where i.indrelid in (select oid from pg_class where ${ours}) and i.indkey[0] <> d.attnum and i.indexrelid::regclass::text <> 'member_of_account'`,
    plants: ['create index planted on person (sex)', 'create unique index planted on person (id)'],
  },
  'an index whose operators may leak: row policies switch it off': {
    find: `select i.indexrelid::regclass || ' ' || o.amopopr::regoperator as what from pg_index i join pg_class c on c.oid = i.indexrelid
        cross join unnest(i.indclass::oid[]) class join pg_opclass k on k.oid = class
        join pg_amop o on o.amopfamily = k.opcfamily and o.amoplefttype = k.opcintype and o.amoprighttype in (k.opcintype, 2277)
        join pg_operator p on p.oid = o.amopopr join pg_proc f on f.oid = p.oprcode
      where i.indrelid in (select oid from pg_class where ${ours}) and not f.proleakproof
      union all select c.relname || ' ' || m.amname from pg_class c join pg_am m on m.oid = c.relam where c.${ours} and c.relkind = 'i' and m.amname <> 'btree'`,
    plants: [
      'create index planted on contact using gin (needs)',
      'create index planted on import_run using gin (counts)',
      'create index planted on target (desk_id, (least::numeric))',
    ],
  },
  'a schema that nobody looks after, or rows that are sent elsewhere': {
    find: `select nspname as what from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema', 'graphile_worker')
      union all select pubname from pg_publication`,
    plants: ['create schema planted', 'create publication planted for table person'],
  },
}

export async function findingsOf(name: string, ask: Ask): Promise<string[]> {
  const rows = await ask((pitfalls[name] as Pitfall).find)
  return rows.map(({ what }) => `${name}: ${what}`)
}

/** Everything that the catalogue of a database has against it. */
export async function pitfallsIn(ask: Ask): Promise<string[]> {
  const found: string[] = []
  for (const name of Object.keys(pitfalls)) found.push(...(await findingsOf(name, ask)))
  return found
}
