import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { DataScope } from '../codes/data-scopes.ts'
import { Language } from '../codes/languages.ts'
import { Purpose } from '../codes/purposes.ts'
import { RestrictionReason } from '../codes/restriction-reasons.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { RecipientKind } from '../grounds/contract.ts'
import { words } from '../words.ts'
import { Erasure } from './erasure.ts'

/** One line of the register of accesses: who did what to which record. Carries no personal data of a worker. */
export const AuditEntry = z.object({
  id: Id,
  at: z.string(),
  by: z.string(),
  /** Name of the endpoint, job or command. */
  act: z.string(),
  kind: z.enum(['read', 'write']),
  record: z.string(),
  recordId: z.string().nullable(),
  /** Number of the seal that closes it in; null while it waits for one (about a second). */
  seal: z.number().int().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const listAccesses = endpoint({
  name: 'listAccesses',
  method: 'GET',
  path: '/desks/:desk/accesses',
  access: { grant: 'audit.read' },
  summary: 'Register of accesses of the desk, newest first (reading it is logged too)',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    kind: z.enum(['read', 'write', 'all']).default('all'),
    account: Id.optional(),
    recordId: Id.optional(),
    from: CivilDate.optional(),
    to: CivilDate.optional(),
  }),
  answer: pageOf(AuditEntry),
  audit: { act: 'read', record: 'accesses' },
})

/** How many things of a kind the desk holds of a person, and from which day to which. Never what stands in them. */
export const HeldKind = z.enum([
  'identity',
  'contacts',
  'cases',
  'services',
  'notes',
  'note-versions',
  'events',
  'signs',
  'arrival',
  'decisions',
  'pathway',
  'worktime',
  'ties',
  'case-files',
  'appointments',
  'tasks',
  'answers',
  'letters',
  'handovers',
  'approvals',
  'conferences',
  'documents',
  'grounds',
  'signatures',
  'referrals',
  'exports',
])
export type HeldKind = z.infer<typeof HeldKind>
export const HeldData = z.object({
  what: HeldKind,
  count: z.number().int(),
  from: CivilDate.nullable(),
  to: CivilDate.nullable(),
})
export type HeldData = z.infer<typeof HeldData>

/** Why something is left out of what the person is given: art. 15(4) and the secrets of art. 2-undecies Codice Privacy. */
export const Withheld = z.enum(['case-notes', 'service-texts', 'contact-notes', 'referral-texts'])
export type Withheld = z.infer<typeof Withheld>

/** A restriction of the use of data (limitazione), art. 18. `words` is sealed. */
export const Restriction = z.object({
  id: Id,
  reason: RestrictionReason,
  words: z.string(),
  fromDay: CivilDate,
  by: z.string(),
  end: z.object({ day: CivilDate, words: z.string(), by: z.string() }).nullable(),
  can: z.array(z.enum(['lift'])),
})
export type Restriction = z.infer<typeof Restriction>

/** A copy that a person was given (art. 15). The file is made anew when it is fetched: it is not kept. */
export const PersonExport = z.object({
  id: Id,
  language: Language,
  withheld: z.array(Withheld),
  words: z.string(),
  by: z.string(),
  at: z.string(),
})
export type PersonExport = z.infer<typeof PersonExport>

/** Everything that a person may ask about what this desk does with the own data, but the data themselves. */
export const PersonPrivacy = z.object({
  personName: z.string(),
  /** The language of the latest contact that says one: offered for a copy. */
  spoken: Language.nullable(),
  held: z.array(HeldData),
  /** To whom data were given, by referrals: the day, and of the ledger's fields those that were. */
  shares: z.array(
    z.object({
      id: Id,
      day: CivilDate,
      to: z.string(),
      purpose: Purpose,
      scopes: z.array(DataScope),
      /** The ground on which it rests, while it is under way: its end stops it, or what may still be given. */
      restsOn: Id.nullable(),
      /** It has begun: the end of its ground lets it go on, and lets nothing more be given. */
      begun: z.boolean(),
      /** Whether somebody expects the person. */
      meets: z.boolean(),
    }),
  ),
  restrictions: z.array(Restriction),
  exports: z.array(PersonExport),
  erasures: z.array(Erasure),
  can: z.array(z.enum(['record-ground', 'restrict', 'export', 'ask-erasure'])),
})
export type PersonPrivacy = z.infer<typeof PersonPrivacy>

const ofPerson = inDesk({ person: Id })

export const openPersonPrivacy = endpoint({
  name: 'openPersonPrivacy',
  method: 'GET',
  path: '/desks/:desk/persons/:person/privacy',
  access: { grant: 'privacy.read' },
  summary: 'What is held of a person, restrictions and copies given',
  params: ofPerson,
  answer: PersonPrivacy,
  audit: { act: 'read', record: 'person', id: 'person' },
})

