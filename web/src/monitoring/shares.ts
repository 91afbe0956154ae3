/** A line of a chart: a code, and how many persons under each of the two measures. */
export type Share = { code: string; intercepted: number; takenInCharge: number }

const missing = ['not_asked', 'declined', 'unknown', 'UNKNOWN']

/** Whether a code says that there was no answer. */
export const isUnsaid = (code: string): boolean => missing.includes(code)

/** Both measures side by side, largest first; what was not asked or declined stands apart. */
export function sharesOf(
  intercepted: Record<string, number>,
  takenInCharge: Record<string, number>,
): { said: Share[]; unsaid: Share[] } {
  const codes = [...new Set([...Object.keys(intercepted), ...Object.keys(takenInCharge)])]
  const all = codes
    .map((code) => ({ code, intercepted: intercepted[code] ?? 0, takenInCharge: takenInCharge[code] ?? 0 }))
    .filter((share) => share.intercepted + share.takenInCharge > 0)
    .sort(
      (one, other) =>
        other.intercepted - one.intercepted ||
        other.takenInCharge - one.takenInCharge ||
        (one.code < other.code ? -1 : 1),
    )
  return {
    said: all.filter((share) => !isUnsaid(share.code)),
    unsaid: all.filter((share) => isUnsaid(share.code)),
  }
}

/** Months in the order of the calendar; a month without anybody is a zero, not a gap. */
export function monthsOf(
  months: readonly string[],
  intercepted: Record<string, number>,
  takenInCharge: Record<string, number>,
): Share[] {
  return months.map((code) => ({ code, intercepted: intercepted[code] ?? 0, takenInCharge: takenInCharge[code] ?? 0 }))
}

/** The end of a scale: the next round number above. */
export function roundUp(value: number): number {
  if (value <= 10) return Math.max(value, 1)
  const step = 10 ** Math.floor(Math.log10(value)) / 2
  return Math.ceil(value / step) * step
}
