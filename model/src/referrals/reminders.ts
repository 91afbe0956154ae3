import type { ReferralState } from './contract.ts'
import { movable } from './moves.ts'
import { overdue } from './rules.ts'

/** A referral as one desk is reminded of it. */
export type Remembered = {
  id: string
  side: 'sender' | 'receiver'
  state: ReferralState
  answerBy: string | null
  startBy: string | null
  answeredAt: string | null
  /** Of the sender's: who made it, and whether that member was told of an answer. */
  author: string | null
  answerTold: boolean
  /** Whether its service is out of the directory: then it needs another place. */
  closed: boolean
  /** Whether something came that nobody has looked at, and that no mail told today. An answer has a mail of its own. */
  news: boolean
}

/** A member of the desk, as far as it matters here: who works, who coordinates, who may reassign. */
export type Reminded = { id: string; works: boolean; coordinates: boolean; moves: boolean }

export type ReminderKind =
  | 'referrals-waiting'
  | 'referrals-overdue'
  | 'referrals-answered'
  | 'referrals-to-move'
  | 'referrals-news'
export type Reminder = { to: string; kind: ReminderKind; referrals: string[] }

/** The instant one working day after another; `null`: never. */
export type WorkingDayLater = (instant: string) => string | null

/** What is late, and whether a second term has passed too: then it is the coordinators' as well. */
function lateness(row: Remembered, now: string, later: WorkingDayLater): 'no' | 'late' | 'very-late' {
  const what = overdue(row, now)
  if (what === null) return 'no'
  const second = later((what === 'answer' ? row.answerBy : row.startBy) as string)
  return second !== null && second <= now ? 'very-late' : 'late'
}

/**
 * Who is told what, one reminder of a kind for each member. What came in: those who work, and where nobody does, those who
 * coordinate. What went out: who made it, and where that member is gone, those who coordinate. Where its service
 * closed: those who may reassign.
 */
export function remindersOf(
  rows: readonly Remembered[],
  members: readonly Reminded[],
  now: string,
  later: WorkingDayLater,
): Reminder[] {
  const found = new Map<string, Reminder>()
  const tell = (to: readonly Reminded[], kind: ReminderKind, id: string) => {
    for (const member of to) {
      const key = `${member.id} ${kind}`
      const reminder = found.get(key) ?? { to: member.id, kind, referrals: [] }
      if (!reminder.referrals.includes(id)) reminder.referrals.push(id)
      found.set(key, reminder)
    }
  }
  const coordinators = members.filter(({ coordinates }) => coordinates)
  const workers = members.filter(({ works }) => works)
  for (const row of rows) {
    const authors = members.filter(({ id, works, coordinates }) => id === row.author && (works || coordinates))
    const own = row.side === 'receiver' ? workers : authors
    const first = own.length > 0 ? own : coordinators
    const late = lateness(row, now, later)
    if (late !== 'no') tell(first, 'referrals-overdue', row.id)
    else if (row.side === 'receiver' && (row.state === 'sent' || row.state === 'seen'))
      tell(first, 'referrals-waiting', row.id)
    if (late === 'very-late') tell(coordinators, 'referrals-overdue', row.id)
    if (row.side === 'sender' && row.answeredAt !== null && !row.answerTold) tell(first, 'referrals-answered', row.id)
    if (row.news) tell(first, 'referrals-news', row.id)
    if (row.side === 'sender' && row.closed && (movable as readonly string[]).includes(row.state))
      tell(
        members.filter(({ moves }) => moves),
        'referrals-to-move',
        row.id,
      )
  }
  return [...found.values()]
}

/** Whoever holds a link is reminded while an answer is asked for, and where what was accepted is not begun in time. */
export const remindsHolder = (row: Pick<Remembered, 'state' | 'answerBy' | 'startBy'>, now: string): boolean =>
  row.state === 'sent' || row.state === 'seen' || overdue(row, now) === 'start'
