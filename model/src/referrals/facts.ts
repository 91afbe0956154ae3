import type { CivilDate, PartialDate } from '../calendar.ts'
import type { DataScope } from '../codes/data-scopes.ts'
import { fold } from '../codes/fold.ts'
import type { ReferralFacts, Scope, Snapshot } from './contract.ts'

/** What the ledger calls the fields that travel. */
const scopeInLedger = {
  need: 'needs',
  language: 'identity',
  sex: 'identity',
  ageBand: 'identity',
  question: 'needs',
  name: 'identity',
  birthDate: 'identity',
  phones: 'contact-details',
  address: 'contact-details',
  citizenship: 'identity',
  stayDocument: 'stay',
  taxCode: 'identity',
  profile: 'work',
  sector: 'work',
  workForm: 'work',
  story: 'notes',
  services: 'services',
  notes: 'notes',
} as const satisfies Record<Scope, DataScope>

/** What must be covered so that a snapshot may be given. That somebody needs care tells of their health (art. 9 GDPR). */
export function coveredBy(snapshot: Snapshot): DataScope[] {
  const scopes = (Object.keys(snapshot) as Scope[]).map((scope): DataScope => scopeInLedger[scope])
  const tellsOfHealth = snapshot.need === 'health' || snapshot.need === 'psychological-support'
  return [...new Set<DataScope>([...scopes, ...(tellsOfHealth ? (['health'] as const) : [])])]
}

type Known = { givenName: string; familyName: string; otherNames: string; phones: readonly string[] }

const SHORTEST_NAME = 3
const SHORTEST_NUMBER = 6

/** Whether a text has a name of the person as a word of its own, or a phone: what is read before the yes should have neither. */
export function tellsWho(text: string, { givenName, familyName, otherNames, phones }: Known): boolean {
  const said = new Set(fold(text).split(' '))
  const names = fold(`${givenName} ${familyName} ${otherNames}`).split(' ')
  const digits = text.replace(/\D/g, '')
  return (
    names.some((name) => name.length >= SHORTEST_NAME && said.has(name)) ||
    phones.some((phone) => {
      const number = phone.replace(/\D/g, '').slice(-9)
      return number.length >= SHORTEST_NUMBER && digits.includes(number)
    })
  )
}

const bands = [
  ['under-18', 18],
  ['18-24', 25],
  ['25-34', 35],
  ['35-49', 50],
  ['50-64', 65],
] as const

/** Of a birth that is not known to the day, the later one: who may be a minor is taken for one. */
export function ageBandOf(birth: PartialDate | null, today: CivilDate): ReferralFacts['ageBand'] {
  if (birth === null) return 'not_asked'
  const full = `${birth}${'-12-31'.slice(birth.length - 4)}`.slice(0, 10)
  const age = Number(today.slice(0, 4)) - Number(full.slice(0, 4)) - (today.slice(5) < full.slice(5) ? 1 : 0)
  return bands.find(([, before]) => age < before)?.[0] ?? '65-on'
}
