import { Invitation } from '#model/conferences/contract.ts'
import type { Answered } from '#model/conferences/rules.ts'
import type { Beside } from '../referrals/asks.ts'

/** What was told to a desk in a referral, and what it answered. */
export type Heard = { told: Invitation[]; answers: Answered[] }

export const heardIn = ({ conference, 'conference-answer': answers }: Beside): Heard => ({
  told: conference.map(({ words }) => Invitation.parse(words)),
  answers: answers.map(({ words, at }) => ({ ...(words as Omit<Answered, 'at'>), at })),
})
