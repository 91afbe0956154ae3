import { expect, test } from 'vitest'
import { isTaxCode, maskTaxCode, taxCodeWarnings } from './tax-code.ts'

/** The specimen of the Revenue Agency's own pages: nobody's code. */
const rossi = {
  taxCode: 'RSSMRA85T10A562S',
  givenName: 'Mario',
  familyName: 'Rossi',
  birthDate: '1985-12-10',
  sex: 'M',
}

test('that fits the person warns of nothing', () => {
  expect(taxCodeWarnings(rossi)).toEqual([])
  expect(taxCodeWarnings({ taxCode: 'rss mra 85t10 a562s' })).toEqual([])
  expect(taxCodeWarnings({ ...rossi, birthDate: '1985' })).toEqual([])
  expect(taxCodeWarnings({ ...rossi, sex: 'not_asked' })).toEqual([])
})

test('each thing that does not fit is named, and nothing is refused', () => {
  expect(taxCodeWarnings({ ...rossi, taxCode: 'RSSMRA85T10A562A' })).toEqual(['checksum'])
  expect(taxCodeWarnings({ ...rossi, familyName: 'Bianchi' })).toEqual(['surname-mismatch'])
  expect(taxCodeWarnings({ ...rossi, givenName: 'Gianfranco' })).toEqual(['name-mismatch'])
  expect(taxCodeWarnings({ ...rossi, birthDate: '1985-11-10' })).toEqual(['birth-mismatch'])
  expect(taxCodeWarnings({ ...rossi, sex: 'F' })).toEqual(['sex-mismatch'])
  expect(taxCodeWarnings({ taxCode: 'RSSMRA' })).toEqual(['form'])
})

test('swapped names give both warnings, as a register that swaps them would', () => {
  expect(taxCodeWarnings({ ...rossi, familyName: 'Mario', givenName: 'Rossi' })).toEqual([
    'surname-mismatch',
    'name-mismatch',
  ])
})

test('letters in the place of digits are read as the digits', () => {
  // Omocodia: the last digit of the place, 2, becomes N, and the check character follows.
  const omocode = taxCodeWarnings({ ...rossi, taxCode: 'RSSMRA85T1LA562S' })
  expect(omocode).toEqual(['checksum'])
  expect(isTaxCode('RSSMRAURTMLARSNL')).toBe(true)
})

test('a short surname, a name of four consonants, an apostrophe and an accent', () => {
  const base = { birthDate: '1985-12-10', sex: 'M' }
  const code = (name: string) => `${name}85T10Z249`
  const warn = (six: string, familyName: string, givenName: string) =>
    taxCodeWarnings({ ...base, taxCode: `${code(six)}A`, familyName, givenName }).filter((say) => say !== 'checksum')
  expect(warn('FOXMRA', 'Fo', 'Mario')).toEqual([])
  expect(warn('DNGGFR', "D'Angelo", 'Gianfranco')).toEqual([])
  expect(warn('CLERBN', 'Çela', 'Arben')).toEqual([])
})

test('the provisional code of eleven digits has its own check', () => {
  expect(taxCodeWarnings({ taxCode: '12345678903' })).toEqual([])
  expect(taxCodeWarnings({ taxCode: '12345678904' })).toEqual(['checksum'])
})

test('the mask keeps three letters and the check character', () => {
  expect(maskTaxCode('RSSMRA85T10A562S')).toBe('RSS••••••••••••S')
  expect(maskTaxCode('RSS')).toBe('•••')
})
