import { addDays, isoOf, millisecondsOf, today } from '../calendar.ts'
import { type Opening, searchDays, spansOn } from './opening.ts'

const minute = 60_000

/** A service that says no hours is given eight a day from Monday to Friday: 480 minutes are one working day. */
const workingWeek = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }

const withoutHours = (opening: Opening): boolean =>
  opening.weekly.length === 0 && opening.exceptions.every((row) => row.hours.length === 0)

/** The hours in which a term runs (decorrenza dei termini): the service's own, or those of plain working days. */
export const workingHours = (opening: Opening): Opening =>
  withoutHours(opening) ? { ...opening, weekly: [workingWeek], onHolidays: 'closed' } : opening

/**
 * The instant when so many whole minutes of opening time have passed since `sentAt`; it may be the very end of an open
 * time. `null` where two years do not hold so much.
 */
export function answerBy(opening: Opening, sentAt: string, workingMinutes: number): string | null {
  if (!Number.isSafeInteger(workingMinutes) || workingMinutes < 1) throw new RangeError('working minutes from 1')
  const hours = workingHours(opening)
  const sent = millisecondsOf(sentAt)
  const first = today(sentAt)
  let left = workingMinutes * minute
  for (let days = 0; days <= searchDays; days += 1)
    for (const { start, end } of spansOn(hours, addDays(first, days))) {
      const from = Math.max(start, sent)
      if (end - from >= left) return isoOf(from + left)
      left -= Math.max(0, end - from)
    }
  return null
}
