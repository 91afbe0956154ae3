import type { CivilDate } from '../calendar.ts'

/** A contact is logged when it happened: today or before, never in the future, and not before desks existed. */
export function dayProblem(day: CivilDate, today: CivilDate): 'date-future' | 'date-too-old' | null {
  if (day > today) return 'date-future'
  return day < '2000-01-01' ? 'date-too-old' : null
}

/** Who may take back a contact: whoever logged it, or whoever reads the whole desk. */
export const mayWithdraw = (by: { name: string; reach: 'desk' | 'own' }, recordedBy: string): boolean =>
  by.reach === 'desk' || by.name === recordedBy
