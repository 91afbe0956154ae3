import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type pg from 'pg'
import { type AuditTables, leafOf, rootOf, sealHash } from './audit.ts'
import { entriesOf, entryOf, sealsOf } from './audit-pages.ts'
import { type Db, transaction } from './db.ts'

/** The last seal of each desk, signed, to be kept by somebody else: only with it can a cut of the end be seen. */
export type Checkpoint = { at: string; desks: Record<string, { no: number; hash: string }>; signature: string }

export type DeskVerdict = {
  desk: string
  seals: number
  rows: number
  /** Not sealed yet: about the last second. */
  waiting: number
  /** The first thing that does not fit, in words for the console; null when all fits. */
  fault: string | null
}

/** Ed25519 key for checkpoints, from 32 bytes derived from the master key. */
export function checkpointKey(seed: Buffer): KeyObject {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

const signed = ({ at, desks }: Omit<Checkpoint, 'signature'>) =>
  Buffer.from(JSON.stringify([at, Object.entries(desks).sort(([a], [b]) => (a < b ? -1 : 1))]))

export async function makeCheckpoint(pool: pg.Pool, key: KeyObject, at: string): Promise<Checkpoint> {
  const last = await transaction(pool, null, (tx: Db<AuditTables>) =>
    tx
      .selectFrom('audit_seal')
      .distinctOn('desk_id')
      .select(['desk_id', 'no', 'hash'])
      .orderBy('desk_id')
      .orderBy('no', 'desc')
      .execute(),
  )
  const desks = Object.fromEntries(last.map((row) => [row.desk_id, { no: row.no, hash: row.hash.toString('hex') }]))
  return { at, desks, signature: sign(null, signed({ at, desks }), key).toString('base64') }
}

export const checkpointIsGenuine = (checkpoint: Checkpoint, key: KeyObject): boolean =>
  verify(null, signed(checkpoint), createPublicKey(key), Buffer.from(checkpoint.signature, 'base64'))

/**
 * Recomputes every seal of every desk and names the first row that does not fit. Without a checkpoint kept elsewhere it
 * cannot see that the last seals were cut off.
 */
export async function verifyAudit(pool: pg.Pool, checkpoint?: Checkpoint): Promise<DeskVerdict[]> {
  return transaction(pool, null, async (tx: Db<AuditTables>) => {
    const seen = await tx
      .selectFrom('audit_seal')
      .select('desk_id')
      .union(tx.selectFrom('audit_entry').select('desk_id'))
      .union(tx.selectFrom('audit_pending').select('desk_id'))
      .execute()
    const desks = new Set([...seen.map((row) => row.desk_id), ...Object.keys(checkpoint?.desks ?? {})])
    const verdicts: DeskVerdict[] = []
    for (const desk of [...desks].sort()) verdicts.push(await verifyDesk(tx, desk, checkpoint?.desks[desk]))
    return verdicts
  })
}

async function verifyDesk(
  tx: Db<AuditTables>,
  desk: string,
  witness: { no: number; hash: string } | undefined,
): Promise<DeskVerdict> {
  const { waiting } = await tx
    .selectFrom('audit_pending')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('desk_id', '=', desk)
    .executeTakeFirstOrThrow()
  const [seals, entries] = [sealsOf(tx, desk), entriesOf(tx, desk)]
  let previous: Buffer = Buffer.alloc(32)
  let [no, rows] = [0, 0]
  const verdict = (fault: string | null) => ({ desk, seals: no, rows, waiting, fault })
  while (await seals.more()) {
    const seal = seals.take()
    no += 1
    if (seal.no !== no) return verdict(`seal ${no} is missing`)
    if (!seal.previous.equals(previous)) return verdict(`seal ${no} does not follow seal ${no - 1}`)
    const leaves = Array.from({ length: seal.leaves.length / 32 }, (_, i) =>
      seal.leaves.toString('latin1', i * 32, i * 32 + 32),
    )
    if (seal.leaves.length !== seal.size * 32 || !rootOf(leaves).equals(seal.root))
      return verdict(`seal ${no} was altered`)
    if (!sealHash(desk, no, seal.size, seal.root, seal.previous, seal.sealed_at).equals(seal.hash))
      return verdict(`seal ${no} was altered`)
    for (const [position, leaf] of leaves.entries()) {
      if (entries.left === 0 && !(await entries.more())) return verdict(`row ${position} of seal ${no} is missing`)
      const { whole, row, ...place } = entryOf(entries.take().text)
      const inPlace = whole && place.sealNo === no && place.position === position
      if (!inPlace || leafOf(desk, no, position, row) !== leaf)
        return verdict(`row ${position} of seal ${no} does not fit (found ${row.id})`)
      rows += 1
    }
    if (witness?.no === no && seal.hash.toString('hex') !== witness.hash)
      return verdict(`seal ${no} is not the one of the checkpoint`)
    previous = seal.hash
  }
  if (await entries.more()) {
    const { sealNo, position } = entryOf(entries.take().text)
    return verdict(`row ${position} of seal ${sealNo} belongs to no seal`)
  }
  if (witness && witness.no > no) return verdict(`the end is cut off: the checkpoint knows seal ${witness.no}`)
  return verdict(null)
}
