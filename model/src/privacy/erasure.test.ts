import { expect, test } from 'vitest'
import { decisionProblem, mayDecideErasure } from './erasure.ts'

test('a refusal has a reason and words; an erasure has neither', () => {
  const refused = { outcome: 'refused', reason: 'claims', words: 'A hearing in March' } as const
  expect(decisionProblem(refused)).toBeNull()
  expect(decisionProblem({ ...refused, reason: null })).toEqual({ field: 'reason', code: 'missing' })
  expect(decisionProblem({ ...refused, words: 'x' })).toEqual({ field: 'words', code: 'missing' })
  const done = { outcome: 'done', reason: null, words: '' } as const
  expect(decisionProblem(done)).toBeNull()
  expect(decisionProblem({ ...done, reason: 'claims' })).toEqual({ field: 'reason', code: 'does-not-fit' })
  expect(decisionProblem({ ...done, words: 'Amina is gone' })).toEqual({ field: 'words', code: 'does-not-fit' })
})

test('whoever asked does not decide, and nobody decides twice', () => {
  expect(mayDecideErasure({ by: 'account:a', decided: false }, 'account:b')).toBe(true)
  expect(mayDecideErasure({ by: 'account:a', decided: false }, 'account:a')).toBe(false)
  expect(mayDecideErasure({ by: 'account:a', decided: true }, 'account:b')).toBe(false)
})
