import { expect, test } from 'vitest'
import { grantsOf, roles } from '../grants.ts'
import { mayReadNote, whyUnread } from './rules.ts'

test('a restricted note is read by its writer and by legal advisers, whatever else somebody is', () => {
  const note = { by: 'account:writer', visibility: 'legal' } as const
  for (const role of roles)
    expect(mayReadNote({ name: 'account:other', grants: grantsOf([role]) }, note), role).toBe(role === 'legal_adviser')
  expect(mayReadNote({ name: 'account:writer', grants: [] }, note)).toBe(true)
  expect(mayReadNote({ name: 'account:other', grants: [] }, { ...note, visibility: 'desk' })).toBe(true)
})

test('who is named reads a note as far as the role and the own cases go', () => {
  const reads = (follows: boolean, visibility: 'desk' | 'legal') =>
    Object.fromEntries(roles.map((role) => [role, whyUnread([role], follows, visibility)]))
  expect(reads(false, 'desk')).toMatchObject({
    worker: null,
    legal_adviser: null,
    coordinator: null,
    outreach_worker: 'not-case',
    desk_administrator: 'not-case',
    liaison: 'not-case',
  })
  expect(reads(true, 'desk').outreach_worker).toBeNull()
  expect(reads(true, 'legal')).toMatchObject({
    worker: 'not-legal',
    outreach_worker: 'not-legal',
    coordinator: 'not-legal',
    legal_adviser: null,
    desk_administrator: 'not-case',
  })
})
