import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { answer, answers } from '../codes/answer.ts'
import { Channel } from '../codes/channels.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { Given } from '../codes/given.ts'
import { Language } from '../codes/languages.ts'
import { Need } from '../codes/needs.ts'
import { Sector } from '../codes/sectors.ts'
import { Sex } from '../codes/sexes.ts'
import { Done, endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { prose, words } from '../words.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What is said of an encounter (contatto). Only day and channel are needed; the rest may be not asked or declined. */
export const ContactFields = z.strictObject({
  day: CivilDate,
  time: time.nullable().default(null),
  channel: Channel,
  /** Where, in words. Sealed. */
  place: words(200).default(''),
  language: answer(Language).default('not_asked'),
  sector: answer(Sector).default('not_asked'),
  sex: Sex.default('not_asked'),
  citizenship: answer(Citizenship).default('not_asked'),
  needs: answers(Need).default('not_asked'),
  given: answers(Given).default('not_asked'),
  /** Sealed. */
  note: prose(10_000).default(''),
  personId: Id.nullable().default(null),
})
export type ContactFields = z.infer<typeof ContactFields>

export const Contact = z.object({
  ...ContactFields.shape,
  /** A register may leave it out; a form cannot. */
  channel: answer(Channel),
  id: Id,
  /** Name of the person, where the contact is not anonymous. */
  personName: z.string().nullable(),
  personErased: z.boolean(),
  recordedBy: z.string(),
  version: z.number().int(),
  can: z.array(z.enum(['correct', 'withdraw', 'take-in-charge'])),
})
export type Contact = z.infer<typeof Contact>

export const logContact = endpoint({
  name: 'logContact',
  method: 'POST',
  path: '/desks/:desk/contacts',
  access: { grant: 'contact.write' },
  summary: 'Log a contact',
  params: inDesk(),
  body: ContactFields.extend({ id: Id }),
  answer: Contact,
  audit: { act: 'write', record: 'contact' },
})

export const listContacts = endpoint({
  name: 'listContacts',
  method: 'GET',
  path: '/desks/:desk/contacts',
  access: { grant: 'contact.read' },
  summary: 'Contacts of the desk, newest first',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    from: CivilDate.optional(),
    to: CivilDate.optional(),
    channel: Channel.optional(),
    sector: answer(Sector).optional(),
    /** `mine`: logged by me; `named`: with a person; `anonymous`; `waiting`: with a person who was never taken in charge. */
    show: z.enum(['all', 'mine', 'named', 'anonymous', 'waiting']).default('all'),
    order: z.enum(['newest', 'oldest']).default('newest'),
  }),
  answer: pageOf(Contact),
  audit: { act: 'read', record: 'contacts' },
})

export const openContact = endpoint({
  name: 'openContact',
  method: 'GET',
  path: '/desks/:desk/contacts/:contact',
  access: { grant: 'contact.read' },
  summary: 'One contact',
  params: inDesk({ contact: Id }),
  answer: Contact,
  audit: { act: 'read', record: 'contact', id: 'contact' },
})

export const correctContact = endpoint({
  name: 'correctContact',
  method: 'PUT',
  path: '/desks/:desk/contacts/:contact',
  access: { grant: 'contact.write' },
  summary: 'Correct a contact, or say whose it was',
  params: inDesk({ contact: Id }),
  body: ContactFields.extend({ version: z.number().int() }),
  answer: Contact,
  audit: { act: 'write', record: 'contact', id: 'contact' },
})

export const withdrawContact = endpoint({
  name: 'withdrawContact',
  method: 'DELETE',
  path: '/desks/:desk/contacts/:contact',
  access: { grant: 'contact.write' },
  summary: 'Take back a contact logged by mistake (kept in the log, no longer counted)',
  params: inDesk({ contact: Id }),
  answer: Done,
  audit: { act: 'write', record: 'contact', id: 'contact' },
})
