import type { At } from '../platform/door.ts'
import { countHandovers, handoversOf, noteOf } from './store.ts'
import { substitutionsToday } from './substitution-store.ts'

export { countHandovers }

/** Who stands in today for a member. */
export const standInsOf = async (at: At, absent: string): Promise<string[]> => [
  ...new Set((await substitutionsToday(at)).flatMap((row) => (row.absent === absent ? [row.stand_in] : []))),
]

/** When some cases went from one colleague to another, and what was noted then; without names of colleagues. */
export const handoverNotesOf = async (at: At, cases: readonly string[]): Promise<{ note: string; at: string }[]> =>
  (await handoversOf(at, cases)).map((row) => ({ note: noteOf(at, row), at: row.at }))
