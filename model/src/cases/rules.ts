import type { CivilDate } from '../calendar.ts'
import type { Grant } from '../grants.ts'
import type { CaseState } from './contract.ts'

/** What may be done with a case in a state, and the grant it takes. Every state is here: none is undefined. */
const acts = {
  open: { correct: 'case.write', assign: 'case.assign', write: 'case.write', close: 'case.close' },
  closed: { reopen: 'case.close', 'follow-up': 'case.write' },
} as const satisfies Record<CaseState, Partial<Record<CaseAct, Grant>>>

/** `follow-up`: how the person is after the closing is written down. */
export type CaseAct = 'correct' | 'assign' | 'write' | 'close' | 'reopen' | 'follow-up'

/** What this member may do with a case in this state; the web hides by it and the server refuses by it. */
export const mayDo = (state: CaseState, grants: readonly Grant[]): CaseAct[] =>
  (Object.entries(acts[state]) as [CaseAct, Grant][]).flatMap(([act, grant]) => (grants.includes(grant) ? [act] : []))

/** Why an act is refused: the state does not allow it, or the grant is missing; null if it may be done. */
export function whyNot(
  act: CaseAct,
  state: CaseState,
  grants: readonly Grant[],
): 'case-closed' | 'case-open' | 'grant' | null {
  const needed = (acts[state] as Partial<Record<CaseAct, Grant>>)[act]
  if (!needed) return state === 'closed' ? 'case-closed' : 'case-open'
  return grants.includes(needed) ? null : 'grant'
}

/** A day in the life of a case: not in the future, not before it was opened. */
export function dayOfCaseProblem(
  day: CivilDate,
  openedOn: CivilDate,
  today: CivilDate,
): 'date-future' | 'before-opening' | null {
  if (day > today) return 'date-future'
  return day < openedOn ? 'before-opening' : null
}

/** A service is taken back by whoever noted it, or by whoever reads the whole desk. */
export const mayWithdrawService = (actor: { name: string; reach: 'desk' | 'own' }, notedBy: string): boolean =>
  actor.reach === 'desk' || actor.name === notedBy

/** Days without a word after which an open case is called quiet. */
export const QUIET_DAYS = 30
