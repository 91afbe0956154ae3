import { expect, test } from 'vitest'
import { monthsOf, roundUp, sharesOf } from './shares.ts'

test('largest first, and what was not asked stands apart', () => {
  const { said, unsaid } = sharesOf({ BGD: 46, PAK: 31, not_asked: 50 }, { PAK: 20, EGY: 1 })
  expect(said.map((share) => share.code)).toEqual(['BGD', 'PAK', 'EGY'])
  expect(unsaid).toEqual([{ code: 'not_asked', intercepted: 50, takenInCharge: 0 }])
})

test('a month without anybody is a zero', () => {
  expect(monthsOf(['2025-05', '2025-06'], { '2025-06': 3 }, {})).toEqual([
    { code: '2025-05', intercepted: 0, takenInCharge: 0 },
    { code: '2025-06', intercepted: 3, takenInCharge: 0 },
  ])
})

test('scales end on round numbers', () => {
  expect([0, 7, 138, 67, 100, 1234].map(roundUp)).toEqual([1, 7, 150, 70, 100, 1500])
})
