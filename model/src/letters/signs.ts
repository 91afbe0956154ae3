import type { LetterValues } from './fields.ts'
import type { LetterText } from './template-contract.ts'
import { laidOut } from './text.ts'

/** Scripts for which the product has a font, and what belongs to none; pictures are drawn by no font of the product. */
const scripts = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Devanagari',
  'Arabic',
  'Bengali',
  'Gurmukhi',
  'Han',
  'Hiragana',
  'Katakana',
]
const none = ['Bopomofo', 'Common', 'Inherited']
const others = new RegExp(
  `[^${[...scripts, ...none].map((script) => `\\p{Script=${script}}`).join('')}]|[\\u{1F000}-\\u{1FAFF}]`,
  'gu',
)

/** Signs on a letter of which it is known that no PDF can hold them, each once, a few of them. By script: a rare sign may be missed. */
export function signsWithoutFont({ title, text, language }: LetterText, values: LetterValues): string[] {
  const said = laidOut(text, values, language).blocks.flatMap(({ lines }) => lines.flat().map((piece) => piece.text))
  return [...new Set([title, ...said].join('').match(others) ?? [])].slice(0, 10)
}
