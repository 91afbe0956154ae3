import { z } from 'zod'

/**
 * Whether a text can be kept in any column and written into any file, and is read as it was typed: no NUL, no half of a letter,
 * no mark that turns the letters after it round (U+202D, U+202E). Right-to-left languages need none of these two.
 */
const storable = (text: string): boolean =>
  text.isWellFormed() && !['\0', '\u202D', '\u202E'].some((sign) => text.includes(sign))

/** Signs that steer a terminal or a printer, and say nothing. Tabs and ends of lines stay; NUL is refused. */
const steering = /\p{Cc}/gu
const harmless = '\t\n\r\0'
/** Marks that say in which direction the words after them read, until the one that ends it. */
const turning = /[\u202A-\u202C\u2066-\u2069]/

const ends: Record<string, string> = {
  '\u2066': '\u2069',
  '\u2067': '\u2069',
  '\u2068': '\u2069',
  '\u202A': '\u202C',
  '\u202B': '\u202C',
}

/** Of a line the marks of direction that have no end, or end nothing, are left out: they would turn what stands after it. */
function balanced(line: string): string {
  if (!turning.test(line)) return line
  const signs = [...line]
  const open: { place: number; end: string }[] = []
  const paired = new Set<number>()
  let isolates = 0
  for (const [place, sign] of signs.entries()) {
    const end = ends[sign]
    if (end) {
      open.push({ place, end })
      if (end === '\u2069') isolates += 1
    } else if (turning.test(sign)) {
      // The end of an isolate ends all that was opened in it; that of an embedding ends nothing outside of its isolate.
      if (sign === '\u2069' && isolates > 0) while (open.at(-1)?.end !== sign) open.pop()
      if (open.at(-1)?.end !== sign) continue
      if (sign === '\u2069') isolates -= 1
      paired.add(open.pop()?.place as number).add(place)
    }
  }
  return signs.filter((sign, place) => !turning.test(sign) || paired.has(place)).join('')
}

/**
 * A text without what nobody typed on purpose: signs that steer, and marks of direction that stand alone. What joins letters or keeps
 * them apart (U+200C, U+200D) stays: Bengali, Urdu and Persian are written with it.
 */
export const cleaned = (text: string): string => {
  const plain = text.replace(steering, (sign) => (harmless.includes(sign) ? sign : ''))
  return turning.test(plain) ? plain.split('\n').map(balanced).join('\n') : plain
}

const visible = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u
/** What is nested deeper is in no contract. */
const DEEPEST = 30

/** What was sent, with nothing in the place of every text in which there is nothing to be seen. */
export function seen(sent: unknown, depth = 0): unknown {
  if (typeof sent === 'string') return visible.test(sent) || sent.includes('\0') ? sent : ''
  if (typeof sent !== 'object' || sent === null || depth > DEEPEST) return sent
  if (Array.isArray(sent)) return sent.map((inside) => seen(inside, depth + 1))
  return Object.fromEntries(Object.entries(sent).map(([key, inside]) => [key, seen(inside, depth + 1)]))
}

/** Text as people type it, kept as it is, with so many letters at most and at least. */
export const prose = (most: number, least = 0) =>
  z.string().overwrite(cleaned).min(least).max(most).refine(storable, 'not-text')

/** A short text as people type it, trimmed, with so many letters at most and at least. */
export const words = (most: number, least = 0) =>
  z.string().overwrite(cleaned).trim().min(least).max(most).refine(storable, 'not-text')
