import { isRightToLeft, type Language } from '../codes/languages.ts'
import { cleaned } from '../words.ts'
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

const newline = /\r\n|\r|\n/

/** What each field says, line by line; empty: nothing stands in it. Read once, however often a template names it. */
function linesSaid(values: LetterValues, language: Language): (field: LetterField) => readonly Piece[][] {
  const known = new Map<LetterField, Piece[][]>()
  return (field) => {
    const before = known.get(field)
    if (before) return before
    const said = cleaned(saidOf(values, field, language))
    const lines =
      said === '' ? [] : said.split(newline).map((part): Piece[] => (part === '' ? [] : [filled(part, field)]))
    known.set(field, lines)
    return lines
  }
}

/** A line of the template as lines of the letter, one after the other: what was typed on several lines takes several. */
function* filledLines(line: string, said: ReturnType<typeof linesSaid>, rtl: boolean): Generator<Piece[]> {
  let open: Piece[] = []
  let from = 0
  for (const { 0: found, 1: name = '', index } of line.matchAll(mark)) {
    open.push(...wordsOf(line.slice(from, index), rtl))
    from = index + found.length
    if (!isField(name)) continue
    const lines = said(name)
    if (lines.length === 0) open.push({ way: 'gap', text: '', dir: null })
    for (const [no, pieces] of lines.entries()) {
      if (no > 0) {
        yield open
        open = []
      }
      open.push(...pieces)
    }
  }
  open.push(...wordsOf(line.slice(from), rtl))
  yield open
}

const item = /^\s*[-•]\s+/

/** What a letter amounts to at most once its fields are filled in: letters of text, and lines. */
export const MOST_SIGNS = 60_000
export const MOST_LINES = 2_000

/**
 * A template with its fields filled in: an empty line ends a block, a dash begins an item of a list. What is more than a letter may
 * be is left out, whatever stands in the template: `cut` says so.
 */
export function laidOut(text: string, values: LetterValues, language: Language): { blocks: Block[]; cut: boolean } {
  const blocks: Block[] = []
  const said = linesSaid(values, language)
  const rtl = isRightToLeft(language)
  let open: Block | undefined
  let lines = 0
  let signs = 0
  for (const line of cleaned(text).split(newline)) {
    if (line.trim() === '') {
      open = undefined
      continue
    }
    const kind = item.test(line) ? 'list' : 'lines'
    for (const pieces of filledLines(line.replace(item, '').trim(), said, rtl)) {
      lines += 1
      if (lines > MOST_LINES) return { blocks, cut: true }
      if (open?.kind !== kind) {
        open = { kind, lines: [] }
        blocks.push(open)
      }
      const kept: Piece[] = []
      open.lines.push(kept)
      for (const piece of pieces) {
        signs += piece.text.length
        if (signs > MOST_SIGNS) return { blocks, cut: true }
        kept.push(piece)
      }
    }
  }
  return { blocks, cut: false }
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

/** How often a text names one field at most. */
export const MOST_OF_A_FIELD = 20

export type MarkProblem = {
  line: number
  name: string
  code: 'unknown-field' | 'not-discreet' | 'open-field' | 'too-often'
}

/**
 * What is wrong with the fields that a template names: which, and on which line, from 1. A brace alone is one left open; a field that
 * stands there too often is told once.
 */
export function markProblems(text: string, allowed: readonly LetterField[]): MarkProblem[] {
  const times = new Map<string, number>()
  const problemOf = (name: string): MarkProblem['code'] | null => {
    if (!isField(name)) return 'unknown-field'
    if (!allowed.includes(name)) return 'not-discreet'
    times.set(name, (times.get(name) ?? 0) + 1)
    return times.get(name) === MOST_OF_A_FIELD + 1 ? 'too-often' : null
  }
  return text.split(newline).flatMap((line, at): MarkProblem[] => [
    ...marksIn(line).flatMap((name): MarkProblem[] => {
      const code = problemOf(name)
      return code ? [{ line: at + 1, name, code }] : []
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
