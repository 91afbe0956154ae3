import type { Mail, MailState } from '#model/mails/contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import { counted, type Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { MailTables } from './tables.ts'

const mails = (at: At) => at.tx as Db<MailTables>
type Row = Omit<MailTables['mail'], 'desk_id' | 'address' | 'link' | 'link_ends' | 'language'>
const columns = [
  'id',
  'to_kind',
  'to_id',
  'kind',
  'count',
  'state',
  'reason',
  'tries',
  'asked_at',
  'changed_at',
] as const

/** One page of the desk's mails, newest first. */
export async function pageOfMails(at: At, show: MailState | 'all', after: { id: string } | null, most: number) {
  let rows = mails(at).selectFrom('mail').where('desk_id', '=', at.desk.id)
  if (show !== 'all') rows = rows.where('state', '=', show)
  const listed = after ? rows.where('id', '<', after.id) : rows
  const [page, total] = await Promise.all([
    listed
      .select(columns)
      .orderBy('id', 'desc')
      .limit(most + 1)
      .execute(),
    counted(at.tx, rows.select('id')),
  ])
  return { page, total }
}

/** A mail, held until the transaction ends. */
export const lockMail = (at: At, id: string): Promise<Row | undefined> =>
  mails(at)
    .selectFrom('mail')
    .select(columns)
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Waits again, with all its tries before it. */
export async function putBack(at: At, id: string): Promise<void> {
  await mails(at)
    .updateTable('mail')
    .set({ state: 'waiting', reason: null, tries: 0, changed_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()
}

export async function presentMails(at: At, rows: readonly Row[]): Promise<Mail[]> {
  const nameOf = await namesOfActors(at)
  return rows.map((row) => {
    const actor = `account:${row.to_id}`
    const name = row.to_kind === 'member' ? nameOf(actor) : actor
    return {
      id: row.id,
      toKind: row.to_kind,
      toName: name === actor ? null : name,
      kind: row.kind,
      count: row.count,
      state: row.state,
      reason: row.reason,
      tries: row.tries,
      askedAt: row.asked_at,
      changedAt: row.changed_at,
      can: row.state === 'failed' && row.reason !== 'taken-back' ? ['try-again'] : [],
    }
  })
}
