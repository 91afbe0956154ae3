/** Hundredths of a unit. */
type Hundredths = number

/** An amount as people read it: `8.500,00 €`, `€8,500.00`. Digits are those of Italy in every language. */
export const formatMoney = (amount: Hundredths, currency: string, lang: string): string =>
  new Intl.NumberFormat(`${lang === 'en' ? 'en-GB' : lang}-u-nu-latn`, {
    style: 'currency',
    currency,
    // Plain Italian would write 8500,00: with the mark nobody reads a thousand for ten thousand.
    useGrouping: 'always',
  }).format(amount / 100)

/**
 * An amount as people type it, in hundredths: `8500`, `8.500`, `8 500,50`, `8,500.50`. A mark before three digits divides
 * thousands, before one or two at the end decimals. `null`: it is none.
 */
export function readAmount(text: string): Hundredths | null {
  const typed = text.trim().replace(/[\s'’\u00a0\u202f]+(?=\d{3}(?!\d))/g, '')
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(typed)
  if (!found) return null
  const whole = (found[1] as string).replace(/[.,]/g, '')
  return Number(whole) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
