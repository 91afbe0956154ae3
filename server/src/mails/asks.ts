import { z } from 'zod'
import type { MailReason, MailState } from '#model/mails/contract.ts'
import { type MailKind, type MailLanguage, NoticeKind } from '#model/mails/notice.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { MailTables } from './tables.ts'

type Service = { service: string; address: string; language: MailLanguage }

/** A member is written to at the address of the account; a desk or a service at the one given here. */
export type Addressee = { member: string } | { desk: string; address: string; language: MailLanguage } | Service

/** Asks for a notice by mail, in the same transaction; it goes after the commit. Answers with its id. */
export const askMail = (at: At, to: Addressee, kind: NoticeKind, count: number): Promise<string> =>
  insertMail(at, to, NoticeKind.parse(kind), count, null)

/** Asks for a question to a provider, with a link that holds `token`. The token stands sealed until the mail went. */
export const askByLink = (at: At, to: Service, token: string): Promise<string> =>
  insertMail(at, to, 'service-still-true', 1, token)

async function insertMail(at: At, to: Addressee, kind: MailKind, count: number, token: string | null) {
  const id = newId()
  const address = 'member' in to ? null : z.email().parse(to.address)
  await mails(at)
    .insertInto('mail')
    .values({
      desk_id: at.desk.id,
      id,
      to_kind: 'member' in to ? 'member' : 'desk' in to ? 'desk' : 'service',
      to_id: 'member' in to ? to.member : 'desk' in to ? to.desk : to.service,
      address: address === null ? null : at.vault.seal({ in: 'mail.address', id }, address),
      link: token === null ? null : at.vault.seal({ in: 'mail.link', id }, token),
      language: 'member' in to ? 'it' : to.language,
      kind,
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

const mails = (at: At) => at.tx as Db<MailTables>

/** What became of a mail. */
export const mailState = (at: At, id: string): Promise<{ state: MailState; reason: MailReason | null } | undefined> =>
  mails(at)
    .selectFrom('mail')
    .select(['state', 'reason'])
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .executeTakeFirst()

/** A mail that did not go yet goes no more, and its link is forgotten. */
export async function takeMailBack(at: At, id: string): Promise<void> {
  await mails(at)
    .updateTable('mail')
    .set({ state: 'failed', reason: 'taken-back', link: null, changed_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('state', '<>', 'sent')
    .execute()
}
