import { z } from 'zod'
import { findUnanswered } from './answer.ts'
import { codesOf, finder } from './code-list.ts'

/** As the person says; `X` is neither. The two missing answers are codes here: counts by sex print them on their own. */
export const sexes = [
  { code: 'F', it: 'Donna', en: 'Woman', words: 'femmina|female|femminile|d' },
  { code: 'M', it: 'Uomo', en: 'Man', words: 'maschio|male|maschile|u' },
  { code: 'X', it: 'Altro', en: 'Other', words: 'non binario|non binaria|transgender|altra|nonbinary' },
  { code: 'not_asked', it: 'Non chiesto', en: 'Not asked' },
  { code: 'declined', it: 'Preferisce non dirlo', en: 'Prefers not to say' },
] as const

export const Sex = z.enum(codesOf(sexes))
export type Sex = z.infer<typeof Sex>

const whole = finder(sexes)

/** M, m, Uomo, maschio, f, femmina, donna … An empty cell was not asked; another word gives `undefined`. */
export function findSex(text: string): Sex | undefined {
  return whole(text) ?? findUnanswered(text)
}
