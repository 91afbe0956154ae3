import { expect, test } from 'vitest'
import { type DraftCopy, newestDrafts, packDraft, unpackDraft } from './newest.ts'

const copy = (id: string, edition: number, savedAt: string, from: string): DraftCopy => ({
  id,
  kind: 'contact',
  record: null,
  kept: { edition, values: { from } },
  savedAt,
})

test('of one draft the higher edition wins, wherever it lies', () => {
  const [one] = newestDrafts([copy('a', 7, '10:00', 'device')], [copy('a', 5, '10:05', 'server')])
  expect(one?.kept.values).toEqual({ from: 'device' })
  const [other] = newestDrafts([copy('a', 5, '10:00', 'device')], [copy('a', 9, '10:05', 'server')])
  expect(other?.kept.values).toEqual({ from: 'server' })
})

test('at the same edition the server is believed', () => {
  const [one] = newestDrafts([copy('a', 5, '10:09', 'device')], [copy('a', 5, '10:05', 'server')])
  expect(one?.kept.values).toEqual({ from: 'server' })
})

test('different drafts stay apart, the latest first', () => {
  const all = newestDrafts([copy('a', 1, '2026-01-01T10:00', 'device')], [copy('b', 1, '2026-01-02T10:00', 'server')])
  expect(all.map((one) => one.id)).toEqual(['b', 'a'])
})

test('a body that is not a draft is nothing', () => {
  expect(unpackDraft('{')).toBeNull()
  expect(unpackDraft('{"values":{}}')).toBeNull()
  expect(unpackDraft(packDraft({ edition: 3, values: { text: 'è' } }))).toEqual({ edition: 3, values: { text: 'è' } })
})
