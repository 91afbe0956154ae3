import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { NewHours } from './contract.ts'
import { hoursProblem } from './rules.ts'
import { turn } from './testing-diary.ts'

const today = '2026-01-15' as CivilDate
const entry = (more: object) =>
  NewHours.parse({
    id: '01900000-0000-7000-8000-000000000001',
    from: '2025-03-03',
    until: '2025-03-09',
    worked: [1, 2, 3, 4, 5],
    free: [7],
    turns: [turn('8:00-12:00/0'), turn('14:00-18:00')],
    saidBy: 'person',
    ...more,
  })

test.each([
  ['as it should be', {}, null],
  ['before anybody remembers', { from: '1969-12-31' }, ['from', 'date-too-old']],
  ['to come', { from: '2026-01-16', until: '2026-01-16' }, ['from', 'date-future']],
  ['until a day to come', { until: '2026-01-16' }, ['until', 'date-future']],
  ['the wrong way round', { until: '2025-03-02' }, ['until', 'before']],
  ['ten years', { from: '2015-03-09' }, null],
  ['more than ten years', { from: '2015-03-08' }, ['until', 'too-long']],
  ['on no day', { worked: [], free: [], turns: [] }, ['worked', 'missing']],
  ['free days alone', { worked: [], free: [6, 7], turns: [] }, null],
  ['a day twice', { worked: [1, 1] }, ['worked', 'twice']],
  ['a day worked and free', { free: [5] }, ['free', 'twice']],
  ['a weekday that is not among the days', { until: '2025-03-05', free: [] }, ['worked', 'not-inside']],
  ['a free one that is not', { until: '2025-03-07' }, ['free', 'not-inside']],
  ['one day', { until: '2025-03-03', worked: [1], free: [] }, null],
  ['without times', { turns: [] }, ['turns', 'missing']],
  ['times of no day', { worked: [] }, ['turns', 'without-days']],
  ['turns that overlap', { turns: [turn('8:00-12:00'), turn('11:00-13:00')] }, ['turns/1/start', 'overlaps']],
  ['a turn after a night', { turns: [turn('20:00-4:00'), turn('21:00-22:00')] }, ['turns/1/start', 'overlaps']],
  ['a night into its own morning', { turns: [turn('3:00-12:00'), turn('20:00-4:00')] }, ['turns/1/end', 'overlaps']],
  ['a night before the morning', { turns: [turn('4:00-12:00'), turn('20:00-4:00')] }, null],
  ['a break as long as the work', { turns: [turn('8:00-10:00/120')] }, ['turns/0/pause', 'pause-too-long']],
  ['a whole day', { turns: [turn('8:00-8:00/120')] }, null],
])('hours %s', (_, more, expected) => {
  const problem = hoursProblem(entry(more), today)
  expect(problem && [problem.field, problem.code]).toEqual(expected)
})
