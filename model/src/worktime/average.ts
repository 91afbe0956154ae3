import { addDays, type CivilDate } from '../calendar.ts'
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
  /** Periods of fewer than seventeen weeks: nothing is said of them for certain. */
  short: Short[]
}

/** Hours and days as they are; an average a week only where of seven days in a row each is recorded. */
export type Short = Average & { total: number; worked: number; hasWeek: boolean }

/** Whole weeks, in days. */
const window = limits.average.weeks * 7

/** Whether an average passes the limit. */
export const isOver = ({ minutes }: Pick<Average, 'minutes'>): boolean => minutes > limits.average.most

/**
 * Forty-eight hours (art. 4): the average of seven days over each seventeen weeks in a row. Days of which nothing is said count as
 * days without work: what passes the limit even so would pass it with more work too, and what does not is checked only where
 * every day is recorded. Leave and illness, which art. 6 leaves out of the average, are not told apart from other free days.
 */
export function averages(days: readonly DiaryDay[]): AverageCheck {
  const found: AverageCheck['found'] = []
  const short: Short[] = []
  let [checked, unchecked] = [0, 0]
  for (const run of runsOf(days, SILENCE)) {
    const { length, between } = sumsOf(run)
    const first = run[0]?.day as CivilDate
    const average = (from: number, until: number): Average => ({
      ...{ from: addDays(first, from), until: addDays(first, until - 1) },
      ...between(from, until),
    })
    if (length < window)
      short.push({
        ...average(0, length),
        total: run.reduce((sum, day) => sum + workedOn(day), 0),
        worked: run.filter(({ isWorked }) => isWorked).length,
        hasWeek: runsOf(run).some((recorded) => recorded.length >= 7),
      })
    let span: { from: number; until: number; most: number } | null = null
    const close = () => {
      if (span)
        found.push({
          ...{ from: addDays(first, span.from), until: addDays(first, span.until - 1) },
          most: average(span.most, span.most + window),
        })
      span = null
    }
    for (let from = 0; from + window <= length; from += 1) {
      const here = between(from, from + window)
      const over = isOver(here)
      if (over || here.unrecorded === 0) checked += 1
      else unchecked += 1
      if (!over) continue
      if (span && from >= span.until) close()
      if (!span) span = { from, until: from + window, most: from }
      else if (here.minutes > between(span.most, span.most + window).minutes) span.most = from
      span.until = from + window
    }
    close()
  }
  return { found, short, checked, unchecked }
}

/** Sums from the first day on, so that a period is the difference of two. */
function sumsOf(run: readonly DiaryDay[]) {
  const start = run[0]?.no ?? 0
  const length = (run.at(-1)?.no ?? 0) - start + 1
  const before = { minutes: [0], said: [0], unsaid: [0] }
  let at = 0
  for (let no = 0; no < length; no += 1) {
    const here = run[at]?.no === start + no ? run[at++] : undefined
    before.minutes.push((before.minutes[no] as number) + (here ? workedOn(here) : 0))
    before.said.push((before.said[no] as number) + (here ? 1 : 0))
    before.unsaid.push((before.unsaid[no] as number) + (here ? unsaidIn([here]) : 0))
  }
  /** From a day up to another, which is not among it; counted from the first. */
  const between = (from: number, until: number): Omit<Average, 'from' | 'until'> => {
    const sum = (of: number[]) => (of[until] as number) - (of[from] as number)
    return {
      minutes: Math.round((sum(before.minutes) * 7) / (until - from)),
      unrecorded: until - from - sum(before.said),
      unsaid: sum(before.unsaid),
    }
  }
  return { length, between }
}
