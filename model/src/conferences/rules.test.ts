import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { conferenceProblem, mayBecome } from './rules.ts'

const [today, later] = ['2026-01-15', '2026-01-16'] as CivilDate[] as [CivilDate, CivilDate]

test('what was called is held or called off; what was held is put right; what was called off stays so', () => {
  expect((['called', 'held', 'cancelled'] as const).filter((state) => mayBecome('called', state))).toHaveLength(3)
  expect((['called', 'held', 'cancelled'] as const).filter((state) => mayBecome('held', state))).toEqual(['held'])
  expect((['called', 'held', 'cancelled'] as const).filter((state) => mayBecome('cancelled', state))).toEqual([])
})

test('it is held from its day on, and before that nothing was said or decided', () => {
  const said = { state: 'held', day: today, record: 'x', decisions: [] } as const
  expect(conferenceProblem({ ...said, decisions: [] }, today)).toBeNull()
  expect(conferenceProblem({ ...said, day: later, decisions: [] }, today)).toEqual({
    field: 'state',
    code: 'date-future',
  })
  expect(conferenceProblem({ ...said, state: 'called', decisions: [] }, today)?.field).toBe('record')
  const decisions = [{ text: 'xx', who: '', due: null }]
  expect(conferenceProblem({ ...said, state: 'cancelled', record: '', decisions }, today)?.field).toBe('decisions')
})
