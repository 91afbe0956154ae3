import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { unanswered } from '#model/codes/answer.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { languages } from '#model/codes/languages.ts'
import { regionOf } from '#model/codes/regions.ts'
import { copyLanguages, isReviewed } from '#model/privacy/copy-languages.ts'
import { copyLists, copyTexts, nameInCopy } from './copy-texts.ts'

const translated = copyLanguages.filter((lang) => !isReviewed(lang))
const keys = Object.keys(copyTexts.it)
const special = new Set<string>(unanswered)
const beside = [...unanswered, 'STATELESS', 'UNKNOWN']
const codes = [
  ...beside.map((code) => `code.beside.${code}`),
  ...Object.entries(copyLists).flatMap(([name, list]) =>
    list.filter(({ code }) => !special.has(code)).map(({ code }) => `code.${name}.${code}`),
  ),
]
const listed = Object.entries(copyLists).flatMap(([name, list]) => list.map((item) => [name, list, item] as const))

/** What is said as in Italian. */
const alike: Record<string, string[]> = { ro: ['copy.day'], sq: ['copy.day'], es: ['copy.answer.no'] }

/** The names of the parameters, and how they are written. */
const parametersOf = (text: string) =>
  new IntlMessageFormat(text, 'it', undefined, { ignoreTag: true })
    .getAst()
    .flatMap((node) => ('value' in node && node.type !== 0 ? [`${node.type} ${node.value}`] : []))
    .sort()

test('the copy in English has the texts of the one in Italian', () => {
  expect(Object.keys(copyTexts.en)).toEqual(keys)
  for (const key of keys)
    expect([key, parametersOf(copyTexts.en[key] ?? '')]).toEqual([key, parametersOf(copyTexts.it[key] as string)])
})

test.each(translated)('the copy in %s has every text and every code, and nothing else', (lang) => {
  expect(Object.keys(copyTexts[lang])).toEqual([...keys, ...codes])
  expect(Object.entries(copyTexts[lang]).filter(([, text]) => text.trim() === '')).toEqual([])
})

test.each(translated)('the texts of the copy in %s take the parameters of the Italian ones', (lang) => {
  for (const key of [...keys, ...codes]) {
    const italian = parametersOf(copyTexts.it[key] ?? '')
    expect([key, parametersOf(copyTexts[lang][key] as string)]).toEqual([key, italian])
  }
})

test.each(translated)('no text of the copy in %s was left in Italian', (lang) => {
  const texts = copyTexts[lang]
  const same = keys.filter(
    (key) => texts[key] === copyTexts.it[key] && /\p{L}/u.test((texts[key] ?? '').replace(/\{.*?\}/g, '')),
  )
  const names = listed.filter(([, list, { code, it }]) => nameInCopy(lang, list, code) === it)
  const found = [...same, ...names.map(([name, , { code }]) => `code.${name}.${code}`)]
  expect(found.sort()).toEqual([...(alike[lang] ?? [])].sort())
})

test.each(translated.filter((lang) => /^(ar|uk|ur|bn|pa|zh)$/.test(lang)))(
  'Latin letters stand in the copy in %s for names of Italian things alone, in brackets',
  (lang) => {
    const outside = Object.entries(copyTexts[lang]).filter(([, text]) =>
      /\p{Script=Latin}/u.test(text.replace(/[(（][^)）]*[)）]|\{[^}]*\}/g, '')),
    )
    expect(outside).toEqual([])
  },
)

test.each(translated)('every language and every state has a name in %s, and neither is a code', (lang) => {
  for (const { code, it } of citizenships) {
    const name = nameInCopy(lang, citizenships, code)
    expect(name).not.toBe('')
    expect([code, regionOf(code)]).not.toContain(name)
    if (lang === 'ar') expect(name).not.toBe(it)
  }
  for (const { code } of languages) expect(nameInCopy(lang, languages, code)).not.toBe(code)
})

test('two letters mean the state of the three', () => {
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const shown = citizenships.flatMap(({ code, en }) => {
    const region = regionOf(code)
    return region ? [{ code, en, shown: english.of(region) as string }] : []
  })
  const first = (text: string) =>
    text
      .replace(/^Saint /, 'St. ')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .slice(0, 4)
  const other = shown.filter((each) => first(each.en) !== first(each.shown)).map(({ code }) => code)
  expect(shown.length).toBeGreaterThan(190)
  expect(other).toEqual(['COD', 'CPV'])
  expect(new Set(shown.map(({ code }) => regionOf(code))).size).toBe(shown.length)
})
