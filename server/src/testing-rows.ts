import { Client, type ClientConfig, escapeIdentifier as named } from 'pg'
import { v7 } from 'uuid'
import type { DeskHere } from './platform/door.ts'
import { ask } from './platform/testing-ask.ts'

/** Tables of networks: what is seen of them is the own network's. */
const ofNetworks = [
  'network',
  'organisation',
  'desk',
  'programme',
  'service',
  'service_version',
  'service_call',
  'agreement',
  'referral_terms',
  'notice_text',
  'arrangement',
  'arrangement_end',
]
/** Those that a desk keeps: read by the network, written by the desk. Of proposals, only the two desks read. */
const kept = ['service', 'service_version', 'service_call', 'agreement', 'referral_terms', 'service_proposal']
/** Of these, those in which a desk writes in its own name, and the column that says which. */
const writtenOfNetworks: Record<string, string> = {
  notice_text: 'written_in',
  arrangement: 'written_in',
  arrangement_end: 'ended_in',
}

type Right = 'select' | 'insert' | 'update' | 'delete'
type Tried = { rows: number; first?: Record<string, unknown> } | { code: string }

/**
 * What the application role, inside the desk `here`, can see, change, delete or write of others, table by table, with no
 * condition of its own. Both desks must have a row in every table: else there would be nothing to find.
 */
