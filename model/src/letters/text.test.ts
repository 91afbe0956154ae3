import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CivilDate } from '../calendar.ts'
import { discreetFields, fieldNames, LetterValues, letterFields, noValues } from './fields.ts'
import { letterProblem, templateProblems } from './rules.ts'
import {
  fieldsIn,
  gapsIn,
  laidOut,
  MOST_LINES,
  MOST_OF_A_FIELD,
  MOST_SIGNS,
  markProblems,
  type Piece,
  renamed,
} from './text.ts'

const said = (lines: Piece[][]) => lines.map((pieces) => pieces.map(({ text }) => text).join('')).join('\n')
/** What somebody types: with what a template, a page or a program might take for its own. */
const typed = fc
  .array(fc.constantFrom('a', ' ', '{{person}}', '}}', '- ', '#', '$', '\\', '"', '<b>', 'ع', '12 3', 'é', '*'), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''))

test('what is typed into a field stands in the letter as it was typed, in every place and language', () => {
  fc.assert(
    fc.property(typed, fc.constantFrom('it', 'ar', 'ur', 'zh' as const), (person, language) => {
      fc.pre(person.trim() !== '')
      const values = { ...noValues, person }
      const [block] = laidOut('Prima {{person}} dopo', values, language).blocks
      expect(said(block?.lines ?? [])).toBe(`Prima ${person} dopo`)
      expect(block?.lines.flat().filter(({ way }) => way === 'filled')).toMatchObject([{ text: person }])
    }),
  )
})

test('what is typed on several lines takes several, in a list each an item, and ends no block', () => {
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 6 }), (lines) => {
      fc.pre(lines.join('').trim() !== '')
      const { blocks } = laidOut('Carte:\n\n- {{papers}}\n\nFine', { ...noValues, papers: lines.join('\n') }, 'it')
      expect(blocks.map(({ kind }) => kind)).toEqual(['lines', 'list', 'lines'])
      expect(blocks[1]?.lines.map((pieces) => pieces.map(({ text }) => text).join(''))).toEqual(lines)
    }),
  )
})

/** Something as long as its bound allows, made of the same part again and again. */
const long = (most: number) =>
  fc
    .tuple(
      fc.constantFrom('{{note}}{{papers}} ', '{{papers}}', '- {{note}}\n', '{{note}}\n\n', 'a\n', '1 ', '{{x}}', 'x'),
      fc.constantFrom('', '\n', 'a', '{{papers}}', '1 a\r\n', '{{'),
      fc.nat(most),
    )
    .map(([part, other, length]) => `${part.repeat(length)}${other.repeat(length)}`.slice(0, length))
const typedLong = fc
  .tuple(fc.constantFrom('\n', 'a\n', 'a', '1 ', '\r', 'ع', '{{note}}'), fc.nat(4_000))
  .map(([part, length]) => part.repeat(length).slice(0, length))

test('however often a template repeats what is long, a letter is laid out up to its bounds', () => {
  fc.assert(
    fc.property(
      long(8_000),
      typedLong,
      typedLong,
      fc.constantFrom('it', 'ar' as const),
      (text, note, papers, language) => {
        const values = { ...noValues, note, papers }
        const { blocks, cut } = laidOut(text, values, language)
        const lines = blocks.flatMap((block) => block.lines)
        expect(lines.length).toBeLessThanOrEqual(MOST_LINES)
        expect(lines.flat().length).toBeLessThanOrEqual(MOST_LINES + text.length)
        expect(lines.flat().reduce((sum, piece) => sum + piece.text.length, 0)).toBeLessThanOrEqual(MOST_SIGNS)
        expect(letterProblem({ language, title: 'x', text }, values)).toBe(cut ? 'letter-too-long' : null)
      },
    ),
  )
})

