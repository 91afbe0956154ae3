import { FollowerRole } from '../cases/contract.ts'
import { type Grant, grantsOf, type Role, reachOf } from '../grants.ts'
import type { Verdict } from './handover-contract.ts'

/** Whose work a member may hand over: the own one; whoever tends the team, everybody's. */
export const mayHandOver = (actor: { accountId: string | null; grants: readonly Grant[] }, from: string): boolean =>
  actor.accountId === from || actor.grants.includes('team.tend')

/** Who may hand back: whoever may hand over for the one who has it now or had it before. */
export const mayHandBack = (
  actor: { accountId: string | null; grants: readonly Grant[] },
  { from, to }: { from: string; to: string },
): boolean => mayHandOver(actor, from) || mayHandOver(actor, to)

type Held = {
  /** In which part who hands over follows; `null`: has something to do in it, and does not follow. */
  role: FollowerRole | null
  /** In which part the receiver follows already. */
  follows: FollowerRole | null
  /** The case has notes for the legal advisers alone. */
  legalNotes: boolean
  /** The receiver is somewhere else at the hour of an appointment. */
  collides: boolean
}

/**
 * How a case would go to a colleague. No role is widened: who has no role that is a part in a case follows none, and notes
 * that are restricted to the legal advisers stay with them.
 */
export function verdictOf({ role, follows, legalNotes, collides }: Held, roles: readonly Role[]): Verdict {
  const parts = FollowerRole.options.filter((part) => roles.includes(part))
  const as = role === null ? null : (follows ?? (parts.includes(role) ? role : (parts[0] ?? null)))
  if (role !== null && as === null) return { refused: 'no-part', as, said: [] }
  if (role === null && follows === null && reachOf(roles) === 'own') return { refused: 'not-seen', as, said: [] }
  const said: Verdict['said'] = []
  if (role !== null && follows !== null) said.push('follows-already')
  else if (as !== role) said.push('part-changes')
  if (legalNotes && !grantsOf(roles).includes('legal.read')) said.push('legal-notes')
  if (collides) said.push('appointments-collide')
  return { refused: null, as, said }
}
