import type { Party, ReferralState } from './contract.ts'

/** The lives of a referral, written down one by one; the state is the last word's. */
export const lives = [
  'withdraw',
  'send withdraw',
  'send expire',
  'send see withdraw',
  'send see expire',
  'send see decline',
  'send see accept withdraw',
  'send see accept interrupt',
  'send see accept begin interrupt',
  'send see accept begin finish',
]
export const stateAfter: Record<string, ReferralState> = {
  '': 'draft',
  send: 'sent',
  see: 'seen',
  accept: 'accepted',
  decline: 'declined',
  begin: 'in-progress',
  finish: 'done',
  interrupt: 'interrupted',
  withdraw: 'withdrawn',
  expire: 'expired',
}
export const mayLive = (life: readonly string[]) => lives.some((each) => `${each} `.startsWith(`${life.join(' ')} `))
export const isOver = (life: readonly string[]) => lives.includes(life.join(' '))
/** Who may do what, as one would tell a new colleague. */
export const hands: Record<Party, string> = {
  sender: 'send withdraw message',
  'sender-coordinator': 'withdraw message',
  receiver: 'see accept decline begin finish interrupt message',
  'receiver-coordinator': 'see accept decline interrupt message',
  'link-holder': 'see accept decline begin finish interrupt message',
  clock: 'expire',
}
