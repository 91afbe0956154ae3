import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Question, QuestionText } from './contract.ts'
import { type FileQuestion, fileOf, hashed, mergeText, planOf, readFile } from './file.ts'
import {
  answerProblem,
  askedAlike,
  changeProblem,
  doubleOption,
  isSameText,
  isUnused,
  saidIn,
  saysSame,
  textProblem,
  tidy,
  wordingIn,
} from './rules.ts'

const text = (more: object = {}) => QuestionText.parse({ wordings: [{ language: 'it', label: 'x' }], ...more })
const option = (key: string, more: object = {}) => ({ key, wordings: [{ language: 'it', label: key }], ...more })

const label = fc.string({ minLength: 1, maxLength: 12 }).filter((each) => /\w/.test(each) && !/[<\s]/.test(each))
const wordings = fc
  .uniqueArray(fc.constantFrom('en', 'fr', 'ar', 'bn'), { maxLength: 3 })
  .chain((others) =>
    fc.tuple(...['it', ...others].map((language) => label.map((each) => ({ language, label: each, help: '' })))),
  )
const key = fc.stringMatching(/^[a-d][a-z0-9]{0,3}$/)
const listed = fc.uniqueArray(
  // No two are called the same: each has its key among its words.
  fc.record({ key, wordings, retired: fc.boolean() }).map(({ key, wordings, retired }) => ({
    ...{ key, retired },
    wordings: wordings.map(({ language, label }) => ({ language, label: `${key}-${label}` })),
  })),
  { selector: (each) => each.key, minLength: 1, maxLength: 5 },
)
const question = fc
  .record({
    key,
    kind: fc.constantFrom('short', 'number', 'one', 'several'),
    place: fc.constantFrom('person', 'case'),
    wordings,
    special: fc.boolean(),
    unit: fc.constantFrom('', 'ore'),
    least: fc.option(fc.integer({ min: 0, max: 5 })),
    most: fc.option(fc.integer({ min: 5, max: 9 })),
    options: listed,
  })
  .map(({ kind, least, most, options, ...rest }): FileQuestion => {
    const isList = kind === 'one' || kind === 'several'
    const isNumber = kind === 'number'
    const first = options.map((each, place) => (place === 0 ? { ...each, retired: false } : each))
    const bounds = { least: isNumber ? least : null, most: isNumber ? most : null }
    const { key, place, ...words } = rest
    const whole = { ...words, ...bounds, options: isList ? first : [] } as QuestionText
    return { key, kind, place, ...tidy(whole) } as FileQuestion
  })
const set = fc.uniqueArray(question, { selector: (each) => each.key, maxLength: 8 })

/** A desk that has these questions, made of a plan over those that it had. */
const deskAfter = (before: Parameters<typeof planOf>[0], file: readonly FileQuestion[]) => {
  const { plan, problems } = planOf(before, file)
  expect(problems).toEqual([])
  const at = '2026-01-15T09:00:00.000Z'
  const changed = before.map((each) => {
    const change = plan.find(({ act, here }) => act === 'change' && here === each)?.question
    if (!change) return each
    const { key: _, kind: __, place: ___, ...words } = change
    return { ...each, versions: [{ ...words, no: 2, by: '', at }, ...each.versions] }
  })
  const added = plan
    .filter(({ act }) => act === 'add')
    .map(({ question: { key, kind, place, ...words } }) => ({
      ...{ id: key, key, kind, place, retired: null },
      versions: [{ ...words, no: 1, by: '', at }],
    }))
  return [...changed, ...added]
}
const hash = (of: string) =>
  `${[...of].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 999_983, 7)}`.padStart(64, '0')
const sealed = (questions: readonly FileQuestion[]) =>
  JSON.stringify({
    ...{ format: 'varco-questions', version: 1, from: { desk: 'a', name: 'A' }, at: '2026-01-15T09:00:00.000Z' },
    ...{ checksum: hash(hashed(questions)), questions },
  })

