import { addDays, type CivilDate, daysInMonth, instantAt, millisecondsOf, monthOf, weekdayOf } from '../calendar.ts'
import type { HoursEntry, Turn } from './contract.ts'
import { goesOverMidnight, mondayOf } from './rules.ts'

const minute = 60_000
const wholeDay = 24 * 60 * minute

/** What of an entry says how long somebody worked. */
export type Said = Pick<HoursEntry, 'id' | 'from' | 'until' | 'worked' | 'free' | 'turns' | 'withdrawn'>

/** A turn on a day, as instants in milliseconds. */
export type Shift = { start: number; end: number; pause: number | null }

/** A day of which something is said. Days of which nothing is said are in no list: not recorded is no rest. */
export type DiaryDay = {
  day: CivilDate
  /** Its midnights, in milliseconds. */
  begins: number
  ends: number
  /** The entry that holds on this day. */
  entry: string
  /** Said to have been worked; else said not to have been. */
  isWorked: boolean
  shifts: readonly Shift[]
}

/** Minutes of work: what passed between start and end, without the break where one was said. */
export const minutesOf = ({ start, end, pause }: Shift): number =>
  Math.max(0, Math.round((end - start) / minute) - (pause ?? 0))
export const workedOn = ({ shifts }: DiaryDay): number => shifts.reduce((sum, shift) => sum + minutesOf(shift), 0)

/** Midnights and times of days as instants; days of twenty-four hours need no calendar for it. */
function clockOf() {
  const midnights = new Map<CivilDate, number>()
  const midnight = (day: CivilDate): number => {
    const known = midnights.get(day) ?? millisecondsOf(instantAt(day, '00:00'))
    midnights.set(day, known)
    return known
  }
  const at = (day: CivilDate, time: string): number =>
    midnight(addDays(day, 1)) - midnight(day) === wholeDay
      ? midnight(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute
      : millisecondsOf(instantAt(day, time))
  return { midnight, at }
}

/**
 * The days of which the entries say something, in order. On each day the last entry holds that says something of it; what
 * was taken back says nothing.
 *
 * Hours are those that passed, not those on the clocks: a night from 22:00 to 6:00 is seven hours when summer time begins and
 * nine when it ends. All of a turn belongs to the day on which it began. A turn that begins while the one of the day before
 * still runs begins at its end: no hour counts twice.
 */
export function diaryOf(entries: readonly Said[]): DiaryDay[] {
  const said = entries.filter(({ withdrawn }) => !withdrawn).toReversed()
  const first = said.map(({ from }) => from).sort()[0]
  const last = said
    .map(({ until }) => until)
    .sort()
    .at(-1)
  if (!first || !last) return []
  const clock = clockOf()
  const days: DiaryDay[] = []
  let until = 0
  for (let day = first, weekday = weekdayOf(first); day <= last; day = addDays(day, 1), weekday = (weekday % 7) + 1) {
    const holds = said.find(
      (each) => each.from <= day && day <= each.until && (each.worked.includes(weekday) || each.free.includes(weekday)),
    )
    if (!holds) continue
    const isWorked = holds.worked.includes(weekday)
    const shifts = (isWorked ? holds.turns : []).flatMap((turn) => {
      const shift = shiftOn(clock.at, day, turn, until)
      until = Math.max(until, shift.end)
      return shift.end > shift.start ? [shift] : []
    })
    const [begins, ends] = [clock.midnight(day), clock.midnight(addDays(day, 1))]
    days.push({ day, begins, ends, entry: holds.id, isWorked, shifts })
  }
  return days
}

function shiftOn(at: (day: CivilDate, time: string) => number, day: CivilDate, turn: Turn, until: number): Shift {
  const end = at(goesOverMidnight(turn) ? addDays(day, 1) : day, turn.end)
  return { start: Math.max(at(day, turn.start), until), end, pause: turn.pause }
}

export type Total = {
  /** The Monday of the week, or the month. */
  of: string
  minutes: number
  worked: number
  free: number
  /** Days of it of which nothing is said. */
  unrecorded: number
  /** Turns of which it is not said whether there was a break: none is taken off. */
  unsaid: number
}

function totals(days: readonly DiaryDay[], keyOf: (day: CivilDate) => string, lengthOf: (key: string) => number) {
  return [...Map.groupBy(days, ({ day }) => keyOf(day))].map(
    ([of, own]): Total => ({
      of,
      minutes: own.reduce((sum, day) => sum + workedOn(day), 0),
      worked: own.filter(({ isWorked }) => isWorked).length,
      free: own.filter(({ isWorked }) => !isWorked).length,
      unrecorded: lengthOf(of) - own.length,
      unsaid: unsaidIn(own),
    }),
  )
}

export const unsaidIn = (days: readonly DiaryDay[]): number =>
  days.flatMap(({ shifts }) => shifts).filter(({ pause }) => pause === null).length

/** Hours by week, from Monday to Sunday (ISO 8601). Weeks of which nothing is said are left out. */
export const weeksOf = (days: readonly DiaryDay[]): Total[] => totals(days, mondayOf, () => 7)

/** The same by month. */
export const monthsOf = (days: readonly DiaryDay[]): Total[] =>
  totals(days, monthOf, (month) => daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))))
