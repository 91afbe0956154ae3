import { expect, test } from 'vitest'
import { currencies } from './codes/currencies.ts'
import { formatMoney, readAmount } from './money.ts'

const read = (text: string) => {
  const found = readAmount(text)
  return found.ok ? found.amount : found.reason
}

test('an amount is read as people type it in Italy and elsewhere', () => {
  for (const [text, amount] of [
    ['8500', 850_000],
    ['8 500', 850_000],
    ['8’500', 850_000],
    ['8.500,5', 850_050],
    ['8,500.50', 850_050],
    ['8 500,50', 850_050],
    ['1234,56', 123_456],
    ['1 200 000', 120_000_000],
    ['1.200.000', 120_000_000],
    ['1,200,000', 120_000_000],
    ['1,200,000.5', 120_000_050],
    [' 0,50 ', 50],
    ['12,34', 1_234],
  ] as const)
    expect([text, read(text)]).toEqual([text, amount])
})

test('what may be thousands or thousandths is not guessed, and is told apart from what is no amount', () => {
  for (const text of ['8.500', '8,500', '350,500', '1234,560', '1.234,560', '1,234.560', '0,500', '8 500.250'])
    expect([text, read(text)]).toEqual([text, 'two-ways'])
  for (const text of ['', 'tanto', '12,3456', '1,2,3', '-5', '8.50.0', '8,500,50', '8500 euro', '1 2', '.500', '5,'])
    expect([text, read(text)]).toEqual([text, 'no-amount'])
})

test('an amount is said in the language of who reads', () => {
  expect(formatMoney(850_000, 'EUR', 'it').replace(/\s/g, ' ')).toBe('8.500,00 €')
  expect(formatMoney(1_850_050, 'EUR', 'it').replace(/\s/g, ' ')).toBe('18.500,50 €')
  expect(formatMoney(850_000, 'EUR', 'en')).toBe('€8,500.00')
  expect(formatMoney(2_000_000, 'BDT', 'it').replace(/\s/g, ' ')).toMatch(/^20\.000,00 /)
  expect(formatMoney(850_000, 'EUR', 'ur')).not.toMatch(/[٠-٩۰-۹]/)
})

test('a currency has two decimals, whatever its own habit', () => {
  expect(formatMoney(123_456, 'TND', 'it').replace(/\s/g, ' ')).toBe('1.234,56 TND')
  expect(formatMoney(1_250, 'ALL', 'it').replace(/\s/g, ' ')).toBe('12,50 ALL')
  expect(formatMoney(1_250, 'JPY', 'en')).toContain('12.50')
})

test('what is shown reads back as the same amount, in every currency and in both languages of the page', () => {
  const amounts = [1, 5, 10, 50, 99, 100, 101, 1_250, 99_999, 100_000, 123_456, 350_500, 99_999_999, 123_456_789]
  for (let amount = 7; amount < 10_000_000_000_000; amount = amount * 13 + 1) amounts.push(amount)
  for (const lang of ['it', 'en'])
    for (const currency of currencies)
      for (const amount of amounts) {
        const shown = formatMoney(amount, currency, lang)
        // The amount without the sign of its currency, which some write with a mark (`Rs.`).
        const number = /\d(?:.*\d)?/.exec(shown)?.[0] ?? ''
        expect([shown, read(number)]).toEqual([shown, amount])
      }
})
