import { globSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealedColumns } from './sealed-columns.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { ask } from './testing-ask.ts'
import { type Ask, findingsOf, pitfalls, pitfallsIn } from './testing-catalogue.ts'
import { policyFindings, rightsOfTheMap } from './testing-policies.ts'

let database: TestDatabase
const asked: Ask = (text) => ask(database.supervisor, text)

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** What is seen after a statement that is then taken back. */
async function after<T>(statement: string, see: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new Client(database.supervisor)
  await client.connect()
  try {
    await client.query('begin')
    await client.query(statement)
    return await see(async (text) => (await client.query(text)).rows)
  } finally {
    await client.end()
  }
}

test('no way past the policies is open', async () => {
  expect(await pitfallsIn(asked)).toEqual([])
})

const plants = Object.entries(pitfalls).flatMap(([name, each]) => each.plants.map((plant) => [name, plant] as const))

test.each(plants)('%s would be found: %s', async (name, plant) => {
  expect(await after(plant, (query) => findingsOf(name, query))).not.toEqual([])
})

test('rights and policies are those of the table in docs/map.md, each for the rows of the own desk or network', async () => {
  expect(rightsOfTheMap().length).toBeGreaterThan(80)
  expect(await policyFindings(asked)).toEqual([])
  const wrongs = [
    'drop policy desk_reads on person',
    'alter policy desk_reads on person using (true)',
    'alter policy desk_inserts on contact with check (true)',
    'alter policy network_rows on desk using (true)',
    'create policy planted on audit_entry for delete to varco_app using (true)',
    'grant delete on audit_entry to varco_app',
    'revoke select on person from varco_app',
    'grant update on audit_pending to varco_platform',
  ]
  for (const wrong of wrongs) expect(await after(wrong, policyFindings), wrong).not.toEqual([])
})

test('no row that the application may change can be moved into another desk', async () => {
  const free = (query: Ask) =>
    query(`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'desk_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_any_column_privilege('varco_app', c.oid, 'update')
        and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'row_stays' and t.tgenabled = 'O')`)
  expect(await free(asked)).toEqual([])
  expect(await after('drop trigger row_stays on case_note', free)).toEqual([{ relname: 'case_note' }])
})

