import { sql } from 'kysely'
import { v5 } from 'uuid'
import type { TimelineAct } from '#model/referrals/contract-shown.ts'
import { reachOf } from '../people/asks.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { ReferralTables } from './tables.ts'

export type ReferralRow = ReferralTables['referral']
export type Side = 'sender' | 'receiver'

export const on = (at: At) => at.tx as Db<ReferralTables>

/** An id that a client made, as this desk's own: no other desk can make the same, whatever it sends. */
export const idHere = (at: At, sent: string): string => v5(sent, at.desk.id)

export const sideOf = (at: At, row: Pick<ReferralRow, 'from_desk'>): Side =>
  row.from_desk === at.desk.id ? 'sender' : 'receiver'

/** Whether an act is that of whoever holds the link, in the desk that sent. */
export const isLink = (actor: string): boolean => actor.startsWith('link:')

/**
 * The referrals this actor may see, as a condition: those the desk sent and those that were delivered to it; an outreach
 * worker those of cases in reach.
 */
export function referralsSeen(at: At) {
  const { desk, actor } = at
  const sent = sql`referral.from_desk = ${desk.id}`
  const seen =
    actor.reach === 'desk'
      ? sql`(${sent} or (referral.to_desk = ${desk.id} and referral.delivered_at is not null))`
      : sql`(${sent} and exists (select 1 from referral_origin o join care_case on care_case.desk_id = o.desk_id and care_case.id = o.case_id
          where o.desk_id = ${desk.id} and o.referral_id = referral.id and ${reachOf(at).cases}))`
  return sql<boolean>`referral.network_id = ${desk.networkId} and ${seen}`
}

/**
 * Whether it is open, goes by a link, and none opens it: none was made, its mail did not go, or it lives no more. What ran out waits
 * for nothing.
 */
export const isUnlinked = (at: At) =>
  sql<boolean>`(referral.to_desk is null and referral.from_desk = ${at.desk.id}
    and (referral.state in ('accepted', 'in-progress')
      or (referral.state in ('sent', 'seen') and (referral.expires_at is null or referral.expires_at > ${at.now})))
    and not exists (select 1 from referral_link l join mail m on m.desk_id = l.desk_id and m.id = l.mail_id
      where l.desk_id = ${at.desk.id} and l.referral_id = referral.id and l.token_hash is not null and l.ends_at > ${at.now}
        and (m.state <> 'failed' or l.opened_at is not null)))`

/** Those of these that are so. */
export async function unlinkedOf(at: At, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await on(at).selectFrom('referral').select('id').where('id', 'in', ids).where(isUnlinked(at)).execute()
  return new Set(rows.map(({ id }) => id))
}

/** As the rules look at it. */
export const standingOf = ({ state, kind, expires_at: expiresAt }: ReferralRow) => ({ state, kind, expiresAt })

const seen = (at: At, id: string) =>
  on(at).selectFrom('referral').selectAll('referral').where(referralsSeen(at)).where('id', '=', id)

export const referralRow = (at: At, id: string): Promise<ReferralRow | undefined> => seen(at, id).executeTakeFirst()

/** A referral held until the end of the transaction. */
export const lockReferral = (at: At, id: string): Promise<ReferralRow | undefined> =>
  seen(at, id).forUpdate('referral').executeTakeFirst()

export async function insertReferral(
  at: At,
  row: Pick<ReferralRow, 'id' | 'to_desk' | 'service_id' | 'urgency' | 'kind'>,
): Promise<void> {
  await on(at)
    .insertInto('referral')
    .values({
      ...row,
      network_id: at.desk.networkId,
      from_desk: at.desk.id,
      state: 'draft',
      version: 1,
      made_at: at.now,
    } as ReferralRow)
    .execute()
  await noteEvent(at, { id: row.id, from_desk: at.desk.id, to_desk: row.to_desk }, 'draft')
}

/** Changes a locked referral; the database looks once more whether this side may. */
export const updateReferral = (at: At, id: string, change: Partial<ReferralRow>) =>
  on(at).updateTable('referral').set(change).where('network_id', '=', at.desk.networkId).where('id', '=', id).execute()

/** From here on the transaction acts as the holder of a link: the database lets it do the receiver's steps of its referral. */
export const actAsLink = (at: At, id: string) => sql`select set_config('varco.link', ${id}, true)`.execute(at.tx)

/** What was done, once: a job that runs twice says it once. */
export const noteEvent = (at: At, row: Pick<ReferralRow, 'id' | 'from_desk' | 'to_desk'>, act: TimelineAct) =>
  on(at)
    .insertInto('referral_event')
    .values({
      network_id: at.desk.networkId,
      referral_id: row.id,
      act,
      from_desk: row.from_desk,
      to_desk: row.to_desk,
      by_desk: at.desk.id,
      actor: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const eventsOf = (at: At, id: string) =>
  on(at)
    .selectFrom('referral_event')
    .select(['act', 'by_desk', 'actor', 'at'])
    .where('network_id', '=', at.desk.networkId)
    .where('referral_id', '=', id)
    .execute()

/** Earlier referrals of the same person that were sent to the same service, the newest first. */
export const earlierOf = (at: At, row: ReferralRow, personId: string) =>
  on(at)
    .selectFrom('referral')
    .innerJoin('referral_origin as o', 'o.referral_id', 'referral.id')
    .select(['referral.id', 'state', 'made_at'])
    .where(referralsSeen(at))
    .where('o.desk_id', '=', at.desk.id)
    .where('o.person_id', '=', personId)
    .where('service_id', '=', row.service_id)
    .where('sent_at', 'is not', null)
    .where('referral.id', '<>', row.id)
    .orderBy('made_at', 'desc')
    .limit(20)
    .execute()

/** The case that this desk opened of a referral, or made it from. */
export async function ownCaseOf(at: At, row: Pick<ReferralRow, 'id'>): Promise<string | null> {
  const taken = await on(at)
    .selectFrom('referral_case')
    .select('case_id')
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', '=', row.id)
    .executeTakeFirst()
  return taken?.case_id ?? null
}

export async function isCaseOpen(at: At, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from care_case where desk_id = ${at.desk.id} and id = ${id} and state = 'open'`.execute(at.tx)
  return rows.length > 0
}

/** The one that was written in the place of a referral, and how it stands. */
export const successorOf = (at: At, id: string) =>
  on(at)
    .selectFrom('referral')
    .innerJoin('referral_origin as o', 'o.referral_id', 'referral.id')
    .select(['referral.id', 'service_id', 'sent_at'])
    .where('o.desk_id', '=', at.desk.id)
    .where('o.instead_of', '=', id)
    .where(referralsSeen(at))
    .executeTakeFirst()
