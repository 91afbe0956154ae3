import { z } from 'zod'

/**
 * Whether a text can be kept in any column and written into any file, and is read as it was typed: no NUL, no half of a letter,
 * no mark that turns the letters after it round (U+202D, U+202E). Right-to-left languages need none of these two.
 */
const storable = (text: string): boolean =>
  text.isWellFormed() && !['\0', '\u202D', '\u202E'].some((sign) => text.includes(sign))

/** Text as people type it, kept as it is, with so many letters at most and at least. */
export const prose = (most: number, least = 0) => z.string().min(least).max(most).refine(storable, 'not-text')

/** A short text as people type it, trimmed, with so many letters at most and at least. */
export const words = (most: number, least = 0) => z.string().trim().min(least).max(most).refine(storable, 'not-text')
