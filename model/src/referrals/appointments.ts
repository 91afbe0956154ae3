import { addDays, type CivilDate, instantAt, today } from '../calendar.ts'
import { isOnTheClock, isTooFar } from '../planning.ts'
import type { ReferralState } from './contract.ts'
import type { Appointment, AppointmentAct, AppointmentWords } from './contract-appointments.ts'

type Side = 'sender' | 'receiver'
export type Step = { no: number; act: AppointmentAct; side: Side }

/** While somebody has said yes and is not done: before, nobody is to be met; after, it is the desk's own work. */
export const meetsIn = (state: ReferralState): boolean => state === 'accepted' || state === 'in-progress'

/** What stands after the steps that were made. */
export function standingOf(steps: readonly Step[]): {
  no: number
  state: Appointment['state']
  proposal: Step | null
} {
  const last = steps.at(-1)
  const proposal = steps.findLast(({ act }) => act === 'propose') ?? null
  if (!last) return { no: 0, state: 'none', proposal: null }
  const state = { propose: 'proposed', confirm: 'confirmed', cancel: 'cancelled' } as const
  return { no: last.no, state: state[last.act], proposal }
}

/** Steps with the appointments of one referral, as the database counts them too. */
export const MOST_STEPS = 200

type Refusal = 'appointment-not-now' | 'appointment-not-yours' | 'appointment-none' | 'appointment-too-often'

/** Why a side may not do this with the appointment of a referral, or `null`. */
export function refusalOf(
  state: ReferralState,
  steps: readonly Step[],
  act: AppointmentAct,
  side: Side,
): Refusal | null {
  if (!meetsIn(state)) return 'appointment-not-now'
  // What is proposed can still be confirmed and then cancelled.
  if (act === 'propose') return steps.length + 3 > MOST_STEPS ? 'appointment-too-often' : null
  const { state: now, proposal } = standingOf(steps)
  if (now !== 'proposed' && !(act === 'cancel' && now === 'confirmed')) return 'appointment-none'
  // Nobody says yes to oneself.
  return act === 'confirm' && proposal?.side === side ? 'appointment-not-yours' : null
}

/** An hour that is over is no proposal: the clocks are those of Italy, also on the two days on which they are moved. */
export const isOver = ({ day, time }: Pick<AppointmentWords, 'day' | 'time'>, now: string): boolean =>
  instantAt(day, time) <= now

type WordsProblem = { field: 'day' | 'time'; code: 'past' | 'date-too-far' | 'not-on-the-clock' } | null

/** Why nobody can be expected then, and in which field: the same bounds as of any appointment. */
export function wordsProblem(words: Pick<AppointmentWords, 'day' | 'time'>, now: string): WordsProblem {
  if (isTooFar(words.day, today(now))) return { field: 'day', code: 'date-too-far' }
  if (!isOnTheClock(words.day, words.time)) return { field: 'time', code: 'not-on-the-clock' }
  return isOver(words, now) ? { field: 'day', code: 'past' } : null
}

/** Today and tomorrow, by the calendar of Italy. */
export const isNear = (day: string, now: CivilDate): boolean => day === now || day === addDays(now, 1)
