import { addDays, type CivilDate, daysBetween } from '../calendar.ts'
import { type DiaryDay, unsaidIn, workedOn } from './diary.ts'
import { limits } from './law.ts'
import type { Looked } from './rest.ts'
import { runsOf, SILENCE } from './runs.ts'

/** The hours of a period, as an average of seven days. */
export type Average = {
  from: CivilDate
  until: CivilDate
  /** Minutes in seven days. */
  minutes: number
  /** Days of which nothing is said: they count as if they had not been worked. */
  unrecorded: number
  /** Turns of which it is not said whether there was a break: none is taken off. */
  unsaid: number
}

export type AverageCheck = Looked & {
  /** From the first day to the last of windows that follow each other, and the one with the most hours. */
  found: { from: CivilDate; until: CivilDate; most: Average }[]
  /** Periods of fewer than seventeen weeks: their average says nothing for certain. */
  short: Average[]
}

/** Whether an average passes the limit. */
export const isOver = ({ minutes }: Pick<Average, 'minutes'>): boolean => minutes > limits.average.most

/**
 * Forty-eight hours (art. 4): the average of seven days over each seventeen weeks in a row. Days of which nothing is said count as
 * days without work: what passes the limit even so would pass it with more work too, and what does not is checked only where
 * every day is recorded. Leave and illness, which art. 6 leaves out of the average, are not told apart from other free days.
 */
export function averages(days: readonly DiaryDay[]): AverageCheck {
  const found: AverageCheck['found'] = []
  const short: Average[] = []
  let [checked, unchecked] = [0, 0]
  for (const run of runsOf(days, SILENCE)) {
    const sums = sumsOf(run)
    const [first, last] = [run[0]?.day as CivilDate, run.at(-1)?.day as CivilDate]
    if (endOf(first) > last) short.push(sums.between(first, last))
    for (let from = first; endOf(from) <= last; from = addDays(from, 1)) {
      const average = sums.between(from, endOf(from))
      const over = isOver(average)
      if (over) take(found, average)
      if (over || average.unrecorded === 0) checked += 1
      else unchecked += 1
    }
  }
  return { found, short, checked, unchecked }
}

/** The last day of the seventeen weeks that begin on a day. */
const endOf = (from: CivilDate): CivilDate => addDays(from, limits.average.weeks * 7 - 1)

function take(found: AverageCheck['found'], most: Average): void {
  const before = found.at(-1)
  if (before && most.from <= addDays(before.until, 1)) {
    before.until = most.until
    if (most.minutes > before.most.minutes) before.most = most
  } else found.push({ from: most.from, until: most.until, most })
}

/** Sums from the first day on, so that a period is the difference of two. */
function sumsOf(run: readonly DiaryDay[]) {
  const start = run[0]?.day as CivilDate
  const length = daysBetween(start, run.at(-1)?.day as CivilDate) + 1
  const before = { minutes: [0], said: [0], unsaid: [0] }
  let at = 0
  for (let no = 0, day = start; no < length; no += 1, day = addDays(day, 1)) {
    const here = run[at]?.day === day ? run[at++] : undefined
    before.minutes.push((before.minutes[no] as number) + (here ? workedOn(here) : 0))
    before.said.push((before.said[no] as number) + (here ? 1 : 0))
    before.unsaid.push((before.unsaid[no] as number) + (here ? unsaidIn([here]) : 0))
  }
  const between = (from: CivilDate, until: CivilDate): Average => {
    const [left, right] = [daysBetween(start, from), daysBetween(start, until) + 1]
    const sum = (of: number[]) => (of[right] as number) - (of[left] as number)
    return {
      from,
      until,
      minutes: Math.round((sum(before.minutes) * 7) / (right - left)),
      unrecorded: right - left - sum(before.said),
      unsaid: sum(before.unsaid),
    }
  }
  return { between }
}