/** What stands in clear in tables of a desk beside ids, figures, instants and yes or no, and why it may. The rest is bytea, sealed or keyed. */
const clear: Record<string, string> = {
  'appointment_step.at_time': 'hour and minute of an appointment: a calendar is read by days',
  'appointment_step.by': 'id of an account',
  'appointment_step.day': 'day of an appointment: a calendar is read by days',
  'appointment_step.colleagues': 'ids of accounts',
  'arrival_fact.by': 'id of an account',
  'assurance_link.answer': 'code',
  'assurance_link.made_by': 'id of an account',
  'audit_entry.act': 'name of an endpoint or job',
  'audit_entry.actor': 'id of an account',
  'audit_entry.kind': 'read or write',
  'audit_entry.record': 'kind of record',
  'audit_pending.act': 'name of an endpoint or job',
  'audit_pending.actor': 'id of an account',
  'audit_pending.kind': 'read or write',
  'audit_pending.record': 'kind of record',
  'care_case.closed_on': 'day of the case',
  'care_case.last_activity': 'day of the case',
  'care_case.legal_basis': 'code',
  'care_case.needs': 'codes',
  'care_case.opened_by': 'id of an account',
  'care_case.opened_on': 'day of the case, counted',
  'care_case.outcome': 'code',
  'care_case.profile': 'code',
  'care_case.sector': 'code',
  'care_case.state': 'code',
  'care_case.stay_document': 'code',
  'care_case.work_form': 'code',
  'case_event.act': 'code',
  'case_event.actor': 'id of an account',
  'case_file.by': 'id of an account',
  'case_file.state': 'code',
  'case_file_step.act': 'code',
  'case_file_step.by': 'id of an account',
  'case_follower.role': 'code',
  'case_follower.since': 'day',
  'case_letter.by': 'id of an account',
  'case_note.by': 'id of an account',
  'case_note.day': 'day of the note',
  'case_note.kind': 'code',
  'case_note.visibility': 'code',
  'contact.at_time': 'hour and minute',
  'contact.channel': 'code',
  'contact.citizenship': 'code, counted',
  'contact.day': 'day of the contact, counted',
  'contact.given': 'codes',
  'contact.language': 'code',
  'contact.needs': 'codes',
  'contact.recorded_by': 'id of an account',
  'contact.sector': 'code, counted',
  'contact.sex': 'code, counted',
  'data_key.master': 'id of a master key',
  'data_key.purpose': 'code',
  'decision_fact.by': 'id of an account',
  'document_fact.by': 'id of an account',
  'document_fact.document': 'code: of which document something was recorded, never how it stands',
  'draft.kind': 'code',
  'erasure.asked_by': 'code',
  'erasure.by': 'id of an account',
  'erasure.from_day': 'day of a request',
  'erasure.ground': 'code',
  'erasure_end.by': 'id of an account',
  'erasure_end.counts': 'figures by kind',
  'erasure_end.day': 'day of a decision',
  'erasure_end.outcome': 'code',
  'erasure_end.reason': 'code',
  'ground_signature.by': 'id of an account',
  'ground_signature.kind': 'code',
  'import_heading.field': 'code',
  'import_heading.kind': 'code',
  'import_run.counts': 'figures and a code',
  'import_run.kind': 'code',
  'import_run.mode': 'code',
  'import_run.started_by': 'id of an account',
  'import_run.state': 'code',
  'mail.kind': 'code',
  'mail.language': 'code',
  'mail.reason': 'code',
  'mail.state': 'code',
  'mail.to_kind': 'code',
  'legal_ground.by': 'id of an account',
  'legal_ground.from_day': 'day of a ground',
  'legal_ground.how': 'code',
  'legal_ground.kind': 'code',
  'legal_ground.notice_kind': 'code',
  'legal_ground.notice_language': 'code',
  'legal_ground.purpose': 'code',
  'legal_ground.recipient': 'code',
  'legal_ground.scopes': 'codes',
  'legal_ground.special': 'code',
  'legal_ground.until_day': 'day of a ground',
  'legal_ground_end.by': 'id of an account',
  'legal_ground_end.day': 'day of a ground',
  'person_export.by': 'id of an account',
  'person_export.language': 'code',
  'person_export.withheld': 'codes',
  'referral_file.by': 'id of an account, in the desk of who sent it alone',
  'referral_link.made_by': 'id of an account',
  'referral_message.act': 'code',
  'referral_message.by': 'id of an account, in the desk of who wrote alone',
  'referral_origin.by': 'id of an account',
  'referral_origin.scopes': 'codes',
  'referral_news.kind': 'code',
  'referral_news.reader': 'code',
  'referral_told.day': 'day of a mail',
  'referral_told.kind': 'code',
  'restriction.by': 'id of an account',
  'restriction.from_day': 'day of a restriction',
  'restriction.reason': 'code',
  'restriction_end.by': 'id of an account',
  'restriction_end.day': 'day of a restriction',
  'signal_handling.by': 'id of an account',
  'document_edit.by': 'id of an account',
  'document_edit.document': 'code, or an id',
  'letter_template.by': 'id of an account',
  'letter_template.template': 'code, or an id',
  'member.name': 'name of an operator, never of a worker',
  'member.since': 'day of an operator',
  'member.until': 'day of an operator',
  'month_tally.citizenship': 'code, counted',
  'month_tally.measure': 'code',
  'month_tally.month': 'month, counted',
  'month_tally.sex': 'code, counted',
  'pathway_template.by': 'id of an account',
  'pathway_template.profile': 'code',
  'person_tie.by': 'id of an account',
  'question.by': 'id of an account',
  'question.kind': 'code',
  'question.place': 'code',
  'question.retired_by': 'id of an account',
  'question_answer.by': 'id of an account',
  'question_version.by': 'id of an account',
  'outbox.payload': 'ids and codes',
  'outbox.topic': 'name of an event',
  'note_version.kind': 'code',
  'note_version.visibility': 'code',
  'pathway_fact.by': 'id of an account',
  'pathway_fact.kind': 'code: that it is a goal, a step, a review or an outcome after the closing',
  'person.citizenship': 'code, counted',
  'person.recorded_by': 'id of an account',
  'person.sex': 'code, counted',
  'role_grant.role': 'code',
  'sign_answer.by': 'id of an account',
  'sign_answer.day': 'day of the answer',
  'sign_answer.edition': 'number of the questionnaire',
  'service_delivered.by': 'id of an account',
  'service_delivered.day': 'day of the service',
  'service_delivered.kind': 'code',
  'service_note.changed_by': 'id of an account',
  'target.from_day': 'day of a programme',
  'target.measure': 'code',
  'target.to_day': 'day of a programme',
  'own_calendar.told_on': 'day of a mail',
  'walk_in.state': 'code',
  'task_fact.by': 'id of an account',
  'task_fact.day': 'by when something is to be done: lists are made by it (THREATS)',
  'task_fact.giver': 'id of an account',
  'task_fact.state': 'code',
  'conference_fact.by': 'id of an account',
  'approval.act': 'code',
  'approval.by': 'id of an account',
  'approval_end.by': 'id of an account',
  'approval_end.outcome': 'code',
  'approval_setting.by': 'id of an account',
  'handover.appointments': 'ids',
  'handover.by': 'id of an account',
  'handover.from_role': 'code',
  'handover.had_role': 'code',
  'handover.steps': 'ids',
  'handover.tasks': 'ids',
  'handover.to_role': 'code',
  'substitution.by': 'id of an account',
  'substitution.ended_by': 'id of an account',
  'substitution.from_day': 'day of an absence of a colleague',
  'substitution.until_day': 'day of an absence of a colleague',
  'worktime_entry.by': 'id of an account',
}

