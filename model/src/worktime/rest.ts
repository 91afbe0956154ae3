import { addDays, type CivilDate, instantAt, millisecondsOf } from '../calendar.ts'
import { type DiaryDay, type Shift, workedOn } from './diary.ts'
import { limits } from './law.ts'
import { runsOf, SILENCE } from './runs.ts'

const minute = 60_000
type Span = { start: number; end: number }

/** A check of single days: those on which the limit may have been passed, and how many could be looked at. */
export type DayCheck<F> = { found: (F & Pick<DiaryDay, 'day' | 'no' | 'entry' | 'shifts'>)[] } & Looked
export type Looked = {
  /** Days, or windows, of which enough is recorded to say something. */
  checked: number
  /** Those of which too little is recorded. */
  unchecked: number
}

/** What lies free between shifts inside a span; shifts are in order. */
export function gapsIn({ start, end }: Span, shifts: readonly Span[]): Span[] {
  const gaps: Span[] = []
  let from = start
  for (const shift of shifts) {
    if (shift.end <= start || shift.start >= end) continue
    if (shift.start > from) gaps.push({ start: from, end: shift.start })
    from = Math.max(from, shift.end)
  }
  if (from < end) gaps.push({ start: from, end })
  return gaps
}

const whichOf = ({ day, no, entry, shifts }: DiaryDay) => ({ day, no, entry, shifts })
const lengthOf = ({ start, end }: Span): number => (end - start) / minute

/**
 * Daily rest (art. 7): from the first hour of work of a day on, the longest time without work within twenty-four hours; fewer
 * than eleven hours of it are found. A break inside a turn is no rest. Where nothing is said of the next day it is looked at as
 * if it were free: what is found even so would be found with more work too; else the day counts as not checked.
 */
export function dailyRest(days: readonly DiaryDay[]): DayCheck<{ rest: number }> {
  const { least, in: within } = limits.dailyRest
  const found: DayCheck<{ rest: number }>['found'] = []
  let [checked, unchecked] = [0, 0]
  for (const [at, here] of days.entries()) {
    const start = here.shifts[0]?.start
    if (start === undefined) continue
    const end = start + within * minute
    const next = days[at + 1]
    const isNextSaid = next?.no === here.no + 1
    // The next day, and where summer time begins an hour of the one after it.
    const shifts = days.slice(at, at + 3).flatMap((day) => day.shifts)
    const rest = Math.max(0, ...gapsIn({ start, end }, shifts).map(lengthOf))
    const isFound = rest < least
    if (isFound) found.push({ ...whichOf(here), rest })
    if (isFound || isNextSaid || end <= here.ends) checked += 1
    else unchecked += 1
  }
  return { found, checked, unchecked }
}

/**
 * Breaks (art. 8): on a day of more than six hours of work, breaks and the time between turns come to fewer than ten minutes.
 * Where a break was not said the day counts as not checked.
 */
export function breaks(days: readonly DiaryDay[]): DayCheck<{ minutes: number; rest: number }> {
  const { after, least } = limits.pause
  const found: DayCheck<{ minutes: number; rest: number }>['found'] = []
  let [checked, unchecked] = [0, 0]
  for (const here of days) {
    const { shifts } = here
    if (shifts.length === 0) continue
    const between = shifts
      .slice(1)
      .reduce((sum, shift, no) => sum + (shift.start - (shifts[no] as Shift).end) / minute, 0)
    const rest = between + shifts.reduce((sum, { pause }) => sum + (pause ?? 0), 0)
    const minutes = workedOn(here)
    const isLong = minutes > after
    if (isLong && rest < least && shifts.some(({ pause }) => pause === null)) unchecked += 1
    else {
      checked += 1
      if (isLong && rest < least) found.push({ ...whichOf(here), minutes, rest })
    }
  }
  return { found, checked, unchecked }
}

/** How many weekly rests a time without work holds: twenty-four hours each, beside eleven of daily rest once. */
const restsIn = (minutes: number): number =>
  Math.max(0, Math.floor((minutes - limits.dailyRest.least) / limits.weeklyRest.least))

