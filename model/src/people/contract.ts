import { z } from 'zod'
import { CivilDate, PartialDate } from '../calendar.ts'
import { answer, answers, YesNo } from '../codes/answer.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { ContactWay, MediatorWish } from '../codes/contact-ways.ts'
import { Language } from '../codes/languages.ts'
import { Sex } from '../codes/sexes.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { prose, words } from '../words.ts'

/** One line of text. Control characters and marks that turn the direction of writing could disguise what stands beside. */
const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text) && text.isWellFormed(), 'control-characters')

export const DocumentKind = z.enum(['passport', 'identity-card', 'permit', 'permit-receipt', 'other'])
export const IdentityDocument = z.strictObject({ kind: DocumentKind, number: Text(40).min(1) })

/** What says who a person is: kept apart, sealed. Everything may stay empty. */
export const Identity = z.strictObject({
  givenName: Text(120).default(''),
  familyName: Text(120).default(''),
  otherNames: Text(200).default(''),
  birthDate: PartialDate.nullable().default(null),
  phones: z.array(Text(40).min(1)).max(5).default([]),
  documents: z.array(IdentityDocument).max(5).default([]),
  address: Text(300).default(''),
  /** The desk's own code of the person (for example from its register): PUA-0108. */
  code: Text(60).default(''),
})
export type Identity = z.infer<typeof Identity>

/** How somebody can be reached without danger (contatto sicuro), as the person wants it. */
export const SafeContact = z.strictObject({
  /** By which name to ask, where it is not the own one. */
  callName: words(120).default(''),
  /** The ways that are safe. */
  ways: answers(ContactWay).default('not_asked'),
  /** The ways that are never taken. */
  never: answers(ContactWay).default('not_asked'),
  when: words(300).default(''),
  /** Number, address, or through whom; who else may answer there. */
  where: words(300).default(''),
  mayLeaveWord: YesNo.default('not_asked'),
  maySayWho: YesNo.default('not_asked'),
  language: answer(Language).default('not_asked'),
  canRead: YesNo.default('not_asked'),
  mediator: answer(MediatorWish).default('not_asked'),
  text: prose(2_000).default(''),
})
export type SafeContact = z.infer<typeof SafeContact>

/** What a case shows of a person's ties beside name and phone. */
export const TiesBrief = z.object({
  /** `null`: nobody has recorded it. */
  safeContact: SafeContact.nullable(),
  /** How many of the family are recorded. */
  relatives: z.number().int(),
})
export type TiesBrief = z.infer<typeof TiesBrief>

/** A person as a line in a list. */
export const PersonCard = z.object({
  id: Id,
  name: z.string(),
  code: z.string(),
  birthDate: PartialDate.nullable(),
  sex: Sex,
  citizenship: answer(Citizenship),
  lastContact: CivilDate.nullable(),
  openCases: z.number().int(),
  /** The person's data were erased (art. 17 GDPR): there is no name. */
  erased: z.boolean(),
})
export type PersonCard = z.infer<typeof PersonCard>

/** A possible match: why it is one, best first. The software never merges. */
export const PersonMatch = PersonCard.extend({
  likeness: z.number().min(0).max(1),
  because: z.array(z.enum(['name', 'birth-date', 'phone', 'document', 'tax-code', 'code'])),
})
export type PersonMatch = z.infer<typeof PersonMatch>

export const ContactOfPerson = z.object({ id: Id, day: CivilDate, channel: z.string(), needs: z.unknown() })
export const CaseOfPerson = z.object({
  id: Id,
  openedOn: CivilDate,
  closedOn: CivilDate.nullable(),
  state: z.enum(['open', 'closed']),
  outcome: z.string().nullable(),
})

export const TaxCodeWarning = z.enum([
  'form',
  'checksum',
  'name-mismatch',
  'surname-mismatch',
  'birth-mismatch',
  'sex-mismatch',
])

