import { sql } from 'kysely'
import { today } from '#model/calendar.ts'
import { spansOn } from '#model/network/opening.ts'
import { answerBy, workingHours } from '#model/network/working-time.ts'
import { type Remembered, type Reminded, remindersOf, remindsHolder } from '#model/referrals/reminders.ts'
import { membersOf } from '../identity/asks.ts'
import { askMail, askReminder } from '../mails/asks.ts'
import type { At } from '../platform/door.ts'
import { type LinkRow, linkStanding } from './links.ts'
import { hasNews, lookedAt, tellsNews } from './news.ts'
import { withoutHours } from './services.ts'
import { on, type ReferralRow, referralsSeen, sideOf } from './store.ts'

/** Nobody is written to at night or on a holiday: in the hours of plain working days alone. */
export function isWorkingTime(now: string): boolean {
  const at = Date.parse(now)
  return spansOn(workingHours(withoutHours), today(now)).some(({ start, end }) => start <= at && at < end)
}

const WORKING_DAY = 480
const dayLater = (instant: string) => answerBy(withoutHours, instant, WORKING_DAY)

/** Two runs at once: the second waits, and finds what the first has told. */
const holdDesk = (at: At) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`remind ${at.desk.id}`}, 0))`.execute(at.tx)

/** What this desk may have to be reminded of: what is open, what was answered and not told, what is new. */
export async function rememberedBy(at: At): Promise<{ row: ReferralRow; told: Remembered }[]> {
  const rows = await on(at)
    .selectFrom('referral')
    .leftJoin('referral_origin as o', (join) =>
      join.onRef('o.referral_id', '=', 'referral.id').on('o.desk_id', '=', at.desk.id),
    )
    .selectAll('referral')
    .select(['o.by', 'o.answer_told_at'])
    .select(
      sql<boolean>`exists (select 1 from service s where s.network_id = referral.network_id
      and s.id = referral.service_id and s.state <> 'live')`.as('closed'),
    )
    .select(tellsNews(at).as('news'))
    .where(referralsSeen(at))
    .where(({ eb, or, and }) =>
      or([
        tellsNews(at),
        hasNews(at, 'link'),
        eb('state', 'in', ['sent', 'seen', 'accepted']),
        and([eb('from_desk', '=', at.desk.id), eb('answered_at', 'is not', null), eb('o.answer_told_at', 'is', null)]),
      ]),
    )
    .execute()
  return rows.map(({ by, answer_told_at: toldAt, closed, news, ...row }) => ({
    row,
    told: {
      id: row.id,
      side: sideOf(at, row),
      state: row.state,
      answerBy: row.answer_by,
      startBy: row.start_by,
      answeredAt: row.answered_at,
      author: by?.replace('account:', '') ?? null,
      answerTold: toldAt !== null,
      closed,
      news,
    },
  }))
}

/** Asks for a mail once a day: whoever was first today has told it. */
async function once(at: At, to: string, kind: string, ask: () => Promise<string>): Promise<boolean> {
  const day = at.today as string
  const known = await on(at)
    .selectFrom('referral_told')
    .select('mail_id')
    .where('desk_id', '=', at.desk.id)
    .where('to_id', '=', to)
    .where('kind', '=', kind)
    .where('day', '=', day)
    .executeTakeFirst()
  if (known) return false
  await noteTold(at, to, kind, await ask())
  return true
}

const noteTold = (at: At, to: string, kind: string, mail: string) =>
  on(at)
    .insertInto('referral_told')
    .values({ desk_id: at.desk.id, to_id: to, kind, day: at.today as string, mail_id: mail })
    .execute()

async function tellMembers(at: At, rows: readonly Remembered[]): Promise<void> {
  const members = (await membersOf(at)).map(
    ({ id, grants }): Reminded => ({
      id,
      works: grants.includes('referral.write'),
      coordinates: grants.includes('referral.answer') && !grants.includes('referral.write'),
      moves: grants.includes('referral.move'),
    }),
  )
  /** Of what is new each referral is told once a day, whoever is told: what comes in another one does not wait for that. */
  const newsTold = new Map<string, string>()
  for (const { to, kind, referrals } of remindersOf(rows, members, at.now, dayLater)) {
    if (kind === 'referrals-news') {
      const mail = await askMail(at, { member: to }, kind, referrals.length)
      for (const id of referrals) newsTold.set(id, mail)
      continue
    }
    const told = await once(at, to, kind, () => askMail(at, { member: to }, kind, referrals.length))
    if (told && kind === 'referrals-answered')
      await on(at)
        .updateTable('referral_origin')
        .set({ answer_told_at: at.now })
        .where('desk_id', '=', at.desk.id)
        .where('referral_id', 'in', referrals)
        .execute()
  }
  for (const [id, mail] of newsTold) await noteTold(at, id, 'referrals-news', mail)
}

/**
 * Tells whoever holds a living link, at the address that the link went to: that something came, once; else, from the day after
 * it was made, that an answer is awaited.
 */
async function tellHolders(at: At, rows: readonly ReferralRow[]): Promise<void> {
  if (rows.length === 0) return
  const fresh = await newToHolders(at)
  const links = await on(at)
    .selectFrom('referral_link')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('token_hash', 'is not', null)
    .where('ends_at', '>', at.now)
    .execute()
  for (const link of links as LinkRow[]) {
    const row = rows.find(({ id }) => id === link.referral_id)
    const { address } = linkStanding(at, link)
    if (!row || address === null) continue
    const to = { service: row.service_id, address, language: 'it' } as const
    if (fresh.has(row.id)) {
      const kind = 'referral-by-link-news'
      if (await once(at, row.id, kind, () => askReminder(at, to, kind, link.ends_at)))
        await lookedAt(at, row.id, at.now, 'link')
    } else if (remindsHolder(timesOf(row), at.now) && today(link.made_at) !== at.today) {
      const kind = 'referral-by-link-waits'
      await once(at, link.id, kind, () => askReminder(at, to, kind, link.ends_at))
    }
  }
}

const timesOf = (row: ReferralRow) => ({ state: row.state, answerBy: row.answer_by, startBy: row.start_by })

/** The referrals in which something came that whoever holds the link was not told. */
async function newToHolders(at: At): Promise<Set<string>> {
  const rows = await on(at)
    .selectFrom('referral_news')
    .select('referral_id')
    .where('desk_id', '=', at.desk.id)
    .where('reader', '=', 'link')
    .execute()
  return new Set(rows.map((row) => row.referral_id))
}

/** Asks for every mail that is due in this desk today, and notes that it was asked for, in one transaction. */
export async function remind(at: At): Promise<void> {
  await holdDesk(at)
  const rows = await rememberedBy(at)
  await tellMembers(
    at,
    rows.map(({ told }) => told),
  )
  await tellHolders(
    at,
    rows.map(({ row }) => row).filter((row) => row.to_desk === null),
  )
}
