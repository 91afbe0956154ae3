import { addDays, type CivilDate, daysBetween } from '../calendar.ts'
import { isOnTheClock, isTooFar } from '../planning.ts'
import {
  type AppointmentAct,
  type AppointmentFacts,
  type AppointmentState,
  MOST_DAYS,
  MOST_STEPS,
  REFERRAL_MINUTES,
  type ReferralBooking,
  type SettlingAct,
} from './contract.ts'

/** How far back an appointment is written down afterwards. */
const DAYS_BACK = 366
export const WHOLE_DAY = 24 * 60
/** Steps that are kept for how an appointment ends. */
const LAST_STEPS = 4

/** How an appointment stands after an act. */
export const stateAfter = (act: AppointmentAct): AppointmentState =>
  act === 'changed' || act === 'undone' ? 'planned' : act

/** Whether an appointment takes somebody's time: one that was cancelled does not. */
export const takesTime = (state: AppointmentState): boolean => !state.startsWith('cancelled')

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
/** 'HH:MM' of so many minutes after midnight; '24:00' is its end. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When it ends, on the clocks of the same day: as long as people say it is, also where clocks are moved meanwhile. */
export const endOf = ({ time, minutes }: Pick<AppointmentFacts, 'time' | 'minutes'>): string =>
  timeOf(minutesOf(time) + minutes)

/** How long what was agreed on in a referral is taken to be: its length is not said, and nothing goes over midnight. */
export const assumedMinutes = (time: string): number => Math.min(REFERRAL_MINUTES, WHOLE_DAY - minutesOf(time))

/** Whether an appointment of a referral takes somebody's time: what was agreed on does. */
export const isAgreed = (state: ReferralBooking['state']): boolean => state === 'confirmed' || state === 'comes'

type Problem = { field: keyof AppointmentFacts | 'to'; code: string } | null

type DayProblem = { field: 'day' | 'time'; code: 'date-too-old' | 'date-too-far' | 'not-on-the-clock' } | null

/** Why an appointment cannot be then: also of each day of a series. */
export function dayProblem({ day, time }: Pick<AppointmentFacts, 'day' | 'time'>, today: CivilDate): DayProblem {
  if (day < addDays(today, -DAYS_BACK)) return { field: 'day', code: 'date-too-old' }
  if (isTooFar(day, today)) return { field: 'day', code: 'date-too-far' }
  return isOnTheClock(day, time) ? null : { field: 'time', code: 'not-on-the-clock' }
}

/** Why an appointment cannot be so, and in which field; `null` where it can. */
export function appointmentProblem(
  { day, time, minutes, colleagues, mediator, language }: AppointmentFacts,
  today: CivilDate,
): Problem {
  const wrong = dayProblem({ day, time }, today)
  if (wrong) return wrong
  if (minutesOf(time) + minutes > WHOLE_DAY) return { field: 'minutes', code: 'past-midnight' }
  if (colleagues.length === 0) return { field: 'colleagues', code: 'missing' }
  if (new Set(colleagues).size < colleagues.length) return { field: 'colleagues', code: 'twice' }
  if (mediator !== null && language === null) return { field: 'language', code: 'missing' }
  return null
}

/** Why so many days are not read at once. */
export function spanProblem(from: CivilDate, to: CivilDate): Problem {
  const days = daysBetween(from, to) + 1
  return days < 1 ? { field: 'to', code: 'before' } : days > MOST_DAYS ? { field: 'to', code: 'too-long' } : null
}

type Standing = {
  state: AppointmentState
  day: CivilDate
  no: number
  /** The day of the last step. */
  since: CivilDate
  ofCase: boolean
}

/**
 * What may be done with an appointment now. Held and missed are said from its day on, and are taken back on the day on which
 * they were said. What was cancelled stays so: another one is planned. The last steps are kept for how it ends.
 */
export function actsOn({ state, day, no, since, ofCase }: Standing, today: CivilDate): ('change' | SettlingAct)[] {
  if (no >= MOST_STEPS) return []
  const byPerson = (act: SettlingAct): SettlingAct[] => (ofCase ? [act] : [])
  if (state === 'held' || state === 'missed') return since === today && no < MOST_STEPS - 1 ? ['undone'] : []
  if (state !== 'planned') return []
  return [
    ...(no < MOST_STEPS - LAST_STEPS ? (['change'] as const) : []),
    ...(day <= today ? (['held', ...byPerson('missed')] as const) : []),
    ...byPerson('cancelled-by-person'),
    'cancelled-by-desk',
  ]
}
