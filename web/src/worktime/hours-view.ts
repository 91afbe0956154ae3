import type { CivilDate } from '#model/calendar.ts'
import { type Checks, checksOf } from '#model/worktime/checks.ts'
import type { HoursEntry } from '#model/worktime/contract.ts'
import { type DiaryDay, diaryOf, monthsOf, type Total, weeksOf } from '#model/worktime/diary.ts'
import { runsOf } from '#model/worktime/runs.ts'

export type HoursView = {
  days: DiaryDay[]
  weeks: Total[]
  months: Total[]
  checks: Checks
  total: Pick<Total, 'minutes' | 'worked' | 'free' | 'unrecorded' | 'unsaid'>
  /** The first and the last day of which something is said. */
  span: { from: CivilDate; until: CivilDate } | null
}

/** All that the page says, from what stands in the diary. */
export function viewOf(entries: readonly HoursEntry[]): HoursView {
  const days = diaryOf(entries)
  const [weeks, months] = [weeksOf(days), monthsOf(days)]
  const [from, until] = [days[0]?.day, days.at(-1)?.day]
  const sum = (part: keyof HoursView['total']) => months.reduce((all, month) => all + month[part], 0)
  return {
    ...{ days, weeks, months },
    checks: checksOf(days),
    total: {
      minutes: sum('minutes'),
      worked: sum('worked'),
      free: sum('free'),
      unrecorded: sum('unrecorded'),
      unsaid: sum('unsaid'),
    },
    span: from && until ? { from, until } : null,
  }
}

export type FoundSpan<F> = { from: CivilDate; until: CivilDate; days: number; least: F }

/** Days that were found as spans of days that follow each other, each with its shortest rest. */
export const spansOfFound = <F extends { day: CivilDate; no: number; rest: number }>(
  found: readonly F[],
): FoundSpan<F>[] =>
  runsOf(found).map((run) => {
    const [first, last] = [run[0] as F, run.at(-1) as F]
    const least = run.reduce((before, each) => (each.rest < before.rest ? each : before), first)
    return { from: first.day, until: last.day, days: run.length, least }
  })

/** The years of totals, the last first. */
export const yearsOf = (totals: readonly Total[]): string[] => [
  ...new Set(totals.map(({ of }) => of.slice(0, 4)).toReversed()),
]

/** Weeks that follow each other and say the same, as one: `until` is the Monday of the last. */
export type Alike = Total & { until: string; count: number }

export function alikeOf(weeks: readonly Total[]): Alike[] {
  const rows: Alike[] = []
  for (const { of, ...week } of weeks) {
    const before = rows.at(-1)
    if (before && isAlike(before, week)) {
      before.until = of
      before.count += 1
    } else rows.push({ of, until: of, count: 1, ...week })
  }
  return rows
}

const isAlike = (a: Omit<Total, 'of'>, b: Omit<Total, 'of'>): boolean =>
  (['minutes', 'worked', 'free', 'unrecorded', 'unsaid'] as const).every((part) => a[part] === b[part])
