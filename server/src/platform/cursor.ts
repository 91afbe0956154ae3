import { z } from 'zod'
import { CivilDate, Instant } from '#model/calendar.ts'
import { invalid } from './failure.ts'

/** What a place in a list is made of: days, instants, ids. Never personal data. */
const parts = { id: z.uuid(), day: CivilDate, at: Instant }
type Part = keyof typeof parts

/** An opaque place in a list. */
export const cursor = (place: Partial<Record<Part, string>>): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** Reads a cursor back; one that was not made here is refused with a pointer. */
export function readCursor<K extends Part>(text: string | undefined, keys: readonly K[]): Record<K, string> | null {
  if (text === undefined) return null
  const schema = z.object(Object.fromEntries(keys.map((key) => [key, parts[key]])))
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))) as Record<K, string>
  } catch {
    throw invalid({ pointer: '/after', code: 'cursor' })
  }
}
