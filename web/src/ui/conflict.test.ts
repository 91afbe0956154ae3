import { expect, test } from 'vitest'
import { isSame, mergeEdits } from './conflict.ts'

const base = { place: 'Piazza', needs: ['work', 'legal'], note: '' }

test('what only one of us touched is kept from that one', () => {
  const { merged, clashes, theirsOnly } = mergeEdits(base, { ...base, note: 'mine' }, { ...base, place: 'Via Padova' })
  expect(merged).toEqual({ place: 'Via Padova', needs: ['work', 'legal'], note: 'mine' })
  expect(clashes).toEqual([])
  expect(theirsOnly).toEqual(['place'])
})

test('what both changed to different things is a clash, and stands at theirs until one is picked', () => {
  const { merged, clashes } = mergeEdits(base, { ...base, place: 'Here' }, { ...base, place: 'There' })
  expect(clashes).toEqual([{ field: 'place', mine: 'Here', theirs: 'There' }])
  expect(merged.place).toBe('There')
})

test('the same change by both is no clash, and lists of codes have no order', () => {
  const { clashes, theirsOnly } = mergeEdits(
    base,
    { ...base, needs: ['health', 'work'] },
    { ...base, needs: ['work', 'health'] },
  )
  expect(clashes).toEqual([])
  expect(theirsOnly).toEqual([])
  expect(isSame({ a: 1, b: [{ x: 1 }] }, { b: [{ x: 1 }], a: 1 })).toBe(true)
})

test('where it is not known how it began, all that differs is a clash', () => {
  const { merged, clashes, theirsOnly } = mergeEdits({}, { ...base, note: 'mine' }, base)
  expect(clashes).toEqual([{ field: 'note', mine: 'mine', theirs: '' }])
  expect(merged).toEqual(base)
  expect(theirsOnly).toEqual([])
})
