import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import type { Load } from './contract.ts'
import { holders, inOrder, loadsOf, type Work } from './workload.ts'

const day = (text: string) => text as CivilDate
const today = day('2026-01-15')
const pressing = (due: CivilDate | null) =>
  due === null ? null : due < today ? 'overdue' : due === today ? 'today' : due <= '2026-01-22' ? 'near' : 'later'

const follows = (caseId: string, account: string | null, lastActivity = '2026-01-10') => ({
  ...{ caseId, account, role: account === null ? null : ('worker' as const), lastActivity: day(lastActivity) },
})
const work: Work = {
  followed: [follows('a', 'one', '2025-12-16'), follows('b', 'one'), follows('b', 'two'), follows('c', null)],
  steps: [
    { caseId: 'a', owner: 'two', day: day('2026-01-14') },
    { caseId: 'a', owner: 'one', day: day('2026-02-20') },
    { caseId: 'b', owner: null, day: null },
  ],
  tasks: [
    { caseId: 'b', owner: 'one', day: today },
    { caseId: null, owner: 'one', day: day('2026-01-01') },
    { caseId: 'c', owner: 'left', day: null },
  ],
  appointments: [{ colleagues: ['one', 'two'] }, { colleagues: ['one'] }],
}

test('a case stands by the first day on which somebody has to do something in it; what is overdue counts for who has to do it', () => {
  const of = loadsOf(work, today, pressing)
  expect(of('one')).toEqual({
    ...{ cases: 2, parts: [{ role: 'worker', cases: 2 }], appointments: 2, quietDays: 30 },
    next: { overdue: 1, today: 1, near: 0, later: 0, none: 0 },
    ...{ overdueSteps: 0, overdueTasks: 1 },
  })
  expect(of('two')).toMatchObject({ cases: 1, overdueSteps: 1, overdueTasks: 0, appointments: 1, quietDays: 5 })
  expect(of('three')).toMatchObject({ cases: 0, parts: [], quietDays: null })
})

test('who holds something is told, also where it is one task alone', () => {
  expect([...holders(work)].sort()).toEqual(['left', 'one', 'two'])
})

test('lines stand by name or by what is most; who left stands first', () => {
  const line = (name: string, more: Partial<Load> = {}) =>
    ({ ...loadsOf(work, today, pressing)('three'), accountId: name, name, roles: [], gone: false, ...more }) as Load
  const rows = [line('Zeno', { cases: 3, quietDays: 0 }), line('Ada', { cases: 1 }), line('Ugo', { gone: true })]
  const names = (order: Parameters<typeof inOrder>[1]) => inOrder(rows, order).map(({ name }) => name)
  expect(names('name')).toEqual(['Ugo', 'Ada', 'Zeno'])
  expect(names('cases')).toEqual(['Ugo', 'Zeno', 'Ada'])
  expect(names('quiet')).toEqual(['Ugo', 'Zeno', 'Ada'])
})
