import { addDays, type CivilDate, formatDate, isoOf, timeOfDay } from '#model/calendar.ts'
import type { Speak } from '#model/message-catalogue.ts'
import type { Turn } from '#model/worktime/contract.ts'
import type { DiaryDay, Shift } from '#model/worktime/diary.ts'
import { shortDate } from '../ui/dates.ts'
import { dayOfWeek } from './hours-values.ts'

type Text = { t: Speak; lang: 'it' | 'en' }

/** `54 h`, `9 h 30 min`, `1.234 h`: with the mark of thousands, as amounts have it. */
export function hoursText(minutes: number, { t, lang }: Text): string {
  const rest = minutes % 60
  const marked = new Intl.NumberFormat(lang === 'it' ? 'it-IT' : 'en-GB', { useGrouping: 'always' })
  const hours = marked.format(Math.floor(minutes / 60))
  return rest === 0 ? t('worktime.h', { hours }) : t('worktime.h-min', { hours, minutes: rest })
}

/** `lun`, or `lunedì`. */
export const weekdayText = (weekday: number, { lang }: Text, length: 'short' | 'long' = 'short'): string =>
  new Date(dayOfWeek(weekday)).toLocaleDateString(lang === 'it' ? 'it-IT' : 'en-GB', {
    weekday: length,
    timeZone: 'UTC',
  })

/** One day, or from one to another. */
export const spanText = ({ from, until }: { from: CivilDate; until: CivilDate }, { t, lang }: Text): string =>
  from === until
    ? shortDate(from, lang)
    : t('worktime.from-until', { from: shortDate(from, lang), until: shortDate(until, lang) })

/** A turn as it was said, with its break. */
export function turnText({ start, end, pause }: Turn, { t }: Text): string {
  const times = `${start}–${end}`
  if (pause === null) return t('worktime.turn-unsaid', { times })
  return pause === 0 ? t('worktime.turn-none', { times }) : t('worktime.turn-said', { times, minutes: pause })
}

const onClock = ({ start, end }: Shift): string => `${timeOfDay(isoOf(start))}–${timeOfDay(isoOf(end))}`

const MOST_TIMES = 4

/** Which hours were worked between two days: each once, those of the first day first. */
export function timesBetween(
  days: readonly DiaryDay[],
  { from, until }: { from: CivilDate; until: CivilDate },
): { times: string[]; more: boolean } {
  const all = new Set<string>()
  for (const { day, shifts } of days)
    if (day >= from && day <= until && shifts.length > 0) all.add(shifts.map(onClock).join(' + '))
  return { times: [...all].slice(0, MOST_TIMES), more: all.size > MOST_TIMES }
}

/** From the Monday of a week to the Sunday of the same or another. */
export const weeksText = (first: string, last: string, text: Text): string =>
  spanText({ from: first as CivilDate, until: addDays(last as CivilDate, 6) }, text)

/** `marzo 2025`. */
export const monthText = (month: string, { lang }: Text): string =>
  formatDate(`${month}-01` as CivilDate, lang).replace(/^\d+ /, '')