test('the whole of a letter within the bounds stands there; of one beyond them the beginning', () => {
  const lines = (count: number) => ({
    ...noValues,
    papers: Array.from({ length: count }, (_, no) => `${no}`).join('\n'),
  })
  expect(laidOut('{{papers}}', lines(MOST_LINES), 'it')).toMatchObject({ cut: false })
  const { blocks, cut } = laidOut('{{papers}}', lines(MOST_LINES + 1), 'it')
  expect([blocks[0]?.lines.length, cut]).toEqual([MOST_LINES, true])
  const text = '{{note}}'.repeat(MOST_SIGNS / 4_000)
  const values = { ...noValues, note: 'x'.repeat(4_000) }
  expect([laidOut(text, values, 'it').cut, laidOut(`${text}x`, values, 'it').cut]).toEqual([false, true])
})

test('a field that a template repeats too often is told once, on the line where it is too much', () => {
  const times = (count: number) => '{{note}}\n'.repeat(count)
  expect(markProblems(times(MOST_OF_A_FIELD), fieldNames)).toEqual([])
  expect(markProblems(times(MOST_OF_A_FIELD + 5), fieldNames)).toEqual([
    { line: MOST_OF_A_FIELD + 1, name: 'note', code: 'too-often' },
  ])
})

test('a field without a value is a gap, and is told once', () => {
  const text = 'A {{person}} il {{today}}, {{person}}'
  const values = { ...noValues, today: CivilDate.parse('2026-01-15') }
  expect(gapsIn(text, values)).toEqual(['person'])
  expect(fieldsIn(text)).toEqual(['person', 'today'])
  const pieces = laidOut(text, values, 'it').blocks[0]?.lines[0] ?? []
  expect(pieces.filter(({ way }) => way === 'gap')).toHaveLength(2)
  expect(pieces.find(({ way }) => way === 'filled')?.text).toBe('15 gennaio 2026')
})

test('in a language from right to left numbers and codes read from left to right, and words as they do', () => {
  const values = { ...noValues, deskPhone: '800 012 345', person: 'أوا', operator: 'Anna' }
  const pieces =
    laidOut('اتصل على {{deskPhone}} أو 112 {{person}} {{operator}}', values, 'ar').blocks[0]?.lines[0] ?? []
  expect(pieces.filter(({ dir }) => dir !== null).map(({ text, dir }) => [text, dir])).toEqual([
    ['800 012 345', 'ltr'],
    ['112', 'ltr'],
    ['أوا', 'rtl'],
    ['Anna', 'ltr'],
  ])
})

test('a field that is not known is told with its line, and so is one left open', () => {
  expect(markProblems('{{person}}\nCaro {{nome}}\n{{x} {{ }}', fieldNames)).toEqual([
    { line: 2, name: 'nome', code: 'unknown-field' },
    { line: 3, name: ' ', code: 'unknown-field' },
    { line: 3, name: '', code: 'open-field' },
  ])
  expect(markProblems('{{constructor}}', fieldNames)).toHaveLength(1)
})

test('a discreet template names neither the desk, nor the case, nor the tax code', () => {
  const it = (text: string) => ({ discreet: true, texts: [{ language: 'it' as const, title: 'x', text }] })
  for (const field of fieldNames)
    expect([field, templateProblems(it(`{{${field}}}`)).length === 0]).toEqual([field, discreetFields.includes(field)])
  expect(fieldNames.filter((field) => !discreetFields.includes(field))).toEqual([
    ...['taxCode', 'caseNumber', 'desk', 'deskAddress'],
  ])
})

test('names of fields are written as people read them, and back; what is no field stays as it is', () => {
  const labels: Record<string, string> = { person: 'nome', desk: 'sportello' }
  const back = (name: string) => Object.keys(labels).find((field) => labels[field] === name)
  const text = 'A {{person}} e {{altro}} di {{desk}}'
  const read = renamed(text, (field) => labels[field])
  expect(read).toBe('A {{nome}} e {{altro}} di {{sportello}}')
  expect(renamed(read, back)).toBe(text)
})

test('every field has a value of its kind, and no other field is taken', () => {
  expect(Object.keys(LetterValues.shape).sort()).toEqual(Object.keys(letterFields).sort())
  expect(LetterValues.safeParse({ other: 'x' }).success).toBe(false)
  expect(LetterValues.safeParse({ today: '15 gennaio' }).success).toBe(false)
})