const inClear = async (ask: Ask) => {
  const rows = await ask(`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.udt_name not in ('uuid', 'bytea', 'bool', 'int4', 'int8', 'timestamptz')
      and exists (select 1 from information_schema.columns d where d.table_schema = 'public' and d.table_name = c.table_name and d.column_name = 'desk_id')`)
  return rows.map((row) => String(row.name)).sort()
}

test('text and days stand in clear only where the short list says why', async () => {
  expect(await inClear(asked)).toEqual(Object.keys(clear).sort())
  for (const column of ['nickname text', 'born date', 'numbers jsonb', 'address inet']) {
    const found = await after(`alter table person add column ${column}`, inClear)
    expect(found, column).toContain(`person.${column.split(' ')[0]}`)
  }
})

/** What would leave a desk entered on a pooled connection, after the transaction: only `set_config(…, true)` is let. */
const lasting =
  /set_config\(\s*'(varco\.|role|row_security|transaction_read_only)[^)]*,\s*false|\bset\s+(session\s+|local\s+)?(varco\.|row_security|role\b|session authorization)/i

test('nothing in the sources sets a place, a role or row security for a whole connection', () => {
  const files = globSync('**/*.ts', { cwd: `${import.meta.dirname}/..` }).filter(
    (name) => !/testing|\.test\./.test(name),
  )
  expect(files.length).toBeGreaterThan(80)
  const found = files.filter((name) => lasting.test(readFileSync(`${import.meta.dirname}/../${name}`, 'utf8')))
  // The migrator has a connection of its own, which ends with it.
  expect(found).toEqual(['platform/migrate.ts'])
  for (const planted of [`select set_config('varco.desk', $1, false)`, `SET varco.desk = 'x'`, 'set role varco_owner'])
    expect(planted).toMatch(lasting)
})

/** Bytes in tables of a desk that no vault opens: keyed hashes, hashes, wrapped keys. */
const unsealed = [
  'assurance_link.token_hash',
  'audit_seal.hash',
  'audit_seal.leaves',
  'audit_seal.previous',
  'audit_seal.root',
  'care_case.source_tag',
  'contact.source_tag',
  'data_key.wrapped',
  'import_doubt.tag',
  'import_heading.tag',
  'import_person.tag',
  'made.digest',
  'own_calendar.token_hash',
  'person_tag.tag',
  'referral_link.code_hash',
  'referral_link.token_hash',
]

test('every sealed column is on the list by which keys are rotated, with the key of its table', async () => {
  const rows = await asked(`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.udt_name = 'bytea'
      and exists (select 1 from information_schema.columns d where d.table_schema = 'public' and d.table_name = c.table_name and d.column_name = 'desk_id')`)
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`)
  expect(rows.map((row) => row.name).sort()).toEqual([...listed, ...unsealed].sort())
  for (const { table, key } of sealedColumns) {
    const columns = await asked(
      `select a.attname as name, format_type(a.atttypid, null) as type from pg_constraint c, unnest(c.conkey) with ordinality as k (no, place), pg_attribute a
       where c.conrelid = '${table}'::regclass and c.contype = 'p' and a.attrelid = c.conrelid and a.attnum = k.no order by k.place`,
    )
    expect(Object.fromEntries(columns.map((each) => [each.name, each.type])), table).toEqual({
      desk_id: 'uuid',
      ...key,
    })
  }
})
