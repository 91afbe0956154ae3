import { expect, test } from 'vitest'
import { emptyContact, readContact } from './contact-values.ts'

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
