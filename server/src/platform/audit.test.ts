import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AuditRow, auditWrite, ReadLog, rootOf, sealAll, sealDesk } from './audit.ts'
import { type Checkpoint, checkpointIsGenuine, checkpointKey, makeCheckpoint, verifyAudit } from './audit-verify.ts'
import { openPool, transaction } from './db.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { ask } from './testing-ask.ts'

let database: TestDatabase
let pool: pg.Pool
const [desk, network, body] = [v7(), v7(), v7()]
const now = '2026-01-15T09:00:00.000Z'

const tamper = (text: string) => ask(database.supervisor, text)
const seal = () => sealAll(pool, () => now)
const fault = async (checkpoint?: Checkpoint) =>
  (await verifyAudit(pool, checkpoint)).find((each) => each.desk === desk)?.fault
const key = checkpointKey(randomBytes(32))
const checkpoint = () => makeCheckpoint(pool, key, now)

async function accesses(count: number): Promise<void> {
  const log = new ReadLog(pool, () => now)
  for (let at = 0; at < count; at += 1)
    await log.add(desk, {
      at: now,
      actor: 'account:a',
      act: 'openPerson',
      kind: at % 2 ? 'read' : 'write',
      record: 'person',
      record_id: v7(),
    })
  await log.flush()
}

const access = (): AuditRow => ({
  id: v7(),
  at: now,
  actor: 'account:a',
  act: 'x',
  kind: 'write',
  record: 'x',
  record_id: null,
})
const write = () =>
  transaction(
    pool,
    null,
    async () => {},
    () => auditWrite(desk, access()),
  )

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(database.platform, 4)
  await tamper(`insert into network values ('${network}', 'n', 'n'); insert into organisation values ('${body}', '${network}', 'o', 'o', 'o');
    insert into desk values ('${desk}', '${network}', '${body}', 'd', 'd', 'd')`)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** A desk with three seals of four rows each. */
beforeEach(async () => {
  await tamper('truncate audit_pending, audit_entry, audit_seal')
  for (let batch = 0; batch < 3; batch += 1) {
    await accesses(4)
    await seal()
  }
})

describe('the register of accesses', () => {
  test('fits when nobody touched it', async () => {
    for (let at = 0; at < 2; at += 1) await write()
    expect(await verifyAudit(pool)).toEqual([{ desk, seals: 3, rows: 12, waiting: 2, fault: null }])
  })

  test.each([
    ['an edit of who', `update audit_entry set actor = 'account:x' where seal_no = 2 and position = 1`],
    ['an edit of when', `update audit_entry set at = at + interval '1 second' where seal_no = 1 and position = 0`],
    ['an edit of which record', `update audit_entry set record_id = null where seal_no = 2 and position = 0`],
    ['an edit of what', `update audit_entry set act = 'x', kind = 'read' where seal_no = 1 and position = 2`],
    [
      'texts moved over by one column',
      'update audit_entry set actor = actor || chr(1) || act, act = kind, kind = record, record = record_id::text, record_id = null where seal_no = 2 and position = 1',
    ],
    ['an instant that is none', `update audit_entry set at = 'infinity' where seal_no = 2 and position = 1`],
    ['a row that was deleted', 'delete from audit_entry where seal_no = 2 and position = 2'],
    [
      'the last row of the last seal, deleted',
      'delete from audit_entry where (seal_no, position) = (select seal_no, max(position) from audit_entry where seal_no = (select max(no) from audit_seal) group by seal_no)',
    ],
    [
      'two rows that changed places',
      'update audit_entry set position = case position when 0 then 100 else 0 end where seal_no = 2 and position in (0, 1); update audit_entry set position = 1 where position = 100',
    ],
    [
      'a row put in',
      `insert into audit_entry select desk_id, seal_no, 99, gen_random_uuid(), at, actor, act, kind, record, record_id from audit_entry where seal_no = 2 and position = 0`,
    ],
    [
      'a row under a seal that is none',
      `insert into audit_entry select desk_id, 999, 0, gen_random_uuid(), at, actor, act, kind, record, record_id from audit_entry where seal_no = 2 and position = 0`,
    ],
    [
      'a seal that was deleted with its rows',
      'delete from audit_entry where seal_no = 2; delete from audit_seal where no = 2',
    ],
    [
      'the first seal deleted with its rows',
      'delete from audit_entry where seal_no = 1; delete from audit_seal where no = 1',
    ],
    ['a seal whose day was changed', `update audit_seal set sealed_at = sealed_at + interval '1 day' where no = 2`],
    [
      'a seal whose leaves were changed',
      `update audit_seal set leaves = set_byte(leaves, 3, (get_byte(leaves, 3) + 1) % 256) where no = 2`,
    ],
    ['a seal with something behind its leaves', `update audit_seal set leaves = leaves || '\\x00' where no = 2`],
    ['a seal of another size', 'update audit_seal set size = size + 1 where no = 3'],
  ])('shows %s', async (_, text) => {
    for (const statement of text.split(';')) await tamper(statement)
    expect(await fault()).toMatch(/^(row \d+ of seal \d+|seal \d+) /)
  })

  test('whose end was cut off looks whole, unless somebody else kept a checkpoint', async () => {
    const kept = await checkpoint()
    const [{ last } = { last: 0 }] = await ask(database.supervisor, 'select max(no)::int as last from audit_seal')
    await tamper(`delete from audit_entry where seal_no = ${last}`)
    await tamper(`delete from audit_seal where no = ${last}`)
    expect(await fault(), 'without a checkpoint it cannot be seen').toBeNull()
    expect(await fault(kept)).toBe(`the end is cut off: the checkpoint knows seal ${last}`)
    await tamper('delete from audit_entry')
    await tamper('delete from audit_seal')
    expect(await fault(kept)).toMatch(/^the end is cut off/)
  })

  test('written anew from the start fits itself, and no checkpoint', async () => {
    const kept = await checkpoint()
    await tamper('truncate audit_pending, audit_entry, audit_seal')
    for (let batch = 0; batch < 3; batch += 1) {
      await accesses(4)
      await seal()
    }
    expect(await fault()).toBeNull()
    expect(await fault(kept)).toBe('seal 3 is not the one of the checkpoint')
  })

  test('a checkpoint that was changed is not genuine', async () => {
    const kept = await checkpoint()
    expect(checkpointIsGenuine(kept, key)).toBe(true)
    expect(checkpointIsGenuine({ ...kept, at: '2020-01-01T00:00:00.000Z' }, key)).toBe(false)
    expect(checkpointIsGenuine({ ...kept, desks: {} }, key)).toBe(false)
    expect(checkpointIsGenuine(kept, checkpointKey(randomBytes(32)))).toBe(false)
  })
})

describe('sealing', () => {
  test('by several at once seals every row once', async () => {
    for (let at = 0; at < 10; at += 1) await write()
    await Promise.all(Array.from({ length: 4 }, () => sealDesk(pool, desk, () => now)))
    expect((await verifyAudit(pool))[0]).toMatchObject({ rows: 22, waiting: 0, fault: null })
  })

  test('an odd number of rows has a root that tells every leaf and its place', () => {
    const leaves = [1, 2, 3].map((byte) => String.fromCharCode(byte).repeat(32))
    const roots = [leaves, leaves.toReversed(), leaves.slice(0, 2), [...leaves, leaves[2] as string], []].map((each) =>
      rootOf(each).toString('hex'),
    )
    expect(new Set(roots).size).toBe(roots.length)
  })
})
