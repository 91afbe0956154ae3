import { type AverageCheck, averages } from './average.ts'
import type { DiaryDay } from './diary.ts'
import { LIMITS_SINCE } from './law.ts'
import { breaks, type DayCheck, dailyRest, type WeeklyRest, weeklyRest } from './rest.ts'

export type Checks = {
  daily: DayCheck<{ rest: number }>
  weekly: WeeklyRest
  average: AverageCheck
  breaks: DayCheck<{ minutes: number; rest: number }>
  /** Days from before the limits held in this form. */
  before: number
}

/**
 * What the diary says beside D.Lgs. 66/2003: dates on which a limit may have been passed, never that it was. Contracts and
 * sectors derogate, live-in domestic work has rules of its own; a professional decides.
 */
export function checksOf(days: readonly DiaryDay[]): Checks {
  const own = days.filter(({ day }) => day >= LIMITS_SINCE)
  return {
    daily: dailyRest(own),
    weekly: weeklyRest(own),
    average: averages(own),
    breaks: breaks(own),
    before: days.length - own.length,
  }
}
