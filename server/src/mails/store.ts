import { sql } from 'kysely'
import type { MailReason } from '#model/mails/contract.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { MailTables } from './tables.ts'

const mails = (at: At) => at.tx as Db<MailTables>

/** Takes up a mail that waits: counts the try before it is made, so that one that was cut off counts too. */
export async function takeMail(at: At, id: string) {
  const row = await mails(at)
    .updateTable('mail')
    .set({ tries: sql`tries + 1`, changed_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning([
      'id',
      'to_kind',
      'to_id',
      'address',
      'link',
      'link_ends',
      'language',
      'kind',
      'count',
      'tries',
      'asked_at',
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const { address, link, ...rest } = row
  return {
    ...rest,
    address: address && at.vault.open<string>({ in: 'mail.address', id }, address),
    token: link && at.vault.open<string>({ in: 'mail.link', id }, link),
  }
}

/** How the network of the desk is called. */
export async function networkName(at: At): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from network where id = ${at.desk.networkId}`.execute(at.tx)
  return rows[0]?.name ?? ''
}

/** It went; its address and its link are needed no more. */
export async function noteSent(at: At, id: string): Promise<void> {
  await mails(at)
    .updateTable('mail')
    .set({ state: 'sent', reason: null, address: null, link: null, changed_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

/** It did not go: for good, or it waits for another try with the reason of the last one. */
export async function noteProblem(at: At, id: string, reason: MailReason, forGood: boolean): Promise<void> {
  await mails(at)
    .updateTable('mail')
    .set({ reason, changed_at: at.now, ...(forGood && { state: 'failed' as const }) })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}
