import { expect, test } from 'vitest'
import { readSubstitution } from './substitution-values.ts'

test('who, who for whom and both days are asked for; a day that is over is said in its field', () => {
  expect(readSubstitution({ absent: '', standIn: '', from: 'x', until: '' })).toMatchObject({
    ok: false,
    wrong: { absent: 'field.missing', standIn: 'field.missing' },
  })
  expect(readSubstitution({ absent: 'a', standIn: 'b', from: '1/1/2020', until: '2/1/2020' })).toEqual({
    ok: false,
    wrong: { from: 'team.wrong.date-past' },
  })
  expect(readSubstitution({ absent: 'a', standIn: 'b', from: 'oggi', until: 'oggi' })).toMatchObject({ ok: true })
})
