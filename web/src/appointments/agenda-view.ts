import type { Appointment, ReferralBooking } from '#model/appointments/contract.ts'
import { endOf, isAgreed, minutesOf, takesTime } from '#model/appointments/rules.ts'
import { addDays, type CivilDate, weekdayOf } from '#model/calendar.ts'

export type View = 'giorno' | 'settimana' | 'elenco'

/** What the calendar shows: an appointment of the desk, or one of a referral, which is only read here. */
export type AgendaRow = Appointment & { referral?: ReferralBooking; followers?: readonly string[] }

/** An appointment of a referral in its place in the calendar. Nobody says who of the desk goes. */
const rowOf = (referral: ReferralBooking): AgendaRow => ({
  ...{ id: referral.id, no: 0, state: 'planned', minutes: referral.minutes, kind: 'other', room: null },
  ...{
    colleagues: [],
    mediator: null,
    mediatorAccount: null,
    language: null,
    text: '',
    hidden: false,
    series: null,
    can: [],
  },
  ...{ day: referral.day, time: referral.time, place: [referral.place, referral.with].filter(Boolean).join(', ') },
  ...{ case: referral.case, personId: referral.personId, personName: referral.personName, referral },
  followers: isAgreed(referral.state) ? referral.followers : [],
})

/** All of some days, by the hour. */
export const agendaRows = (
  found: { rows: readonly Appointment[]; referrals: readonly ReferralBooking[] } | undefined,
): AgendaRow[] =>
  [...(found?.rows ?? []), ...(found?.referrals ?? []).map(rowOf)].sort((one, other) =>
    `${one.day} ${one.time}` < `${other.day} ${other.time}` ? -1 : 1,
  )

/** How many days each view shows, and by how many one goes on. */
const lengths: Record<View, number> = { giorno: 1, settimana: 7, elenco: 14 }

/** The days of a view that shows this one: of a week those from Monday on. */
export function daysOf(view: View, day: CivilDate): CivilDate[] {
  const first = view === 'settimana' ? addDays(day, 1 - weekdayOf(day)) : day
  return Array.from({ length: lengths[view] }, (_, at) => addDays(first, at))
}

export const turnedBy = (view: View, day: CivilDate, pages: number): CivilDate => addDays(day, pages * lengths[view])

/** Those of one colleague, of a room, of who mediates; all where nothing is said. */
export const ofWhom = (rows: readonly AgendaRow[], whom: string | null): AgendaRow[] =>
  rows.filter(
    ({ colleagues, room, mediator, mediatorAccount, referral }) =>
      whom === null ||
      colleagues.includes(whom) ||
      mediatorAccount === whom ||
      room === whom ||
      mediator === whom ||
      referral?.followers.includes(whom),
  )

/** Those who mediate and are no members: who is both stands among the members already. */
export const outsiders = <M extends { account: string | null }>(
  mediators: readonly M[],
  members: readonly { accountId: string }[],
): M[] => mediators.filter(({ account }) => !members.some(({ accountId }) => accountId === account))

/** From which hour to which the day is drawn: the usual ones, and as far as something reaches beyond. */
export function hoursOf(rows: readonly Appointment[]): { first: number; last: number } {
  const starts = rows.map(({ time }) => Math.floor(minutesOf(time) / 60))
  const ends = rows.map((row) => Math.ceil(minutesOf(endOf(row)) / 60))
  return { first: Math.min(8, ...starts), last: Math.max(19, ...ends) }
}

/** The shortest that is drawn, so that a word and a finger find room. */
const SHORTEST = 30

export type Placed = { row: AgendaRow; lane: number; lanes: number }

/** Side by side what would be drawn one over the other: each group shares the width. */
export function placedOf(rows: readonly AgendaRow[]): Placed[] {
  const sorted = rows.filter(({ state }) => takesTime(state)).toSorted((a, b) => (a.time < b.time ? -1 : 1))
  const placed: Placed[] = []
  let group: Placed[] = []
  let until = 0
  const ends: number[] = []
  for (const row of sorted) {
    const start = minutesOf(row.time)
    if (start >= until) {
      group = []
      ends.length = 0
    }
    const free = ends.findIndex((end) => end <= start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = start + Math.max(row.minutes, SHORTEST)
    until = Math.max(until, ends[lane])
    const one = { row, lane, lanes: 0 }
    group.push(one)
    placed.push(one)
    for (const each of group) each.lanes = ends.length
  }
  return placed
}

/** Where something is let go: the quarter of an hour that is nearest, so that it still ends on this day. */
export function droppedAt(minutes: number, length: number): string {
  const quarter = Math.round(minutes / 15) * 15
  const kept = Math.max(0, Math.min(quarter, 24 * 60 - length))
  return `${String(Math.floor(kept / 60)).padStart(2, '0')}:${String(kept % 60).padStart(2, '0')}`
}
