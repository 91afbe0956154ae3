import type { z } from 'zod'
import { type Identity, MOST_FOUND, type PersonMatch } from '#model/people/contract.ts'
import { documentNumber, phoneDigits } from '#model/people/identifiers.ts'
import { scorer } from '#model/people/name-score.ts'
import { wordBeginsAnother, yearIn } from '#model/people/name-tags.ts'
import { nameTokens } from '#model/people/names.ts'
import { cleanTaxCode } from '#model/people/tax-code.ts'
import type { At } from '../platform/door.ts'
import { cardsOf } from './present.ts'
import { candidates, opened, type PersonRow } from './store.ts'
import {
  bareCode,
  birthYearOf,
  namesOf,
  type SealedIdentity,
  type SoughtTag,
  soughtByIdentity,
  soughtByText,
} from './tags.ts'

type Match = z.input<typeof PersonMatch>
type Reason = Match['because'][number]
type Verdict = { likeness: number; because: Reason[] }

/** Under this likeness two names are not worth a look. */
const LEAST = 0.5
/** From here on a likeness is a good one. */
const WELL = 0.75
/** Those with most in common are opened first; the others only if nobody among them fits well, or for the patient. */
const ROUNDS = [
  [0, 40],
  [40, 160],
] as const

async function matches(
  at: At,
  sought: SoughtTag[],
  judge: (sealed: SealedIdentity) => Verdict,
  {
    except,
    patient = false,
    certainAlone = false,
  }: { except?: string | undefined; patient?: boolean; certainAlone?: boolean } = {},
): Promise<Match[]> {
  const judged: ({ row: PersonRow } & Verdict)[] = []
  for (const [from, most] of ROUNDS) {
    const rows = sought.length > 0 ? await candidates(at, sought, from, most) : []
    for (const row of rows) {
      const verdict = row.id === except ? undefined : judge(opened(at, row))
      if (verdict && verdict.likeness >= LEAST) judged.push({ row, ...verdict })
    }
    if (rows.length < most || (!patient && judged.some((each) => each.likeness >= WELL))) break
  }
  const certain = certainAlone ? judged.filter((each) => isCertain(each.because)) : []
  const worthALook = certain.length > 0 ? certain : judged
  const best = worthALook.sort((a, b) => b.likeness - a.likeness).slice(0, MOST_FOUND)
  const cards = await cardsOf(
    at,
    best.map((each) => each.row),
  )
  return cards.map((card, index) => ({
    ...card,
    likeness: best[index]?.likeness ?? 0,
    because: best[index]?.because ?? [],
  }))
}

const isCertain = (because: Reason[]) => because.some((reason) => reason !== 'name' && reason !== 'birth-date')

const sameCode = (one: string, other: string) => bareCode(one) !== '' && bareCode(one) === bareCode(other)

/** Persons that a typed text may mean: part of a name in any order, a year of birth, a phone, a number, a code. */
export function matchText(at: At, text: string): Promise<Match[]> {
  const phone = phoneDigits(text)
  const number = documentNumber(text)
  const score = scorer(text)
  const byName = nameTokens(text).length > 0
  const patient = wordBeginsAnother(text)
  // "AB 123 4567" is a number that somebody has: nobody is meant whose name begins with its letters.
  const certainAlone = /\d/.test(text) && yearIn(text) === undefined
  const judge = (sealed: SealedIdentity): Verdict => {
    const { identity, taxCode } = sealed
    const because: Reason[] = []
    if (phone && identity.phones.some((each) => phoneDigits(each) === phone)) because.push('phone')
    if (number && identity.documents.some((each) => documentNumber(each.number) === number)) because.push('document')
    if (taxCode && number && cleanTaxCode(taxCode) === number) because.push('tax-code')
    if (sameCode(identity.code, text)) because.push('code')
    if (because.length > 0) return { likeness: 1, because }
    const birthYear = birthYearOf(identity)
    const likeness = Math.min(1, score({ names: [namesOf(identity)], ...(birthYear !== undefined && { birthYear }) }))
    return { likeness, because: byName ? ['name'] : ['birth-date'] }
  }
  return matches(at, soughtByText(at.vault, text), judge, { patient, certainAlone })
}

/** Persons of the desk who may be the one described. Nothing is merged: a person at the desk decides. */
export function matchIdentity(at: At, described: SealedIdentity, except?: string): Promise<Match[]> {
  const wanted = described.identity
  const phones = new Set(wanted.phones.flatMap((phone) => phoneDigits(phone) ?? []))
  const score = scorer(namesOf(wanted))
  const numbers = new Set(wanted.documents.flatMap((each) => documentNumber(each.number) ?? []))
  return matches(
    at,
    soughtByIdentity(at.vault, described),
    ({ identity, taxCode }) => {
      const because: Reason[] = []
      if (identity.phones.some((phone) => phones.has(phoneDigits(phone) ?? ''))) because.push('phone')
      if (identity.documents.some((each) => numbers.has(documentNumber(each.number) ?? ''))) because.push('document')
      if (taxCode && described.taxCode && cleanTaxCode(taxCode) === cleanTaxCode(described.taxCode))
        because.push('tax-code')
      if (sameCode(identity.code, wanted.code)) because.push('code')
      const likeness = namesOf(wanted) ? score({ names: [namesOf(identity)] }) : 0
      if (likeness >= 0.7) because.push('name')
      if (likeness >= LEAST && sameBirth(identity, wanted)) because.push('birth-date')
      return { likeness: isCertain(because) ? 1 : likeness >= 0.7 ? Math.min(1, likeness) : 0, because }
    },
    { except },
  )
}

const sameBirth = (one: Identity, other: Identity): boolean =>
  one.birthDate !== null &&
  other.birthDate !== null &&
  (one.birthDate.startsWith(other.birthDate) || other.birthDate.startsWith(one.birthDate))
