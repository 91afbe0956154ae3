import type { CivilDate } from '../calendar.ts'
import type { Purpose } from '../codes/purposes.ts'
import type { Arrangement, ArrangementFields } from './contract.ts'
import type { FieldProblem } from './rules.ts'

/** What is wrong with a new arrangement of a body; empty if nothing is. */
export function arrangementProblems(said: ArrangementFields, own: string): FieldProblem[] {
  const wrong: FieldProblem[] = []
  const need = (holds: boolean, field: string, code: string) => {
    if (!holds) wrong.push({ field, code })
  }
  const all = [...said.from, ...said.to]
  need(said.untilDay === null || said.untilDay >= said.fromDay, 'untilDay', 'ends-before')
  need(new Set(all).size === all.length, 'to', 'twice')
  need(all.includes(own), 'from', 'own-body')
  if (said.kind === 'joint') {
    need(said.from.length > 1, 'from', 'two-bodies')
    need(said.to.length === 0, 'to', 'not-expected')
    // The person must find the essence of it (art. 26(2) GDPR).
    need(said.essence !== '', 'essence', 'missing')
  } else need(said.to.length > 0, 'to', 'missing')
  if (said.kind === 'autonomous') need(said.basis !== null, 'basis', 'missing')
  return wrong
}

type Standing = Pick<Arrangement, 'from' | 'to' | 'untilDay' | 'endedOn'>

/** Whether a body may end an arrangement on its own side: a party may, until it is over. One that a party ended for later is ended sooner by another. */
export const mayEndArrangement = (held: Standing, body: string, today: CivilDate): boolean =>
  isParty(held, body) && !isOver(held, today)

export const isParty = ({ from, to }: Pick<Arrangement, 'from' | 'to'>, body: string): boolean =>
  from.includes(body) || to.includes(body)

export const isOver = ({ untilDay, endedOn }: Pick<Standing, 'untilDay' | 'endedOn'>, day: CivilDate): boolean =>
  (untilDay !== null && untilDay < day) || (endedOn !== null && endedOn <= day)

/** What is wrong with the day of an end: what was given while it held is not made wrong afterwards. */
export const endProblems = (day: CivilDate, today: CivilDate): FieldProblem[] =>
  day < today ? [{ field: 'day', code: 'date-past' }] : []

type Held = Pick<Arrangement, 'id' | 'by' | 'kind' | 'from' | 'to' | 'purposes' | 'fromDay' | 'untilDay' | 'endedOn'>

export type NotArranged =
  | { code: 'no-arrangement' }
  | {
      code: 'arrangement-not-the-givers' | 'arrangement-not-yet' | 'arrangement-over' | 'arrangement-purpose'
      arrangement: string
    }

/** A disclosure goes one way; joint controllers, and a controller with its processor, give each other. */
function joins({ kind, from, to }: Held, giver: string, taker: string): boolean {
  if (kind === 'joint') return from.includes(giver) && from.includes(taker)
  const forward = from.includes(giver) && to.includes(taker)
  return forward || (kind === 'processor' && to.includes(giver) && from.includes(taker))
}

function whyNot(held: Held, giver: string, purpose: Purpose, day: CivilDate): NotArranged | null {
  // Who receives cannot say for the other that it may be given.
  if (held.by !== giver) return { code: 'arrangement-not-the-givers', arrangement: held.id }
  if (!held.purposes.includes(purpose)) return { code: 'arrangement-purpose', arrangement: held.id }
  if (held.fromDay > day) return { code: 'arrangement-not-yet', arrangement: held.id }
  return isOver(held, day) ? { code: 'arrangement-over', arrangement: held.id } : null
}

/** Which arrangement that the giver recorded lets one body give data to another for a purpose on a day; `null` within one body, which needs none. */
export function mayShare(
  arrangements: readonly Held[],
  giver: string,
  taker: string,
  purpose: Purpose,
  day: CivilDate,
): { by: string | null } | { reasons: NotArranged[] } {
  if (giver === taker) return { by: null }
  const reasons: NotArranged[] = []
  for (const held of arrangements.filter((each) => joins(each, giver, taker))) {
    const why = whyNot(held, giver, purpose, day)
    if (!why) return { by: held.id }
    reasons.push(why)
  }
  return { reasons: reasons.length > 0 ? reasons : [{ code: 'no-arrangement' }] }
}
