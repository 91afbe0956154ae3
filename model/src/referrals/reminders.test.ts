import { expect, test } from 'vitest'
import { type Remembered, remindersOf, remindsHolder } from './reminders.ts'

const now = '2026-01-15T09:00:00.000Z'
const [yesterday, tomorrow, lastWeek] = [
  '2026-01-14T09:00:00.001Z',
  '2026-01-16T09:00:00.000Z',
  '2026-01-08T09:00:00.000Z',
]
const later = (instant: string) => new Date(Date.parse(instant) + 86_400_000).toISOString()

const worker = { id: 'worker', works: true, coordinates: false, moves: false }
const colleague = { id: 'colleague', works: true, coordinates: false, moves: false }
const coordinator = { id: 'coordinator', works: false, coordinates: true, moves: true }
const reader = { id: 'reader', works: false, coordinates: false, moves: false }
const everybody = [worker, colleague, coordinator, reader]

const row = (more: Partial<Remembered>): Remembered => ({
  id: 'one',
  side: 'receiver',
  state: 'sent',
  answerBy: tomorrow,
  startBy: null,
  answeredAt: null,
  author: null,
  answerTold: false,
  closed: false,
  news: false,
  ...more,
})
const told = (rows: Remembered[], members = everybody) =>
  remindersOf(rows, members, now, later)
    .map(({ to, kind, referrals }) => `${to} ${kind} ${referrals.join('+')}`)
    .sort()

test('what waits for an answer is told to those who work in the desk that got it, once for all of it', () => {
  expect(told([row({}), row({ id: 'two', state: 'seen' })])).toEqual([
    'colleague referrals-waiting one+two',
    'worker referrals-waiting one+two',
  ])
  expect(told([row({})], [coordinator, reader])).toEqual(['coordinator referrals-waiting one'])
  expect(told([row({ side: 'sender', author: 'worker' })])).toEqual([])
})

test('what is late is told to both sides, and is counted as late alone', () => {
  expect(told([row({ answerBy: yesterday })])).toEqual([
    'colleague referrals-overdue one',
    'worker referrals-overdue one',
  ])
  expect(told([row({ side: 'sender', author: 'worker', answerBy: yesterday })])).toEqual([
    'worker referrals-overdue one',
  ])
  expect(told([row({ state: 'accepted', startBy: yesterday })])).toHaveLength(2)
  expect(told([row({ state: 'accepted', startBy: tomorrow })])).toEqual([])
})

test('a working day later the coordinators are told as well, once', () => {
  expect(told([row({ answerBy: lastWeek })])).toEqual([
    'colleague referrals-overdue one',
    'coordinator referrals-overdue one',
    'worker referrals-overdue one',
  ])
  expect(told([row({ side: 'sender', author: 'gone', answerBy: lastWeek })])).toEqual([
    'coordinator referrals-overdue one',
  ])
})

test('an answer is told to who made the referral, or to who coordinates where that member is gone', () => {
  const answered = row({ side: 'sender', state: 'declined', answeredAt: yesterday, author: 'worker' })
  expect(told([answered])).toEqual(['worker referrals-answered one'])
  expect(told([{ ...answered, author: 'gone' }])).toEqual(['coordinator referrals-answered one'])
  expect(told([{ ...answered, author: 'reader' }])).toEqual(['coordinator referrals-answered one'])
  expect(told([{ ...answered, answerTold: true }])).toEqual([])
  expect(told([{ ...answered, side: 'receiver' }])).toEqual([])
})

test('what has ended, or is not sent, reminds nobody', () => {
  for (const state of ['draft', 'declined', 'done', 'interrupted', 'withdrawn', 'expired'] as const)
    for (const side of ['sender', 'receiver'] as const)
      expect(told([row({ side, state, author: 'worker', answerBy: lastWeek, startBy: lastWeek })])).toEqual([])
})

test('whoever holds a link is reminded of what waits, and of what is not begun in time', () => {
  expect(remindsHolder(row({}), now)).toBe(true)
  expect(remindsHolder(row({ state: 'accepted', startBy: yesterday }), now)).toBe(true)
  for (const more of [{ state: 'accepted', startBy: tomorrow }, { state: 'in-progress' }, { state: 'done' }] as const)
    expect(remindsHolder(row(more), now)).toBe(false)
})

test('what was sent to a service that closed is told to those who may reassign, until it went elsewhere', () => {
  const closed = row({ side: 'sender', author: 'worker', closed: true })
  expect(told([closed])).toEqual(['coordinator referrals-to-move one'])
  expect(told([{ ...closed, side: 'receiver' }])).not.toContain('coordinator referrals-to-move one')
  for (const state of ['draft', 'in-progress', 'withdrawn'] as const) expect(told([{ ...closed, state }])).toEqual([])
})

test('what is new is told to those who work in the desk that got it, or to whoever sent, where nobody does to those who coordinate', () => {
  const ended = { state: 'done', answerBy: null, news: true } as const
  expect(told([row(ended)])).toEqual(['colleague referrals-news one', 'worker referrals-news one'])
  expect(told([row({ ...ended, side: 'sender', author: 'colleague' })])).toEqual(['colleague referrals-news one'])
  expect(told([row({ ...ended, side: 'sender', author: 'gone' })])).toEqual(['coordinator referrals-news one'])
  expect(told([row({ ...ended, news: false })])).toEqual([])
})
