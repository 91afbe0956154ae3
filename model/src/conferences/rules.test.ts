import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { conferenceProblem, lastAnswer, lastTold, latestFirst, mayBecome } from './rules.ts'

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

test('the latest stands first, and of two at one hour that which was called later', () => {
  const at = (id: string, day: string, time = '10:00') => ({ id, day, time })
  const rows = [at('b', '2026-01-15'), at('a', '2026-01-16'), at('c', '2026-01-15'), at('d', '2026-01-15', '09:00')]
  expect(latestFirst(rows).map(({ id }) => id)).toEqual(['a', 'c', 'b', 'd'])
})

test('of what was told and answered the highest number holds, and an answer says for which hour it was meant', () => {
  const told = [2, 1, 3].map((no) => ({ id: 'one', no, day: no === 3 ? later : today, time: '10:00' }))
  expect(lastTold(told).map(({ no }) => no)).toEqual([3])
  const answer = (no: number, to?: number) => ({ conference: 'one', no, to, comes: no === 2, who: '', at: '' })
  const now = { id: 'one', day: later, time: '10:00' }
  expect(lastAnswer([answer(2, 1), answer(1, 3)], told, now)).toMatchObject({
    comes: true,
    meant: { day: today, time: '10:00' },
  })
  expect(lastAnswer([answer(1, 3)], told, now)).toMatchObject({ meant: null })
  // One that does not say what it answered is taken as it stands; another conference's is none.
  expect(lastAnswer([answer(1)], told, now)).toMatchObject({ meant: null })
  expect(lastAnswer([answer(1)], told, { ...now, id: 'two' })).toBeNull()
})
