import type { CivilDate } from '../calendar.ts'

/** A contact is logged when it happened: today or before, never in the future, and not before desks existed. */
export function dayProblem(day: CivilDate, today: CivilDate): 'date-future' | 'date-too-old' | null {
  if (day > today) return 'date-future'
  return day < '2000-01-01' ? 'date-too-old' : null
}

/** The hour of a contact of today has struck; clocks of phones may go a few minutes fast. */
export function timeProblem(
  said: { day: CivilDate; time: string | null },
  now: { day: CivilDate; time: string },
): 'time-future' | null {
  if (said.time === null || said.day !== now.day) return null
  return minutes(said.time) > minutes(now.time) + 10 ? 'time-future' : null
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Who may take back a contact: whoever logged it, or whoever reads the whole desk. */
export const mayWithdraw = (by: { name: string; reach: 'desk' | 'own' }, recordedBy: string): boolean =>
  by.reach === 'desk' || by.name === recordedBy
