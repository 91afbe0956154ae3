/** So many days in a row of which nothing is said end a job, or what is known of it: nothing is reckoned across them. */
export const SILENCE = 31

/** Days in order, in runs between which no more days than these are left out. */
export function runsOf<D extends { no: number }>(days: readonly D[], mostBetween = 0): D[][] {
  const runs: D[][] = []
  for (const each of days) {
    const before = runs.at(-1)?.at(-1)
    if (before && each.no <= before.no + mostBetween + 1) runs.at(-1)?.push(each)
    else runs.push([each])
  }
  return runs
}
