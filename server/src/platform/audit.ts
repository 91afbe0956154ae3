import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Clock, newId } from './clock.ts'
import { type Db, type Tx, transaction } from './db.ts'

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

/** Writes the access in the transaction of the write itself. */
export const auditWrite = (tx: Tx, desk: string, row: AuditRow) =>
  (tx as Db<AuditTables>)
    .insertInto('audit_pending')
    .values({ ...row, desk_id: desk })
    .execute()

/**
 * Reads are queued in memory and written in batches: a crash may lose the last half second of them (THREATS.md), never
 * a write. Bounded: when it is full, whoever reads waits for the batch.
 */
export class ReadLog {
  readonly #pool: pg.Pool
  #queue: (AuditRow & { desk_id: string })[] = []
  #writing: Promise<void> = Promise.resolve()
  readonly #most = 5_000

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async add(desk: string, row: Omit<AuditRow, 'id'>): Promise<void> {
    this.#queue.push({ ...row, id: newId(), desk_id: desk })
    if (this.#queue.length >= this.#most) await this.flush()
  }

  /** Resolves when everything queued so far stands in the database. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const batch = this.#queue.splice(0, this.#most)
      if (batch.length === 0) return
      try {
        await transaction(this.#pool, null, (tx: Db<AuditTables>) =>
          tx
            .insertInto('audit_pending')
            .columns(['desk_id', 'id', 'at', 'actor', 'act', 'kind', 'record', 'record_id'])
            .expression(
              sql`select * from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
                as r(desk_id uuid, id uuid, at timestamptz, actor text, act text, kind text, record text, record_id uuid)`,
            )
            .execute(),
        )
      } catch (error) {
        this.#queue = [...batch, ...this.#queue].slice(0, this.#most)
        throw error
      }
    })
    const done = this.#writing
    this.#writing = done.catch(() => {})
    return done
  }
}

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/** The bytes that are sealed: a JSON array in a fixed order. */
export const leafOf = (desk: string, sealNo: number, position: number, row: AuditRow): Buffer =>
  sha256(
    Buffer.from([0]),
    Buffer.from(
      JSON.stringify([desk, sealNo, position, row.id, row.at, row.actor, row.act, row.kind, row.record, row.record_id]),
    ),
  )

/** Merkle root of leaf hashes; an odd one goes up as it is. */
export function rootOf(leaves: Buffer[]): Buffer {
  let level = leaves
  while (level.length > 1) {
    const next: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Buffer
      const right = level[i + 1]
      next.push(right ? sha256(Buffer.from([1]), left, right) : left)
    }
    level = next
  }
  return level[0] ?? Buffer.alloc(32)
}

export const sealHash = (desk: string, no: number, size: number, root: Buffer, previous: Buffer, at: string): Buffer =>
  sha256(Buffer.from(JSON.stringify([desk, no, size, root.toString('hex'), previous.toString('hex'), at])))

const BATCH = 2_000

/** Seals what waits in one desk. Answers how many rows were sealed. */
export function sealDesk(pool: pg.Pool, desk: string, clock: Clock): Promise<number> {
  return transaction(pool, null, async (tx: Db<AuditTables>) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${desk}, 7))`.execute(tx)
    const waiting = tx.selectFrom('audit_pending').select('id').where('desk_id', '=', desk).orderBy('id').limit(BATCH)
    const taken = await tx
      .deleteFrom('audit_pending')
      .where('desk_id', '=', desk)
      .where('id', 'in', waiting)
      .returning(['id', 'at', 'actor', 'act', 'kind', 'record', 'record_id'])
      .execute()
    if (taken.length === 0) return 0
    taken.sort((a, b) => (a.id < b.id ? -1 : 1))
    const last = await tx
      .selectFrom('audit_seal')
      .select(['no', 'hash'])
      .where('desk_id', '=', desk)
      .orderBy('no', 'desc')
      .limit(1)
      .executeTakeFirst()
    const no = (last?.no ?? 0) + 1
    const leaves = taken.map((row, position) => leafOf(desk, no, position, row))
    const root = rootOf(leaves)
    const previous = last?.hash ?? Buffer.alloc(32)
    const sealed_at = clock()
    const rows = taken.map((row, position) => ({ ...row, desk_id: desk, seal_no: no, position }))
    await tx
      .insertInto('audit_entry')
      .columns(['desk_id', 'seal_no', 'position', 'id', 'at', 'actor', 'act', 'kind', 'record', 'record_id'])
      .expression(
        sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(desk_id uuid, seal_no bigint,
          position int, id uuid, at timestamptz, actor text, act text, kind text, record text, record_id uuid)`,
      )
      .execute()
    await tx
      .insertInto('audit_seal')
      .values({
        desk_id: desk,
        no,
        size: taken.length,
        leaves: Buffer.concat(leaves),
        root,
        previous,
        hash: sealHash(desk, no, taken.length, root, previous, sealed_at),
        sealed_at,
      })
      .execute()
    return taken.length
  })
}

/** Seals everything that waits, desk by desk. */
export async function sealAll(pool: pg.Pool, clock: Clock): Promise<number> {
  const desks = await transaction(pool, null, (tx: Db<AuditTables>) =>
    tx.selectFrom('audit_pending').select('desk_id').distinct().execute(),
  )
  let sealed = 0
  for (const { desk_id } of desks) {
    let more = await sealDesk(pool, desk_id, clock)
    sealed += more
    while (more === BATCH) {
      more = await sealDesk(pool, desk_id, clock)
      sealed += more
    }
  }
  return sealed
}

export type { AuditTables }
