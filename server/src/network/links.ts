import { createHash, randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { linkEnds } from '#model/mails/notice.ts'
import type { ServiceFacts } from '#model/network/contract.ts'
import { ASK_DAYS, type Asked } from '#model/network/contract-links.ts'
import { namesOfActors } from '../identity/asks.ts'
import { askByLink, mailState, takeMailBack } from '../mails/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { on, type ServiceRow } from './services.ts'
import type { NetworkTables } from './tables.ts'

export type LinkRow = Selectable<NetworkTables['assurance_link']>

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const linkRows = (at: At) => on(at).selectFrom('assurance_link').selectAll().where('desk_id', '=', at.desk.id)

/** The last link that the desk made for an entry. */
export const lastLink = (at: At, serviceId: string): Promise<LinkRow | undefined> =>
  linkRows(at).where('service_id', '=', serviceId).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** The links of which one is the last for each entry, by entry. */
export async function lastLinks(at: At): Promise<Map<string, LinkRow>> {
  const rows = await linkRows(at).orderBy('id').execute()
  return new Map(rows.map((row) => [row.service_id, row]))
}

/** A link that was neither used nor taken back and did not end, with its entry; held until the end of the transaction. */
export const lockLink = (at: At, id: string): Promise<LinkRow | undefined> =>
  linkRows(at)
    .where('id', '=', id)
    .where('token_hash', 'is not', null)
    .where('ends_at', '>', at.now)
    .forUpdate()
    .executeTakeFirst()

/** The same, to look at. */
export const waitingLink = (at: At, id: string): Promise<LinkRow | undefined> =>
  linkRows(at).where('id', '=', id).where('token_hash', 'is not', null).where('ends_at', '>', at.now).executeTakeFirst()

const updateLink = (at: At, id: string, change: Partial<LinkRow>) =>
  on(at).updateTable('assurance_link').set(change).where('desk_id', '=', at.desk.id).where('id', '=', id).execute()

/** The entry's own mail, where it says one that can be written to. */
export const addressOf = ({ ways }: Pick<ServiceFacts, 'ways'>): string | undefined =>
  ways.find(({ kind, value }) => kind === 'mail' && z.email().safeParse(value).success)?.value

/** Whether an entry was asked about so lately that it is not asked about again by itself. A link taken back does not count. */
export const askedLately = (at: At, link: LinkRow | undefined): boolean =>
  link !== undefined &&
  link.revoked_at === null &&
  Date.parse(at.now) - Date.parse(link.made_at) < ASK_DAYS * 86_400_000

/** Makes a link for a locked entry and asks for its mail; the one before opens nothing any more. */
export async function makeLink(at: At, row: ServiceRow, address: string): Promise<void> {
  await revokeLink(at, row.id)
  const token = randomBytes(32).toString('base64url')
  const ends = linkEnds(at.now)
  const mail = await askByLink(
    at,
    { service: row.id, address, language: 'it' },
    { kind: 'service-still-true', token, ends },
  )
  await on(at)
    .insertInto('assurance_link')
    .values({
      desk_id: at.desk.id,
      id: newId(),
      network_id: at.desk.networkId,
      service_id: row.id,
      mail_id: mail,
      token_hash: hashOf(token),
      made_at: at.now,
      made_by: at.actor.name,
      ends_at: ends,
      used_at: null,
      answer: null,
      words: null,
      settled_at: null,
      revoked_at: null,
    })
    .execute()
}

/** Takes the link of a locked entry back that waits, and its mail if it did not go; false where none waits. */
export async function revokeLink(at: At, serviceId: string): Promise<boolean> {
  const link = await linkRows(at)
    .where('service_id', '=', serviceId)
    .where('token_hash', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (!link) return false
  await updateLink(at, link.id, { token_hash: null, revoked_at: at.now })
  await takeMailBack(at, link.mail_id)
  return true
}

/** The answer to a locked link; it opens nothing any more. Words are sealed for the desk. */
export const answerLink = (at: At, { id }: LinkRow, answer: 'true' | 'changed', words: string) =>
  updateLink(at, id, {
    token_hash: null,
    used_at: at.now,
    answer,
    words: answer === 'changed' ? at.vault.seal({ in: 'assurance_link.words', id }, words) : null,
  })

/** What was reported of an entry is settled: somebody says that all of it is true. */
export const settleReports = (at: At, serviceId: string) =>
  on(at)
    .updateTable('assurance_link')
    .set({ settled_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('service_id', '=', serviceId)
    .where('answer', '=', 'changed')
    .where('settled_at', 'is', null)
    .execute()

/** Entries of which something was reported that nobody settled. */
export async function reportedServices(at: At): Promise<Set<string>> {
  const rows = await on(at)
    .selectFrom('assurance_link')
    .select('service_id')
    .where('desk_id', '=', at.desk.id)
    .where('answer', '=', 'changed')
    .where('settled_at', 'is', null)
    .execute()
  return new Set(rows.map(({ service_id }) => service_id))
}

/** What became of the last question about an entry, for whoever tends it. */
export async function askedOf(at: At, serviceId: string): Promise<Asked | null> {
  const link = await lastLink(at, serviceId)
  if (!link) return null
  const [mail, nameOf] = await Promise.all([mailState(at, link.mail_id), namesOfActors(at)])
  const name = nameOf(link.made_by)
  return {
    at: link.made_at,
    by: name === link.made_by ? null : name,
    endsAt: link.ends_at,
    state: link.used_at ? 'answered' : link.revoked_at ? 'taken-back' : link.ends_at > at.now ? 'waiting' : 'expired',
    answer: link.answer,
    answeredAt: link.used_at,
    words: link.words && at.vault.open<string>({ in: 'assurance_link.words', id: link.id }, link.words),
    open: link.answer === 'changed' && link.settled_at === null,
    mail: mail ?? { state: 'sent', reason: null },
  }
}
