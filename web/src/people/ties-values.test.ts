import { expect, test } from 'vitest'
import { Relative, SafeContactFact } from '#model/people/ties-contract.ts'
import { readRelative, readSafeContact, relativeValues, safeContactValues, waysChosen } from './ties-values.ts'

const written = { by: 'x', at: '2026-01-15T09:00:00.000Z' }
const [me, you] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
const relative = (more: object = {}, other: object | null = null) =>
  Relative.parse({
    ...{ id: you, hidden: false, other },
    history: [{ no: 1, relation: 'child', name: 'Sami', birthDate: '2015-03', ...written, ...more }],
  })

test('a form says again what was written, and reads as it was', () => {
  const fact = SafeContactFact.parse({ no: 2, ways: ['chat'], never: ['call'], callName: 'Anna', ...written })
  const { by: _, at: __, no: _no, ...body } = fact
  expect(readSafeContact(safeContactValues(fact))).toEqual({ ok: true, body })
  const values = relativeValues(you, relative())
  expect(values).toMatchObject({ who: 'told', birthDate: '3/2015', no: 1 })
  const { by: ___, at: ____, ...said } = relative().history[0] as object & { by: string; at: string }
  expect(readRelative(me)(values)).toEqual({ ok: true, body: said })
})

test('a relative of the desk has no name and no birth of her own here', () => {
  const other = { id: you, name: 'Amina', code: '', birthDate: null }
  const values = relativeValues(you, relative({ name: '', birthDate: null, other: you }, other))
  expect(values).toMatchObject({ who: 'desk', other: you, otherName: 'Amina' })
  expect(readRelative(me)({ ...values, name: 'typed before', birthDate: 'x' })).toMatchObject({
    ok: true,
    body: { other: you, name: '', birthDate: null },
  })
})

test('what is missing or cannot be is told beside its field', () => {
  const empty = relativeValues(null, undefined)
  const wrongOf = (more: object) => readRelative(me)({ ...empty, ...more })
  expect(wrongOf({})).toMatchObject({ wrong: { relation: 'field.missing', other: 'people.relative-unchosen' } })
  expect(wrongOf({ relation: 'child', other: me })).toMatchObject({ wrong: { other: 'people.relative-self' } })
  expect(wrongOf({ relation: 'child', who: 'told' })).toEqual({ ok: false, wrong: { name: 'field.missing' } })
  expect(wrongOf({ relation: 'child', who: 'told', name: 'A', birthDate: '40/2015' })).toMatchObject({ ok: false })
})

test('a way that is chosen as safe leaves those that are never taken, and the other way round', () => {
  const values = { ways: ['chat' as const], never: ['call' as const, 'letter' as const] }
  expect(waysChosen('ways', ['chat', 'call'], values)).toEqual({ ways: ['chat', 'call'], never: ['letter'] })
  expect(waysChosen('never', ['chat'], values)).toEqual({ never: ['chat'], ways: [] })
  expect(waysChosen('never', 'declined', values)).toEqual({ never: 'declined' })
})
