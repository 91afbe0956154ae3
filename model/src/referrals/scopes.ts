import { GROUND_ENDED, type ReferralFacts, type ReferralState, type Scope, type Snapshot } from './contract.ts'

/** Needed by a service in order to answer, and always sent: they tell nobody who it is. */
export const minimum = ['need', 'language', 'sex', 'ageBand', 'question'] as const satisfies readonly Scope[]

const isMinimum = (scope: Scope): boolean => (minimum as readonly Scope[]).includes(scope)

/** The fields that travel: the minimum and what was picked, each as it is known; what is not known is left out. */
export function snapshotOf(facts: Partial<ReferralFacts>, picked: readonly Scope[]): Snapshot {
  const wanted = new Set<Scope>([...minimum, ...picked])
  return Object.fromEntries(
    Object.entries(facts).filter(([scope, value]) => wanted.has(scope as Scope) && value !== undefined),
  ) as Snapshot
}

/** The fields of the minimum that a snapshot lacks: with one of them it is not sent. */
export const missingOf = (snapshot: Snapshot): Scope[] => minimum.filter((scope) => snapshot[scope] === undefined)

/** How much a service may see in each state: the minimum until it says yes; nothing once it has nothing more to do with it. */
const seenIn = {
  draft: 'nothing',
  sent: 'minimum',
  seen: 'minimum',
  accepted: 'all',
  'in-progress': 'all',
  done: 'all',
  interrupted: 'all',
  declined: 'nothing',
  withdrawn: 'nothing',
  expired: 'nothing',
} as const satisfies Record<ReferralState, 'nothing' | 'minimum' | 'all'>

type Standing = { state: ReferralState; reason: string | null }

/** Whether the receiver reads nothing of the person any more, neither fields nor what the sender wrote. */
export const isHidden = ({ state, reason }: Standing): boolean =>
  seenIn[state] === 'nothing' || (state === 'interrupted' && reason === GROUND_ENDED)

/** Whether the receiver may read what follows a yes. */
export const restIsSeen = (standing: Standing): boolean => seenIn[standing.state] === 'all' && !isHidden(standing)

/** What the receiver sees of a snapshot now. The sender sees the whole of it, always: it is what was sent. */
export function seenByReceiver(snapshot: Snapshot, standing: Standing): Snapshot {
  if (isHidden(standing)) return {}
  if (seenIn[standing.state] === 'all') return snapshot
  return Object.fromEntries(Object.entries(snapshot).filter(([scope]) => isMinimum(scope as Scope))) as Snapshot
}

/** A snapshot as it is sealed: two parts, so that whoever opens the first has not opened the second. */
export function inTwoStages(snapshot: Snapshot): { first: Snapshot; second: Snapshot } {
  const part = (first: boolean) =>
    Object.fromEntries(Object.entries(snapshot).filter(([scope]) => isMinimum(scope as Scope) === first)) as Snapshot
  return { first: part(true), second: part(false) }
}
