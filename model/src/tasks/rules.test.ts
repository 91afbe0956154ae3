import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { roles } from '../grants.ts'
import { TaskState } from './contract.ts'
import { mayBeGiven, pressing, taskProblem } from './rules.ts'

const states = TaskState.options

test('an open task is changed, done or dropped with a reason; what has ended is only opened again', () => {
  const may = states.map((from) =>
    states.filter((state) => !taskProblem({ state, why: 'x', caseId: null }, { state: from, caseId: null })),
  )
  expect(may).toEqual([['open', 'done', 'dropped'], ['open'], ['open']])
  expect(states.filter((state) => !taskProblem({ state, why: '', caseId: null }, null))).toEqual(['open'])
  const open = { state: 'open', caseId: null } as const
  expect(taskProblem({ state: 'dropped', why: '', caseId: null }, open)).toEqual({ field: 'why', code: 'missing' })
  expect(taskProblem({ state: 'open', why: '', caseId: 'other' }, open)).toMatchObject({ field: 'caseId' })
})

test('a task is given to who can open its case', () => {
  const given = (ofCase: boolean, follows: boolean) => roles.filter((role) => mayBeGiven([role], ofCase, follows))
  const all = ['worker', 'legal_adviser', 'network_manager', 'outreach_worker', 'cultural_mediator', 'coordinator']
  expect(given(false, false)).toEqual(all)
  expect(given(true, true)).toEqual(all)
  expect(given(true, false)).toEqual(all.filter((role) => role !== 'outreach_worker'))
})

test('on its day a task is not overdue; a week ahead it is near', () => {
  const on = (day: string | null) => pressing(day as CivilDate | null, '2026-02-27' as CivilDate)
  expect(['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-06', '2026-03-07', null].map(on)).toEqual([
    ...['overdue', 'today', 'near', 'near', 'later'],
    null,
  ])
})
