/** Months, both among it: `{ from: '2025-03', until: '2025-05' }`. */
export type Period = { from: string; until: string }

/** How many periods of these have no month in common; "repeated" (reiterata) of art. 603-bis asks for two. */
export function distinctPeriods(periods: readonly Period[]): number {
  let last = ''
  let count = 0
  for (const { from, until } of [...periods].sort((a, b) => (a.until < b.until ? -1 : 1))) {
    if (from <= last) continue
    last = until
    count += 1
  }
  return count
}
