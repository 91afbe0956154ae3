/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30); 18–21 and 45–47 show only a time. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** Whether a number format shows a day, so that its numbers are dates. `code` as in the file: letters are English ones. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.has(id)
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] as string
  return /[dy]/i.test(bare) && !/general/i.test(bare)
}

const day = 86_400_000

/**
 * The civil date of a serial number, or `undefined` when it is none. In the 1900 system day 60 is a 29 February that never
 * was (kept by Excel from Lotus 1-2-3), so that earlier numbers stand one day off; the 1904 system counts from its 0.
 */
export function dateOfSerial(serial: number, epoch1904: boolean): string | undefined {
  const days = Math.floor(serial)
  if (!Number.isFinite(days) || days < (epoch1904 ? 0 : 1) || days > 2_958_465) return undefined
  if (epoch1904) return iso(Date.UTC(1904, 0, 1) + days * day)
  if (days === 60) return undefined
  return iso(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * day)
}

function iso(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}
