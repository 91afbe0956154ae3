import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { codesOf } from '../codes/code-list.ts'
import { Language } from '../codes/languages.ts'
import { Need } from '../codes/needs.ts'
import { DeskCode, endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { prose, words } from '../words.ts'
import { agreementKinds, lives, wayKinds, worksFrom } from './codes.ts'
import { Asked } from './contract-links.ts'
import { Opening } from './opening.ts'

/** A way to reach a service, and from what it works: a free number may not answer from every operator. */
export const Way = z.strictObject({
  kind: z.enum(codesOf(wayKinds)),
  value: words(200).min(1),
  from: z.enum(codesOf(worksFrom)),
  note: words(300),
})
export type Way = z.infer<typeof Way>

/** Somebody to call, at work. Read in the network, and never outside of it. */
export const Call = z.strictObject({ name: words(120).min(1), part: words(120), phone: words(40), mail: words(254) })
export type Call = z.infer<typeof Call>

/** What is said of a service beside its name, its body and its area. */
export const ServiceFacts = z.strictObject({
  needs: z.array(Need).max(20),
  languages: z.array(Language).max(60),
  /** `null`: not stated. */
  opening: Opening.nullable(),
  address: words(300),
  ways: z.array(Way).max(12),
  /** Documents asked for. */
  documentsAsked: words(600),
  /** Who is taken, by programme; an empty programme stands for everybody else. As the service says it. */
  eligibility: z.array(z.strictObject({ programme: words(60), who: words(600).min(1) })).max(12),
  withoutPermit: z.enum(['yes', 'no', 'not-stated']),
  cost: words(300),
  about: z.strictObject({ it: words(2_000), en: words(2_000) }),
  /** Whether the public feed shows it: a shelter whose address is secret stays out. */
  public: z.boolean(),
})
export type ServiceFacts = z.infer<typeof ServiceFacts>

/** An entry as it is proposed. Its body is one that is there, or a new one by its name. */
export const ServiceEntry = z
  .strictObject({
    organisationId: Id.nullable(),
    newOrganisation: words(160),
    /** The desk of the network that answers for it; `null`: a body without an account. */
    desk: DeskCode.nullable(),
    name: words(160).min(2),
    area: words(80),
    facts: ServiceFacts,
    calls: z.array(Call).max(10),
  })
  .refine((entry) => (entry.organisationId === null) === (entry.newOrganisation !== ''), {
    path: ['organisationId'],
    message: 'missing',
  })
export type ServiceEntry = z.infer<typeof ServiceEntry>

const Named = z.object({ id: Id, name: z.string() })
const DeskNamed = z.object({ code: z.string(), name: z.string() })

export const Capacity = z.object({
  free: z.number().int().nullable(),
  total: z.number().int().nullable(),
  at: z.string(),
})
export type Capacity = z.infer<typeof Capacity>

/** A service in the list. */
export const ServiceLine = z.object({
  id: Id,
  state: z.enum(['live', 'retired']),
  name: z.string(),
  area: z.string(),
  organisation: Named,
  desk: DeskNamed.nullable(),
  needs: z.array(Need),
  languages: z.array(Language),
  withoutPermit: ServiceFacts.shape.withoutPermit,
  capacity: Capacity.nullable(),
  /** The first number to call, if one is stated. */
  phone: z.string().nullable(),
  /** `null`: its hours are not stated. */
  openNow: z.boolean().nullable(),
  /** The day on which somebody last said that all of it is true. */
  assuredOn: CivilDate,
  /** More than 90 days ago. */
  stale: z.boolean(),
})
export type ServiceLine = z.infer<typeof ServiceLine>

/** What bodies agreed on. */
export const Agreement = z.object({
  id: Id,
  title: z.string(),
  kind: z.enum(codesOf(agreementKinds)),
  from: CivilDate,
  until: CivilDate.nullable(),
  parties: z.array(z.object({ organisation: Named, does: z.string() })),
  tendedBy: DeskNamed,
  version: z.number().int(),
  can: z.array(z.literal('change')),
})
export type Agreement = z.infer<typeof Agreement>

export const Change = z.object({
  id: Id,
  at: z.string(),
  act: z.enum(codesOf(lives)),
  desk: DeskNamed,
  /** Who it was; to other desks only their desk is told. */
  by: z.string().nullable(),
  changed: z.array(z.string()),
})
export type Change = z.infer<typeof Change>

export const Service = ServiceLine.extend({
  tendedBy: DeskNamed,
  facts: ServiceFacts,
  calls: z.array(Call),
  /** When it opens next, where it is closed now. */
  next: z.object({ day: CivilDate, from: z.string() }).nullable(),
  agreements: z.array(Agreement),
  /** The last question to the provider, for whoever tends the entry. */
  asked: Asked.nullable(),
  /** Whether the entry says a mail by which its provider can be asked. */
  mailed: z.boolean(),
  note: z.object({ text: z.string(), version: z.number().int() }).nullable(),
  history: z.array(Change),
  version: z.number().int(),
  can: z.array(z.enum(['propose', 'change', 'tend', 'retire', 'restore'])),
})
export type Service = z.infer<typeof Service>

/** What of the directory waits for the own desk. */
export const readDirectoryNews = endpoint({
  name: 'readDirectoryNews',
  method: 'GET',
  path: '/desks/:desk/directory-news',
  access: { grant: 'service.propose' },
  summary: 'How many proposals wait for this desk, and how many of its entries are stale or were said to have changed',
  params: inDesk(),
  answer: z.object({ waiting: z.number().int(), stale: z.number().int(), reported: z.number().int() }),
})

export const listServices = endpoint({
  name: 'listServices',
  method: 'GET',
  path: '/desks/:desk/directory',
  access: { grant: 'service.read' },
  summary: 'Services of the network, by what they offer',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    /** Words of names, bodies, areas and descriptions; accents do not count. */
    words: z.string().max(200).optional(),
    need: Need.optional(),
    language: Language.optional(),
    area: z.string().max(80).optional(),
    open: z.literal('now').optional(),
    room: z.literal('yes').optional(),
    permit: z.literal('without').optional(),
    /** Those for which a desk of the network answers. */
    desk: z.literal('any').optional(),
    /** `stale`: nobody said for 90 days that it is true; `ours`: kept by this desk; `reported`: a provider wrote that something changed. */
    show: z.enum(['live', 'stale', 'ours', 'reported', 'retired']).default('live'),
    order: z.enum(['relevance', 'name', 'assured']).default('relevance'),
  }),
  answer: pageOf(ServiceLine).extend({
    areas: z.array(z.string()),
    waiting: z.number().int(),
    reported: z.number().int(),
  }),
})

