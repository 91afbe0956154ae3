import { sql } from 'kysely'
import { z } from 'zod'
import { isoOf, millisecondsOf } from '#model/calendar.ts'
import type { MailReason, MailState } from '#model/mails/contract.ts'
import {
  type LinkKind,
  type LinkReminderKind,
  type MailKind,
  type MailLanguage,
  NoticeKind,
  type QuestionKind,
} from '#model/mails/notice.ts'
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

/** The same to a member, unless it was asked for in the last twenty-four hours: what comes meanwhile is read where it stands. */
export async function askMailOnceADay(at: At, member: string, kind: NoticeKind): Promise<void> {
  // One at a time for each member: two at once would both find none.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${at.desk.id} ${member} ${kind}`}, 0))`.execute(at.tx)
  const lately = await mails(at)
    .selectFrom('mail')
    .select('id')
    .where('desk_id', '=', at.desk.id)
    .where('to_id', '=', member)
    .where('kind', '=', kind)
    .where('asked_at', '>', isoOf(millisecondsOf(at.now) - 24 * 3_600_000))
    .executeTakeFirst()
  if (!lately) await askMail(at, { member }, kind, 1)
}

/** What stands in a link, and until when it opens something. */
type Link = { kind: QuestionKind; token: string | null; ends: string }

/** Asks for a mail to a body without an account, with a link. The token stands sealed until the mail went. */
export const askByLink = (at: At, to: Service, link: Link & { kind: LinkKind; token: string }): Promise<string> =>
  insertMail(at, to, link.kind, 1, link)

/** Asks for a mail that reminds a body of the link it got: what stood in it is known to nobody here any more. */
export const askReminder = (at: At, to: Service, kind: LinkReminderKind, ends: string): Promise<string> =>
  insertMail(at, to, kind, 1, { kind, token: null, ends })

async function insertMail(at: At, to: Addressee, kind: MailKind, count: number, link: Link | null) {
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
      link: link?.token ? at.vault.seal({ in: 'mail.link', id }, link.token) : null,
      link_ends: link?.ends ?? null,
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
