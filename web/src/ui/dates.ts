import type { CivilDate } from '#model/calendar.ts'
import { formatDate } from '#model/calendar.ts'

/** A day as a row of a table says it: `7 mag 2025`. */
export function shortDate(date: string, lang: string): string {
  const [day, month, year] = formatDate(date as CivilDate, lang).split(' ')
  return [day, month && month.length > 4 ? month.slice(0, 3) : month, year].join(' ')
}
