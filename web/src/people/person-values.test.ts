import { expect, test } from 'vitest'
import { emptyPerson, readPerson, splitPhones, valuesOfPerson } from './person-values.ts'

test('a person of whom only the year of birth is known', () => {
  const read = readPerson({ ...emptyPerson, givenName: 'Amina', birthDate: '1985' })
  expect(read.ok && read.body.identity.birthDate).toBe('1985')
})

test('a birth date that does not exist is said, not sent', () => {
  expect(readPerson({ ...emptyPerson, birthDate: '31/2/1990' })).toEqual({
    ok: false,
    wrong: { birthDate: 'ui.date.no-such-day' },
  })
})

test('a tax code that is left alone is not sent, an emptied one is cleared', () => {
  const left = readPerson({ ...emptyPerson, taxCode: null })
  expect(left.ok && 'taxCode' in left.body).toBe(false)
  const cleared = readPerson({ ...emptyPerson, taxCode: ' ' })
  expect(cleared.ok && cleared.body.taxCode).toBeNull()
})

test('phones in one field', () => {
  expect(splitPhones('333 1234567, 02/55')).toEqual(['333 1234567', '02', '55'])
})

test('what was read comes back as it is typed', () => {
  const read = readPerson({ ...emptyPerson, birthDate: '3/1985', documentNumber: 'AB1', phones: '333' })
  if (!read.ok) throw new Error('not read')
  const identity = { otherNames: '', address: '', ...read.body.identity } as Parameters<
    typeof valuesOfPerson
  >[0]['identity']
  const again = valuesOfPerson({ identity, sex: 'F', citizenship: 'BGD' } as Parameters<typeof valuesOfPerson>[0])
  expect(again).toMatchObject({ birthDate: '3/1985', documentNumber: 'AB1', phones: '333', taxCode: null })
})
