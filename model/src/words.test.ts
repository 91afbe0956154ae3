import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { draftReferral, interruptReferral, writeMessage } from './referrals/contract-acts.ts'
import { proposeAppointment } from './referrals/contract-appointments.ts'
import { sendSignal } from './signals/contract.ts'
import { cleaned, prose, seen, words } from './words.ts'

/** Where a body is refused as no text, where every string in it holds a NUL. */
function notText(body: z.ZodType, sent: object): string[] {
  const { error } = body.safeParse(sent)
  return (error?.issues ?? []).filter(({ message }) => message === 'not-text').map(({ path }) => path.join('.'))
}

test('no text of a referral or a signal holds what the database cannot keep', () => {
  const nul = 'a long enough text \0 with nothing in it'
  const half = 'a long enough text \ud800 with half of a sign'
  const turned = 'a phone after this mark \u202E reads turned round'
  for (const bad of [nul, half, turned]) {
    expect(notText(draftReferral.body, { question: bad, story: bad })).toEqual(['question', 'story'])
    expect(notText(writeMessage.body, { text: bad })).toEqual(['text'])
    expect(notText(interruptReferral.body, { words: bad })).toEqual(['words'])
    expect(notText(proposeAppointment.body, { place: bad, with: bad })).toEqual(['place', 'with'])
    expect(
      notText(sendSignal.body, { text: bad, place: bad, name: bad, safely: bad, askBack: bad, reference: bad }),
    ).toEqual(['place', 'text', 'name', 'safely', 'askBack', 'reference'])
  }
  // Marks that right-to-left languages need, and those that a copied phone number brings, stay.
  for (const good of ['Una riga\ne un’altra 😀', 'مرحبا\u200F 333', '\u202A+39 333\u202C'])
    expect(notText(writeMessage.body, { text: good })).toEqual([])
})

test('signs that steer a terminal are left out of what is typed; ends of lines and tabs stay', () => {
  expect(words(100).parse(' a\u0007b\u001B[31mc\u0085\u009F\u007F ')).toBe('ab[31mc')
  expect(prose(100).parse('a\tb\r\nc\u0000'.replace('\u0000', ''))).toBe('a\tb\r\nc')
  expect(prose(3).parse('abc\u0007')).toBe('abc')
  expect(words(10).safeParse('a\0b').success).toBe(false)
})

test('what joins letters or keeps them apart stays where it is', () => {
  for (const text of ['ক্\u200Dষ', 'نمی\u200Cخواهم', 'مرحبا\u200F 333', '👩\u200D👧'])
    expect(words(20).parse(text)).toBe(text)
})

test('marks of direction stay in pairs, line by line; one that stands alone is left out', () => {
  for (const paired of ['\u202A+39 333\u202C', '\u2067عر\u2069 x', '\u2068a \u202Bb\u202C c\u2069'])
    expect(cleaned(paired)).toBe(paired)
  expect(cleaned('a\u2067b')).toBe('ab')
  expect(cleaned('a\u2069b\u202C')).toBe('ab')
  expect(cleaned('a\u2067b\nc\u2069')).toBe('ab\nc')
  expect(cleaned('\u2066a\u202Bb\u2069c\u202C')).toBe('\u2066ab\u2069c')
  expect(cleaned('\u202A\u2066a\u202Cb\u2069\u202C')).toBe('\u202A\u2066ab\u2069\u202C')
})

const marked = fc
  .array(
    fc.constantFrom('a', 'ع', '\n', '\u0007', '\u202A', '\u202B', '\u202C', '\u2066', '\u2067', '\u2068', '\u2069'),
  )
  .map((parts) => parts.join(''))

test('what was cleaned is clean, and loses no letter', () => {
  fc.assert(
    fc.property(marked, (text) => {
      const once = cleaned(text)
      expect(cleaned(once)).toBe(once)
      const letters = (all: string) => all.replace(/[^aع\n]/g, '')
      expect(letters(once)).toBe(letters(text))
    }),
  )
})

test('a very long row of marks takes no longer than it is', () => {
  expect(cleaned(`${'\u202A'.repeat(100_000)}${'\u2069'.repeat(100_000)}x`)).toBe('x')
})

test('a text in which nothing is to be seen is empty, wherever it stands; NUL is refused', () => {
  const nothing = ['\u200B', ' \u2060\uFEFF', '\u200D\u200C', '\u3164', '\u2800', '\u0007', '\u2067\u2069']
  for (const text of nothing) expect([text, seen({ a: [{ b: text }] })]).toEqual([text, { a: [{ b: '' }] }])
  for (const text of ['.', 'أ', '\u0601', '😀', ' a\u200B', '\0', '\uD800']) expect(seen(text)).toBe(text)
  const sent = JSON.parse('{"__proto__":{"a":1},"n":1,"x":null,"l":[true]}')
  expect(JSON.stringify(seen(sent))).toBe(JSON.stringify(sent))
  const deep = JSON.parse(`${'['.repeat(60_000)}${']'.repeat(60_000)}`)
  expect(Array.isArray(seen(deep))).toBe(true)
})
