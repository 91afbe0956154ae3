/** Hundredths of a unit, in every currency: also in those that people count by the thousandth or not divided at all. */
type Hundredths = number

/**
 * An amount as people read it: `8.500,00 €`, `€8,500.00`. Two decimals in every currency, whatever its own habit, so that what
 * is shown is what was written. Digits are those of Italy in every language.
 */
export const formatMoney = (amount: Hundredths, currency: string, lang: string): string =>
  new Intl.NumberFormat(`${lang === 'en' ? 'en-GB' : lang}-u-nu-latn`, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    // Plain Italian would write 8500,00: with the mark nobody reads a thousand for ten thousand.
    useGrouping: 'always',
  }).format(amount / 100)

export type AmountReading = { ok: true; amount: Hundredths } | { ok: false; reason: 'no-amount' | 'two-ways' }

/**
 * An amount as people type it, in hundredths: `8500`, `8 500,50`, `8.500,50`, `8,500.50`, `1.200.000`. The last mark stands
 * before one or two decimals, the other one and spaces divide thousands. Three digits after the last mark are thousands to one and
 * thousandths to another (`8.500`, `1234,560`): that is not guessed, unless the same mark stands there twice.
 */
export function readAmount(text: string): AmountReading {
  const typed = text.trim().replace(/[\s'’\u00a0\u202f]+(?=\d{3}(?!\d))/g, '')
  const found =
    /^(\d+|\d{1,3}(?:\.\d{3})+(?=,)|\d{1,3}(?:,\d{3})+(?=\.))(?:[.,](\d{1,2}))?$/.exec(typed) ??
    /^(\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,}))$/.exec(typed)
  if (!found) return { ok: false, reason: /^[\d.,]*\d[.,]\d{3}$/.test(typed) ? 'two-ways' : 'no-amount' }
  const whole = (found[1] as string).replace(/[.,]/g, '')
  return { ok: true, amount: Number(whole) * 100 + Number((found[2] ?? '').padEnd(2, '0')) }
}
