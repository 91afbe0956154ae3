import type { z } from 'zod'
import type { Identity, Person, PersonCard } from '#model/people/contract.ts'
import { maskTaxCode, taxCodeWarnings } from '#model/people/tax-code.ts'
import type { At } from '../platform/door.ts'
import { activityOf, casesOfPerson, contactsOfPerson, opened, type PersonRow } from './store.ts'
import type { SealedIdentity } from './tags.ts'

export const displayName = ({ givenName, familyName }: Identity): string =>
  [givenName, familyName].filter(Boolean).join(' ')

/** Warnings about a tax code, or none if there is no tax code. */
export const warningsOf = ({ identity, taxCode }: SealedIdentity, sex: string) =>
  taxCode
    ? taxCodeWarnings({
        taxCode,
        givenName: identity.givenName,
        familyName: identity.familyName,
        ...(identity.birthDate && { birthDate: identity.birthDate }),
        sex,
      })
    : []

/** Persons as lines of a list, in the order given. */
export async function cardsOf(at: At, rows: PersonRow[]): Promise<z.input<typeof PersonCard>[]> {
  const activity = await activityOf(
    at,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const { identity } = opened(at, row)
    const erased = row.identity.length === 0
    const { lastContact, openCases } = activity.get(row.id) ?? { lastContact: null, openCases: 0 }
    return {
      id: row.id,
      name: displayName(identity),
      code: identity.code,
      birthDate: identity.birthDate,
      sex: row.sex as Person['sex'],
      citizenship: row.citizenship as Person['citizenship'],
      lastContact,
      // Nobody closed them, and nobody can work on them any more.
      openCases: erased ? 0 : openCases,
      erased,
    }
  })
}

/** The whole person as one answer. */
export async function presentPerson(at: At, row: PersonRow): Promise<z.input<typeof Person>> {
  const [contacts, cases] = await Promise.all([contactsOfPerson(at, row.id), casesOfPerson(at, row.id)])
  return personAnswer(at, row, contacts, cases)
}

/** A person who was recorded just now: nothing stands about it yet. */
export const presentNewPerson = (at: At, row: PersonRow): z.input<typeof Person> => personAnswer(at, row, [], [])

function personAnswer(
  at: At,
  row: PersonRow,
  contacts: Awaited<ReturnType<typeof contactsOfPerson>>,
  cases: Awaited<ReturnType<typeof casesOfPerson>>,
): z.input<typeof Person> {
  const sealed = opened(at, row)
  const can = (grant: 'person.write' | 'case.write') => at.actor.grants.includes(grant)
  return {
    id: row.id,
    identity: sealed.identity,
    taxCodeMasked: sealed.taxCode && maskTaxCode(sealed.taxCode),
    taxCodeWarnings: warningsOf(sealed, row.sex),
    sex: row.sex as Person['sex'],
    citizenship: row.citizenship as Person['citizenship'],
    version: row.version,
    erased: row.identity.length === 0,
    contacts,
    cases: cases.map((each) => ({
      id: each.id,
      openedOn: each.opened_on,
      closedOn: each.closed_on,
      state: each.state,
      outcome: each.outcome,
    })),
    can:
      row.identity.length === 0
        ? []
        : [
            ...(can('person.write') ? (['correct'] as const) : []),
            ...(can('case.write') ? (['take-in-charge'] as const) : []),
          ],
  }
}
