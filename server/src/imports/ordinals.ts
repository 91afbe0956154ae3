import type { Numbered } from './store.ts'

/** A row with which one it is among the rows of its file that say the same: 1 for the first. */
export type Counted<R> = Numbered<R> & { ordinal: number }

/** Counts rows that say the same, over a whole file. Those without a key are not counted: each is the first. */
export function ordinals<R>(keyOf: (row: R) => string | null): (row: R) => number {
  const seen = new Map<string, number>()
  return (row) => {
    const key = keyOf(row)
    if (key === null) return 1
    const ordinal = (seen.get(key) ?? 0) + 1
    seen.set(key, ordinal)
    return ordinal
  }
}
