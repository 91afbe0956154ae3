import { sql } from 'kysely'
import type { NewsKind } from '#model/referrals/contract.ts'
import { isHidden } from '#model/referrals/scopes.ts'
import type { At } from '../platform/door.ts'
import { isLink, on, type ReferralRow, referralRow, sideOf } from './store.ts'
import type { ReferralTables } from './tables.ts'

type Reader = ReferralTables['referral_news']['reader']

/** Something came that nobody has looked at: in this desk, or behind the link that it gave. */
export const noteNews = (at: At, id: string, kind: NewsKind, reader: Reader = 'desk') =>
  on(at)
    .insertInto('referral_news')
    .values({ desk_id: at.desk.id, referral_id: id, reader, kind, came_at: at.now })
    .onConflict((conflict) =>
      conflict.columns(['desk_id', 'referral_id', 'reader', 'kind']).doUpdateSet({ came_at: at.now }),
    )
    .execute()

/** Whether it was said about the person: with what travelled it is hidden again. */
export const isWords = (kind: NewsKind): boolean => !['state', 'answer', 'link'].includes(kind)

/** The same in the desk to which a job took it. What this side may not read any more is no news. */
export async function noteCame(at: At, id: string, kind: NewsKind): Promise<void> {
  const row = await referralRow(at, id)
  if (!row) return
  if (sideOf(at, row) === 'sender' || !isHidden(row) || !isWords(kind)) await noteNews(at, id, kind)
}

/**
 * Something was done that the other side should see. To another desk a job takes it; a body without an account and the desk
 * that wrote to it share one desk's rows.
 */
export async function tellNews(at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>, kind: NewsKind): Promise<void> {
  if (row.to_desk !== null) return at.tell('referral.moved', { referral: row.id, kind })
  await noteNews(at, row.id, kind, isLink(at.actor.name) ? 'desk' : 'link')
}

/** What is new in referrals for this desk. */
export async function newsOf(at: At, ids: readonly string[]): Promise<Map<string, { kind: NewsKind; at: string }[]>> {
  const found = new Map<string, { kind: NewsKind; at: string }[]>()
  if (ids.length === 0) return found
  const rows = await on(at)
    .selectFrom('referral_news')
    .select(['referral_id', 'kind', 'came_at'])
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', 'in', ids)
    .where('reader', '=', 'desk')
    .orderBy('came_at')
    .orderBy('kind')
    .execute()
  for (const { referral_id: id, kind, came_at: came } of rows)
    found.set(id, [...(found.get(id) ?? []), { kind, at: came }])
  return found
}

/** Whether something is new in a referral. */
export const hasNews = (at: At, reader: Reader = 'desk') =>
  sql<boolean>`exists (select 1 from referral_news n
    where n.desk_id = ${at.desk.id} and n.referral_id = referral.id and n.reader = ${reader})`

/** Whether a mail should tell of it: no mail of today did, and it is no answer, which has a mail of its own. */
export const tellsNews = (at: At) =>
  sql<boolean>`(exists (select 1 from referral_news n
    where n.desk_id = ${at.desk.id} and n.referral_id = referral.id and n.reader = 'desk' and n.kind <> 'answer')
    and not exists (select 1 from referral_told t
    where t.desk_id = ${at.desk.id} and t.to_id = referral.id and t.kind = 'referrals-news' and t.day = ${at.today}))`

/** Looked at, as far as it had come by then: what came after stays new. */
export const lookedAt = (at: At, id: string, until: string, reader: Reader = 'desk') =>
  on(at)
    .deleteFrom('referral_news')
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', '=', id)
    .where('reader', '=', reader)
    .where('came_at', '<=', until)
    .execute()
