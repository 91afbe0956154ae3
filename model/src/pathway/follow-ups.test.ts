import { expect, test } from 'vitest'
import { addMonths, type CivilDate } from '../calendar.ts'
import { askBy, countsFor, firstDay, followUpProblem, longClosed, momentsDue } from './follow-ups.ts'

const day = (text: string) => text as CivilDate
const closed = day('2026-01-15')
const nothing = {
  work: 'not_asked',
  contract: 'not_asked',
  stay: 'not_asked',
  away: 'not_asked',
  safe: 'not_asked',
} as const
const exit = { ...nothing, moment: 'exit' as const, day: closed, reached: 'yes' as const }
const later = { ...exit, moment: 'six-months' as const, day: day('2026-07-15') }

test('months are those of the calendar, and a month that is shorter ends with its last day', () => {
  const six = ['2025-08-31', '2025-08-28', '2023-08-31', '2025-12-31', '2025-03-31'].map((from) =>
    addMonths(day(from), 6),
  )
  expect(six).toEqual(['2026-02-28', '2026-02-28', '2024-02-29', '2026-06-30', '2025-09-30'])
  expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28')
})

test('at the exit it is asked within thirty days, later by the day six months after', () => {
  expect([firstDay('exit', closed), askBy('exit', closed)]).toEqual(['2026-01-15', '2026-02-14'])
  expect([firstDay('six-months', closed), askBy('six-months', closed)]).toEqual(['2026-06-15', '2026-07-15'])
  expect([firstDay('six-months', day('2025-09-30')), askBy('six-months', day('2025-08-31'))]).toEqual([
    '2026-02-28',
    '2026-02-28',
  ])
})

test('a day to come, one before the closing and one that is too early are refused', () => {
  const today = day('2026-07-20')
  expect(followUpProblem(exit, closed, closed)).toBeNull()
  expect(followUpProblem({ ...exit, day: day('2026-01-16') }, closed, closed)?.code).toBe('date-future')
  expect(followUpProblem({ ...exit, day: day('2026-01-14') }, closed, today)).toEqual({ field: 'day', code: 'before' })
  expect(followUpProblem(later, closed, today)).toBeNull()
  expect(followUpProblem({ ...later, day: day('2026-06-15') }, closed, today)).toBeNull()
  expect(followUpProblem({ ...later, day: day('2026-06-14') }, closed, today)).toEqual({ field: 'day', code: 'before' })
})

test('where nobody was reached nobody answered, and not even that it was not said is written', () => {
  const silent = { ...exit, reached: 'not-reached' as const }
  expect(followUpProblem(silent, closed, closed)).toBeNull()
  expect(followUpProblem({ ...silent, safe: 'declined' }, closed, closed)).toEqual({
    field: 'safe',
    code: 'does-not-fit',
  })
  expect(followUpProblem({ ...silent, work: 'regular' }, closed, closed)?.field).toBe('work')
  expect(followUpProblem({ ...exit, reached: 'through-others', work: 'regular' }, closed, closed)).toBeNull()
})

test('what was told after an earlier closing, or was taken back, does not count', () => {
  expect(countsFor({ ...exit, withdrawn: false }, closed)).toBe(true)
  expect(countsFor({ ...exit, withdrawn: true }, closed)).toBe(false)
  expect(countsFor({ ...exit, withdrawn: false }, day('2026-01-16'))).toBe(false)
  expect(countsFor({ ...later, withdrawn: false }, day('2026-02-15'))).toBe(true)
  expect(countsFor({ ...later, withdrawn: false }, day('2026-02-16'))).toBe(false)
})

test('the exit is waited for thirty days, the six months from a week before until ninety days after', () => {
  const waits = (today: string) => momentsDue(closed, [], day(today)).map(({ what }) => what)
  const days = ['2026-01-15', '2026-02-14', '2026-02-15', '2026-07-07', '2026-07-08', '2026-10-13', '2026-10-14']
  expect(days.map(waits)).toEqual([['exit'], ['exit'], [], [], ['six-months'], ['six-months'], []])
  expect(momentsDue(closed, ['exit'], closed)).toEqual([])
  expect(momentsDue(closed, ['exit'], day('2026-07-10'))).toEqual([{ what: 'six-months', due: '2026-07-15' }])
})

test('nothing is waited for in a case that is called long closed', () => {
  for (let today = day('2026-01-01'); today < '2028-03-02'; today = addMonths(today, 1))
    expect(momentsDue(addMonths(longClosed(today), -1), [], today)).toEqual([])
  // The last day on which it is waited for is of a case that is not called so.
  expect(longClosed(day('2026-10-13')) <= closed).toBe(true)
})
