import type { At } from '../platform/door.ts'
import { handoversOf, noteOf } from './store.ts'

/** When some cases went from one colleague to another, and what was noted then; without names of colleagues. */
export const handoverNotesOf = async (at: At, cases: readonly string[]): Promise<{ note: string; at: string }[]> =>
  (await handoversOf(at, cases)).map((row) => ({ note: noteOf(at, row), at: row.at }))
