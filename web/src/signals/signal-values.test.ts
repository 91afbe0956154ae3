import { expect, test } from 'vitest'
import { emptySignal, readSignal } from './signal-values.ts'

const typed = { ...emptySignal, to: 'pua-lecco', subject: 'pay', text: 'Not paid for months' }

test('a short form is enough: to whom, about what, in some words', () => {
  expect(readSignal(typed)).toMatchObject({
    ok: true,
    body: { to: 'pua-lecco', urgent: false, people: null, name: '' },
  })
  expect(readSignal(emptySignal)).toEqual({
    ok: false,
    wrong: { to: 'field.missing', subject: 'field.missing', text: 'signals.text-short' },
  })
})

test('a name or a number without the person’s yes is refused where it was typed', () => {
  expect(readSignal({ ...typed, name: 'A', phone: '3' })).toEqual({
    ok: false,
    wrong: { name: 'field.not-agreed', phone: 'field.not-agreed' },
  })
  expect(readSignal({ ...typed, agreed: 'yes', name: 'A', phone: '3' }).ok).toBe(true)
})

test('how many people is a number, asked of a situation alone', () => {
  expect(readSignal({ ...typed, about: 'situation', people: '12' })).toMatchObject({ body: { people: 12 } })
  expect(readSignal({ ...typed, about: 'situation', people: 'many' })).toMatchObject({ ok: false })
  expect(readSignal({ ...typed, people: 'many' })).toMatchObject({ body: { people: null } })
})
