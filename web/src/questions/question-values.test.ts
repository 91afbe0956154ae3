import { expect, test } from 'vitest'
import { Question } from '#model/questions/contract.ts'
import { keyOf, questionValues, readQuestion } from './question-values.ts'

const values = (more: object = {}) => ({ ...questionValues(undefined), labels: { it: 'Lingua madre?' }, ...more })
const row = (label: string, key = '') => ({ id: label, key, labels: { it: label }, retired: false })

test('a key is made of the words, and is no other one of the desk', () => {
  expect(keyOf('Lingua madre?', [])).toBe('lingua_madre')
  expect(keyOf('Lingua madre?', ['lingua_madre', 'lingua_madre_2'])).toBe('lingua_madre_3')
  expect(keyOf('24 ore?', [])).toBe('d_24_ore')
  expect(keyOf('Perché è così?', [])).toBe('perche_e_cosi')
  expect(keyOf('أسئلة', [])).toMatch(/^d/)
  expect(keyOf('x'.repeat(200), []).length).toBeLessThanOrEqual(40)
})

test('a question says again what was written, and reads as it was', () => {
  const written = { no: 3, by: 'x', at: '2026-01-15T09:00:00.000Z' }
  const wordings = [
    { language: 'it', label: 'Come?', help: 'h' },
    { language: 'fr', label: 'Comment ?', help: '' },
  ]
  const options = [
    { key: 'a', wordings: [{ language: 'it', label: 'A' }], retired: true },
    {
      key: 'b',
      wordings: [
        { language: 'it', label: 'B' },
        { language: 'fr', label: 'Bé' },
      ],
      retired: false,
    },
  ]
  const text = { wordings, special: true, unit: '', least: null, most: null, options }
  const fixed = { key: 'come', kind: 'one', place: 'person' }
  const question = Question.parse({
    ...{ id: '01900000-0000-7000-8000-000000000001', ...fixed, retired: null },
    versions: [{ ...text, ...written }],
  })
  expect(readQuestion(['come'])(questionValues(question))).toEqual({ ok: true, body: { ...fixed, ...text } })
})

test('options that are new get keys of their own; lines without words are passed over', () => {
  const read = readQuestion([])(
    values({ kind: 'several', options: [row('Sì'), row('Sì!'), row('', ''), row('No', 'si')] }),
  )
  expect(read).toMatchObject({ ok: true, body: { options: [{ key: 'si_2' }, { key: 'si_3' }, { key: 'si' }] } })
})

test('what is missing or cannot be is told beside its field', () => {
  const wrong = (more: object, taken: string[] = []) => readQuestion(taken)(values(more))
  expect(wrong({ labels: {} })).toEqual({ ok: false, wrong: { labels: 'field.missing' } })
  expect(wrong({ key: 'Not so' })).toEqual({ ok: false, wrong: { key: 'questions.wrong.key' } })
  expect(wrong({ key: 'a' }, ['a'])).toEqual({ ok: false, wrong: { key: 'questions.wrong.taken' } })
  expect(wrong({ kind: 'one', options: [row('Da un amico'), row(' da un  Amico')] })).toEqual({
    ok: false,
    wrong: { options: 'questions.wrong.text-same-words' },
  })
  expect(wrong({ kind: 'one' })).toEqual({ ok: false, wrong: { options: 'questions.wrong.text-missing' } })
  expect(wrong({ kind: 'number', least: 'x' })).toEqual({ ok: false, wrong: { least: 'questions.wrong.not-a-number' } })
  expect(wrong({ kind: 'number', least: '2', most: '1' })).toEqual({
    ok: false,
    wrong: { most: 'questions.wrong.text-before' },
  })
  expect(wrong({ labels: { it: '<b>x' } })).toEqual({ ok: false, wrong: { labels: 'questions.wrong.markup' } })
  // A bound that was typed before the kind was changed is none.
  expect(wrong({ kind: 'short', least: '2', unit: 'ore' })).toMatchObject({ ok: true, body: { least: null, unit: '' } })
})
