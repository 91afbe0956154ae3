import { discreetFields, fieldNames, type LetterValues } from './fields.ts'
import type { LetterTemplate, LetterText, TemplateRow } from './template-contract.ts'
import { laidOut, type MarkProblem, markProblems } from './text.ts'

export type TemplateProblem = { pointer: string; code: MarkProblem['code'] | 'missing' | 'twice' }

/** What is wrong with a template: Italian is there, each language once, and each field is one that may stand where it stands. */
export function templateProblems({ discreet, texts }: LetterTemplate): TemplateProblem[] {
  const allowed = discreet ? discreetFields : fieldNames
  const found: TemplateProblem[] = []
  if (!texts.some(({ language }) => language === 'it')) found.push({ pointer: '/template/texts', code: 'missing' })
  for (const [place, { language, title, text }] of texts.entries()) {
    const at = `/template/texts/${place}`
    if (texts.findIndex((other) => other.language === language) !== place)
      found.push({ pointer: `${at}/language`, code: 'twice' })
    // A title stands above the page, where no field is filled in.
    for (const { code } of markProblems(title, [])) found.push({ pointer: `${at}/title`, code })
    for (const { line, code } of markProblems(text, allowed)) found.push({ pointer: `${at}/text/${line}`, code })
  }
  return found.slice(0, 50)
}

/** Why no letter is made out of these words and what stands in their fields: it would be too long. */
export const letterProblem = ({ text, language }: LetterText, values: LetterValues): 'letter-too-long' | null =>
  laidOut(text, values, language).cut ? 'letter-too-long' : null

/** The version of a template that holds: the desk's latest, else the product's, which is number 0 or what gave it back. */
export function holding({ versions, product }: Pick<TemplateRow, 'versions' | 'product'>): {
  no: number
  own: boolean
  template: LetterTemplate | null
} {
  const [latest] = versions
  const own = latest?.template ?? null
  return { no: latest?.no ?? 0, own: own !== null, template: own ?? product }
}
