import { addDays, addMonths, type CivilDate } from '../calendar.ts'
import type { FollowUpFact, Moment, NewFollowUpFact } from './contract.ts'
import { type Problem, WEEK_DAYS } from './rules.ts'

/** Days after the closing by which it is asked how the person is at its end. */
const EXIT_DAYS = 30
const MONTHS = 6
/** From then on what is told counts for the six months. */
const SOONEST_MONTHS = 5
/** Days after the six months in which it is still waited for. */
const LATE_DAYS = 90

/** The first day that counts for a moment after a closing. */
export const firstDay = (moment: Moment, closedOn: CivilDate): CivilDate =>
  moment === 'exit' ? closedOn : addMonths(closedOn, SOONEST_MONTHS)

/** The day by which it is asked. */
export const askBy = (moment: Moment, closedOn: CivilDate): CivilDate =>
  moment === 'exit' ? addDays(closedOn, EXIT_DAYS) : addMonths(closedOn, MONTHS)

const questions = ['work', 'contract', 'stay', 'away', 'safe'] as const

/** What is wrong with what was told after a closing: a day to come or too early, or answers that nobody gave. */
export function followUpProblem(
  body: Pick<NewFollowUpFact, 'moment' | 'day' | 'reached' | (typeof questions)[number]>,
  closedOn: CivilDate,
  today: CivilDate,
): Problem<NewFollowUpFact> {
  if (body.day > today) return { field: 'day', code: 'date-future' }
  if (body.day < firstDay(body.moment, closedOn)) return { field: 'day', code: 'before' }
  const told = body.reached === 'not-reached' ? questions.find((question) => body[question] !== 'not_asked') : undefined
  return told === undefined ? null : { field: told, code: 'does-not-fit' }
}

/** Whether a record counts for this closing: one of an earlier closing is asked anew. */
export const countsFor = (
  { moment, day, withdrawn }: Pick<FollowUpFact, 'moment' | 'day' | 'withdrawn'>,
  closedOn: CivilDate,
): boolean => !withdrawn && day >= firstDay(moment, closedOn)

/** What is still to be asked after a closing, and by when: at the end for a month, six months later for a quarter. */
export function momentsDue(
  closedOn: CivilDate,
  told: readonly Moment[],
  today: CivilDate,
): { what: Moment; due: CivilDate }[] {
  const [exit, later] = [askBy('exit', closedOn), askBy('six-months', closedOn)]
  const waits: { what: Moment; due: CivilDate; isNow: boolean }[] = [
    { what: 'exit', due: exit, isNow: today <= exit },
    {
      what: 'six-months',
      due: later,
      isNow: today >= addDays(later, -WEEK_DAYS) && today <= addDays(later, LATE_DAYS),
    },
  ]
  return waits.flatMap(({ what, due, isNow }) => (isNow && !told.includes(what) ? [{ what, due }] : []))
}

/** A case that was closed before this day waits for nothing any more. */
export const longClosed = (today: CivilDate): CivilDate => addMonths(today, -MONTHS - 4)
