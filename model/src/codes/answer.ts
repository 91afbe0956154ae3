import { z } from 'zod'
import { fold } from './fold.ts'

/** Two answers that are never "no" and never a missing value. */
export const unanswered = ['not_asked', 'declined'] as const
export const Unanswered = z.enum(unanswered)
export type Unanswered = z.infer<typeof Unanswered>

export const unansweredLabels = [
  { code: 'not_asked', it: 'Non chiesto', en: 'Not asked' },
  { code: 'declined', it: 'Preferisce non dirlo', en: 'Prefers not to say' },
] as const

/** A value of the schema, or that it was not asked, or that the person preferred not to answer. */
export function answer<S extends z.ZodType>(schema: S) {
  return z.union([schema, Unanswered])
}
export type Answer<T> = T | Unanswered

/** Several codes; `[]` says that it was asked and there is none. */
export function answers<S extends z.ZodType>(schema: S) {
  return z.union([z.array(schema).max(50), Unanswered])
}
export type Answers<T> = T[] | Unanswered

export const YesNo = answer(z.enum(['yes', 'no']))
export type YesNo = z.infer<typeof YesNo>

export function isAnswered<T>(given: T | Unanswered): given is T {
  return given !== 'not_asked' && given !== 'declined'
}

const declinedWords =
  'declined|non dichiarato|non dichiarata|non dichiara|non dichiarati|non risponde|non vuole dirlo|non vuole dire|' +
  'rifiuta|rifiutato|preferisce non dirlo|prefers not to say|refused|not declared'
const notAskedWords =
  'not_asked|non chiesto|non chiesta|non richiesto|non rilevato|non rilevata|not asked|nd|n d|na|n a'

/** The two special answers as registers write them; an empty cell, a dash or a question mark say that nobody asked. */
export function findUnanswered(text: string): Unanswered | undefined {
  if (/^[\s\-–—?._/]*$/.test(text)) return 'not_asked'
  const word = fold(text)
  if (declinedWords.split('|').includes(word)) return 'declined'
  if (notAskedWords.split('|').map(fold).includes(word)) return 'not_asked'
  return undefined
}

const yesWords = ['si', 's', 'x', 'yes', 'y', 'vero', 'true', '1', 'ok']
const noWords = ['no', 'n', 'falso', 'false', '0']

/** SI, sì, Si, x, yes … A tick or a cross drawn as a sign counts as yes, as operators use it. */
export function findYesNo(text: string): YesNo | undefined {
  if (/^\s*[✓✔☑✗✘☒]\s*$/.test(text)) return 'yes'
  const word = fold(text)
  if (yesWords.includes(word)) return 'yes'
  if (noWords.includes(word)) return 'no'
  return findUnanswered(text)
}
