import { GROUND_ENDED, type ReferralState } from './contract.ts'
import type { MoveCause, MoveVerdict } from './contract-moves.ts'

/** What was sent and is not under way may find another place; a draft is simply changed. */
export const movable = ['sent', 'seen', 'accepted'] as const satisfies readonly ReferralState[]

/** Why referrals to a service need another place, or `null` where they do not. */
export function moveCauseOf({ state, free }: { state: string; free: number | null }): MoveCause | null {
  if (state !== 'live') return 'retired'
  return free === 0 ? 'full' : null
}

/** What a body did not do for a person, and what was prepared and never sent: another service may be asked in its place. */
export const mayBeReplaced = ({
  state,
  reason,
  sentAt,
}: {
  state: ReferralState
  reason: string | null
  sentAt: string | null
}): boolean =>
  state === 'declined' ||
  state === 'expired' ||
  (state === 'interrupted' && reason !== GROUND_ENDED) ||
  (state === 'withdrawn' && sentAt === null)

/** What is known of a referral and of the service that it may go to. */
export type Move = {
  cause: MoveCause | null
  /** Whether another desk answers for the new service, and it is another service. */
  fits: boolean
  caseOpen: boolean
  missing: readonly string[]
  /** Whether the records still say what was sent: nothing travels that nobody was shown. */
  asSent: boolean
  /** Why it may not be given to the other body. */
  refusals: readonly string[]
}

/** What becomes of a referral that is to go elsewhere: it is sent, it becomes a draft, or it stays where it is. */
export function weighMove({ cause, fits, caseOpen, missing, asSent, refusals }: Move): MoveVerdict {
  const stays = [
    ...(cause === null ? ['still-takes'] : []),
    ...(fits ? [] : ['no-desk-answers']),
    ...(caseOpen ? [] : ['case-closed']),
  ]
  if (stays.length > 0) return { result: 'stays', reasons: stays }
  const drafts = [...(missing.length > 0 ? ['missing'] : []), ...(asSent ? [] : ['not-as-sent']), ...refusals]
  return drafts.length > 0 ? { result: 'drafts', reasons: drafts } : { result: 'sends', reasons: [] }
}
