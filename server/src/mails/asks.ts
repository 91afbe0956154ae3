import { z } from 'zod'
import { MailKind, type MailLanguage } from '#model/mails/notice.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { MailTables } from './tables.ts'

/** A member is written to at the address of the account; a desk or a service at the one given here. */
export type Addressee =
  | { member: string }
  | { desk: string; address: string; language: MailLanguage }
  | { service: string; address: string; language: MailLanguage }

/** Asks for a notice by mail, in the same transaction; it goes after the commit. Answers with its id. */
export async function askMail(at: At, to: Addressee, kind: MailKind, count: number): Promise<string> {
  const db = at.tx as Db<MailTables>
  const id = newId()
  const address = 'member' in to ? null : z.email().parse(to.address)
  await db
    .insertInto('mail')
    .values({
      desk_id: at.desk.id,
      id,
      to_kind: 'member' in to ? 'member' : 'desk' in to ? 'desk' : 'service',
      to_id: 'member' in to ? to.member : 'desk' in to ? to.desk : to.service,
      address: address === null ? null : at.vault.seal({ in: 'mail.address', id }, address),
      language: 'member' in to ? 'it' : to.language,
      kind: MailKind.parse(kind),
      count,
      state: 'waiting',
      reason: null,
      tries: 0,
      asked_at: at.now,
      changed_at: at.now,
    })
    .execute()
  await at.tell('mail.asked', { mail: id })
  return id
}
