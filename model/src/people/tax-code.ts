import { CheckDigitizer } from '@marketto/codice-fiscale-utils'
import { normalise } from './names.ts'

/** What does not fit between a tax code and what the person says. A warning, never a bar: offices make mistakes as well. */
export const taxCodeWarningCodes = [
  'form',
  'checksum',
  'surname-mismatch',
  'name-mismatch',
  'birth-mismatch',
  'sex-mismatch',
] as const
export type TaxCodeWarning = (typeof taxCodeWarningCodes)[number]

const digit = '[0-9LMNPQRSTUV]'
/** Codice fiscale of a natural person, with the letters that stand for digits when two persons share one (omocodia). */
const personal = new RegExp(`^[A-Z]{6}${digit}{2}[ABCDEHLMPRST]${digit}{2}[A-Z]${digit}{3}[A-Z]$`)
const months = 'ABCDEHLMPRST'

/** As it is stored: upper-case, without blanks. */
export function cleanTaxCode(text: string): string {
  return text.toUpperCase().replace(/[\s.-]/g, '')
}

/** Sixteen characters in the right form, or the eleven digits of a provisional code. Its check character is not looked at. */
export function isTaxCode(text: string): boolean {
  const code = cleanTaxCode(text)
  return personal.test(code) || /^\d{11}$/.test(code)
}

/** For screens where the whole is not needed: 'RSS••••••••••••S'. */
export function maskTaxCode(text: string): string {
  const code = cleanTaxCode(text)
  return code.length < 8
    ? '•'.repeat(code.length)
    : `${code.slice(0, 3)}${'•'.repeat(code.length - 4)}${code.slice(-1)}`
}

/**
 * Compares a tax code with what is known of its owner; a field that is not known is not compared. `birthDate` may be partial
 * ('1985', '1985-05'); `sex` counts only as 'F' or 'M'. Algorithm: D.M. 12 March 1974 and D.M. 23 December 1976.
 */
export function taxCodeWarnings(person: {
  taxCode: string
  givenName?: string
  familyName?: string
  birthDate?: string
  sex?: string
}): TaxCodeWarning[] {
  const code = cleanTaxCode(person.taxCode)
  if (!isTaxCode(code)) return ['form']
  if (code.length === 11) return provisionalCheck(code) ? [] : ['checksum']
  const say: TaxCodeWarning[] = []
  if (CheckDigitizer.checkDigit(code.slice(0, 15)) !== code[15]) say.push('checksum')
  if (person.familyName && surnameLetters(person.familyName) !== code.slice(0, 3)) say.push('surname-mismatch')
  if (person.givenName && nameLetters(person.givenName) !== code.slice(3, 6)) say.push('name-mismatch')
  const genderedDay = number(code.slice(9, 11))
  if (person.birthDate) {
    const [year, month, day] = person.birthDate.split('-')
    const fits =
      (year as string).slice(2) === String(number(code.slice(6, 8))).padStart(2, '0') &&
      (month === undefined || months[Number(month) - 1] === code[8]) &&
      (day === undefined || Number(day) === genderedDay % 40)
    if (!fits) say.push('birth-mismatch')
  }
  // Women's days are counted from 41.
  const coded = genderedDay > 40 ? 'F' : 'M'
  if ((person.sex === 'F' || person.sex === 'M') && person.sex !== coded) say.push('sex-mismatch')
  return say
}

/** Digits of a code, letters of omocodia turned back. */
function number(text: string): number {
  return Number([...text].map((sign) => (/\d/.test(sign) ? sign : String('LMNPQRSTUV'.indexOf(sign)))).join(''))
}

function letters(text: string): { consonants: string; vowels: string } {
  const bare = normalise(text)
    .replace(/[^a-z]/g, '')
    .toUpperCase()
  return { consonants: bare.replace(/[AEIOU]/g, ''), vowels: bare.replace(/[^AEIOU]/g, '') }
}

function surnameLetters(text: string): string {
  const { consonants, vowels } = letters(text)
  return `${consonants}${vowels}XXX`.slice(0, 3)
}

function nameLetters(text: string): string {
  const { consonants, vowels } = letters(text)
  // With four consonants or more the second is skipped.
  if (consonants.length >= 4) return `${consonants[0]}${consonants[2]}${consonants[3]}`
  return `${consonants}${vowels}XXX`.slice(0, 3)
}

/** Provisional numeric codes carry the check digit of a VAT number. */
function provisionalCheck(code: string): boolean {
  let sum = 0
  for (let at = 0; at < 10; at++) {
    const value = Number(code[at])
    sum += at % 2 === 0 ? value : value > 4 ? value * 2 - 9 : value * 2
  }
  return (10 - (sum % 10)) % 10 === Number(code[10])
}
