import { createHash, randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { isoOf, millisecondsOf } from '#model/calendar.ts'
import {
  CODE_TRIES,
  linkEndsAt,
  linkStateOf,
  MOST_LINKS_A_DAY,
  MOST_LINKS_OF_A_DESK,
  PASS_MINUTES,
} from '#model/referrals/links.ts'
import { codeFits, hashOfCode } from '../identity/asks.ts'
import { askByLink, askReminder, mailState, takeMailBack } from '../mails/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { notPossible } from '../platform/failure.ts'
import { lookedAt } from './news.ts'
import { on, type ReferralRow } from './store.ts'
import type { ReferralTables } from './tables.ts'

export type LinkRow = ReferralTables['referral_link']

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const linkRows = (at: At) => on(at).selectFrom('referral_link').selectAll().where('desk_id', '=', at.desk.id)

const living = (at: At, id: string) =>
  linkRows(at).where('id', '=', id).where('token_hash', 'is not', null).where('ends_at', '>', at.now)

/** A link that opens something. */
export const livingLink = (at: At, id: string): Promise<LinkRow | undefined> => living(at, id).executeTakeFirst()

/** The same, held until the end of the transaction. The referral is held before it, by whoever holds both. */
export const lockLink = (at: At, id: string): Promise<LinkRow | undefined> =>
  living(at, id).forUpdate().executeTakeFirst()

/** The last link of a referral. */
export const lastLink = (at: At, referralId: string): Promise<LinkRow | undefined> =>
  linkRows(at).where('referral_id', '=', referralId).orderBy('id', 'desc').limit(1).executeTakeFirst()

export const updateLink = (at: At, id: string, change: Partial<LinkRow>) =>
  on(at).updateTable('referral_link').set(change).where('desk_id', '=', at.desk.id).where('id', '=', id).execute()

const spot = (id: string) => ({ in: 'referral_link.address', id })
const dead = { token_hash: null, code_hash: null, address: null }

/** Makes the link of a held referral, asks for its mail, and answers with the code: it is kept nowhere. */
export async function makeLink(at: At, row: ReferralRow, address: string): Promise<string> {
  const lately = await madeLately(at, row)
  if (lately.same >= MOST_LINKS_A_DAY) throw notPossible('too-many-links')
  if (lately.all >= MOST_LINKS_OF_A_DESK) throw notPossible('too-many-links-here')
  await endLink(at, row.id, { revoked_at: at.now })
  const id = newId()
  const [token, code] = [randomBytes(32).toString('base64url'), String(randomInt(10 ** 8)).padStart(8, '0')]
  const ends = linkEndsAt({ state: row.state, expiresAt: row.expires_at, startBy: row.start_by }, at.now)
  const to = { service: row.service_id, address, language: 'it' } as const
  await on(at)
    .insertInto('referral_link')
    .values({
      desk_id: at.desk.id,
      id,
      referral_id: row.id,
      mail_id: await askByLink(at, to, { kind: 'referral-by-link', token, ends }),
      address: at.vault.seal(spot(id), address),
      token_hash: hashOf(token),
      code_hash: Buffer.from(await hashOfCode(code)),
      tries_left: CODE_TRIES,
      made_at: at.now,
      made_by: at.actor.name,
      ends_at: ends,
      opened_at: null,
      openings: 0,
      last_opened_at: null,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  return code
}

/** Links, each a mail to an address that somebody typed, of the last twenty-four hours: of the desk, and of referrals of the same person to the same service. */
async function madeLately(at: At, row: Pick<ReferralRow, 'id' | 'service_id'>) {
  const { rows } = await sql<{ all: number; same: number }>`
    select count(*)::int as all, count(*) filter (where r.service_id = ${row.service_id}
        and o.person_id = (select person_id from referral_origin where desk_id = ${at.desk.id} and referral_id = ${row.id}))::int as same
    from referral_link l join referral r on r.network_id = ${at.desk.networkId} and r.id = l.referral_id
      join referral_origin o on o.desk_id = l.desk_id and o.referral_id = l.referral_id
    where l.desk_id = ${at.desk.id} and l.made_at > ${isoOf(millisecondsOf(at.now) - 24 * 3_600_000)}`.execute(at.tx)
  return rows[0] ?? { all: 0, same: 0 }
}

/** The link of a held referral opens nothing any more; its mail, if it did not go, goes no more. */
export async function endLink(
  at: At,
  referralId: string,
  why: { used_at: string } | { revoked_at: string } | { tries_left: 0 },
): Promise<void> {
  // Nobody is told of it by this link any more.
  await lookedAt(at, referralId, at.now, 'link')
  const link = await linkRows(at)
    .where('referral_id', '=', referralId)
    .where('token_hash', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (!link) return
  await updateLink(at, link.id, { ...dead, ...why })
  await takeMailBack(at, link.mail_id)
}

/** A held referral is taken back while its link lives: whoever got the mail with the link is told that nobody waits any more. */
export async function tellHolderOfEnd(at: At, row: Pick<ReferralRow, 'id' | 'service_id'>): Promise<void> {
  const link = await lastLink(at, row.id)
  const address = link && linkStanding(at, link).address
  if (!address || (await mailState(at, link.mail_id))?.state !== 'sent') return
  const to = { service: row.service_id, address, language: 'it' } as const
  await askReminder(at, to, 'referral-by-link-withdrawn', link.ends_at)
}

/** Of links that ran out nothing is kept by which they could be followed, nor where they went. */
export async function endRunOut(at: At): Promise<void> {
  const over = await runOut(at).orderBy('id').forUpdate().execute()
  for (const link of over) {
    await updateLink(at, link.id, dead)
    await takeMailBack(at, link.mail_id)
  }
}

const runOut = (at: At) => linkRows(at).where('token_hash', 'is not', null).where('ends_at', '<=', at.now)

export const hasRunOut = async (at: At): Promise<boolean> => (await runOut(at).limit(1).execute()).length > 0

/** Whether the code is that of a held link; a wrong one is counted, and the last one ends the link. */
export async function codeOpens(at: At, link: LinkRow, typed: string): Promise<boolean> {
  if (await codeFits(link.code_hash?.toString(), typed.replaceAll(/[\s.-]/g, ''))) return true
  if (link.tries_left === 1) await endLink(at, link.referral_id, { tries_left: 0 })
  else await updateLink(at, link.id, { tries_left: link.tries_left - 1 })
  return false
}

/** The code was given: whoever sent it reads how often, as a link that was passed on opens for others too. */
export const noteOpening = (at: At, link: LinkRow) =>
  updateLink(at, link.id, { openings: link.openings + 1, last_opened_at: at.now })

const markOf = (at: At, { id }: LinkRow, until: string) =>
  at.vault.tag('referral-pass', JSON.stringify([id, until])).toString('hex')

/** What a browser that gave the code keeps for half an hour, for this link. */
export function passFor(at: At, link: LinkRow): string {
  const until = String(Date.parse(at.now) + PASS_MINUTES * 60_000)
  return `${until}.${markOf(at, link, until)}`
}

export function passFits(at: At, link: LinkRow, pass: string): boolean {
  const [until = '', mark] = pass.split('.')
  return Number(until) > Date.parse(at.now) && mark === markOf(at, link, until)
}

/** Somebody who gave the code did something: from the yes on the link lives longer by it. */
export const prolong = (at: At, link: LinkRow, { state, expires_at: expiresAt, start_by: startBy }: ReferralRow) =>
  updateLink(at, link.id, {
    ends_at: linkEndsAt({ state, expiresAt, startBy }, at.now),
    opened_at: link.opened_at ?? at.now,
  })

/** How a link stands, and where its mail goes. */
export const linkStanding = (at: At, row: LinkRow) => ({
  state: linkStateOf(
    {
      openedAt: row.opened_at,
      usedAt: row.used_at,
      revokedAt: row.revoked_at,
      triesLeft: row.tries_left,
      endsAt: row.ends_at,
    },
    at.now,
  ),
  address: row.address && row.ends_at > at.now ? at.vault.open<string>(spot(row.id), row.address) : null,
})
