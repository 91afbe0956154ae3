import { expect, test } from 'vitest'
import { CivilDate, PartialDate } from '../calendar.ts'
import { ageBandOf, coveredBy, tellsWho } from './facts.ts'

const today = CivilDate.parse('2026-01-15')
const band = (birth: string) => ageBandOf(PartialDate.parse(birth), today)

test('an age is told by its band; of two that it may be, the younger', () => {
  expect(band('2008-01-15')).toBe('18-24')
  expect(band('2008-01-16')).toBe('under-18')
  expect(band('2008-01')).toBe('under-18')
  expect(band('2008')).toBe('under-18')
  expect(band('2007-12')).toBe('18-24')
  expect(band('1990')).toBe('35-49')
  expect(band('1950-06-01')).toBe('65-on')
  expect(ageBandOf(null, today)).toBe('not_asked')
})

test('what must be covered follows from what travels; a need of care is one of health too', () => {
  expect(coveredBy({ need: 'legal', sex: 'F' })).toEqual(['needs', 'identity'])
  expect(coveredBy({ need: 'health', story: 'x', phones: ['1'] })).toEqual([
    'needs',
    'notes',
    'contact-details',
    'health',
  ])
})

test('a name as a word of its own or a phone tells who somebody is; a part of a word and a few digits do not', () => {
  const person = { givenName: 'Amadou', familyName: 'Traoré', otherNames: '', phones: ['+39 351 000 0101'] }
  expect(tellsWho('Per TRAORE, che lavora nei campi', person)).toBe(true)
  expect(tellsWho('tel 351-0000101', person)).toBe(true)
  expect(tellsWho('Amadouville, dal 2021, via Roma 351', person)).toBe(false)
  expect(tellsWho('', { ...person, givenName: '', familyName: 'Li', phones: [] })).toBe(false)
})
