import { isoOf, millisecondsOf } from '../calendar.ts'
import type { ReferralState } from './contract.ts'

/** How many links of one referral are made in twenty-four hours: each is a mail to an address that somebody typed. */
export const MOST_LINKS_A_DAY = 10
/** And all links of a desk in as long. */
export const MOST_LINKS_OF_A_DESK = 300

/** Wrong codes after which a link opens nothing any more. */
export const CODE_TRIES = 5
/** How long a browser that gave the code may go on without giving it again. */
export const PASS_MINUTES = 30
/** After a yes a link lives so many days from the last act. */
const LINK_DAYS = 30

type Waits = { state: ReferralState; expiresAt: string | null; startBy?: string | null }

/**
 * Until when a link opens something: before an answer as long as the referral waits for one, then from act to act; never
 * shorter than the beginning of the work is waited for.
 */
export function linkEndsAt({ state, expiresAt, startBy = null }: Waits, now: string): string {
  if ((state === 'sent' || state === 'seen') && expiresAt !== null) return expiresAt
  const days = isoOf(millisecondsOf(now) + LINK_DAYS * 86_400_000)
  const begins = state === 'accepted' && startBy !== null ? isoOf(millisecondsOf(startBy) + 7 * 86_400_000) : days
  return begins > days ? begins : days
}

export type LinkState = 'waiting' | 'opened' | 'expired' | 'locked' | 'taken-back' | 'used'

/** How a link stands. `locked`: too many wrong codes; `used`: the referral came to its end. */
export function linkStateOf(
  link: { openedAt: string | null; usedAt: string | null; revokedAt: string | null; triesLeft: number; endsAt: string },
  now: string,
): LinkState {
  if (link.usedAt !== null) return 'used'
  if (link.revokedAt !== null) return 'taken-back'
  if (link.triesLeft === 0) return 'locked'
  if (link.endsAt <= now) return 'expired'
  return link.openedAt === null ? 'waiting' : 'opened'
}
