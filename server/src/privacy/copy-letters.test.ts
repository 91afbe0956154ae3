import { expect, test } from 'vitest'
import { lettersPart } from './copy-letters.ts'
import { copySpeech } from './copy-speech.ts'

test('while many long letters are written into a copy others come in', async () => {
  let turns = 0
  let next = setImmediate(function turn() {
    turns += 1
    next = setImmediate(turn)
  })
  const letter = { title: 'x', at: '2026-01-15T10:00:00Z', withdrawn: null, said: '<'.repeat(60_000) }
  const part = await lettersPart(
    copySpeech('it'),
    Array.from({ length: 50 }, () => letter),
    [],
  )
  clearImmediate(next)
  expect(turns).toBeGreaterThan(0)
  expect(part.match(/<article>/g)).toHaveLength(50)
})
