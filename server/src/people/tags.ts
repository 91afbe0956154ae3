import type { Identity } from '#model/people/contract.ts'
import { documentNumber, phoneDigits } from '#model/people/identifiers.ts'
import { type NameTag, nameTags, queryTags } from '#model/people/name-tags.ts'
import { nameTokens, normalise } from '#model/people/names.ts'
import { cleanTaxCode } from '#model/people/tax-code.ts'
import type { DeskVault } from '../platform/vault.ts'

/** What is sealed in `person.identity`. */
export type SealedIdentity = { identity: Identity; taxCode: string | null }

export const namesOf = ({ givenName, familyName, otherNames }: Identity): string =>
  [givenName, familyName, otherNames].filter(Boolean).join(' ')

export const birthYearOf = ({ birthDate }: Identity): number | undefined =>
  birthDate ? Number(birthDate.slice(0, 4)) : undefined

const keyed = (vault: DeskVault, tag: NameTag) =>
  tag.coarse ? vault.coarseTag('name', tag.term) : vault.tag('name', tag.term)

/** The desk's code of a person as it is compared: PUA-0108 = pua 0108. Empty for what is no code, such as a dash. */
export const bareCode = (code: string): string => normalise(code).replaceAll(' ', '')

export const codeTag = (vault: DeskVault, code: string): Buffer => vault.tag('code', bareCode(code))

function exactTags(vault: DeskVault, { identity, taxCode }: SealedIdentity): Buffer[] {
  const phones = identity.phones.flatMap((phone) => phoneDigits(phone) ?? [])
  const numbers = identity.documents.flatMap((document) => documentNumber(document.number) ?? [])
  return [
    ...phones.map((digits) => vault.tag('phone', digits)),
    ...numbers.map((number) => vault.tag('document', number)),
    ...(taxCode ? [vault.tag('document', cleanTaxCode(taxCode))] : []),
    ...(bareCode(identity.code) ? [codeTag(vault, identity.code)] : []),
  ]
}

const namesTags = ({ identity }: SealedIdentity) => nameTags(nameTokens(namesOf(identity)), birthYearOf(identity))

/** Every blind tag of a person. */
export const tagsOf = (vault: DeskVault, sealed: SealedIdentity): Buffer[] =>
  distinct([...namesTags(sealed).map((tag) => keyed(vault, tag)), ...exactTags(vault, sealed)])

/** A tag to look for, and how much it says that a person has it too. */
export type SoughtTag = { tag: Buffer; weight: number }

const CERTAIN = 20
/** A whole part of a name says more than its beginning, and two parts together more than each. */
const weightOf = { pair: 8, token: 4, skeleton: 3, year: 4, deletion: 2, prefix: 1, birth: 1 } as const

const soughtNames = (vault: DeskVault, tags: NameTag[]): SoughtTag[] =>
  tags.map((tag) => ({ tag: keyed(vault, tag), weight: weightOf[tag.kind] }))

/** Tags to look for: what is typed may be a name, a year, a phone, a document number, a tax code or a code. */
export function soughtByText(vault: DeskVault, text: string): SoughtTag[] {
  const phone = phoneDigits(text)
  const number = documentNumber(text)
  const exact = [
    ...(phone ? [vault.tag('phone', phone)] : []),
    ...(number ? [vault.tag('document', number)] : []),
    ...(bareCode(text) ? [codeTag(vault, text)] : []),
  ]
  return [...exact.map((tag) => ({ tag, weight: CERTAIN })), ...soughtNames(vault, queryTags(text))]
}

/** Tags to look for: those of a described identity. */
export const soughtByIdentity = (vault: DeskVault, sealed: SealedIdentity): SoughtTag[] => [
  ...exactTags(vault, sealed).map((tag) => ({ tag, weight: CERTAIN })),
  ...soughtNames(vault, namesTags(sealed)),
]

const distinct = (tags: Buffer[]) => [...new Map(tags.map((tag) => [tag.toString('hex'), tag])).values()]
