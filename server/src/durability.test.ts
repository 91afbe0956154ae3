import { expect, test } from 'vitest'
import { killAtRandom } from './testing-kills.ts'

test('what was acknowledged is found once and whole after random kills of server and database, and the register holds', {
  timeout: 180_000,
}, async () => {
  // `node server/src/testing-kills.ts --seed N` kills the same again.
  const seed = Date.now() % 1_000_000
  const { kills, acknowledged, faults } = await killAtRandom(5, seed)
  expect(faults, `seed ${seed}`).toEqual([])
  expect(Object.values(kills).reduce((sum, each) => sum + each)).toBe(5)
  expect(Math.min(...Object.values(kills)), `each is killed: ${JSON.stringify(kills)}`).toBeGreaterThan(0)
  expect(acknowledged.contact).toBeGreaterThan(0)
})
