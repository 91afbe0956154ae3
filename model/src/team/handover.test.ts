import { expect, test } from 'vitest'
import { grantsOf, type Role, roles } from '../grants.ts'
import { mayHandBack, mayHandOver, verdictOf } from './handover.ts'

const actor = (accountId: string, ...has: Role[]) => ({ accountId, grants: grantsOf(has) })
const held = { role: 'worker', follows: null, legalNotes: false, collides: false } as const

test('the own work is handed over by anybody, another’s by whoever tends the team; handed back by either side', () => {
  expect(mayHandOver(actor('a', 'worker'), 'a')).toBe(true)
  expect(mayHandOver(actor('a', 'worker'), 'b')).toBe(false)
  expect(mayHandOver(actor('a', 'coordinator'), 'b')).toBe(true)
  const sides = { from: 'a', to: 'b' }
  expect(['a', 'b', 'c'].map((id) => mayHandBack(actor(id, 'worker'), sides))).toEqual([true, true, false])
})

test('a colleague follows in a part that the colleague has a role for, or not at all', () => {
  expect(verdictOf(held, ['worker'])).toEqual({ refused: null, as: 'worker', said: [] })
  expect(verdictOf({ ...held, role: 'legal_adviser' }, ['worker'])).toMatchObject({
    as: 'worker',
    said: ['part-changes'],
  })
  expect(verdictOf({ ...held, follows: 'network_manager' }, ['worker', 'network_manager'])).toMatchObject({
    as: 'network_manager',
    said: ['follows-already'],
  })
  expect(verdictOf(held, ['coordinator'])).toMatchObject({ refused: 'no-part' })
  for (const role of roles) {
    const { as } = verdictOf(held, [role])
    expect(as === null || as === role, role).toBe(true)
  }
})

test('what is to be done in a case goes to whoever sees it', () => {
  const only = { ...held, role: null }
  expect(verdictOf(only, ['coordinator'])).toEqual({ refused: null, as: null, said: [] })
  expect(verdictOf(only, ['outreach_worker'])).toMatchObject({ refused: 'not-seen' })
  expect(verdictOf({ ...only, follows: 'outreach_worker' }, ['outreach_worker'])).toMatchObject({ refused: null })
})

test('restricted notes that nobody reads any more, and an hour that is taken, are said', () => {
  const full = { ...held, legalNotes: true, collides: true }
  expect(verdictOf(full, ['worker']).said).toEqual(['legal-notes', 'appointments-collide'])
  expect(verdictOf(full, ['worker', 'legal_adviser']).said).toEqual(['appointments-collide'])
})
