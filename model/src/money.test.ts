import { expect, test } from 'vitest'
import { formatMoney, readAmount } from './money.ts'

test('an amount is read as people type it in Italy and elsewhere', () => {
  for (const [text, amount] of [
    ['8500', 850_000],
    ['8.500', 850_000],
    ['8,500', 850_000],
    ['8 500', 850_000],
    ['8.500,5', 850_050],
    ['8,500.50', 850_050],
    ['1 200 000', 120_000_000],
    [' 0,50 ', 50],
    ['12,34', 1_234],
  ] as const)
    expect([text, readAmount(text)]).toEqual([text, amount])
})

test('what is no amount is not guessed', () => {
  for (const text of ['', 'tanto', '12,3456', '1,2,3', '-5', '8.50.0', '8500 euro', '1 2'])
    expect(readAmount(text)).toBe(null)
})

test('an amount is said in the language of who reads', () => {
  expect(formatMoney(850_000, 'EUR', 'it').replace(/\s/g, ' ')).toBe('8.500,00 €')
  expect(formatMoney(1_850_050, 'EUR', 'it').replace(/\s/g, ' ')).toBe('18.500,50 €')
  expect(formatMoney(850_000, 'EUR', 'en')).toBe('€8,500.00')
  expect(formatMoney(2_000_000, 'BDT', 'it').replace(/\s/g, ' ')).toMatch(/^20\.000,00 /)
  expect(formatMoney(850_000, 'EUR', 'ur')).not.toMatch(/[٠-٩۰-۹]/)
})
