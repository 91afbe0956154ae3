import { expect, test } from 'vitest'
import { CaseNumber, numberOfCase } from './case-number.ts'

test('the number of a case is the end of its id, in fours', () => {
  const number = numberOfCase('019bc1f0-4d2e-7a10-8c55-3f9a1c0477be')
  expect(number).toBe('3f9a-1c04-77be')
  expect(CaseNumber.safeParse(number.replaceAll('-', '')).success).toBe(true)
})
