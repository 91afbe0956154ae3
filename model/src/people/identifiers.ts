/**
 * The digits of a telephone number with its country code and without sign: '393279315304'. Without a code it is Italian,
 * where a landline keeps its zero. `undefined` when there are fewer than 6 digits or more than the 15 of E.164.
 */
export function phoneDigits(text: string): string | undefined {
  const typed = text.trim().replace(/^\((\+|00)/, '$1')
  const digits = typed.replace(/\D/g, '')
  const international = typed.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined
  // Mobile numbers that begin with 39 exist (393 …): they have ten digits, with the country's code there are more.
  const withCode = digits.length >= 11 && digits.startsWith('393') ? digits : `39${digits}`
  const found = international ?? withCode
  const national = found.startsWith('39') ? found.length - 2 : found.length
  return national >= 6 && found.length <= 15 ? found : undefined
}

/** A document's number as its letters and digits alone, upper-case: blanks, dots and dashes are copied at whim. */
export function documentNumber(text: string): string | undefined {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return bare.length >= 4 && bare.length <= 40 ? bare : undefined
}
