import type { CivilDate } from '../calendar.ts'
import { type DataScope, specialScopes } from '../codes/data-scopes.ts'
import type { LegalBasis } from '../codes/legal-bases.ts'
import { specialConditions } from '../codes/special-conditions.ts'
import type { GroundFields, RecipientKind } from './contract.ts'
import { isSigned } from './signature.ts'

export type FieldProblem = { field: string; code: string }

/** Bases that name their article and their task: what a public body does rests on a law, not on a choice. */
export const namesTask = (kind: LegalBasis): boolean => kind === 'public-task' || kind === 'legal-obligation'

/** The information of arts. 13 and 14 GDPR asks for nothing: who was read it has consented to nothing. */
const asksConsent = (notice: GroundFields['notice']): boolean => notice !== null && notice.kind !== 'information'

const daysProblem = (fromDay: CivilDate, untilDay: CivilDate | null): FieldProblem[] =>
  untilDay !== null && untilDay < fromDay ? [{ field: 'untilDay', code: 'ends-before' }] : []

/** What is wrong with a new entry of the ledger; empty if nothing is. */
export function groundProblems(said: GroundFields, today: CivilDate): FieldProblem[] {
  const { kind, special, recipient, scopes } = said
  const wrong: FieldProblem[] = daysProblem(said.fromDay, said.untilDay)
  const need = (holds: boolean, field: string, code: string) => {
    if (!holds) wrong.push({ field, code })
  }
  need(said.fromDay <= today, 'fromDay', 'date-future')
  need((recipient === 'body') === (said.body !== null), 'body', recipient === 'body' ? 'missing' : 'not-expected')
  need(
    (recipient === 'outside') === (said.outside !== ''),
    'outside',
    recipient === 'outside' ? 'missing' : 'not-expected',
  )
  if (kind === 'consent') {
    need(said.notice !== null, 'notice', 'missing')
    need(said.notice === null || asksConsent(said.notice), 'notice', 'does-not-fit')
    need(said.how !== null, 'how', 'missing')
  }
  if (namesTask(kind)) need(said.task !== '', 'task', 'missing')
  const isSpecial = scopes.some((scope) => specialScopes.includes(scope))
  const condition = specialConditions.find((each) => each.code === special)
  if (isSpecial) need(special !== null, 'special', 'missing')
  if (condition) need(condition.goes.includes(kind), 'special', 'does-not-fit')
  return wrong
}

/** A wish to use or give data of a person. */
export type Wish = {
  purpose: GroundFields['purpose']
  recipient: RecipientKind
  body: string | null
  outside: string
  scopes: readonly DataScope[]
}

/** An entry of the ledger, as far as it says what is covered. */
export type Held = Omit<GroundFields, 'present' | 'task'> & { id: string; end: { day: CivilDate } | null }

/** Why an entry that comes near does not cover a wish. */
export type NotCovered =
  | { code: 'none' }
  | { code: 'not-yet' | 'expired' | 'ended' | 'unread'; ground: string }
  | { code: 'scopes'; ground: string; missing: DataScope[] }

export type Cover = { by: string } | { reasons: NotCovered[] }

const bare = (name: string) => name.trim().toLocaleLowerCase('it').replace(/\s+/g, ' ')

const sameRecipient = (held: Held, wish: Wish): boolean =>
  held.recipient === wish.recipient &&
  (held.recipient !== 'body' || held.body === wish.body) &&
  (held.recipient !== 'outside' || bare(held.outside) === bare(wish.outside))

/** Whether an entry holds on a day. The day on which it is ended is the first that it no longer covers. */
export function standingOf(held: Pick<Held, 'fromDay' | 'untilDay' | 'end'>, day: CivilDate) {
  if (held.end && held.end.day <= day) return 'ended' as const
  if (held.fromDay > day) return 'not-yet' as const
  return held.untilDay !== null && held.untilDay < day ? ('expired' as const) : ('in-force' as const)
}

/** An image is added to what was given by a signature, while it holds: what is over is not made to look better. */
export const takesSignature = (held: Pick<Held, 'how' | 'fromDay' | 'untilDay' | 'end'>, day: CivilDate): boolean =>
  isSigned(held.how) && standingOf(held, day) === 'in-force'

function whyNot(held: Held, wish: Wish, day: CivilDate): NotCovered | null {
  const standing = standingOf(held, day)
  if (standing !== 'in-force') return { code: standing, ground: held.id }
  // A consent to a text that nobody read is none (art. 4(11) GDPR).
  if (held.kind === 'consent' && (!asksConsent(held.notice) || held.how === null))
    return { code: 'unread', ground: held.id }
  const missing = wish.scopes.filter((scope) => !held.scopes.includes(scope))
  return missing.length > 0 ? { code: 'scopes', ground: held.id, missing } : null
}

/**
 * Which entry covers a wish on a day, or why none does. One entry must cover all of it: what a person agreed to in pieces
 * was never agreed to as a whole.
 */
export function coverOf(ledger: readonly Held[], wish: Wish, day: CivilDate): Cover {
  const near = ledger.filter((held) => held.purpose === wish.purpose && sameRecipient(held, wish))
  const reasons: NotCovered[] = []
  for (const held of near) {
    const why = whyNot(held, wish, day)
    if (!why) return { by: held.id }
    reasons.push(why)
  }
  return { reasons: reasons.length > 0 ? reasons : [{ code: 'none' }] }
}
