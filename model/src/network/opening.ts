import { z } from 'zod'
import { addDays, CivilDate, instantAt, millisecondsOf, today, weekdayOf } from '../calendar.ts'
import { isHoliday, YearlyDay } from '../holidays.ts'
import { words } from '../words.ts'

/** '24:00' closes a day that goes on into the next: a service by night has two rows. */
const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

export const Hours = z.strictObject({ from, to })
export type Hours = z.infer<typeof Hours>

/** Hours on days of the week; Monday is 1. */
export const WeeklyHours = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  ...Hours.shape,
})
export type WeeklyHours = z.infer<typeof WeeklyHours>

/** Days with hours of their own, or with none: a closure. They hold before the week and before holidays. */
export const OpeningException = z.strictObject({
  from: CivilDate,
  until: CivilDate,
  hours: z.array(Hours).max(10),
  /** Read by everybody who sees the service: why, in a few words; no person. */
  note: words(200),
})
export type OpeningException = z.infer<typeof OpeningException>

/** When a service is open (orari), on clocks in Italy. No row at all: nothing is known, or by appointment only. */
export const Opening = z
  .strictObject({
    weekly: z.array(WeeklyHours).max(40),
    exceptions: z.array(OpeningException).max(100),
    onHolidays: z.enum(['closed', 'as-usual']),
    byAppointment: z.boolean(),
    /** Holidays of the place alone (santo patrono), kept like national ones. */
    patronDays: z.array(YearlyDay).max(5).optional(),
  })
  .superRefine((opening, context) => {
    for (const { path, code } of openingProblems(opening)) context.addIssue({ code: 'custom', path, message: code })
  })
export type Opening = z.infer<typeof Opening>

export type OpeningProblem = {
  code: 'ends-before-start' | 'day-twice' | 'overlaps'
  /** The row that is wrong; of two that overlap, the later one. */
  path: (string | number)[]
}

export function openingProblems(opening: Pick<Opening, 'weekly' | 'exceptions'>): OpeningProblem[] {
  return [
    ...opening.weekly.flatMap((row, index): OpeningProblem[] => {
      const path = ['weekly', index]
      if (new Set(row.days).size < row.days.length) return [{ code: 'day-twice', path: [...path, 'days'] }]
      const before = opening.weekly.slice(0, index).filter((other) => other.days.some((day) => row.days.includes(day)))
      return hoursProblems(row, before, path)
    }),
    ...opening.exceptions.flatMap((row, index): OpeningProblem[] => {
      const path = ['exceptions', index]
      if (row.until < row.from) return [{ code: 'ends-before-start', path: [...path, 'until'] }]
      if (opening.exceptions.slice(0, index).some((other) => other.from <= row.until && row.from <= other.until))
        return [{ code: 'overlaps', path }]
      return row.hours.flatMap((hours, at) => hoursProblems(hours, row.hours.slice(0, at), [...path, 'hours', at]))
    }),
  ]
}

function hoursProblems(hours: Hours, before: readonly Hours[], path: (string | number)[]): OpeningProblem[] {
  if (hours.to <= hours.from) return [{ code: 'ends-before-start', path: [...path, 'to'] }]
  const overlaps = before.some((other) => other.from < hours.to && hours.from < other.to)
  return overlaps ? [{ code: 'overlaps', path }] : []
}

/** The hours of one day, in order. */
export function hoursOn(opening: Opening, day: CivilDate): Hours[] {
  const exception = opening.exceptions.find((row) => row.from <= day && day <= row.until)
  if (exception) return inOrder(exception.hours)
  if (opening.onHolidays === 'closed' && isHoliday(day, opening.patronDays)) return []
  return inOrder(opening.weekly.filter((row) => row.days.includes(weekdayOf(day))))
}

const inOrder = (rows: readonly Hours[]): Hours[] =>
  rows.map(({ from, to }) => ({ from, to })).sort((a, b) => (a.from < b.from ? -1 : 1))

export type Span = { day: CivilDate; from: string; start: number; end: number }

/** The open times of one day as milliseconds of the universal clock; hours that a change of clocks leaves empty are not. */
export const spansOn = (opening: Opening, day: CivilDate): Span[] =>
  hoursOn(opening, day)
    .map(({ from, to }) => ({
      day,
      from,
      start: millisecondsOf(instantAt(day, from)),
      end: millisecondsOf(instantAt(day, to)),
    }))
    .filter(({ start, end }) => start < end)

/** Open from the first instant of its hours until just before the last one. */
export function openAt(opening: Opening, instant: string): boolean {
  const now = millisecondsOf(instant)
  return spansOn(opening, today(instant)).some(({ start, end }) => start <= now && now < end)
}

/** A search for an open hour ends here: a service that opens later than in two years does not open. */
export const searchDays = 731

/** When the doors open next, after this instant; `null` where they stay closed, or never close. */
export function nextOpening(opening: Opening, instant: string): { day: CivilDate; from: string } | null {
  const now = millisecondsOf(instant)
  const first = today(instant)
  let closed = Number.NEGATIVE_INFINITY
  for (let days = -1; days <= searchDays; days += 1)
    for (const { day, from, start, end } of spansOn(opening, addDays(first, days))) {
      if (start > now && start !== closed) return { day, from }
      closed = end
    }
  return null
}
