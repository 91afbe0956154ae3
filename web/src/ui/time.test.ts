import { expect, test } from 'vitest'
import { readTime } from './time.ts'

test('times as people type them', () => {
  expect(['9', '930', '9.30', '09:30', '14h05', ' '].map(readTime)).toEqual([
    '09:00',
    '09:30',
    '09:30',
    '09:30',
    '14:05',
    null,
  ])
  expect(['25', '9:75', 'ora'].map(readTime)).toEqual([undefined, undefined, undefined])
})