export type WeeklyRest = Looked & {
  /** From the first day to the last of windows that overlap: how many of them hold no rest, and how many only one. */
  found: { from: CivilDate; until: CivilDate; none: number; one: number }[]
}

/**
 * Weekly rest (art. 9), on average over fourteen days: in each fourteen days in a row there are to be two rests. A rest is
 * twenty-four hours in a row beside the eleven of daily rest: thirty-five hours; one of fifty-nine counts as two. What crosses
 * the border of the fourteen days counts whole where its middle lies among them, else as much of it as does. Days of which
 * nothing is said are taken for as long a rest as would help: only what lacks even so is found, and fourteen days are called
 * checked without a finding where every one is recorded and two rests are certain.
 */
export function weeklyRest(days: readonly DiaryDay[]): WeeklyRest {
  const { days: length, every } = limits.weeklyRest
  const needed = length / every
  const found: WeeklyRest['found'] = []
  let [checked, unchecked] = [0, 0]
  for (const run of runsOf(days, SILENCE)) {
    const last = run.at(-1) as DiaryDay
    const gaps = gapsOf(run)
    let low = 0
    for (const [at, here] of run.entries()) {
      if (here.no + length - 1 > last.no) {
        if (at === 0) unchecked += 1
        break
      }
      while ((gaps[low]?.end ?? here.begins + 1) <= here.begins) low += 1
      const end = run[at + length - 1]
      const isWhole = end?.no === here.no + length - 1
      const until = isWhole ? end.day : addDays(here.day, length - 1)
      const window = { start: here.begins, end: isWhole ? end.ends : millisecondsOf(instantAt(until, '24:00')) }
      const [least, most] = restsBetween(window, gaps, low)
      if (most < needed) take(found, { from: here.day, until, rests: most })
      if (most < needed || (isWhole && least >= needed)) checked += 1
      else unchecked += 1
    }
  }
  return { found, checked, unchecked }
}

/** What lies free between the shifts of a run, days of which nothing is said among it and around it. */
function gapsOf(run: readonly DiaryDay[]): (Span & { isSure: boolean })[] {
  const [first, last] = [run[0] as DiaryDay, run.at(-1) as DiaryDay]
  const around = 4 * limits.weeklyRest.days * limits.dailyRest.in * minute
  const whole = { start: first.begins - around, end: last.ends + around }
  const unsaid = gapsIn(
    whole,
    run.map(({ begins, ends }) => ({ start: begins, end: ends })),
  )
  let low = 0
  return gapsIn(
    whole,
    run.flatMap(({ shifts }) => shifts),
  ).map((gap) => {
    while ((unsaid[low]?.end ?? gap.start + 1) <= gap.start) low += 1
    return { ...gap, isSure: (unsaid[low]?.start ?? gap.end) >= gap.end }
  })
}

/** The rests inside a window: as many as there are at least, and at most where something is not said. */
function restsBetween(window: Span, gaps: ReturnType<typeof gapsOf>, low: number): [least: number, most: number] {
  let [least, most] = [0, 0]
  for (let at = low; at < gaps.length; at += 1) {
    const gap = gaps[at] as (typeof gaps)[number]
    if (gap.start >= window.end) break
    const inside = (Math.min(gap.end, window.end) - Math.max(gap.start, window.start)) / minute
    const middle = (gap.start + gap.end) / 2
    const holdsMiddle = middle >= window.start && middle < window.end
    const surely = restsIn(inside)
    const counted = Math.max(surely, gap.isSure && holdsMiddle ? restsIn(lengthOf(gap)) : 0)
    least += counted
    // Of an unsure gap any part may be the rest: one whose middle lies inside is at most twice as long as what lies inside.
    most += gap.isSure ? counted : restsIn(Math.min(2 * inside, lengthOf(gap)))
  }
  return [least, most]
}

/** Windows that overlap become one span, in which each stays counted by what it lacks. */
function take(
  found: WeeklyRest['found'],
  { from, until, rests }: { from: CivilDate; until: CivilDate; rests: number },
) {
  const before = found.at(-1)
  const span = before && from <= before.until ? before : { from, until, none: 0, one: 0 }
  if (span !== before) found.push(span)
  span.until = until
  span[rests === 0 ? 'none' : 'one'] += 1
}
