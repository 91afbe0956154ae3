import { sql } from 'kysely'
import { counted } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { hasNews } from './news.ts'
import { isUnlinked, on, type ReferralRow, referralsSeen } from './store.ts'

export type ListFilter = { way: 'in' | 'out'; show: 'open' | 'overdue' | 'waiting' | 'news' | 'unlinked' | 'ended' }

const ended = sql`('declined', 'done', 'interrupted', 'withdrawn', 'expired')`
/** As `overdue` of the model says it. */
const late = (now: string) => sql<boolean>`((state in ('sent', 'seen') and answer_by < ${now})
  or (state = 'accepted' and start_by < ${now}))`
/** For an act of this desk: what came in and is not begun, what is not sent. */
const waiting = { in: sql<boolean>`state in ('sent', 'seen', 'accepted')`, out: sql<boolean>`state = 'draft'` }

const standing = sql<string>`coalesce(sent_at, made_at)`

function wanted(at: At, { way, show }: ListFilter) {
  const which = {
    open: sql<boolean>`state not in ${ended}`,
    overdue: late(at.now),
    waiting: waiting[way],
    news: hasNews(at),
    unlinked: isUnlinked(at),
    ended: sql<boolean>`state in ${ended}`,
  }[show]
  return on(at)
    .selectFrom('referral')
    .where(referralsSeen(at))
    .where(way === 'in' ? 'to_desk' : 'from_desk', '=', at.desk.id)
    .where(which)
}

/** One page of referrals, the last sent first. */
export async function pageOfReferrals(
  at: At,
  filter: ListFilter,
  after: { at: string; id: string } | null,
  most: number,
): Promise<[(ReferralRow & { standing: string })[], number]> {
  const rows = wanted(at, filter)
    .selectAll('referral')
    .select(standing.as('standing'))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(${standing}, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy(standing, 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(most + 1))
    .execute()
  return Promise.all([rows, counted(at.tx, wanted(at, filter).select('id'))])
}

/** The last of a way, open or ended. */
export const lastReferrals = (at: At, way: 'in' | 'out', most: number): Promise<ReferralRow[]> =>
  on(at)
    .selectFrom('referral')
    .selectAll('referral')
    .where(referralsSeen(at))
    .where(way === 'in' ? 'to_desk' : 'from_desk', '=', at.desk.id)
    .orderBy(standing, 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(most))
    .execute()

type Counts = { waiting: number; overdue: number; news: number; unlinked: number }

/** What waits, what is late and what is new, for the head of the list and the home page. */
export async function countsOfReferrals(at: At): Promise<{ in: Counts; out: Counts }> {
  const of = (way: 'in' | 'out') => sql<Counts>`
    select count(*) filter (where ${waiting[way]})::int as waiting, count(*) filter (where ${late(at.now)})::int as overdue,
      count(*) filter (where ${hasNews(at)})::int as news,
      count(*) filter (where ${isUnlinked(at)})::int as unlinked
    from referral where ${referralsSeen(at)} and ${sql.ref(way === 'in' ? 'to_desk' : 'from_desk')} = ${at.desk.id}`
  const [came, went] = await Promise.all([of('in').execute(at.tx), of('out').execute(at.tx)])
  return { in: came.rows[0] as Counts, out: went.rows[0] as Counts }
}
