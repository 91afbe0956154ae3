import { addDays, type CivilDate, weekdayOf } from '../calendar.ts'

export const rhythms = ['week', 'fortnight', 'month'] as const
/** `month`: the same weekday of the month, as the second Tuesday; where a month has no fifth one, it is left out. */
export type Rhythm = (typeof rhythms)[number]

/** How many appointments are planned at once. */
export const MOST_IN_SERIES = 52

const firstOfMonth = (day: CivilDate, months: number): CivilDate => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months]
  const at = { year: year + Math.floor(month / 12), month: (month % 12) + 1 }
  return `${String(at.year).padStart(4, '0')}-${String(at.month).padStart(2, '0')}-01` as CivilDate
}

/** Which one of its weekday a day is in its month: the 8th to the 14th are the second. */
const placeInMonth = (day: CivilDate): number => Math.ceil(Number(day.slice(8)) / 7)

/** The same weekday so many months later, as the same one of its month; nothing where the month has none. */
function sameInMonth(day: CivilDate, months: number): CivilDate | undefined {
  const first = firstOfMonth(day, months)
  const found = addDays(first, ((weekdayOf(day) - weekdayOf(first) + 7) % 7) + 7 * (placeInMonth(day) - 1))
  return found.slice(0, 7) === first.slice(0, 7) ? found : undefined
}

/** The days of a series from its first on: so many, or as many as there are until a day; never more than the most. */
export function seriesDays(
  first: CivilDate,
  rhythm: Rhythm,
  { times, until }: { times: number; until: null } | { times: null; until: CivilDate },
): CivilDate[] {
  const days: CivilDate[] = []
  const most = Math.min(times ?? MOST_IN_SERIES, MOST_IN_SERIES)
  for (let step = 0; days.length < most; step++) {
    const day = rhythm === 'month' ? sameInMonth(first, step) : addDays(first, step * (rhythm === 'week' ? 7 : 14))
    if (day === undefined) continue
    if (until !== null && day > until) break
    days.push(day)
  }
  return days
}
