import type { CivilDate } from '../calendar.ts'
import type { ConferenceState, Decision } from './contract.ts'

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
