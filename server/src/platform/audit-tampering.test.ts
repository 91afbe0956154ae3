import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReadLog } from './audit.ts'
import { type Checkpoint, checkpointKey, makeCheckpoint, verifyAudit } from './audit-verify.ts'
import { openPool } from './db.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { seeded } from './testing-chance.ts'

const SEALS = 12
const ROWS = 25
const TRIES = 1_000
const now = '2026-01-15T09:00:00.000Z'
const [desk, network, body] = [v7(), v7(), v7()]

let database: TestDatabase
let pool: pg.Pool
let checkpoint: Checkpoint
let supervisor: pg.Client
const sql = async (text: string) => (await supervisor.query(text)).rows

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(database.platform, 2)
  supervisor = new pg.Client(database.supervisor)
  await supervisor.connect()
  await sql(`insert into network values ('${network}', 'n', 'n'); insert into organisation values ('${body}', '${network}', 'o', 'o', 'o');
    insert into desk values ('${desk}', '${network}', '${body}', 'd', 'd', 'd')`)
  const reads = new ReadLog(pool, () => now)
  for (let seal = 0; seal < SEALS; seal += 1) {
    for (let row = 0; row < ROWS; row += 1) {
      const read = { actor: `account:${row % 5}`, act: 'openPerson', record: 'person', record_id: v7() }
      await reads.add(desk, { at: now, kind: 'read', ...read })
    }
    await reads.flush()
  }
  checkpoint = await makeCheckpoint(pool, checkpointKey(randomBytes(32)), now)
  await sql('create table kept_entry as table audit_entry; create table kept_seal as table audit_seal')
})
afterAll(async () => {
  await supervisor.end()
  await pool.end()
  await database.drop()
})

/** One way to tamper, with what it does to the tables. Each changes something, whatever chance says. */
function tampering(pick: (below: number) => number): string {
  const seal = 1 + pick(SEALS)
  const position = pick(ROWS)
  const row = `where seal_no = ${seal} and position = ${position}`
  const other = (position + 1 + pick(ROWS - 1)) % ROWS
  const otherSeal = 1 + ((seal - 1 + 1 + pick(SEALS - 1)) % SEALS)
  const byte = (column: string, length: number) =>
    `update audit_seal set ${column} = set_byte(${column}, ${pick(length)}, (get_byte(${column}, 0) + ${1 + pick(255)}) % 256) where no = ${seal}`
  const ways = [
    () => `update audit_entry set actor = actor || 'x' ${row}`,
    () => `update audit_entry set act = 'listPersons' ${row}`,
    () => `update audit_entry set kind = 'write' ${row}`,
    () => `update audit_entry set record = 'case' ${row}`,
    () => `update audit_entry set record_id = '${v7()}' ${row}`,
    () => `update audit_entry set record_id = null ${row}`,
    () => `update audit_entry set at = at + interval '${1 + pick(9_999)} milliseconds' ${row}`,
    () => `update audit_entry set id = '${v7()}' ${row}`,
    () => `delete from audit_entry ${row}`,
    () => `delete from audit_entry where seal_no = ${seal} and position >= ${position}`,
    () => `delete from audit_entry where seal_no = ${seal}`,
    () => `delete from audit_seal where no = ${seal}`,
    () => `delete from audit_seal where no >= ${seal}; delete from audit_entry where seal_no >= ${seal}`,
    () =>
      `insert into audit_entry select desk_id, seal_no, ${ROWS}, '${v7()}', at, actor, act, kind, record, record_id from audit_entry ${row}`,
    () => `update audit_entry set position = -1 ${row}; update audit_entry set position = ${position} where seal_no = ${seal} and position = ${other};
           update audit_entry set position = ${other} where seal_no = ${seal} and position = -1`,
    () => `update audit_entry set seal_no = 99 ${row}; update audit_entry set seal_no = ${seal} where seal_no = ${otherSeal} and position = ${position};
           update audit_entry set seal_no = ${otherSeal} where seal_no = 99`,
    () =>
      `update audit_seal set no = -1 where no = ${seal}; update audit_seal set no = ${seal} where no = ${otherSeal}; update audit_seal set no = ${otherSeal} where no = -1`,
    () => `update audit_seal set size = size - 1 where no = ${seal}`,
    () => `update audit_seal set sealed_at = sealed_at + interval '1 second' where no = ${seal}`,
    () => `update audit_seal set leaves = substr(leaves, 33), size = size - 1 where no = ${seal}`,
    () => byte('root', 32),
    () => byte('previous', 32),
    () => byte('hash', 32),
    () => byte('leaves', 32 * ROWS),
  ]
  return (ways[pick(ways.length)] as () => string)()
}

const restore = `truncate audit_entry, audit_seal; insert into audit_entry select * from kept_entry; insert into audit_seal select * from kept_seal`

test(`each of ${TRIES} random edits, deletions, reorderings and cuts of sealed rows is found`, async () => {
  const pick = seeded(2026)
  const differs = `select exists ((table audit_entry except table kept_entry) union all (table kept_entry except table audit_entry)) or
    exists ((table audit_seal except table kept_seal) union all (table kept_seal except table audit_seal)) as differs`
  expect((await verifyAudit(pool, checkpoint))[0]).toMatchObject({ rows: SEALS * ROWS, fault: null })
  const missed: string[] = []
  let tried = 0
  while (tried < TRIES) {
    const act = tampering(pick)
    await sql(act)
    // A byte may have become what it was: that is no tampering.
    const [state] = await sql(differs)
    if (state?.differs) {
      tried += 1
      if ((await verifyAudit(pool, checkpoint)).find((each) => each.desk === desk)?.fault === null) missed.push(act)
    }
    await sql(restore)
  }
  expect(missed).toEqual([])
  expect((await verifyAudit(pool, checkpoint))[0]).toMatchObject({ rows: SEALS * ROWS, fault: null })
}, 180_000)
