import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Statement } from './batch.ts'
import { type Clock, newId } from './clock.ts'
import { type Db, transaction } from './db.ts'

/** One access: who (`account:<id>`, `system`, `console:<user>`), what, which record. No personal data of a worker. */
export type AuditRow = {
  id: string
  at: string
  actor: string
  act: string
  kind: 'read' | 'write'
  record: string
  record_id: string | null
}

type AuditTables = {
  audit_pending: AuditRow & { desk_id: string }
  audit_entry: AuditRow & { desk_id: string; seal_no: number; position: number }
  audit_seal: {
    desk_id: string
    no: number
    size: number
    leaves: Buffer
    root: Buffer
    previous: Buffer
    hash: Buffer
    sealed_at: string
  }
}

/** Puts the access in the register with the transaction of the write itself. */
export const auditWrite = (desk: string, row: AuditRow): Statement => ({
  name: 'audit',
  text: `insert into audit_pending (desk_id, id, at, actor, act, kind, record, record_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  values: [desk, row.id, row.at, row.actor, row.act, row.kind, row.record, row.record_id],
})

/**
 * Reads wait in memory and are sealed in batches, without a stop in between: a crash may lose the last second of them
 * (THREATS.md), never a write. Bounded: when it is full, whoever reads waits for the batch.
 */
export class ReadLog {
  readonly #pool: pg.Pool
  readonly #clock: Clock
  #queue = new Map<string, AuditRow[]>()
  #size = 0
  #writing: Promise<void> = Promise.resolve()
  readonly #most = 5_000

  constructor(pool: pg.Pool, clock: Clock) {
    this.#pool = pool
    this.#clock = clock
  }

  async add(desk: string, row: Omit<AuditRow, 'id'>): Promise<void> {
    const rows = this.#queue.get(desk)
    if (rows) rows.push({ ...row, id: newId() })
    else this.#queue.set(desk, [{ ...row, id: newId() }])
    this.#size += 1
    if (this.#size >= this.#most) await this.flush()
  }

  /** Resolves when everything queued so far stands sealed in the database; whatever could not be sealed is kept. */
  flush(): Promise<void> {
    const done = this.#writing.then(() => this.#seal())
    this.#writing = done.catch(() => {})
    return done
  }

  async #seal(): Promise<void> {
    const taken = [...this.#queue]
    this.#queue = new Map()
    this.#size = 0
    const failures: unknown[] = []
    for (const [desk, rows] of taken) {
      try {
        while (rows.length > 0) {
          await sealDesk(this.#pool, desk, this.#clock, rows.slice(0, BATCH))
          rows.splice(0, BATCH)
        }
      } catch (error) {
        failures.push(error)
        this.#putBack(desk, rows)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  #putBack(desk: string, rows: AuditRow[]): void {
    // What is too much was refused to whoever asked for it.
    this.#queue.set(desk, [...rows, ...(this.#queue.get(desk) ?? [])].slice(0, this.#most))
    this.#size = [...this.#queue.values()].reduce((sum, each) => sum + each.length, 0)
  }
}

/**
 * The bytes that are sealed: a JSON array in a fixed order, behind a zero that keeps leaves and nodes of the tree apart. The
 * hash as 32 letters of latin1: as bytes it costs three times as much to make.
 */
export const leafOf = (desk: string, sealNo: number, position: number, row: AuditRow): string =>
  hash(
    'sha256',
    `\0${JSON.stringify([desk, sealNo, position, row.id, row.at, row.actor, row.act, row.kind, row.record, row.record_id])}`,
    'binary',
  )

const node = Buffer.alloc(65, 1)

/** Merkle root of leaf hashes; an odd one goes up as it is. */
export function rootOf(leaves: readonly string[]): Buffer {
  let level = leaves
  while (level.length > 1) {
    const next: string[] = []
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as string
      const right = level[i + 1]
      if (right === undefined) next.push(left)
      else {
        node.write(left, 1, 'latin1')
        node.write(right, 33, 'latin1')
        next.push(hash('sha256', node, 'binary'))
      }
    }
    level = next
  }
  return level[0] === undefined ? Buffer.alloc(32) : Buffer.from(level[0], 'latin1')
}

export const sealHash = (desk: string, no: number, size: number, root: Buffer, previous: Buffer, at: string): Buffer =>
  hash('sha256', JSON.stringify([desk, no, size, root.toString('hex'), previous.toString('hex'), at]), 'buffer')

const BATCH = 2_000

/** Seals what waits in one desk, and what is given beside it. Answers how many rows had waited. */
export function sealDesk(pool: pg.Pool, desk: string, clock: Clock, given: readonly AuditRow[] = []): Promise<number> {
  return transaction(pool, null, async (tx: Db<AuditTables>) => {
    const waiting = tx.selectFrom('audit_pending').select('id').where('desk_id', '=', desk).orderBy('id').limit(BATCH)
    // Asked in one turn, run in this order: who comes second reads the last seal after the lock.
    const [, taken, last] = await Promise.all([
      sql`select pg_advisory_xact_lock(hashtextextended(${desk}, 7))`.execute(tx),
      tx
        .deleteFrom('audit_pending')
        .where('desk_id', '=', desk)
        .where('id', 'in', waiting)
        .returning(['id', 'at', 'actor', 'act', 'kind', 'record', 'record_id'])
        .execute(),
      tx
        .selectFrom('audit_seal')
        .select(['no', 'hash'])
        .where('desk_id', '=', desk)
        .orderBy('no', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ])
    const fresh = [...taken, ...given].sort((a, b) => (a.id < b.id ? -1 : 1))
    if (fresh.length === 0) return 0
    const no = (last?.no ?? 0) + 1
    const leaves = fresh.map((row, position) => leafOf(desk, no, position, row))
    const root = rootOf(leaves)
    const previous = last?.hash ?? Buffer.alloc(32)
    const sealed_at = clock()
    const rows = fresh.map((row, position) => ({ ...row, desk_id: desk, seal_no: no, position }))
    const entries = tx
      .insertInto('audit_entry')
      .columns(['desk_id', 'seal_no', 'position', 'id', 'at', 'actor', 'act', 'kind', 'record', 'record_id'])
      .expression(
        sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(desk_id uuid, seal_no bigint,
          position int, id uuid, at timestamptz, actor text, act text, kind text, record text, record_id uuid)`,
      )
      .execute()
    const seal = tx
      .insertInto('audit_seal')
      .values({
        desk_id: desk,
        no,
        size: fresh.length,
        leaves: Buffer.from(leaves.join(''), 'latin1'),
        root,
        previous,
        hash: sealHash(desk, no, fresh.length, root, previous, sealed_at),
        sealed_at,
      })
      .execute()
    await Promise.all([entries, seal])
    return taken.length
  })
}

/** Seals everything that waits, desk by desk. Answers the desks in which something had waited: those with writes. */
export async function sealAll(pool: pg.Pool, clock: Clock): Promise<string[]> {
  const desks = await transaction(pool, null, (tx: Db<AuditTables>) =>
    tx.selectFrom('audit_pending').select('desk_id').distinct().execute(),
  )
  for (const { desk_id } of desks) while ((await sealDesk(pool, desk_id, clock)) === BATCH);
  return desks.map(({ desk_id }) => desk_id)
}

export type { AuditTables }
