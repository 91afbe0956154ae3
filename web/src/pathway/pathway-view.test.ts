import { expect, test } from 'vitest'
import type { Pathway } from '#model/pathway/contract.ts'
import { areasOf, changesOf, countsOf, reviewsOf } from './pathway-view.ts'

const goal = (id: string, more: object = {}) => ({
  id,
  history: [
    {
      no: 1,
      by: 'x',
      at: `2026-01-01T0${id}`,
      area: 'work',
      text: id,
      agreedOn: '2026-01-01',
      state: 'open',
      since: null,
      why: '',
      ...more,
    },
  ],
})
const step = (id: string, of: string, more: object = {}) => ({
  id,
  goal: of,
  history: [
    {
      no: 1,
      by: 'x',
      at: `2026-01-02T0${id}`,
      text: id,
      owner: 'person',
      account: null,
      ownerName: '',
      due: null,
      state: 'open',
      doneOn: null,
      ...more,
    },
  ],
})
const review = (id: string, day: string, more: object = {}) => ({
  id,
  history: [{ no: 1, by: 'x', at: `2026-01-03T0${id}`, day, text: id, nextOn: null, withdrawn: false, ...more }],
})

const data = {
  caseId: '',
  today: '2026-01-15',
  person: { id: '', name: '', code: '', erased: false },
  can: [],
  goals: [goal('1', { state: 'left' }), goal('2'), goal('3', { area: 'italian' }), goal('4', { state: 'withdrawn' })],
  steps: [
    step('1', '2', { due: '2026-01-20' }),
    step('2', '2', { due: '2026-01-10' }),
    step('3', '2', { state: 'done', due: '2026-01-01' }),
    step('4', '2', { state: 'withdrawn' }),
    step('5', '1', { due: '2026-01-10' }),
  ],
  reviews: [
    review('1', '2026-01-12', { nextOn: '2026-02-12' }),
    review('2', '2026-01-14', { withdrawn: true }),
    review('3', '2026-01-02'),
  ],
  followUps: [],
} as unknown as Pathway

test('goals stand by area in the order of the list, open ones first, and what was withdrawn stands nowhere', () => {
  expect(areasOf(data).map(({ code, goals }) => [code, goals.map(({ id }) => id)])).toEqual([
    ['italian', ['3']],
    ['work', ['2', '1']],
  ])
})

test('steps stand by their day, done ones last, and only those of an open goal are waited for', () => {
  const rows = areasOf(data).flatMap(({ goals }) => goals.flatMap(({ steps }) => steps))
  expect(rows.map(({ id, due }) => [id, due])).toEqual([
    ['2', 'overdue'],
    ['1', 'this-week'],
    ['3', null],
    ['5', null],
  ])
})

test('the last review that holds says when the next one is', () => {
  const reviews = reviewsOf(data)
  expect(reviews.map(({ id }) => id)).toEqual(['1', '3'])
  expect(countsOf(areasOf(data), reviews)).toEqual({ goals: 2, steps: 2, overdue: 1, nextReview: '2026-02-12' })
})

test('everything that was written is a change, what was withdrawn too, the last first', () => {
  const changes = changesOf(data)
  expect(changes).toHaveLength(12)
  expect([changes[0]?.what, changes.at(-1)?.what]).toEqual(['review', 'goal'])
})