export const Person = z.object({
  id: Id,
  identity: Identity,
  /** Shown with its middle hidden; the whole is a call of its own, which is logged. */
  taxCodeMasked: z.string().nullable(),
  taxCodeWarnings: z.array(TaxCodeWarning),
  sex: Sex,
  citizenship: answer(Citizenship),
  version: z.number().int(),
  erased: z.boolean(),
  contacts: z.array(ContactOfPerson),
  cases: z.array(CaseOfPerson),
  can: z.array(z.enum(['correct', 'take-in-charge'])),
})
export type Person = z.infer<typeof Person>

/** `null` clears the tax code; absent leaves it as it is. Never refused for its form: warned about. */
const TaxCode = Text(20).nullable().optional()

export const NewPerson = z.strictObject({
  id: Id,
  identity: Identity,
  taxCode: TaxCode,
  sex: Sex,
  citizenship: answer(Citizenship),
})
export type NewPerson = z.infer<typeof NewPerson>

export const recordPerson = endpoint({
  name: 'recordPerson',
  method: 'POST',
  path: '/desks/:desk/persons',
  access: { grant: 'person.write' },
  summary: 'Record a person',
  params: inDesk(),
  body: NewPerson,
  answer: Person,
  audit: { act: 'write', record: 'person' },
})

export const listPersons = endpoint({
  name: 'listPersons',
  method: 'GET',
  path: '/desks/:desk/persons',
  access: { grant: 'person.read' },
  summary: 'Persons of the desk, last recorded first',
  params: inDesk(),
  query: z.strictObject({ ...Paging }),
  answer: pageOf(PersonCard),
  audit: { act: 'read', record: 'persons' },
})

/** A search gives no more than these, the likeliest first. */
export const MOST_FOUND = 20

/** A POST, so that no name ever stands in an address. Part of a name, a birth year, a phone, a document number, a code. */
export const searchPersons = endpoint({
  name: 'searchPersons',
  method: 'POST',
  path: '/desks/:desk/persons/search',
  access: { grant: 'person.read' },
  summary: 'Find persons by part of a name, birth year, phone, document number or code',
  params: inDesk(),
  body: z.strictObject({ text: Text(200).min(2) }),
  answer: z.object({ rows: z.array(PersonMatch) }),
  audit: { act: 'read', record: 'persons' },
})

export const matchPersons = endpoint({
  name: 'matchPersons',
  method: 'POST',
  path: '/desks/:desk/persons/matches',
  access: { grant: 'person.read' },
  summary: 'Possible matches of an identity before it is saved',
  params: inDesk(),
  body: z.strictObject({ identity: Identity, taxCode: TaxCode, except: Id.optional() }),
  answer: z.object({ rows: z.array(PersonMatch), taxCodeWarnings: z.array(TaxCodeWarning) }),
  audit: { act: 'read', record: 'persons' },
})

export const openPerson = endpoint({
  name: 'openPerson',
  method: 'GET',
  path: '/desks/:desk/persons/:person',
  access: { grant: 'person.read' },
  summary: 'One person, with contacts and cases',
  params: inDesk({ person: Id }),
  answer: Person,
  audit: { act: 'read', record: 'person', id: 'person' },
})

export const revealTaxCode = endpoint({
  name: 'revealTaxCode',
  method: 'POST',
  path: '/desks/:desk/persons/:person/tax-code',
  access: { grant: 'person.read' },
  summary: 'The whole tax code (logged)',
  params: inDesk({ person: Id }),
  answer: z.object({ taxCode: z.string().nullable() }),
  audit: { act: 'read', record: 'tax-code', id: 'person' },
})

export const correctPerson = endpoint({
  name: 'correctPerson',
  method: 'PUT',
  path: '/desks/:desk/persons/:person',
  access: { grant: 'person.write' },
  summary: 'Correct a person; refused with the record as it is now if somebody else was first',
  params: inDesk({ person: Id }),
  body: NewPerson.omit({ id: true }).extend({ version: z.number().int() }),
  answer: Person,
  audit: { act: 'write', record: 'person', id: 'person' },
})
