import type {
  DeclineReason,
  InterruptReason,
  Party,
  ReferralAct,
  ReferralKind,
  ReferralOutcome,
  ReferralState,
  TAKEN_OVER,
} from './contract.ts'

/** Where an act leads, and who may do it. `to` is the state itself where nothing moves. */
type Step = { to: ReferralState; who: readonly Party[] }

/** Why the state does not allow an act. */
export type StateRefusal =
  /** It has ended: declined, done, interrupted, withdrawn or expired. */
  | 'ended'
  /** That was done before. */
  | 'already'
  /** Something else comes first. */
  | 'not-yet'
  /** The work has begun, or an answer was given: too late for this. */
  | 'too-late'

export type Refusal = StateRefusal | 'not-yours' | 'too-early' | 'reason-missing' | 'outcome-missing'

const sending: readonly Party[] = ['sender']
const takingBack: readonly Party[] = ['sender', 'sender-coordinator']
/** A coordinator answers for the desk; the work itself is the workers'. */
const answering: readonly Party[] = ['receiver', 'receiver-coordinator', 'link-holder']
const working: readonly Party[] = ['receiver', 'link-holder']
const clock: readonly Party[] = ['clock']
const talking: readonly Party[] = ['sender', 'sender-coordinator', 'receiver', 'receiver-coordinator', 'link-holder']

/** Who follows a person together with others may stop doing so, on either side. */
const isLeaving = (kind: ReferralKind, state: ReferralState, act: ReferralAct, by: Party): boolean =>
  kind === 'shared' && state === 'in-progress' && act === 'interrupt' && takingBack.includes(by)

const over = {
  send: 'ended',
  see: 'ended',
  accept: 'ended',
  decline: 'ended',
  begin: 'ended',
  finish: 'ended',
  interrupt: 'ended',
  withdraw: 'ended',
  expire: 'ended',
  message: 'ended',
} as const

/** Each act in each state: a step, or why not. Each state but the first is entered by one act alone. */
export const table = {
  draft: {
    send: { to: 'sent', who: sending },
    see: 'not-yet',
    accept: 'not-yet',
    decline: 'not-yet',
    begin: 'not-yet',
    finish: 'not-yet',
    interrupt: 'not-yet',
    withdraw: { to: 'withdrawn', who: takingBack },
    expire: 'not-yet',
    message: 'not-yet',
  },
  sent: {
    send: 'already',
    see: { to: 'seen', who: answering },
    accept: 'not-yet',
    decline: 'not-yet',
    begin: 'not-yet',
    finish: 'not-yet',
    interrupt: 'not-yet',
    withdraw: { to: 'withdrawn', who: takingBack },
    expire: { to: 'expired', who: clock },
    message: { to: 'sent', who: talking },
  },
  seen: {
    send: 'already',
    see: 'already',
    accept: { to: 'accepted', who: answering },
    decline: { to: 'declined', who: answering },
    begin: 'not-yet',
    finish: 'not-yet',
    interrupt: 'not-yet',
    withdraw: { to: 'withdrawn', who: takingBack },
    expire: { to: 'expired', who: clock },
    message: { to: 'seen', who: talking },
  },
  accepted: {
    send: 'already',
    see: 'already',
    accept: 'already',
    decline: 'too-late',
    begin: { to: 'in-progress', who: working },
    finish: 'not-yet',
    interrupt: { to: 'interrupted', who: answering },
    withdraw: { to: 'withdrawn', who: takingBack },
    expire: 'too-late',
    message: { to: 'accepted', who: talking },
  },
  'in-progress': {
    send: 'already',
    see: 'already',
    accept: 'already',
    decline: 'too-late',
    begin: 'already',
    finish: { to: 'done', who: working },
    interrupt: { to: 'interrupted', who: answering },
    withdraw: 'too-late',
    expire: 'too-late',
    message: { to: 'in-progress', who: talking },
  },
  declined: over,
  done: over,
  interrupted: over,
  withdrawn: over,
  expired: over,
} as const satisfies Record<ReferralState, Record<ReferralAct, Step | StateRefusal>>

const stepOf = (state: ReferralState, act: ReferralAct): Step | StateRefusal => table[state][act]

export type Said = {
  declined?: DeclineReason | undefined
  interrupted?: InterruptReason | undefined
  outcome?: ReferralOutcome | typeof TAKEN_OVER | undefined
}

type Standing = { state: ReferralState; kind: ReferralKind; expiresAt: string | null }

/** Nobody answered in its time. It is over at that instant, though the chore that writes it down comes some minutes later. */
const hasRunOut = ({ state, expiresAt }: Standing, now: string): boolean =>
  (state === 'sent' || state === 'seen') && expiresAt !== null && expiresAt <= now

/** What is left to do then: to write it down, and to take it back. */
const afterItsTime: readonly ReferralAct[] = ['expire', 'withdraw']

/** What becomes of a referral by an act, or why nothing does. Who may not act learns nothing of the state. */
export function decide(
  referral: Standing,
  act: ReferralAct,
  by: Party,
  now: string,
  said: Said = {},
): { to: ReferralState } | { refused: Refusal } {
  const isLeft = isLeaving(referral.kind, referral.state, act, by)
  if (!isLeft && !mayEver(act, by)) return { refused: 'not-yours' }
  const step = stepOf(referral.state, act)
  if (typeof step === 'string') return { refused: step }
  if (!isLeft && !step.who.includes(by)) return { refused: 'not-yours' }
  const isOut = hasRunOut(referral, now)
  if (act === 'expire' && !isOut) return { refused: 'too-early' }
  if (isOut && !afterItsTime.includes(act)) return { refused: 'ended' }
  if ((act === 'decline' && !said.declined) || (act === 'interrupt' && !said.interrupted))
    return { refused: 'reason-missing' }
  if (act === 'finish' && !said.outcome) return { refused: 'outcome-missing' }
  return { to: step.to }
}

const mayEver = (act: ReferralAct, by: Party): boolean =>
  Object.values(table).some((row) => {
    const step: Step | StateRefusal = row[act]
    return typeof step !== 'string' && step.who.includes(by)
  })

/** What a party may do with a referral as it stands: the web shows this and nothing else. */
export const mayDo = (referral: Standing, by: Party, now: string): ReferralAct[] => {
  const { state, kind } = referral
  const isOut = hasRunOut(referral, now)
  return (Object.keys(table[state]) as ReferralAct[]).filter((act) => {
    const step = stepOf(state, act)
    const isTheirs = (typeof step !== 'string' && step.who.includes(by)) || isLeaving(kind, state, act, by)
    return isTheirs && (!isOut || afterItsTime.includes(act))
  })
}

/** Once one side erased its data nothing is written any more: nobody there would read it. */
export const wasErased = (timeline: readonly { act: string }[]): boolean => timeline.some(({ act }) => act === 'erase')

export const hasEnded = (state: ReferralState): boolean => table[state] === over

/** What is late: the answer, or the beginning of what was accepted. A time is kept until its very instant. */
export function overdue(
  { state, answerBy, startBy }: { state: ReferralState; answerBy: string | null; startBy: string | null },
  now: string,
): 'answer' | 'start' | null {
  if ((state === 'sent' || state === 'seen') && answerBy !== null && answerBy < now) return 'answer'
  return state === 'accepted' && startBy !== null && startBy < now ? 'start' : null
}

/** In whose name a member acts: who may not write in a case acts as coordinator. */
export const partyOf = (side: 'sender' | 'receiver', mayWrite: boolean): Party =>
  mayWrite ? side : `${side}-coordinator`