/** Who looked at or wrote in the records of a person, by day. */
export const DayOfAccess = z.object({
  day: CivilDate,
  by: z.string(),
  reads: z.number().int(),
  writes: z.number().int(),
  acts: z.array(z.string()),
})
export type DayOfAccess = z.infer<typeof DayOfAccess>

export const listPersonAccesses = endpoint({
  name: 'listPersonAccesses',
  method: 'GET',
  path: '/desks/:desk/persons/:person/accesses',
  access: { grant: 'privacy.read' },
  summary: 'Who saw a person, its cases and contacts: by day and member, newest first',
  params: ofPerson,
  query: z.strictObject(Paging),
  answer: pageOf(DayOfAccess),
  audit: { act: 'read', record: 'person', id: 'person' },
})

/** Shown wherever the person's records are open: no audit of its own, as the page that shows it has one. */
export const openRestriction = endpoint({
  name: 'openRestriction',
  method: 'GET',
  path: '/desks/:desk/persons/:person/restriction',
  access: { grant: 'person.read' },
  summary: 'Since when the use of a person’s data is restricted, if it is; on which day they were erased',
  params: ofPerson,
  answer: z.object({
    since: CivilDate.nullable(),
    reasons: z.array(RestrictionReason),
    erasedOn: CivilDate.nullable(),
  }),
})

export const restrictPerson = endpoint({
  name: 'restrictPerson',
  method: 'POST',
  path: '/desks/:desk/persons/:person/restrictions',
  access: { grant: 'privacy.write' },
  summary: 'Restrict the use of a person’s data from today (art. 18)',
  params: ofPerson,
  body: z.strictObject({ id: Id, reason: RestrictionReason, words: words(2_000).default('') }),
  answer: PersonPrivacy,
  audit: { act: 'write', record: 'person', id: 'person' },
})

export const liftRestriction = endpoint({
  name: 'liftRestriction',
  method: 'POST',
  path: '/desks/:desk/persons/:person/restrictions/:restriction/end',
  access: { grant: 'privacy.decide' },
  summary: 'Lift a restriction; the person is told before (art. 18(3))',
  params: inDesk({ person: Id, restriction: Id }),
  body: z.strictObject({ words: words(2_000).min(3) }),
  answer: PersonPrivacy,
  audit: { act: 'write', record: 'person', id: 'person' },
})

export const exportPerson = endpoint({
  name: 'exportPerson',
  method: 'POST',
  path: '/desks/:desk/persons/:person/exports',
  access: { grant: 'privacy.write' },
  summary: 'Record that a person is given a copy of the own data, and what is withheld and why',
  params: ofPerson,
  body: z.strictObject({
    id: Id,
    language: Language,
    withheld: z.array(Withheld).max(Withheld.options.length).default([]),
    words: words(2_000).default(''),
  }),
  answer: PersonPrivacy,
  audit: { act: 'write', record: 'person', id: 'person' },
})

export const fetchExport = endpoint({
  name: 'fetchExport',
  method: 'GET',
  path: '/desks/:desk/persons/:person/exports/:export/file',
  access: { grant: 'privacy.write' },
  summary: 'The copy for the person, as a page to be read and printed',
  params: inDesk({ person: Id, export: Id }),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: { act: 'read', record: 'person', id: 'person' },
})

/** What stands against a share: nothing is given while one reason is there. */
export const ShareReason = z.object({
  code: z.enum([
    'none',
    'not-yet',
    'expired',
    'ended',
    'unread',
    'scopes',
    'no-arrangement',
    'arrangement-not-yet',
    'arrangement-over',
    'arrangement-not-the-givers',
    'arrangement-purpose',
    'restricted',
  ]),
  missing: z.array(DataScope).optional(),
})
export type ShareReason = z.infer<typeof ShareReason>

export const weighShare = endpoint({
  name: 'weighShare',
  method: 'POST',
  path: '/desks/:desk/persons/:person/share-check',
  access: { grant: 'privacy.read' },
  summary: 'What covers giving some data of a person to somebody today, or why nothing does. Gives nothing',
  params: ofPerson,
  body: z.strictObject({
    purpose: Purpose,
    recipient: RecipientKind,
    body: Id.nullable().default(null),
    outside: words(200).default(''),
    scopes: z.array(DataScope).min(1).max(DataScope.options.length),
  }),
  answer: z.object({
    ground: Id.nullable(),
    arrangement: Id.nullable(),
    reasons: z.array(ShareReason),
  }),
  audit: { act: 'read', record: 'person', id: 'person' },
})
