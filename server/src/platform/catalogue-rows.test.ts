import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { log, newPerson, record } from '../testing-records.ts'
import { openPool, type Place, transaction } from './db.ts'
import { ask } from './testing-ask.ts'

let server: TestServer
let here: Caller
let there: Caller
let tables: string[]
const place = (caller: Caller): Place => ({ desk: caller.desk.id, network: caller.desk.networkId })

beforeAll(async () => {
  server = await testServer()
  here = await server.member(await server.desk('here'), 'worker')
  there = await server.member(await server.desk('there'), 'worker')
  for (const caller of [here, there]) {
    const personId = await record(caller)
    await log(caller, { personId })
  }
  const rows = await ask<{ name: string }>(
    server.database.app,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'desk_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'select')`,
  )
  tables = rows.map((row) => row.name)
})
afterAll(() => server.close())

const countIn = async (table: string, at: Place | null, of?: string) =>
  transaction(server.house.app, at, async (tx) => {
    const { rows } = await sql<{
      count: number
    }>`select count(*) as count from ${sql.table(table)} ${of ? sql`where desk_id = ${of}` : sql``}`.execute(tx)
    return rows[0]?.count
  })

test('outside a desk the application role sees nothing, in no table', async () => {
  expect(tables).toContain('person')
  for (const table of [...tables, 'network', 'organisation', 'desk', 'programme'])
    expect([table, await countIn(table, null)]).toEqual([table, 0])
})

test('inside a desk it sees what is of that desk and nothing of another', async () => {
  for (const table of ['person', 'person_tag', 'contact', 'made', 'data_key'])
    expect(await countIn(table, place(here)), table).toBeGreaterThan(0)
  for (const table of tables) expect([table, await countIn(table, place(here), there.desk.id)]).toEqual([table, 0])
})

test('inside a desk nothing can be written for another', async () => {
  const theirs = transaction(server.house.app, place(here), (tx) =>
    sql`insert into made (desk_id, id, digest) values (${there.desk.id}, ${v7()}, '')`.execute(tx),
  )
  await expect(theirs).rejects.toThrow(/row-level security/)
  const moved = transaction(server.house.app, place(here), (tx) =>
    sql`update person set desk_id = ${there.desk.id}`.execute(tx),
  )
  await expect(moved).rejects.toThrow(/stays in its desk/)
  const changed = await transaction(server.house.app, place(here), (tx) =>
    sql`update person set sex = 'X' where desk_id = ${there.desk.id}`.execute(tx),
  )
  expect(changed.numAffectedRows).toBe(0n)
})

test('a record cannot point at a person of another desk', async () => {
  const theirs = await record(there, newPerson())
  const pointed = transaction(server.house.app, place(here), (tx) =>
    sql`update contact set person_id = ${theirs}`.execute(tx),
  )
  await expect(pointed).rejects.toThrow(/foreign key/)
})

test('after the end of a transaction nothing remains set on the connection', async () => {
  const pool = openPool(server.database.app, 1)
  const left = async () => {
    const { rows } = await pool.query(
      `select current_setting('varco.desk', true) as desk, current_setting('varco.network', true) as network, (select count(*) from person) as persons`,
    )
    return [rows[0].desk || null, rows[0].network || null, rows[0].persons]
  }
  try {
    const count = async () =>
      (await transaction(pool, place(here), (tx) => sql`select 1 from person`.execute(tx))).rows.length
    expect(await count()).toBeGreaterThan(0)
    expect(await left()).toEqual([null, null, 0])
    await expect(transaction(pool, place(here), (tx) => sql`select 1 / 0`.execute(tx))).rejects.toThrow()
    expect(await left()).toEqual([null, null, 0])
  } finally {
    await pool.end()
  }
})

test('a transaction that failed inside is never reported as done', async () => {
  const swallowed = transaction(server.house.app, place(here), async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => {})
    return 'done'
  })
  await expect(swallowed).rejects.toThrow()
})
