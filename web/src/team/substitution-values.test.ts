import { expect, test } from 'vitest'
import { readSubstitution } from './substitution-values.ts'

test('who, who for whom and both days are asked for; a day that is over is said in its field', () => {
  expect(readSubstitution({ absent: '', standIn: '', fromDay: 'x', untilDay: '' })).toMatchObject({
    ok: false,
    wrong: { absent: 'field.missing', standIn: 'field.missing' },
  })
  expect(readSubstitution({ absent: 'a', standIn: 'b', fromDay: '1/1/2020', untilDay: '2/1/2020' })).toEqual({
    ok: false,
    wrong: { fromDay: 'team.wrong.date-past' },
  })
  expect(readSubstitution({ absent: 'a', standIn: 'b', fromDay: 'oggi', untilDay: 'oggi' })).toMatchObject({ ok: true })
})
