import { z } from 'zod'

/** Whether a text can be kept in any column and written into any file: no NUL, no half of a letter. */
export const storable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** Text as people type it, kept as it is, with so many letters at most and at least. */
export const prose = (most: number, least = 0) => z.string().min(least).max(most).refine(storable, 'not-text')

/** A short text as people type it, trimmed, with so many letters at most and at least. */
export const words = (most: number, least = 0) => z.string().trim().min(least).max(most).refine(storable, 'not-text')
