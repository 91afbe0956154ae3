import { addDays, type CivilDate } from '../calendar.ts'
import type { Answer } from '../codes/answer.ts'
import type { DocumentState } from '../codes/document-states.ts'

/** How a document stands on a day: as it was recorded, or what its last day makes of it. */
export type Standing = Answer<DocumentState> | 'expiring' | 'expired'

/** Days before its last in which a document is called expiring. */
export const EXPIRING_DAYS = 60

/** A last day is known of what is there, or was: of a document that was lost or is kept by somebody else too. */
const endings = ['held', 'lost', 'withheld'] as const
export const mayExpire = (state: string): boolean => (endings as readonly string[]).includes(state)

/** On its last day a document still holds. */
export function standingOn(
  { state, expiresOn }: { state: Answer<DocumentState>; expiresOn: CivilDate | null },
  day: CivilDate,
): Standing {
  if (state !== 'held' || expiresOn === null) return state
  if (expiresOn < day) return 'expired'
  return expiresOn <= addDays(day, EXPIRING_DAYS) ? 'expiring' : 'held'
}

export const isHeld = (standing: Standing): boolean => standing === 'held' || standing === 'expiring'

/** What is wrong with what is recorded: a last day or a number of what is not there. */
export function factProblem(fact: {
  state: string
  expiresOn: string | null
  number: string
}): { field: 'expiresOn' | 'number'; code: 'does-not-fit' } | null {
  if (mayExpire(fact.state)) return null
  if (fact.expiresOn !== null) return { field: 'expiresOn', code: 'does-not-fit' }
  return fact.number === '' || fact.state === 'requested' ? null : { field: 'number', code: 'does-not-fit' }
}
