import type { CivilDate } from '#model/calendar.ts'
import { formatDate } from '#model/calendar.ts'

/** A day as a row of a table says it: `7 mag 2025`. */
export function shortDate(date: string, lang: string): string {
  const [day, month, year] = formatDate(date as CivilDate, lang).split(' ')
  return [day, month && month.length > 4 ? month.slice(0, 3) : month, year].join(' ')
}

/** An instant as a row of a table says it, on the clock in Italy: `gio 12 nov, 14:00`. */
export const shortInstant = (instant: string, lang: string): string =>
  new Date(instant).toLocaleString(lang === 'it' ? 'it-IT' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Rome',
  })
