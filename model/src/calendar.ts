import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** Every civil date of the product is a day in Italy, wherever the server or the device stands. */
const zone = 'Europe/Rome'

function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8))
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** A civil date, 'YYYY-MM-DD', that exists in the calendar. */
export const CivilDate = z.string().max(10, 'not-a-date').refine(isRealDate, 'not-a-date').brand('CivilDate')
export type CivilDate = z.infer<typeof CivilDate>

/** A date of birth as far as it is known: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'. */
export const PartialDate = z
  .string()
  .refine((text) => isRealDate(`${text}-01-01`.slice(0, 10)), 'not-a-date')
  .refine((text) => /^\d{4}(-\d{2}){0,2}$/.test(text), 'not-a-date')
  .brand('PartialDate')
export type PartialDate = z.infer<typeof PartialDate>

/** An instant in UTC or with an offset, ISO 8601; of a year that the database knows too. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine((text) => !text.startsWith('0000'), 'not-a-date')
  .brand('Instant')
export type Instant = z.infer<typeof Instant>

export type DateReading<D> =
  | { ok: true; date: D }
  | { ok: false; reason: 'not-a-date' | 'no-such-day' | 'no-year' | 'future' | 'too-old' }

/** `now` comes from the server's clock: the model has none. */
export function today(now: string): CivilDate {
  return Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString() as CivilDate
}

/** The hour on the wall in Italy, 'HH:MM'. */
export function timeOfDay(now: string): string {
  return Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as CivilDate
}

/** The same day some months later or earlier; where that month is shorter, its last day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as CivilDate
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(date: CivilDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/**
 * The instant when clocks in Italy show this time of this day, as ISO UTC; '24:00' is the end of the day. A time that is
 * skipped in spring is the instant of the skip, a time that comes twice in autumn is the first one: so a later time is
 * never an earlier instant.
 */
export function instantAt(date: CivilDate, time: string): string {
  const day = time === '24:00' ? addDays(date, 1) : date
  const wall = Temporal.PlainDateTime.from(`${day}T${time === '24:00' ? '00:00' : time}`)
  const found = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const skipped = found.toPlainDateTime().equals(wall) ? null : found.getTimeZoneTransition('next')
  return isoOf((skipped ?? found).epochMilliseconds)
}

/** ISO UTC with milliseconds, so that two of them are ordered as texts. */
export function isoOf(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'millisecond' })
}

export function millisecondsOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds
}

/** The month of a date, 'YYYY-MM'. */
export function monthOf(date: CivilDate): string {
  return date.slice(0, 7)
}

/** Every month touched by the interval, both ends included: 'YYYY-MM', in order. Empty when `to` is before `from`. */
export function monthsBetween(from: CivilDate, to: CivilDate): string[] {
  const months: string[] = []
  const last = Temporal.PlainYearMonth.from(monthOf(to))
  let month = Temporal.PlainYearMonth.from(monthOf(from))
  while (Temporal.PlainYearMonth.compare(month, last) <= 0) {
    months.push(month.toString())
    month = month.add({ months: 1 })
  }
  return months
}

export function yearOf(date: CivilDate | PartialDate): number {
  return Number(date.slice(0, 4))
}

/** '7 maggio 2025', '7 May 2025'. */
export function formatDate(date: CivilDate, lang: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(dayFirst(lang), { dateStyle: 'long' })
}

/** '1985', 'maggio 1985' or the whole date, as far as it is known. */
export function formatPartialDate(date: PartialDate, lang: string): string {
  if (date.length === 4) return date
  if (date.length === 10) return formatDate(date as string as CivilDate, lang)
  const first = Temporal.PlainDate.from(`${date}-01`)
  return first.toLocaleString(dayFirst(lang), { month: 'long', year: 'numeric' })
}

/** Day and time on an Italian clock: '7 mag 2025, 09:30'. */
export function formatInstant(instant: string, lang: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const
  return Temporal.Instant.from(instant).toLocaleString(dayFirst(lang), options)
}

/** Plain English would put the month first; a desk in Italy never does. Digits and clock are those of Italy everywhere. */
function dayFirst(lang: string): string {
  return `${lang === 'en' ? 'en-GB' : lang}-u-hc-h23-nu-latn`
}

const words: Record<string, number> = {
  ...{ oggi: 0, today: 0, ieri: -1, yesterday: -1, "l'altro ieri": -2, avantieri: -2 },
  ...{ domani: 1, tomorrow: 1, dopodomani: 2 },
}

/**
 * Reads a date as people type it, day first always: `3/5/85`, `05-05-2025`, `15.5.2025`, `2025-05-07`, `oggi`.
 * Two digits of a year fall in the hundred years that end this year, so that a birth is never in the future.
 * The result may be in the future: whoever asks knows whether that is wrong.
 */
export function parseDate(text: string, today: CivilDate): DateReading<CivilDate> {
  const typed = text.trim().toLowerCase().replace(/’/g, "'")
  const shift = Object.hasOwn(words, typed) ? words[typed] : undefined
  if (shift !== undefined) return { ok: true, date: addDays(today, shift) }
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[t ]\d{2}:\d{2}.*)?$/.exec(typed)
  if (yearFirst) return realDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const dayAndMonth = /^\d{1,2}[-/. ]+\d{1,2}[-/. ]*$/.test(typed)
  if (dayAndMonth) return { ok: false, reason: 'no-year' }
  const dayFirst = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$/.exec(typed)
  if (!dayFirst) return { ok: false, reason: 'not-a-date' }
  const year = fullYear(dayFirst[3] as string, today)
  return realDate(year, Number(dayFirst[2]), Number(dayFirst[1]))
}

/** The same for a date of birth, which may be a bare year or month and year, and is neither future nor before 1900. */
export function parseBirthDate(text: string, today: CivilDate): DateReading<PartialDate> {
  const typed = text.trim()
  const monthYear = /^(\d{1,2})\s*[-/.]\s*(\d{4})$/.exec(typed)
  const yearMonth = /^(\d{4})-(\d{2})$/.exec(typed)
  let found: string
  if (/^\d{4}$/.test(typed)) found = typed
  else if (monthYear) found = `${monthYear[2]}-${(monthYear[1] as string).padStart(2, '0')}`
  else if (yearMonth) found = typed
  else {
    const whole = parseDate(typed, today)
    if (!whole.ok) return whole
    found = whole.date
  }
  const partial = PartialDate.safeParse(found)
  if (!partial.success) return { ok: false, reason: 'no-such-day' }
  if (found > today.slice(0, found.length)) return { ok: false, reason: 'future' }
  if (found < '1900') return { ok: false, reason: 'too-old' }
  return { ok: true, date: partial.data }
}

function realDate(year: number, month: number, day: number): DateReading<CivilDate> {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isRealDate(text) ? { ok: true, date: text as CivilDate } : { ok: false, reason: 'no-such-day' }
}

function fullYear(digits: string, today: CivilDate): number {
  if (digits.length === 4) return Number(digits)
  const thisYear = yearOf(today)
  const year = Math.floor(thisYear / 100) * 100 + Number(digits)
  return year > thisYear ? year - 100 : year
}
