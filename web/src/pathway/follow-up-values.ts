import type { CivilDate } from '#model/calendar.ts'
import type { FollowUpFact, Moment, NewFollowUpFact, Pathway, Reached } from '#model/pathway/contract.ts'
import { askBy, countsFor, firstDay, followUpProblem, momentsDue } from '#model/pathway/follow-ups.ts'
import { dueOn } from '#model/pathway/rules.ts'
import { todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readDays } from './pathway-values.ts'

type Answers = Pick<NewFollowUpFact, 'work' | 'contract' | 'stay' | 'away' | 'safe'>

/** What is told after a closing, as it is typed. `no`: after which record it was begun. */
export type FollowUpValues = Answers & { moment: Moment; no: number; reached: Reached | ''; day: string; text: string }

const nothing: Answers = {
  work: 'not_asked',
  contract: 'not_asked',
  stay: 'not_asked',
  away: 'not_asked',
  safe: 'not_asked',
}

export function followUpValues(moment: Moment, latest: FollowUpFact | undefined): FollowUpValues {
  if (!latest) return { ...nothing, moment, no: 0, reached: '', day: '', text: '' }
  const { no, work, contract, stay, away, safe, reached, day, text } = latest
  return { work, contract, stay, away, safe, moment, no, reached, day: typed(day), text }
}

/** Told today, unless another day is said. Where nobody was reached nobody answered. */
export function readFollowUp(values: FollowUpValues, closedOn: CivilDate): Read<NewFollowUpFact> {
  const { moment, no, reached, day, text, work, contract, stay, away, safe } = values
  const { days, wrong } = readDays({ day: day || typed(todayHere()) })
  if (reached === '') return { ok: false, wrong: { reached: 'field.missing', ...wrong } }
  const answers = reached === 'not-reached' ? nothing : { work, contract, stay, away, safe }
  const body = { no, moment, day: days.day as CivilDate, reached, ...answers, text, withdrawn: false }
  const problem = Object.keys(wrong).length > 0 ? null : followUpProblem(body, closedOn, todayHere())
  if (problem) wrong.day = problem.code === 'before' ? `pathway.before.${moment}` : 'field.date-future'
  return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body }
}

/** What is sent to take a record back, or to put it as it was. */
export const followUpBody = (latest: FollowUpFact, change: Partial<NewFollowUpFact>): NewFollowUpFact => {
  const { by: _, at: __, ...body } = latest
  return { ...body, ...change }
}

export type FollowUpRow = { id: string; latest: FollowUpFact; history: FollowUpFact[] }
export type MomentRow = {
  moment: Moment
  /** What was told; nothing yet, or it was taken back. */
  held: FollowUpRow | undefined
  /** The first day on which it can be told, and the day by which it is asked. */
  from: CivilDate
  by: CivilDate
  /** How the day presses; nothing where it is not waited for. */
  due: ReturnType<typeof dueOn>
}

/** What was told after the closing that holds, and what was told after earlier ones. */
export function followUpsOf({ closedOn, followUps, today }: Pathway): { moments: MomentRow[]; earlier: FollowUpRow[] } {
  const rows = followUps.map((each): FollowUpRow => ({ ...each, latest: each.history[0] as FollowUpFact }))
  const counts = ({ latest }: FollowUpRow) => closedOn !== null && countsFor(latest, closedOn)
  const here = rows.filter(counts)
  const waits = closedOn === null ? [] : momentsDue(closedOn, [], today).map(({ what }) => what)
  const moments =
    (closed: CivilDate) =>
    (moment: Moment): MomentRow => ({
      moment,
      held: here.find(({ latest }) => latest.moment === moment),
      from: firstDay(moment, closed),
      by: askBy(moment, closed),
      due: waits.includes(moment) ? dueOn(askBy(moment, closed), today) : null,
    })
  return {
    moments: closedOn === null ? [] : (['exit', 'six-months'] as const).map(moments(closedOn)),
    earlier: rows.filter((row) => !row.latest.withdrawn && !counts(row)),
  }
}
