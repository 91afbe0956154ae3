import { isAnswered } from '../codes/answer.ts'
import { Citizenship, isThirdCountry } from '../codes/citizenships.ts'
import type { Requirement } from './contract.ts'

export type Said = { citizenship: string; stayDocument: string; profile: string }
type Finding = Requirement['finding']

/**
 * What the record says about a programme's requirement. It weighs what is written, nothing more: whether somebody is
 * eligible is for the programme to decide, and nothing here ever blocks taking charge.
 */
export function finding(code: Requirement['code'], { citizenship, stayDocument, profile }: Said): Finding {
  const asked = (value: string, yes: boolean): Finding =>
    !isAnswered(value) || value === 'unknown' ? 'not-documented' : yes ? 'documented' : 'contrary'
  if (code === 'third-country-national') {
    const known = Citizenship.safeParse(citizenship)
    const third = known.success ? isThirdCountry([known.data]) : undefined
    return third === undefined ? 'not-documented' : third ? 'documented' : 'contrary'
  }
  if (code === 'regular-stay') return asked(stayDocument, stayDocument !== 'none')
  return asked(profile, profile === 'grey-settled' || profile === 'exploited')
}
