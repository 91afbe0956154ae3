import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { needs } from '../codes/needs.ts'
import type { Pathway } from './contract.ts'
import { sheetOf } from './sheet.ts'

const today = '2026-01-15' as CivilDate
const goal = (id: string, more: object = {}) => ({
  id,
  history: [
    {
      no: 1,
      by: 'who-wrote',
      at: '',
      area: 'legal',
      text: `goal ${id}`,
      agreedOn: '2026-01-02',
      state: 'open',
      since: null,
      why: 'a reason',
      discreet: false,
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
      by: 'who-wrote',
      at: '',
      text: `step ${id}`,
      owner: 'other',
      account: null,
      ownerName: 'Some union',
      due: '2026-02-03',
      state: 'open',
      doneOn: null,
      discreet: false,
      ...more,
    },
  ],
})
const review = (id: string, more: object = {}) => ({
  id,
  history: [
    {
      no: 1,
      by: 'who-wrote',
      at: '',
      day: '2026-01-10',
      text: 'a talk',
      nextOn: '2026-02-10',
      withdrawn: false,
      ...more,
    },
  ],
})
const whole = (parts: object) => ({ goals: [], steps: [], reviews: [], ...parts }) as unknown as Pathway

test('the full sheet says what was agreed and holds: no reason, no review, nobody who wrote', () => {
  const data = whole({
    goals: [
      goal('1'),
      goal('2', { state: 'reached' }),
      goal('3', { state: 'left' }),
      goal('4', { state: 'withdrawn' }),
    ],
    steps: [step('1', '1'), step('2', '1', { state: 'done', due: null }), step('3', '1', { state: 'withdrawn' })],
    reviews: [review('1')],
  })
  const sheet = sheetOf(data, false, today)
  expect(sheet.blocks.map(({ goal: text, reached }) => [text, reached])).toEqual([
    ['goal 1', false],
    ['goal 2', true],
  ])
  expect(sheet.blocks[0]?.steps.map(({ text, who, done }) => [text, who, done])).toEqual([
    ['step 1', 'Some union', false],
    ['step 2', 'Some union', true],
  ])
  expect(sheet.next).toBe('2026-02-10')
  for (const word of ['a reason', 'a talk', 'who-wrote']) expect(JSON.stringify(sheet)).not.toContain(word)
})

test('on the discreet sheet stand days alone, unless somebody said that the words may', () => {
  const data = whole({ goals: [goal('1')], steps: [step('1', '1'), step('2', '1', { due: null })] })
  expect(sheetOf(data, true, today)).toEqual({
    blocks: [
      {
        ...{ area: null, goal: null, agreedOn: null, reached: false },
        steps: [{ text: null, owner: null, who: '', due: '2026-02-03', done: false }],
      },
    ],
    next: null,
  })
  const allowed = whole({
    goals: [goal('1', { discreet: true })],
    steps: [step('1', '1', { discreet: true }), step('2', '1', { due: null, discreet: true }), step('3', '1')],
  })
  const [block] = sheetOf(allowed, true, today).blocks
  expect(block).toMatchObject({ area: 'legal', goal: 'goal 1' })
  expect(block?.steps.map(({ text, who }) => [text, who])).toEqual([
    ['step 1', ''],
    [null, ''],
    ['step 2', ''],
  ])
})

test('what is done, reached or left is on no discreet sheet, and a goal without a day leaves no trace', () => {
  const data = whole({
    goals: [goal('1', { state: 'reached', discreet: true }), goal('2'), goal('3')],
    steps: [step('1', '2', { state: 'done', discreet: true }), step('2', '3', { due: null })],
  })
  expect(sheetOf(data, true, today).blocks).toEqual([])
})

test('what says nothing of its goal stands in one list: how many goals there are is not told', () => {
  const data = whole({
    goals: [goal('1'), goal('2', { area: 'work' }), goal('3', { area: 'italian' })],
    steps: [step('1', '1'), step('2', '2', { due: '2026-01-20' }), step('3', '3')],
  })
  const { blocks } = sheetOf(data, true, today)
  expect(blocks.map(({ area, steps }) => [area, steps.map(({ due }) => due)])).toEqual([
    [null, ['2026-01-20', '2026-02-03']],
    ['italian', ['2026-02-03']],
  ])
})

test('only areas that are anybody’s are named by themselves', () => {
  const named = needs
    .map(({ code }) => code)
    .filter((area) => {
      const data = whole({ goals: [goal('1', { area })], steps: [step('1', '1')] })
      return sheetOf(data, true, today).blocks[0]?.area === area
    })
  expect(named).toEqual(['italian', 'health', 'training', 'literacy'])
})

test('the next talk is the one that the last review set, and none that has passed', () => {
  const next = (...reviews: object[]) => sheetOf(whole({ reviews }), false, today).next
  expect(next(review('1', { nextOn: '2026-01-14' }))).toBeNull()
  expect(next(review('1'), review('2', { day: '2026-01-12', nextOn: null }))).toBeNull()
  expect(next(review('1'), review('2', { day: '2026-01-12', nextOn: null, withdrawn: true }))).toBe('2026-02-10')
})
