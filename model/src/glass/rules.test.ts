import { expect, test } from 'vitest'
import { dayBefore, glassEnds, isOpen, mayDo } from './rules.ts'

const openedAt = '2026-01-15T09:00:00.000Z'
const endsAt = glassEnds(openedAt)
const standing = { endsAt, ended: null, reviewed: null }

test('an emergency access ends two hours after it was opened, on the instant', () => {
  expect(endsAt).toBe('2026-01-15T11:00:00.000Z')
  expect(isOpen(standing, '2026-01-15T10:59:59.999Z')).toBe(true)
  expect(isOpen(standing, endsAt)).toBe(false)
})

test('across the night of the clocks two hours are two hours', () => {
  expect(glassEnds('2026-03-29T00:30:00.000Z')).toBe('2026-03-29T02:30:00.000Z')
  expect(dayBefore('2026-03-29T12:00:00.000Z')).toBe('2026-03-28T12:00:00.000Z')
})

test('only whoever opened it reads; the desk whose case it is may end and review it', () => {
  expect(mayDo(standing, { isReader: true, isSelf: true, isOwner: false }, openedAt)).toEqual(['read', 'end'])
  expect(mayDo(standing, { isReader: false, isSelf: false, isOwner: true }, openedAt)).toEqual(['end', 'review'])
  expect(mayDo(standing, { isReader: false, isSelf: false, isOwner: false }, openedAt)).toEqual([])
})

test('once ended it is read no more, by nobody, and may still be reviewed', () => {
  const ended = { ...standing, ended: { at: openedAt, by: 'owner' } }
  expect(mayDo(ended, { isReader: true, isSelf: true, isOwner: false }, openedAt)).toEqual([])
  expect(mayDo(ended, { isReader: false, isSelf: false, isOwner: true }, openedAt)).toEqual(['review'])
  expect(mayDo(standing, { isReader: true, isSelf: true, isOwner: false }, endsAt)).toEqual([])
})

test('nobody reviews the own access, and none is reviewed twice', () => {
  expect(mayDo(standing, { isReader: true, isSelf: true, isOwner: true }, openedAt)).toEqual(['read', 'end'])
  expect(mayDo(standing, { isReader: false, isSelf: true, isOwner: true }, openedAt)).toEqual(['end'])
  expect(mayDo({ ...standing, reviewed: {} }, { isReader: false, isSelf: false, isOwner: true }, openedAt)).toEqual([
    'end',
  ])
})
