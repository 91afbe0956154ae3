import { expect, test } from 'vitest'
import { minimum } from '#model/referrals/scopes.ts'
import { afterYes, emptyReferral, readReferral, valuesOfReferral } from './referral-values.ts'

const typed = { ...emptyReferral, need: 'legal', question: 'Un colloquio' }

test('without a need, a question, or the story that is to travel, nothing is prepared', () => {
  expect(readReferral(emptyReferral)).toEqual({
    ok: false,
    wrong: { need: 'field.missing', question: 'field.missing' },
  })
  expect(readReferral({ ...typed, scopes: ['story'], story: ' ' })).toEqual({
    ok: false,
    wrong: { story: 'field.missing' },
  })
  expect(readReferral(typed)).toMatchObject({ ok: true, body: { need: 'legal', scopes: [] } })
})

test('what tells nobody who it is always travels, and cannot be picked', () => {
  expect(afterYes.filter((scope) => (minimum as readonly string[]).includes(scope))).toEqual([])
  const read = readReferral({ ...typed, scopes: ['phones', 'need', 'name'] })
  expect(read).toMatchObject({ ok: true, body: { scopes: ['name', 'phones'] } })
})

test('a draft comes back into the form as it was typed', () => {
  const read = readReferral({ ...typed, story: 'Un racconto', scopes: ['name', 'story'], urgency: 'urgent' })
  if (!read.ok) throw new Error('not read')
  const origin = { ...read.body, caseId: '', personId: '' }
  expect(valuesOfReferral({ origin })).toEqual({
    ...typed,
    story: 'Un racconto',
    scopes: ['name', 'story'],
    urgency: 'urgent',
  })
})
