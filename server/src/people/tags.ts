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

/** Every blind tag of a person. */
export function tagsOf(vault: DeskVault, sealed: SealedIdentity): Buffer[] {
  const names = nameTags(nameTokens(namesOf(sealed.identity)), birthYearOf(sealed.identity))
  return distinct([...names.map((tag) => keyed(vault, tag)), ...exactTags(vault, sealed)])
}

/** Tags to look for: what is typed may be a name, a year, a phone, a document number, a tax code or a code. */
export function tagsOfQuery(vault: DeskVault, text: string): { tags: Buffer[]; exact: Set<string> } {
  const phone = phoneDigits(text)
  const number = documentNumber(text)
  const exact = [
    ...(phone ? [vault.tag('phone', phone)] : []),
    ...(number ? [vault.tag('document', number)] : []),
    ...(bareCode(text) ? [codeTag(vault, text)] : []),
  ]
  const names = queryTags(text).map((tag) => keyed(vault, tag))
  return { tags: distinct([...names, ...exact]), exact: new Set(exact.map((tag) => tag.toString('hex'))) }
}

const distinct = (tags: Buffer[]) => [...new Map(tags.map((tag) => [tag.toString('hex'), tag])).values()]