export async function rowFindings(
  { app, supervisor }: { app: ClientConfig; supervisor: ClientConfig },
  here: DeskHere,
  there: DeskHere,
  only?: string,
): Promise<string[]> {
  const client = new Client(supervisor)
  await client.connect()
  // The policies alone: neither foreign keys nor triggers stand before them.
  await client.query(`set session_replication_role = replica; set role ${named(app.user as string)}`)
  const found: string[] = []
  try {
    const attempt = async (text: string, values: unknown[] = []): Promise<Tried> => {
      await client.query('begin')
      await client.query(`select set_config('varco.desk', $1, true), set_config('varco.network', $2, true)`, [
        here.id,
        here.networkId,
      ])
      try {
        const { rowCount, rows } = await client.query(text, values)
        return { rows: rowCount ?? 0, first: rows[0] }
      } catch (error) {
        return { code: String((error as { code?: string }).code) }
      } finally {
        await client.query('rollback')
      }
    }
    /** Without a condition, exactly the own rows are touched. */
    const expectOwn = (what: string, tried: Tried, own: number) => {
      if (!('rows' in tried) || tried.rows !== own) found.push(`${what}: ${JSON.stringify(tried)} instead of ${own}`)
    }
    const expectRefused = (what: string, tried: Tried) => {
      if (!('code' in tried) || tried.code !== '42501')
        found.push(`${what}: ${JSON.stringify(tried)} instead of a refusal`)
    }
    /** Tries to write a row that is not of this desk. */
    const insertOne = async (table: string, where: string, id: string) => {
      const name = named(table)
      const [theirs] = await ask(supervisor, `select to_jsonb(t) as row from ${name} t where ${where} limit 1`, [id])
      const insert = `insert into ${name} overriding system value select * from jsonb_populate_record(null::${name}, $1)`
      return attempt(insert, [JSON.stringify(theirs?.row)])
    }
    for (const { table, rights, sealedAnew } of await tablesOf(app)) {
      if (only && table !== only) continue
      const name = named(table)
      const countOf = async (desk: DeskHere) => {
        const [row] = await ask<{ count: string }>(supervisor, `select count(*) from ${name} where desk_id = $1`, [
          desk.id,
        ])
        return Number(row?.count)
      }
      const own = await countOf(here)
      if (own === 0 || (await countOf(there)) === 0)
        found.push(`${table}: a desk has no row in it, so nothing was tried`)
      if (rights.includes('select')) expectOwn(`select ${table}`, await attempt(`select 1 from ${name}`), own)
      if (rights.includes('delete')) {
        expectOwn(`delete ${table}`, await attempt(`delete from ${name}`), own)
      }
      if (rights.includes('update')) {
        expectOwn(`update ${table}`, await attempt(`update ${name} set desk_id = $1`, [here.id]), own)
        expectRefused(`give away ${table}`, await attempt(`update ${name} set desk_id = $1`, [there.id]))
      }
      // A constant, so that no policy for reading stands before it.
      if (sealedAnew)
        expectOwn(`update ${table}`, await attempt(`update ${name} set ${named(sealedAnew)} = '\\x00'`), own)
      if (rights.includes('insert')) {
        expectRefused(`insert ${table}`, await insertOne(table, 'desk_id = $1', there.id))
      }
    }
    for (const table of ofNetworks.filter((each) => !only || each === only)) {
      const key = table === 'network' ? 'id' : 'network_id'
      const [all] = await ask(
        supervisor,
        `select count(*) filter (where ${key} = $1) as own, count(*) as all from ${table}`,
        [here.networkId],
      )
      if (all?.own === all?.all) found.push(`${table}: there is no other network, so nothing was tried`)
      expectOwn(`select ${table}`, await attempt(`select 1 from ${table}`), Number(all?.own))
      const writer = writtenOfNetworks[table]
      if (!writer) continue
      const [theirs] = await ask(
        supervisor,
        `select to_jsonb(t) as row from ${table} t where network_id <> $1 limit 1`,
        [here.networkId],
      )
      const insert = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`
      const [ours] = await ask<{ row: object }>(
        supervisor,
        `select to_jsonb(t) as row from ${table} t where network_id = $1 limit 1`,
        [here.networkId],
      )
      for (const row of [theirs?.row, { ...ours?.row, [writer]: there.id }])
        expectRefused(`insert ${table}`, await attempt(insert, [JSON.stringify(row)]))
    }
    for (const table of kept.filter((each) => !only || each === only)) {
      const counted = await ask<{ own: string; theirs: string }>(
        supervisor,
        `select count(*) filter (where tended_by = $1) as own, count(*) filter (where tended_by = $2) as theirs from ${table}`,
        [here.id, there.id],
      )
      const own = Number(counted[0]?.own)
      if (own === 0 || counted[0]?.theirs === '0')
        found.push(`${table}: a desk keeps nothing in it, so nothing was tried`)
      if (table === 'service_proposal') expectOwn(`select ${table}`, await attempt(`select 1 from ${table}`), own)
      if (table === 'service_proposal') {
        // The desk that answers ends those that wait; the one that proposed takes them back; nobody does the other's act.
        const [waits] = await ask<{ own: string; made: string }>(
          supervisor,
          `select count(*) filter (where tended_by = $1) as own, count(*) filter (where from_desk = $1) as made
            from service_proposal where state = 'waiting'`,
          [here.id],
        )
        const end = (state: string, where: string) =>
          attempt(
            `update service_proposal set state = $1, decided_at = now() where state = 'waiting' and ${where} = $2`,
            [state, here.id],
          )
        if (waits?.own === '0' || waits?.made === '0') found.push(`${table}: none waits, so nothing was tried`)
        expectOwn(`answer ${table}`, await end('declined', 'tended_by'), Number(waits?.own))
        expectOwn(`withdraw ${table}`, await end('withdrawn', 'from_desk'), Number(waits?.made))
        expectRefused(
          `give away ${table}`,
          await attempt(`update ${table} set tended_by = $1, from_desk = $1`, [there.id]),
        )
      } else if (table !== 'service_version' && table !== 'service_call') {
        expectOwn(`update ${table}`, await attempt(`update ${table} set tended_by = $1`, [here.id]), own)
        expectRefused(`give away ${table}`, await attempt(`update ${table} set tended_by = $1`, [there.id]))
      }
      if (table === 'service_call') expectOwn(`delete ${table}`, await attempt(`delete from ${table}`), own)
      expectRefused(`insert ${table}`, await insertOne(table, 'tended_by = $1', there.id))
    }
    for (const table of ['referral', 'referral_event'].filter((each) => !only || each === only)) {
      const mine = `from_desk = $1 or (to_desk = $1 and ${table === 'referral' ? 'delivered_at is not null' : 'shown'})`
      const [counted] = await ask<{ own: string; theirs: string }>(
        supervisor,
        `select count(*) filter (where ${mine}) as own, count(*) filter (where from_desk = $2) as theirs from ${table}`,
        [here.id, there.id],
      )
      const own = Number(counted?.own)
      if (own === 0 || counted?.theirs === '0') found.push(`${table}: a desk sent nothing, so nothing was tried`)
      expectOwn(`select ${table}`, await attempt(`select 1 from ${table}`), own)
      if (table === 'referral') {
        expectOwn(`update ${table}`, await attempt(`update ${table} set version = 1`), own)
        expectRefused(`give away ${table}`, await attempt(`update ${table} set from_desk = $1`, [there.id]))
      }
      expectRefused(`insert ${table}`, await insertOne(table, 'from_desk = $1', there.id))
    }
    if (!only || only === 'referral_appointment_step') {
      const of = (desk: string) => `(from_desk = ${desk} or to_desk = ${desk})`
      const [counted] = await ask<{ own: string; theirs: string }>(
        supervisor,
        `select count(*) filter (where ${of('$1')}) as own, count(*) filter (where ${of('$2')} and not ${of('$1')}) as theirs from referral_appointment_step`,
        [here.id, there.id],
      )
      if (counted?.own === '0' || counted?.theirs === '0')
        found.push('referral_appointment_step: a desk met nobody, so nothing was tried')
      expectOwn('select appointments', await attempt('select 1 from referral_appointment_step'), Number(counted?.own))
      expectRefused('insert appointment', await insertOne('referral_appointment_step', 'to_desk = $1', there.id))
    }
    if (!only || only === 'signal') {
      const [counted] = await ask<{ own: string; got: string; theirs: string }>(
        supervisor,
        `select count(*) filter (where $1 in (from_desk, to_desk)) as own, count(*) filter (where to_desk = $1) as got,
           count(*) filter (where to_desk = $2) as theirs from signal`,
        [here.id, there.id],
      )
      if (counted?.got === '0' || counted?.theirs === '0') found.push('signal: none came in, so nothing was tried')
      expectOwn('select signal', await attempt('select 1 from signal'), Number(counted?.own))
      expectOwn('update signal', await attempt(`update signal set urgent = true`), Number(counted?.got))
      expectRefused('give away signal', await attempt('update signal set to_desk = $1', [there.id]))
      expectRefused('insert signal', await insertOne('signal', 'to_desk = $1', there.id))
    }
    if (!only || only === 'glass') {
      const [counted] = await ask<{ own: string; theirs: string }>(
        supervisor,
        `select count(*) filter (where $1 in (owner_desk, reader_desk)) as own, count(*) filter (where owner_desk = $2) as theirs from glass`,
        [here.id, there.id],
      )
      const own = Number(counted?.own)
      if (own === 0 || counted?.theirs === '0') found.push('glass: no case of a desk was opened, so nothing was tried')
      expectOwn('select glass', await attempt('select 1 from glass'), own)
      expectOwn('update glass', await attempt(`update glass set reason = 'x'`), own)
      expectRefused('insert glass', await insertOne('glass', 'owner_desk = $1', there.id))
    }
    if (!only || only === 'referral_flow') {
      const [counted] = await ask<{ own: string; all: string; net: string }>(
        supervisor,
        `select count(*) filter (where by_desk = $1) as own, count(*) filter (where network_id = $2) as net, count(*) as all from referral_flow`,
        [here.id, here.networkId],
      )
      const [own, net] = [Number(counted?.own), Number(counted?.net)]
      if (own === 0 || own === net || counted?.net === counted?.all)
        found.push('referral_flow: only one desk or one network counted something, so nothing was tried')
      expectOwn('select referral_flow', await attempt('select 1 from referral_flow'), net)
      expectOwn('delete referral_flow', await attempt('delete from referral_flow'), own)
      expectRefused('insert referral_flow', await insertOne('referral_flow', 'by_desk = $1', there.id))
    }
    if (!only || only === 'organisation')
      expectRefused('insert organisation', await insertOne('organisation', 'network_id <> $1', here.networkId))
    return found
  } finally {
    await client.end()
  }
}

/** Tables with a desk, and what the role may do there; `sealedAnew` is the column that alone may change. */
export async function tablesOf(
  role: ClientConfig,
): Promise<{ table: string; rights: Right[]; sealedAnew: string | null }[]> {
  return ask(
    role,
    `select c.relname as table, array(select r from unnest('{select,insert,update,delete}'::text[]) r where has_table_privilege(c.oid, r)) as rights,
       (select u.attname from pg_attribute u where u.attrelid = c.oid and u.attnum > 0 and not has_table_privilege(c.oid, 'update')
          and has_column_privilege(c.oid, u.attnum, 'update')
          order by u.atttypid <> 'bytea'::regtype, u.attname limit 1) as "sealedAnew"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'desk_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_any_column_privilege(c.oid, 'select')`,
  )
}

/** Rows of what is there only for a moment or came from a file: an event under way, an access not sealed yet, a bad row. */
export async function fillFleeting(supervisor: ClientConfig, desk: DeskHere): Promise<void> {
  const id = v7()
  await ask(
    supervisor,
    `with event as (insert into outbox values ($1, $2, 'planted', '{}', now())),
       access as (insert into audit_pending values ($1, $2, now(), 'system', 'planted', 'read', 'planted', null)),
       heading as (insert into import_heading values ($1, 'persons', '\\x01', null)),
       flow as (insert into referral_flow (network_id, period, from_desk, to_desk, service_id, by_desk, sent, in_time, late, unanswered, withdrawn)
         select network_id, '2026-1', id, null, id, id, 1, 0, 0, 0, 0 from desk where id = $1),
       taken as (insert into referral_case select desk_id, $2, id, now() from care_case where desk_id = $1 limit 1),
       told as (insert into referral_told select desk_id, $2, 'planted', now(), id from mail where desk_id = $1 limit 1),
       news as (insert into referral_news values ($1, $2, 'desk', 'message', now())),
       look as (insert into case_look select c.desk_id, c.id, m.account_id, now(), null from care_case c join member m
         on m.desk_id = c.desk_id where c.desk_id = $1 limit 1),
       source as (insert into import_person select desk_id, '\\x01', id from person where desk_id = $1 limit 1)
     insert into import_error select desk_id, id, 1, '' from import_run where desk_id = $1 limit 1`,
    [desk.id, id],
  )
}

/** A text and an arrangement, ended, of a desk's network. */
export async function fillNetwork(supervisor: ClientConfig, desk: DeskHere): Promise<void> {
  const id = v7()
  await ask(
    supervisor,
    `with text as (insert into notice_text values ($2, 'information', 9, 'it', 'x', 'x', false, now(), $1, 'planted', now())),
       made as (insert into arrangement select $2, $1, $3, 'processor', array[organisation_id], array[organisation_id], '{care}', null, now(), null, 'x', 'x',
         'planted', now() from desk where id = $1)
     select 1`,
    [desk.id, desk.networkId, id],
  )
  await ask(supervisor, `insert into arrangement_end values ($2, $1, $3, now(), 'planted', now(), $1, 'planted')`, [
    desk.id,
    desk.networkId,
    id,
  ])
}
