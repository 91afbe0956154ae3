import {
  addDays,
  type CivilDate,
  daysBetween,
  daysInMonth,
  instantAt,
  millisecondsOf,
  monthOf,
  weekdayOf,
} from '../calendar.ts'
import type { HoursEntry } from './contract.ts'
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
  /** How many days lie between the first day of the diary and this one. */
  no: number
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

const firstOfMonth = (day: CivilDate) => `${monthOf(day)}-01` as CivilDate
const midnightOf = (day: CivilDate): number => millisecondsOf(instantAt(day, '00:00'))

/** A day on the clocks; a time of a day of twenty-four hours needs no calendar. */
type ClockDay = { day: CivilDate; begins: number; ends: number }
const timeOn = ({ day, begins, ends }: ClockDay, time: string): number =>
  ends - begins === wholeDay
    ? begins + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute
    : millisecondsOf(instantAt(day, time))
const dayAfter = ({ day, ends }: ClockDay): ClockDay => {
  const next = addDays(day, 1)
  return { day: next, begins: ends, ends: midnightOf(addDays(next, 1)) }
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
  const days: DiaryDay[] = []
  let until = 0
  let here: ClockDay = { day: first, begins: midnightOf(first), ends: midnightOf(addDays(first, 1)) }
  for (let no = 0, weekday = weekdayOf(first); here.day <= last; no += 1, weekday = (weekday % 7) + 1) {
    const next = dayAfter(here)
    const { day } = here
    const holds = said.find(
      (each) => each.from <= day && day <= each.until && (each.worked.includes(weekday) || each.free.includes(weekday)),
    )
    if (holds) {
      const isWorked = holds.worked.includes(weekday)
      const shifts: Shift[] = []
      for (const turn of isWorked ? holds.turns : []) {
        const start = Math.max(timeOn(here, turn.start), until)
        const end = timeOn(goesOverMidnight(turn) ? next : here, turn.end)
        until = Math.max(until, end)
        if (end > start) shifts.push({ start, end, pause: turn.pause })
      }
      days.push({ ...here, no, entry: holds.id, isWorked, shifts })
    }
    here = next
  }
  return days
}

export type Total = {
  /** The Monday of the week, or the month. */
  of: string
  minutes: number
  worked: number
  free: number
  /** Days of it of which nothing is said, from the first day of the diary to the last. */
  unrecorded: number
  /** Turns of which it is not said whether there was a break: none is taken off. */
  unsaid: number
}

/** Totals by stretches of the calendar, each known by its first day; those between of which nothing is said stand among them. */
function totals(
  days: readonly DiaryDay[],
  startOf: (day: CivilDate) => CivilDate,
  lengthOf: (start: CivilDate) => number,
): (Omit<Total, 'of'> & { start: CivilDate })[] {
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  if (!first || !last) return []
  const said = Map.groupBy(days, ({ day }) => startOf(day))
  const all: ReturnType<typeof totals> = []
  for (let start = startOf(first); start <= last; start = addDays(start, lengthOf(start))) {
    const own = said.get(start) ?? []
    const end = addDays(start, lengthOf(start) - 1)
    const length = daysBetween(start < first ? first : start, end > last ? last : end) + 1
    all.push({
      start,
      minutes: own.reduce((sum, day) => sum + workedOn(day), 0),
      worked: own.filter(({ isWorked }) => isWorked).length,
      free: own.filter(({ isWorked }) => !isWorked).length,
      unrecorded: length - own.length,
      unsaid: unsaidIn(own),
    })
  }
  return all
}

export const unsaidIn = (days: readonly DiaryDay[]): number =>
  days.flatMap(({ shifts }) => shifts).filter(({ pause }) => pause === null).length

/** Hours by week, from Monday to Sunday (ISO 8601). */
export const weeksOf = (days: readonly DiaryDay[]): Total[] =>
  totals(days, mondayOf, () => 7).map(({ start, ...sums }) => ({ of: start, ...sums }))

/** The same by month. */
export const monthsOf = (days: readonly DiaryDay[]): Total[] =>
  totals(days, firstOfMonth, (first) => daysInMonth(Number(first.slice(0, 4)), Number(first.slice(5, 7)))).map(
    ({ start, ...sums }) => ({ of: monthOf(start), ...sums }),
  )
