import { expect, test } from 'vitest'
import type { LetterText } from '#model/letters/template-contract.ts'
import { asKept, asRead, onlyItalianChanged, readTemplate, templateDraft, textOf, withText } from './template-values.ts'

const labels: Record<string, string> = { person: 'Nome della persona', desk: 'Sportello' }
const labelOf = (field: string) => labels[field] ?? field
const it = { language: 'it' as const, title: 'Titolo', text: 'A {{person}}' }
const draft = (...texts: LetterText[]) => templateDraft('x', 0, { discreet: false, texts })

test('fields are read by their names, however the letters are written, and kept by their codes', () => {
  expect(asRead('A {{person}}, {{desk}}, {{boh}}', labelOf)).toBe('A {{Nome della persona}}, {{Sportello}}, {{boh}}')
  expect(asKept('A {{ nome della persona }}, {{Sportello}}, {{boh}}', labelOf)).toBe('A {{person}}, {{desk}}, {{boh}}')
})

test('a text of which nothing is left goes with its language, and Italian stays first', () => {
  const fr = { language: 'fr' as const, title: 'Titre', text: 'x' }
  expect(withText(draft(it), fr).map(({ language }) => language)).toEqual(['it', 'fr'])
  const both = { texts: [it, fr] }
  expect(withText(both, { ...it, text: 'y' }).map(({ language }) => language)).toEqual(['it', 'fr'])
  expect(withText(both, { ...fr, title: '', text: '' })).toEqual([it])
  expect(textOf(both, 'wo')).toEqual({ language: 'wo', title: '', text: '' })
})

test('what is half written, or names a field that is not known, is told, and its language is shown', () => {
  expect(readTemplate(draft(it))).toEqual({ ok: true, body: { discreet: false, texts: [it] } })
  expect(readTemplate(draft({ ...it, text: ' ' }))).toMatchObject({ ok: false, wrong: { text: 'field.missing' } })
  expect(readTemplate(draft({ ...it, text: '{{boh}}' }))).toMatchObject({
    wrong: { text: 'letters.template-wrong' },
    shown: 'it',
  })
  expect(readTemplate(draft({ ...it, title: '{{person}}' }))).toMatchObject({
    wrong: { title: 'letters.template-title-plain' },
  })
  expect(readTemplate(templateDraft('x', 0, null))).toMatchObject({ ok: false, shown: 'it' })
})

test('that only the Italian was changed is said, and nothing where the others followed', () => {
  const fr = { language: 'fr' as const, title: 'Titre', text: 'x' }
  const before = draft(it, fr)
  expect(onlyItalianChanged(before, before)).toBe(false)
  expect(onlyItalianChanged(before, draft({ ...it, text: 'y' }, fr))).toBe(true)
  expect(onlyItalianChanged(before, draft({ ...it, text: 'y' }, { ...fr, text: 'y' }))).toBe(false)
})
