import { expect, test } from 'vitest'
import { emptyContact, readContact, readTime } from './contact-values.ts'

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

test('day and channel are enough: the rest is not asked', () => {
  const read = readContact(emptyContact('desk'))
  expect(read.ok && read.body).toMatchObject({ channel: 'desk', sex: 'not_asked', needs: 'not_asked', personId: null })
})

test('without a channel, or on a day to come, nothing is sent', () => {
  expect(readContact(emptyContact(''))).toEqual({ ok: false, wrong: { channel: 'field.missing' } })
  expect(readContact({ ...emptyContact('desk'), day: '1/1/2999' })).toEqual({
    ok: false,
    wrong: { day: 'field.future' },
  })
  expect(readContact({ ...emptyContact('desk'), day: '' })).toEqual({ ok: false, wrong: { day: 'field.missing' } })
})
