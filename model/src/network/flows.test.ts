import { describe, expect, test } from 'vitest'
import { areaPlaces } from './area-places.ts'
import { type Counts, punctualityOf, shownOf, stepOf } from './flows.ts'

const sent = (count: number): Counts => ({ sent: count, inTime: 0, late: 0, unanswered: 0, withdrawn: 0 })

describe('a flow between other desks', () => {
  const others = (count: number, quarter: boolean) => shownOf(sent(count), { own: false, quarter })

  test('is told in steps, and under five in a whole year alone', () => {
    expect(others(0, false)).toBeNull()
    expect(others(4, true)).toBeNull()
    expect(others(4, false)).toEqual(others(1, false))
    expect(others(4, false)?.sent).toEqual({ least: 1, most: 4 })
    expect(others(5, true)?.sent).toEqual({ least: 5, most: 9 })
    expect(stepOf(1_234)).toEqual({ least: 1_000, most: null })
  })

  test('says no count of answers, and no share made of fewer than five', () => {
    const shown = shownOf({ sent: 6, inTime: 3, late: 1, unanswered: 0, withdrawn: 2 }, { own: false, quarter: true })
    expect(shown).toEqual({ sent: { least: 5, most: 9 }, punctuality: 'unsaid', counts: null })
  })

  test('tells no small number of a quarter, whatever is asked: of all that fits the five answers, it may be at least two', () => {
    const view = (quarters: readonly number[]) =>
      JSON.stringify([
        quarters.map((count) => others(count, true)?.sent ?? null),
        others(
          quarters.reduce((sum, count) => sum + count, 0),
          false,
        )?.sent ?? null,
      ])
    // Whole steps: nothing is singled out by where the counting stops.
    const most = 20
    const fits = new Map<string, Set<number>>()
    const all = Array.from({ length: most }, (_, count) => count)
    for (const a of all)
      for (const b of all)
        for (const c of all)
          for (const d of all) {
            const key = view([a, b, c, d])
            const known = fits.get(key) ?? new Set()
            fits.set(key, known.add(a))
          }
    const exact = [...fits].filter(([, values]) => values.size === 1).map(([key, values]) => [key, [...values][0]])
    // Nothing in the year: nothing in its quarters. Zero says that there was nobody.
    expect(exact).toEqual([[view([0, 0, 0, 0]), 0]])
  })
})

test('a flow of the own desk is exact', () => {
  const counts = { sent: 2, inTime: 1, late: 1, unanswered: 0, withdrawn: 0 }
  expect(shownOf(counts, { own: true, quarter: true })).toEqual({
    sent: { least: 2, most: 2 },
    punctuality: 'unsaid',
    counts,
  })
})

test('what was taken back weighs nothing in the share answered in time, what ran out does', () => {
  expect(punctualityOf({ sent: 20, inTime: 8, late: 1, unanswered: 1, withdrawn: 10 })).toBe('most')
  expect(punctualityOf({ sent: 10, inTime: 5, late: 2, unanswered: 3, withdrawn: 0 })).toBe('some')
  expect(punctualityOf({ sent: 10, inTime: 2, late: 0, unanswered: 8, withdrawn: 0 })).toBe('few')
})

test('no two areas of the drawing lie on each other', () => {
  expect(new Set(areaPlaces.map(({ column, row }) => `${column} ${row}`)).size).toBe(areaPlaces.length)
})
