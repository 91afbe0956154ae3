import { expect, test } from 'vitest'
import type { Holding } from '#model/team/handover-contract.ts'
import { empty, going, lineWith, receiverOf, receivers } from './handover-values.ts'

const row = (caseId: string, more: Partial<Holding> = {}): Holding => ({
  ...{
    caseId,
    personName: '',
    personCode: '',
    role: 'worker',
    steps: 0,
    tasks: 1,
    appointments: 0,
    approvals: [],
    mark: '',
  },
  verdict: { refused: null, as: 'worker', said: [] },
  ...more,
})

test('a case goes to the colleague of all, or to its own', () => {
  const values = { ...empty, to: 'one', ...lineWith(empty, 'b', { to: 'two' }) }
  expect([receiverOf(values, 'a'), receiverOf(values, 'b')]).toEqual(['one', 'two'])
  expect(receivers(values)).toEqual(['one', 'two'])
})

test('what stays, what nobody can take and what has nothing in it does not go', () => {
  const values = { ...empty, to: 'one', what: ['steps'], ...lineWith(empty, 'stays', { stays: true }) }
  const rows = [
    row('goes'),
    row('stays'),
    row('refused', { verdict: { refused: 'no-part', as: null, said: [] } }),
    row('nobody', { verdict: null }),
    row('only-a-task', { role: null }),
  ]
  expect(going(rows, values).map(({ caseId }) => caseId)).toEqual(['goes'])
})
