import { addDays, type CivilDate, daysBetween, weekdayOf } from '../calendar.ts'
import { MOST_ENTRIES, type NewHours, type Turn } from './contract.ts'

/** What is remembered from before is no diary any more. */
export const FIRST_DAY = '1970-01-01' as CivilDate
const MOST_YEARS = 10

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
export const goesOverMidnight = ({ start, end }: Turn): boolean => end <= start

/** How long a turn is on the clocks, its break among it; the same time twice is a whole day. */
export const minutesOnClock = (turn: Turn): number =>
  minutesOf(turn.end) - minutesOf(turn.start) + (goesOverMidnight(turn) ? 24 * 60 : 0)

type Problem = { field: string; code: string } | null

/** What is wrong with the days of an entry. */
function daysProblem({ from, until, worked, free }: NewHours, today: CivilDate): Problem {
  if (from < FIRST_DAY) return { field: 'from', code: 'date-too-old' }
  if (from > today) return { field: 'from', code: 'date-future' }
  if (until > today) return { field: 'until', code: 'date-future' }
  if (until < from) return { field: 'until', code: 'before' }
  const [year, rest] = [Number(from.slice(0, 4)) + MOST_YEARS, from.slice(4)]
  if (until > `${year}${rest}`) return { field: 'until', code: 'too-long' }
  if (worked.length + free.length === 0) return { field: 'worked', code: 'missing' }
  if (new Set(worked).size < worked.length) return { field: 'worked', code: 'twice' }
  if (new Set([...worked, ...free]).size < worked.length + free.length) return { field: 'free', code: 'twice' }
  const first = weekdayOf(from)
  const length = daysBetween(from, until)
  const isInside = (day: number) => (day - first + 7) % 7 <= length
  if (!worked.every(isInside)) return { field: 'worked', code: 'not-inside' }
  if (!free.every(isInside)) return { field: 'free', code: 'not-inside' }
  return null
}

/** What is wrong with the times of an entry. On one day turns follow each other, and leave the next day its own. */
function turnsProblem({ worked, turns }: NewHours): Problem {
  if (worked.length > 0 !== turns.length > 0)
    return { field: 'turns', code: turns.length > 0 ? 'without-days' : 'missing' }
  for (const [at, turn] of turns.entries()) {
    const before = turns[at - 1]
    if (before && (goesOverMidnight(before) || turn.start < before.end))
      return { field: `turns/${at}/start`, code: 'overlaps' }
    if ((turn.pause ?? 0) >= minutesOnClock(turn)) return { field: `turns/${at}/pause`, code: 'pause-too-long' }
  }
  const [first, last] = [turns[0], turns.at(-1)]
  if (first && last && first !== last && goesOverMidnight(last) && last.end > first.start)
    return { field: `turns/${turns.length - 1}/end`, code: 'overlaps' }
  return null
}

/** Why working hours cannot be written down so, and in which field; `null` where they can. */
export const hoursProblem = (hours: NewHours, today: CivilDate): Problem =>
  daysProblem(hours, today) ?? turnsProblem(hours)

/** Whether a diary with so many entries takes one more. */
export const takesMore = (entries: number): boolean => entries < MOST_ENTRIES

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: CivilDate): CivilDate => addDays(day, 1 - weekdayOf(day))
