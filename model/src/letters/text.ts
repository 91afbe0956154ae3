import { isRightToLeft, type Language } from '../codes/languages.ts'
import { fieldNames, isField, type LetterField, type LetterValues, letterFields, saidOf } from './fields.ts'

/**
 * What stands in a line: words of the template, something that was filled in, or a gap. `dir`: how it reads where it may differ
 * from what is around it; a number in Arabic is read backwards otherwise.
 */
export type Piece = { way: 'words' | 'filled' | 'gap'; text: string; dir: 'ltr' | 'rtl' | null }
/** Lines that belong together, or a list of them. */
export type Block = { kind: 'lines' | 'list'; lines: Piece[][] }

/** A field stands in a template between two pairs of braces. */
const mark = /\{\{([^{}\n]*)\}\}/g
/** A number with its spaces, points, dashes: a phone, a date, an article. */
const number = /\+?\d[\d ./:-]*\d|\d/g
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** How something that was typed reads: as its first letter does. */
function directionOf(text: string): Piece['dir'] {
  const first = /\p{L}/u.exec(text)?.[0]
  return first && rightToLeft.test(first) ? 'rtl' : 'ltr'
}

const filled = (text: string, field: LetterField): Piece => ({
  way: 'filled',
  text,
  dir: ['sign', 'time'].includes(letterFields[field]) ? 'ltr' : directionOf(text),
})

/** Words of the template; in a language from right to left each number apart. */
function wordsOf(text: string, rtl: boolean): Piece[] {
  const plain = (part: string): Piece[] => (part === '' ? [] : [{ way: 'words', text: part, dir: null }])
  if (!rtl) return plain(text)
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(number)) {
    pieces.push(...plain(text.slice(from, index)), { way: 'words', text: found, dir: 'ltr' })
    from = index + found.length
  }
  return [...pieces, ...plain(text.slice(from))]
}

/** A line of the template as lines of the letter: what was typed on several lines takes several. */
function filledLines(line: string, values: LetterValues, language: Language): Piece[][] {
  const rtl = isRightToLeft(language)
  const lines: Piece[][] = [[]]
  const put = (pieces: Piece[]) => lines.at(-1)?.push(...pieces)
  let from = 0
  for (const { 0: found, 1: name = '', index } of line.matchAll(mark)) {
    put(wordsOf(line.slice(from, index), rtl))
    from = index + found.length
    if (!isField(name)) continue
    const said = saidOf(values, name, language)
    if (said === '') put([{ way: 'gap', text: '', dir: null }])
    for (const [no, part] of said === '' ? [] : said.split(/\r\n|\r|\n/).entries()) {
      if (no > 0) lines.push([])
      if (part !== '') put([filled(part, name)])
    }
  }
  put(wordsOf(line.slice(from), rtl))
  return lines
}

const item = /^\s*[-•]\s+/

/** A template with its fields filled in: an empty line ends a block, a dash begins an item of a list. */
export function blocksOf(text: string, values: LetterValues, language: Language): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') {
      open = undefined
      continue
    }
    const kind = item.test(line) ? 'list' : 'lines'
    if (open?.kind !== kind) {
      open = { kind, lines: [] }
      blocks.push(open)
    }
    open.lines.push(...filledLines(line.replace(item, '').trim(), values, language))
  }
  return blocks
}

const marksIn = (text: string): string[] => [...text.matchAll(mark)].map(([, name = '']) => name)

/** The fields that a template names, each once, in the order of the list. */
export function fieldsIn(text: string): LetterField[] {
  const named = new Set(marksIn(text))
  return fieldNames.filter((field) => named.has(field))
}

/** The fields of a template that nothing stands in: the letter has a gap there. */
export const gapsIn = (text: string, values: LetterValues): LetterField[] =>
  fieldsIn(text).filter((field) => saidOf(values, field, 'it') === '')

export type MarkProblem = { line: number; name: string; code: 'unknown-field' | 'not-discreet' | 'open-field' }

/** What is wrong with the fields that a template names: which, and on which line, from 1. A brace alone is one left open. */
export function markProblems(text: string, allowed: readonly LetterField[]): MarkProblem[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, at): MarkProblem[] => [
    ...marksIn(line).flatMap((name): MarkProblem[] => {
      if (!isField(name)) return [{ line: at + 1, name, code: 'unknown-field' }]
      return allowed.includes(name) ? [] : [{ line: at + 1, name, code: 'not-discreet' }]
    }),
    ...(/\{\{|\}\}/.test(line.replace(mark, '')) ? [{ line: at + 1, name: '', code: 'open-field' as const }] : []),
  ])
}

/** A text with the names of its fields written otherwise: as people read them, or back. What is no field stays as it is. */
export const renamed = (text: string, name: (mark: string) => string | undefined): string =>
  text.replace(mark, (whole, found: string) => {
    const other = name(found.trim())
    return other === undefined ? whole : `{{${other}}}`
  })
