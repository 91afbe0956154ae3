import { z } from 'zod'
import { CivilDate, PartialDate } from '../calendar.ts'
import { answer, YesNo } from '../codes/answer.ts'
import { AgeSource, Companion, GuardianState } from '../codes/minors.ts'
import { LivingPlace, Relation } from '../codes/relations.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose, words } from '../words.ts'
import { SafeContact } from './contract.ts'

/** How many records a person takes of ties, those that no longer hold among them. What holds can be taken back beyond that. */
export const MOST_TIES = 300

/** The number of the record that was seen last; 0: it is new. */
const no = z
  .number()
  .int()
  .min(0)
  .max(MOST_TIES + 1)

export const NewSafeContact = SafeContact.extend({ no })
export type NewSafeContact = z.infer<typeof NewSafeContact>

/** With whom a minor is here, and who answers for her or him. */
export const NewMinor = z.strictObject({
  no,
  companion: answer(Companion).default('not_asked'),
  guardian: answer(GuardianState).default('not_asked'),
  ageFrom: answer(AgeSource).default('not_asked'),
  text: prose(2_000).default(''),
})
export type NewMinor = z.infer<typeof NewMinor>

/** Somebody of the family of a person: known to the desk, or only by what is told. */
export const NewRelative = z.strictObject({
  no,
  /** The other person, where the desk knows her or him; it cannot be changed afterwards. */
  other: Id.nullable().default(null),
  /** What the other one is to the person at hand. */
  relation: Relation,
  /** Where the desk does not know the other one. */
  name: words(120).default(''),
  birthDate: PartialDate.nullable().default(null),
  place: answer(LivingPlace).default('not_asked'),
  /** Whether the other one lives on what the person earns. */
  dependent: YesNo.default('not_asked'),
  text: words(1_000).default(''),
  withdrawn: z.boolean().default(false),
})
export type NewRelative = z.infer<typeof NewRelative>

/** What every record has: the first of a thing is 1, the next 2, and nothing is overwritten. */
const written = { no: z.number().int(), by: z.string(), at: z.string() }
export const SafeContactFact = z.object({ ...NewSafeContact.shape, ...written })
export type SafeContactFact = z.infer<typeof SafeContactFact>
export const MinorFact = z.object({ ...NewMinor.shape, ...written })
export type MinorFact = z.infer<typeof MinorFact>
export const RelativeFact = z.object({ ...NewRelative.shape, ...written })
export type RelativeFact = z.infer<typeof RelativeFact>

/** Somebody of the family, seen from the person at hand, whoever's page it was written on. */
export const Relative = z.object({
  id: Id,
  /** The other person of the desk, whom this actor sees; `null`: known only by what is told, or not to be seen. */
  other: z.object({ id: Id, name: z.string(), code: z.string(), birthDate: PartialDate.nullable() }).nullable(),
  /** The other one is recorded in the desk, and this actor does not see the record. */
  hidden: z.boolean(),
  /** The record that holds first. */
  history: z.array(RelativeFact).min(1),
})
export type Relative = z.infer<typeof Relative>

/** How a person can be reached, who belongs to the family, and what is particular where the person is a minor. */
export const Ties = z.object({
  personId: Id,
  today: CivilDate,
  /** Empty: nobody has recorded it. */
  safeContact: z.array(SafeContactFact),
  minor: z.array(MinorFact),
  relatives: z.array(Relative),
  can: z.array(z.enum(['write'])),
})
export type Ties = z.infer<typeof Ties>

const ofPerson = { person: Id }
const writes = { act: 'write', record: 'person', id: 'person' } as const

export const openTies = endpoint({
  name: 'openTies',
  method: 'GET',
  path: '/desks/:desk/persons/:person/ties',
  access: { grant: 'person.read' },
  summary: 'How a person is reached safely, the family, and what is particular to a minor, with what it said before',
  params: inDesk(ofPerson),
  answer: Ties,
  audit: { act: 'read', record: 'person', id: 'person' },
})

export const writeSafeContact = endpoint({
  name: 'writeSafeContact',
  method: 'PUT',
  path: '/desks/:desk/persons/:person/safe-contact',
  access: { grant: 'person.write' },
  summary: 'Write how a person is reached safely; refused with how it is now if somebody else was first',
  params: inDesk(ofPerson),
  body: NewSafeContact,
  answer: Ties,
  audit: writes,
})

export const writeMinor = endpoint({
  name: 'writeMinor',
  method: 'PUT',
  path: '/desks/:desk/persons/:person/minor',
  access: { grant: 'person.write' },
  summary: 'Write with whom a minor is here; refused with how it is now if somebody else was first',
  params: inDesk(ofPerson),
  body: NewMinor,
  answer: Ties,
  audit: writes,
})

export const writeRelative = endpoint({
  name: 'writeRelative',
  method: 'PUT',
  path: '/desks/:desk/persons/:person/relatives/:relative',
  access: { grant: 'person.write' },
  summary: 'Write or change somebody of the family; refused with how it is now if somebody else was first',
  params: inDesk({ ...ofPerson, relative: Id }),
  body: NewRelative,
  answer: Ties,
  audit: writes,
})
