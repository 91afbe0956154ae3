import { expect, test } from 'vitest'
import { emptyGround, noticeValue, readGround } from './ground-values.ts'

const values = (more: object) => ({ ...emptyGround(), kind: 'consent', scopes: ['identity'], ...more })

test('an entry is read as the server takes it', () => {
  const notice = noticeValue({ kind: 'consent-share', version: 2, language: 'fr' })
  const read = readGround(
    values({
      notice,
      how: 'spoken',
      recipient: 'outside',
      outside: ' Consolato ',
      fromDay: '7/5/2025',
      untilDay: '8/5/2025',
    }),
  )
  expect(read).toMatchObject({
    ok: true,
    body: {
      notice: { kind: 'consent-share', version: 2, language: 'fr' },
      outside: 'Consolato',
      body: null,
      fromDay: '2025-05-07',
      untilDay: '2025-05-08',
    },
  })
})

test('what is missing is said by field, as a text that there is', () => {
  expect(readGround(values({ kind: '', scopes: [], fromDay: 'x' }))).toMatchObject({
    ok: false,
    wrong: { kind: 'field.missing', scopes: 'field.missing', fromDay: expect.stringMatching(/^ui\.date\./) },
  })
  expect(readGround(values({}))).toEqual({ ok: false, wrong: { notice: 'field.missing', how: 'field.missing' } })
})

test('what was typed for a recipient that is no longer chosen is not sent', () => {
  const read = readGround(values({ kind: 'public-task', task: 'x', outside: 'Consolato', body: 'not-an-id' }))
  expect(read).toMatchObject({ ok: true, body: { outside: '', body: null } })
})