test('what goes out of one desk and into an empty one is the same set, and the second time changes nothing', () => {
  fc.assert(
    fc.property(set, (questions) => {
      const there = deskAfter([], questions)
      const read = readFile(sealed(fileOf(there)), hash)
      if ('problems' in read) throw new Error(JSON.stringify(read.problems))
      const here = deskAfter([], read.questions)
      expect(fileOf(here)).toEqual(fileOf(there))
      expect(planOf(here, read.questions).plan.map(({ act }) => act)).toEqual(questions.map(() => 'same'))
      expect(deskAfter(here, read.questions)).toEqual(here)
    }),
  )
})

test('over what a desk has, a file takes nothing away, and the second time changes nothing', () => {
  fc.assert(
    fc.property(set, set, (ours, theirs) => {
      const here = deskAfter([], ours)
      const after = deskAfter(here, theirs)
      const again = planOf(after, theirs).plan.map(({ act }) => act)
      expect(again.filter((act) => act === 'add' || act === 'change')).toEqual([])
      for (const [place, question] of here.entries()) {
        const [before, now] = [question.versions[0], after[place]?.versions[0]] as [QuestionText, QuestionText]
        expect(after[place]?.kind).toBe(question.kind)
        expect(changeProblem(before, now)).toBe(null)
        const languages = now.wordings.map(({ language }) => language)
        expect(before.wordings.filter(({ language }) => !languages.includes(language))).toEqual([])
      }
    }),
  )
})

test('the words of a file are put over those that stand there; an option that was retired on either side is retired', () => {
  const here = text({ options: [option('a', { retired: true }), option('b')] })
  const file = text({
    wordings: [{ language: 'it', label: 'y' }],
    options: [option('b', { retired: true }), option('a')],
  })
  const merged = mergeText(here, file)
  expect(merged.options.map(({ key, retired }) => [key, retired])).toEqual([
    ['b', true],
    ['a', true],
  ])
  expect(wordingIn(merged.wordings, 'fr').label).toBe('y')
  expect(isSameText(mergeText(merged, file), merged)).toBe(true)
})

test('words stand in Italian at least, once in each language, and a list has something to choose', () => {
  expect(textProblem('short', text())).toBe(null)
  expect(textProblem('short', text({ wordings: [{ language: 'fr', label: 'x' }] }))).toMatchObject({
    code: 'no-italian',
  })
  expect(textProblem('one', text({ options: [option('a', { retired: true })] }))).toMatchObject({ code: 'missing' })
  expect(textProblem('one', text({ options: [option('a'), option('a')] }))).toMatchObject({ code: 'twice' })
  const french = { key: 'a', wordings: [{ language: 'fr', label: 'x' }] }
  expect(textProblem('one', text({ options: [french] }))).toEqual({ field: 'options/0/wordings', code: 'no-italian' })
  const most = Array.from({ length: 30 }, (_, no) =>
    option(`k${no}`, {
      wordings: ['it', 'fr', 'en'].map((language) => ({ language, label: `${no}`.padEnd(150, 'x') })),
    }),
  )
  expect(textProblem('one', text({ options: most }))).toMatchObject({ code: 'too-long' })
  expect(QuestionText.safeParse({ wordings: [{ language: 'it', label: 'x <img src=y>' }] }).success).toBe(false)
  expect(QuestionText.safeParse({ wordings: [{ language: 'it', label: 'Ha <18 anni?' }] }).success).toBe(true)
})