/** From the search box, where names of persons are typed as well: they must stand in no address. */
export const searchServices = endpoint({
  name: 'searchServices',
  method: 'POST',
  path: '/desks/:desk/directory-search',
  access: { grant: 'service.read' },
  summary: 'The services of the network that fit some words best',
  params: inDesk(),
  body: z.strictObject({ text: words(200, 2) }),
  answer: z.object({ rows: z.array(ServiceLine).max(5) }),
})

const oneService = inDesk({ entry: Id })

export const openService = endpoint({
  name: 'openService',
  method: 'GET',
  path: '/desks/:desk/directory/:entry',
  access: { grant: 'service.read' },
  summary: 'One service of the network',
  params: oneService,
  answer: Service,
})

export const setCapacity = endpoint({
  name: 'setCapacity',
  method: 'PUT',
  path: '/desks/:desk/directory/:entry/capacity',
  access: { grant: 'service.tend' },
  summary: 'Say how many places are free, and of how many',
  params: oneService,
  body: z.strictObject({
    free: z.number().int().min(0).max(100_000).nullable(),
    total: z.number().int().min(0).max(100_000).nullable(),
  }),
  answer: Service,
  audit: { act: 'write', record: 'service', id: 'entry' },
})

export const assureService = endpoint({
  name: 'assureService',
  method: 'POST',
  path: '/desks/:desk/directory/:entry/assurance',
  access: { grant: 'service.tend' },
  summary: 'Say that all of an entry is still true',
  params: oneService,
  answer: Service,
  audit: { act: 'write', record: 'service', id: 'entry' },
})

export const retireService = endpoint({
  name: 'retireService',
  method: 'PUT',
  path: '/desks/:desk/directory/:entry/state',
  access: { grant: 'service.approve' },
  summary: 'Take an entry out of the directory, or bring it back',
  params: oneService,
  body: z.strictObject({ state: z.enum(['live', 'retired']) }),
  answer: Service,
  audit: { act: 'write', record: 'service', id: 'entry' },
})

export const keepServiceNote = endpoint({
  name: 'keepServiceNote',
  method: 'PUT',
  path: '/desks/:desk/directory/:entry/note',
  access: { grant: 'service.propose' },
  summary: 'Keep the own desk’s note about a service',
  params: oneService,
  /** `version` 0: there was none. Sealed. */
  body: z.strictObject({ text: prose(10_000), version: z.number().int().min(0).max(2_147_483_647) }),
  answer: Service,
  audit: { act: 'write', record: 'service-note', id: 'entry' },
})
