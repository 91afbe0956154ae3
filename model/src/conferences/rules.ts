import type { CivilDate } from '../calendar.ts'
import type { Coming, ConferenceState, Decision, Invitation } from './contract.ts'

/** What may become of a conference: what was held is put right, what was called off stays so. */
const next = {
  called: ['called', 'held', 'cancelled'],
  held: ['held'],
  cancelled: [],
} as const satisfies Record<ConferenceState, readonly ConferenceState[]>

export const mayBecome = (before: ConferenceState, after: ConferenceState): boolean =>
  (next[before] as readonly ConferenceState[]).includes(after)

type Said = { state: ConferenceState; day: CivilDate; record: string; decisions: readonly Decision[] }

/** Why something cannot be written: held is said from its day on, and before that there is nothing to record. */
export function conferenceProblem(
  { state, day, record, decisions }: Said,
  today: CivilDate,
): { field: 'state' | 'record' | 'decisions'; code: string } | null {
  if (state === 'held') return day > today ? { field: 'state', code: 'date-future' } : null
  if (record !== '') return { field: 'record', code: 'does-not-fit' }
  return decisions.length > 0 ? { field: 'decisions', code: 'does-not-fit' } : null
}

/** An answer as it lies in a referral. `no`: the how manieth of the desk, as two may bear the same instant; `to`: what it answered. */
export type Answered = Pick<Coming, 'comes' | 'who' | 'at'> & {
  conference: string
  no: number
  to?: number | undefined
}

/** What a desk said last about coming to a conference; what was said for another hour is told as that. */
export function lastAnswer(
  said: readonly Answered[],
  told: readonly Pick<Invitation, 'id' | 'no' | 'day' | 'time'>[],
  now: Pick<Invitation, 'id' | 'day' | 'time'>,
): Coming | null {
  const last = said
    .filter(({ conference }) => conference === now.id)
    .toSorted((one, other) => one.no - other.no)
    .at(-1)
  if (!last) return null
  const { comes, who, at } = last
  const then = told.find(({ id, no }) => id === now.id && no === last.to)
  const isMoved = then !== undefined && (then.day !== now.day || then.time !== now.time)
  return { comes, who, at, meant: isMoved ? { day: then.day, time: then.time } : null }
}

/** What was told last of each conference: what was carried last does not always come last. */
export function lastTold<T extends Pick<Invitation, 'id' | 'no'>>(told: readonly T[]): T[] {
  const found = new Map<string, T>()
  for (const one of told) if (one.no >= (found.get(one.id)?.no ?? 0)) found.set(one.id, one)
  return [...found.values()]
}

/** The latest first; of two at one hour that which was called later. */
export function latestFirst<T extends { id: string; day: string; time: string }>(rows: readonly T[]): T[] {
  const order = ({ day, time, id }: T) => `${day} ${time} ${id}`
  return rows.toSorted((one, other) => (order(one) < order(other) ? 1 : -1))
}