test('an answer that was not given says nothing beside; a number and a day are what they are called', () => {
  const said = (more: object) => ({ state: 'answered' as const, value: '', chosen: [], ...more })
  const number = text({ least: 0, most: 24 })
  expect(answerProblem('number', number, said({ value: '7.5' }), [])).toBe(null)
  for (const value of ['7,5', '1e3', ' 7', '0x1', '--1'])
    expect(answerProblem('number', number, said({ value }), [])).toMatchObject({ code: 'not-a-number' })
  expect(answerProblem('number', number, said({ value: '24.1' }), [])).toMatchObject({ code: 'too-big' })
  expect(answerProblem('number', number, said({ value: '-1' }), [])).toMatchObject({ code: 'too-small' })
  expect(answerProblem('several', text({ options: [option('a')] }), said({}), [])).toBe(null)
  expect(answerProblem('several', text({ options: [option('a')] }), said({ chosen: ['a', 'a'] }), [])).toMatchObject({
    code: 'twice',
  })
  expect(answerProblem('yes-no', text(), said({ state: 'unknown', chosen: ['no'] }), [])).toMatchObject({
    field: 'chosen',
  })
  expect(saysSame(said({ chosen: ['a', 'b'] }), said({ chosen: ['b', 'a'] }))).toBe(true)
  expect(saysSame(said({ state: 'declined' }), said({ state: 'not_asked' }))).toBe(false)
})

test('what was chosen is said in the order of the list, in the language where there are words, else in Italian', () => {
  const fruit = text({
    options: [
      option('a', {
        wordings: [
          { language: 'it', label: 'mela' },
          { language: 'fr', label: 'pomme' },
        ],
      }),
      option('b'),
    ],
  })
  const said = { state: 'answered' as const, value: '', chosen: ['b', 'a'] }
  expect(saidIn('several', fruit, said, 'fr', String)).toEqual(['pomme', 'b'])
  expect(saidIn('several', fruit, said, 'ar', String)).toEqual(['mela', 'b'])
})

test('a question is unused where it was asked for ninety days and nobody answered it in the last ninety', () => {
  const now = '2026-06-30T12:00:00.000Z'
  const at = (day: string) => `${day}T12:00:00.000Z`
  const old = { retired: null, begun: at('2026-04-01') }
  expect(isUnused(old, null, now)).toBe(true)
  expect(isUnused(old, at('2026-04-01'), now)).toBe(true)
  expect(isUnused(old, at('2026-04-02'), now)).toBe(false)
  expect(isUnused({ ...old, begun: at('2026-04-02') }, null, now)).toBe(false)
  expect(isUnused({ ...old, retired: { by: '', at: now } }, null, now)).toBe(false)
})

test('an option called as one before it is found, also in another language; one that was retired stands in nobody’s way', () => {
  const option = (retired: boolean, ...labels: string[]) => ({
    retired,
    wordings: labels.map((label, no) => ({ language: no === 0 ? 'it' : 'fr', label })),
  })
  expect(doubleOption([option(false, 'Sì'), option(false, 'No'), option(false, ' SÌ ')])).toBe(2)
  expect(doubleOption([option(false, 'Sì', 'Oui'), option(false, 'No', 'oui')])).toBe(1)
  expect(doubleOption([option(true, 'Sì'), option(false, 'Sì'), option(false, 'Oui', 'Sì')])).toBe(null)
  expect(doubleOption([option(false, 'Sì'), option(true, 'Sì')])).toBe(null)
  expect(doubleOption([option(false, ''), option(false, ' ')])).toBe(null)
})

test('a question that is asked already in the same words is found in the same place alone, and is not itself', () => {
  const row = (id: string, place: string, retired: object | null = null) => ({
    ...{ id, key: 'k', kind: 'long', place, retired },
    versions: [{ wordings: [{ language: 'it', label: 'Che lingua parla?' }] }],
  })
  const rows = [row('a', 'case'), row('b', 'person', { by: 'x', at: 'x' })] as unknown as Question[]
  const typed = (id: string | null, place: 'case' | 'person') => ({
    ...{ id, place },
    wordings: [{ language: 'it', label: 'che  lingua parla? ' }],
  })
  expect(askedAlike(rows, typed(null, 'case'))?.id).toBe('a')
  expect(askedAlike(rows, typed('a', 'case'))).toBe(undefined)
  expect(askedAlike(rows, typed(null, 'person'))).toBe(undefined)
})
