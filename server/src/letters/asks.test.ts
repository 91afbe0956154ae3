import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { noValues } from '#model/letters/fields.ts'
import { MOST_LINES } from '#model/letters/text.ts'
import { toldOf } from './asks.ts'

/** How often others came in before it was done; all of it is work, and waits for nobody. */
async function turnsUntil(done: Promise<unknown>): Promise<number> {
  let turns = 0
  let next = setImmediate(function turn() {
    turns += 1
    next = setImmediate(turn)
  })
  await done
  clearImmediate(next)
  return turns
}

test('while many long letters are laid out others come in', async () => {
  const values = { ...noValues, papers: 'a\n'.repeat(100) }
  const letter = {
    ...({
      id: v7(),
      template: v7(),
      no: 1,
      discreet: false,
      own: true,
      name: 'x',
      language: 'it',
      title: 'x',
    } as const),
    ...{
      text: '{{papers}}'.repeat(20),
      values,
      by: 'x',
      actor: 'x',
      at: '2026-01-15T10:00:00Z',
      withdrawn: null,
      head: [],
    },
  }
  const told = toldOf(Array.from({ length: 500 }, () => letter))
  expect(await turnsUntil(told)).toBeGreaterThan(0)
  expect((await told)[499]?.said.split('\n')).toHaveLength(MOST_LINES + 1)
})
