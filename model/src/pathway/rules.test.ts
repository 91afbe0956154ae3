import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { byDue, dueOn, goalProblem, reviewProblem, stepProblem } from './rules.ts'

const day = (text: string) => text as CivilDate
const today = day('2026-01-15')

const goal = { agreedOn: day('2026-01-10'), state: 'open' as const, since: null, why: '' }
const step = { owner: 'person' as const, account: null, other: '', state: 'open' as const, doneOn: null }

test('a goal is agreed on a day that has come, and what became of it has a day and, if it was not reached, a reason', () => {
  expect(goalProblem(goal, today)).toBeNull()
  expect(goalProblem({ ...goal, agreedOn: day('2026-01-16') }, today)).toEqual({
    field: 'agreedOn',
    code: 'date-future',
  })
  expect(goalProblem({ ...goal, since: today }, today)).toEqual({ field: 'since', code: 'does-not-fit' })
  expect(goalProblem({ ...goal, state: 'reached' }, today)).toEqual({ field: 'since', code: 'missing' })
  expect(goalProblem({ ...goal, state: 'reached', since: today }, today)).toBeNull()
  expect(goalProblem({ ...goal, state: 'reached', since: day('2026-01-16') }, today)?.code).toBe('date-future')
  expect(goalProblem({ ...goal, state: 'reached', since: day('2026-01-09') }, today)?.code).toBe('before')
  for (const state of ['changed', 'left'] as const) {
    expect(goalProblem({ ...goal, state, since: today }, today)).toEqual({ field: 'why', code: 'missing' })
    expect(goalProblem({ ...goal, state, since: today, why: 'x' }, today)).toBeNull()
  }
  expect(goalProblem({ ...goal, state: 'withdrawn' }, today)).toBeNull()
})

test('a step has one owner, said as its kind asks, and was done on a day that has come', () => {
  expect(stepProblem(step, today)).toBeNull()
  expect(stepProblem({ ...step, owner: 'member' }, today)).toEqual({ field: 'account', code: 'missing' })
  expect(stepProblem({ ...step, account: 'x' }, today)).toEqual({ field: 'account', code: 'does-not-fit' })
  expect(stepProblem({ ...step, owner: 'other' }, today)).toEqual({ field: 'other', code: 'missing' })
  expect(stepProblem({ ...step, other: 'CPIA' }, today)).toEqual({ field: 'other', code: 'does-not-fit' })
  expect(stepProblem({ ...step, state: 'done' }, today)).toEqual({ field: 'doneOn', code: 'missing' })
  expect(stepProblem({ ...step, doneOn: today }, today)).toEqual({ field: 'doneOn', code: 'does-not-fit' })
  expect(stepProblem({ ...step, state: 'done', doneOn: day('2026-01-16') }, today)?.code).toBe('date-future')
  expect(stepProblem({ ...step, state: 'done', doneOn: today }, today)).toBeNull()
})

test('a review was held, and the next one comes after it', () => {
  expect(reviewProblem({ day: today, nextOn: null }, today)).toBeNull()
  expect(reviewProblem({ day: day('2026-01-16'), nextOn: null }, today)?.field).toBe('day')
  expect(reviewProblem({ day: today, nextOn: today }, today)).toEqual({ field: 'nextOn', code: 'before' })
})

test('on its day a step is not overdue, and the week ends with the same day of the next one', () => {
  const said = ['2026-01-14', '2026-01-15', '2026-01-22', '2026-01-23'].map((due) => dueOn(day(due), today))
  expect(said).toEqual(['overdue', 'this-week', 'this-week', 'later'])
  expect(dueOn(null, today)).toBeNull()
})

test('what is due first stands first, and what has no day last', () => {
  const rows = [
    { id: 'b', due: null },
    { id: 'c', due: day('2026-02-01') },
    { id: 'a', due: null },
    { id: 'd', due: day('2026-01-01') },
  ]
  expect(rows.sort(byDue).map(({ id }) => id)).toEqual(['d', 'c', 'a', 'b'])
})
