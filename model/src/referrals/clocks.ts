import type { ReferralTerms } from './contract.ts'

/** Of a service that says nothing: two working days to answer, five to begin. */
export const plainTerms: ReferralTerms = { answerWithin: 960, startWithin: 2_400 }

/** The instant when so many minutes of the service's opening hours have passed, or `null` where they never do. */
export type Due = (from: string, minutes: number) => string | null

/**
 * From sending: when the answer is due, and when a referral without one ends: after as much time again, in which a
 * coordinator may still put it right. Without a promise, or for a service that never opens, nothing runs and nothing ends.
 */
export function clocksOfSending(sentAt: string, { answerWithin }: ReferralTerms, due: Due) {
  const answerBy = answerWithin === null ? null : due(sentAt, answerWithin)
  return { answerBy, expiresAt: answerBy === null ? null : due(answerBy, answerWithin as number) }
}

/** From the yes: when the work should begin. */
export const startByOf = (acceptedAt: string, { startWithin }: ReferralTerms, due: Due): string | null =>
  startWithin === null ? null : due(acceptedAt, startWithin)
