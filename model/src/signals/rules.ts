import { isoOf, millisecondsOf } from '../calendar.ts'
import type { SignalAct, SignalFields, SignalState } from './contract.ts'

/** How many signals one desk may send to another in an hour: each tells people by mail. */
export const MOST_AN_HOUR = 30

export const hourBefore = (now: string): string => isoOf(millisecondsOf(now) - 3_600_000)

/** What may be done in each state, and where it leads. What was taken on may still turn out not to be followed up. */
export const steps = {
  sent: { see: 'seen' },
  seen: { take: 'taken', decline: 'declined' },
  taken: { close: 'closed', decline: 'declined' },
  closed: {},
  declined: {},
} as const satisfies Record<SignalState, Partial<Record<SignalAct, SignalState>>>

const stepsOf = (state: SignalState): Partial<Record<SignalAct, SignalState>> => steps[state]

export const mayDo = (state: SignalState): SignalAct[] => Object.keys(stepsOf(state)) as SignalAct[]

export type Refusal = 'ended' | 'already' | 'not-yet' | 'reason-missing'

const order: readonly SignalState[] = ['sent', 'seen', 'taken']

/** Where an act leads, or why it is not possible now. */
export function decide(
  state: SignalState,
  act: SignalAct,
  reason: string | null,
): { to: SignalState } | { refused: Refusal } {
  const to = stepsOf(state)[act]
  if (to === undefined) {
    if (mayDo(state).length === 0) return { refused: 'ended' }
    const reaches = order.findIndex((each) => stepsOf(each)[act] !== undefined)
    return { refused: order.indexOf(state) > reaches ? 'already' : 'not-yet' }
  }
  return act === 'decline' && reason === null ? { refused: 'reason-missing' } : { to }
}

/** The fields that tell who somebody is, where they were filled in without the person's yes. */
export const named = ({
  agreed,
  name,
  phone,
}: Pick<SignalFields, 'agreed' | 'name' | 'phone'>): ('name' | 'phone')[] =>
  agreed === 'yes' ? [] : [...(name ? (['name'] as const) : []), ...(phone ? (['phone'] as const) : [])]
