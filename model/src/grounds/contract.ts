import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { ArrangementKind } from '../codes/arrangement-kinds.ts'
import { DataScope } from '../codes/data-scopes.ts'
import { GivenWay } from '../codes/given-ways.ts'
import { Language } from '../codes/languages.ts'
import { LegalBasis } from '../codes/legal-bases.ts'
import { NoticeKind } from '../codes/notice-kinds.ts'
import { Purpose } from '../codes/purposes.ts'
import { SpecialCondition } from '../codes/special-conditions.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { NewSignature, SIGNATURE_MOST, SignatureKind } from './signature.ts'

/** An edition of a text: which one, which version, in which language. */
export const NoticeKey = z.strictObject({
  kind: NoticeKind,
  version: z.number().int().min(1).max(9_999),
  language: Language,
})
export type NoticeKey = z.infer<typeof NoticeKey>

/** An information notice or a text of consent (informativa, testo di consenso): public, never edited, only followed by a next version. */
export const NoticeText = NoticeKey.extend({
  heading: words(200).min(1),
  wording: words(20_000).min(1),
  /** Whether somebody who speaks the language as their own has looked at it. */
  reviewed: z.boolean(),
  fromDay: CivilDate,
})
export type NoticeText = z.infer<typeof NoticeText>

export const Notices = z.object({ rows: z.array(NoticeText.extend({ byBody: z.string() })) })

export const listNotices = endpoint({
  name: 'listNotices',
  method: 'GET',
  path: '/desks/:desk/notices',
  access: { grant: 'member.read' },
  summary: 'Information notices and texts of consent of the network, the newest version first',
  params: inDesk(),
  answer: Notices,
})

export const writeNotice = endpoint({
  name: 'writeNotice',
  method: 'POST',
  path: '/desks/:desk/notices',
  access: { grant: 'notice.write' },
  summary: 'Write a next version of a text, or one that is there in another language',
  params: inDesk(),
  body: NoticeText,
  answer: Notices,
  audit: { act: 'write', record: 'notice' },
})

/** A body of the network (ente), as it can be named; `own` is the desk's. */
export const Body = z.object({ id: Id, name: z.string(), own: z.boolean() })
export type Body = z.infer<typeof Body>

export const listControllers = endpoint({
  name: 'listControllers',
  method: 'GET',
  path: '/desks/:desk/controllers',
  access: { grant: 'member.read' },
  summary: 'Bodies of the network, as controllers of data',
  params: inDesk(),
  answer: z.object({ rows: z.array(Body) }),
})

/**
 * What stands between bodies: autonomous controllers (`from` may disclose to `to`, on a basis), joint controllers (all in
 * `from`), a processor (`to`) of a controller (`from`).
 */
export const ArrangementFields = z.strictObject({
  kind: ArrangementKind,
  from: z.array(Id).min(1).max(20),
  to: z.array(Id).max(20).default([]),
  purposes: z.array(Purpose).min(1).max(Purpose.options.length),
  /** For autonomous controllers: on what the disclosure rests. */
  basis: LegalBasis.nullable().default(null),
  fromDay: CivilDate,
  untilDay: CivilDate.nullable().default(null),
  /** Which document it stands in. */
  reference: words(300).min(1),
  /** What the person is told of it: the essence of art. 26(2). */
  essence: words(4_000).default(''),
})
export type ArrangementFields = z.infer<typeof ArrangementFields>

export const Arrangement = ArrangementFields.extend({
  id: Id,
  /** The body whose desk recorded it. */
  byBody: z.string(),
  by: Id,
  /** The desk that recorded it: its name for the arrangement is the id. */
  writtenIn: Id,
  /** The first day that it covers no more, where a party ended it; and who did, each on its own side. */
  endedOn: CivilDate.nullable(),
  ends: z.array(z.object({ day: CivilDate, reason: z.string(), body: z.string() })),
  can: z.array(z.enum(['end'])),
})
export type Arrangement = z.infer<typeof Arrangement>
export const Arrangements = z.object({ rows: z.array(Arrangement) })

export const listArrangements = endpoint({
  name: 'listArrangements',
  method: 'GET',
  path: '/desks/:desk/arrangements',
  access: { grant: 'member.read' },
  summary: 'Arrangements between bodies of the network',
  params: inDesk(),
  answer: Arrangements,
})

export const writeArrangement = endpoint({
  name: 'writeArrangement',
  method: 'POST',
  path: '/desks/:desk/arrangements',
  access: { grant: 'arrangement.write' },
  summary: 'Record an arrangement to which the own body is a party',
  params: inDesk(),
  body: ArrangementFields.extend({ id: Id }),
  answer: Arrangements,
  audit: { act: 'write', record: 'arrangement' },
})

export const endArrangement = endpoint({
  name: 'endArrangement',
  method: 'POST',
  path: '/desks/:desk/arrangements/:writer/:arrangement/end',
  access: { grant: 'arrangement.write' },
  summary: 'End an arrangement to which the own body is a party, from a day, with a reason that the others read',
  params: inDesk({ writer: Id, arrangement: Id }),
  body: z.strictObject({ day: CivilDate, reason: words(1_000).min(3) }),
  answer: Arrangements,
  audit: { act: 'write', record: 'arrangement', id: 'arrangement' },
})

/** Who receives: the own desk, a body of the network, or one outside of it, by its name. */
export const RecipientKind = z.enum(['own-desk', 'body', 'outside'])
export type RecipientKind = z.infer<typeof RecipientKind>
const recipient = {
  recipient: RecipientKind,
  body: Id.nullable().default(null),
  outside: words(200).default(''),
}

/** One entry of the ledger of legal grounds (base giuridica): on what one use of one person's data rests. */
export const GroundFields = z.strictObject({
  kind: LegalBasis,
  /** The condition of art. 9(2), where special data are covered. */
  special: SpecialCondition.nullable().default(null),
  purpose: Purpose,
  ...recipient,
  scopes: z.array(DataScope).min(1).max(DataScope.options.length),
  /** The text that was read, and how it was given. */
  notice: NoticeKey.nullable().default(null),
  how: GivenWay.nullable().default(null),
  /** Who was there. Sealed. */
  present: words(500).default(''),
  /** For bases other than consent: which article, which task. Sealed. */
  task: words(1_000).default(''),
  fromDay: CivilDate,
  untilDay: CivilDate.nullable().default(null),
})
export type GroundFields = z.infer<typeof GroundFields>

export const Ground = GroundFields.extend({
  id: Id,
  /** Name of the body that receives, where it is one of the network. */
  bodyName: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** Whether an image of the signature is held: the image itself is fetched alone. */
  signature: z.object({ kind: SignatureKind, by: z.string(), at: z.string() }).nullable(),
  end: z.object({ day: CivilDate, reason: z.string(), by: z.string() }).nullable(),
  can: z.array(z.enum(['end', 'sign'])),
})
export type Ground = z.infer<typeof Ground>
/** `erased`: of entries of a person whose data were erased nothing holds any more, and nothing can be done with them. */
export const Ledger = z.object({ rows: z.array(Ground), erased: z.boolean() })
export type Ledger = z.infer<typeof Ledger>

const ofPerson = inDesk({ person: Id })

export const listGrounds = endpoint({
  name: 'listGrounds',
  method: 'GET',
  path: '/desks/:desk/persons/:person/grounds',
  access: { grant: 'privacy.read' },
  summary: 'Legal grounds of a person in this desk, in force and past',
  params: ofPerson,
  answer: Ledger,
  audit: { act: 'read', record: 'person', id: 'person' },
})

export const recordGround = endpoint({
  name: 'recordGround',
  method: 'POST',
  path: '/desks/:desk/persons/:person/grounds',
  access: { grant: 'privacy.write' },
  summary: 'Record a legal ground, with an image of the signature if there is one',
  params: ofPerson,
  body: GroundFields.extend({ id: Id, signature: NewSignature.nullable().default(null) }),
  answer: Ledger,
  audit: { act: 'write', record: 'person', id: 'person' },
  bodyLimit: 2 * SIGNATURE_MOST,
})

const ofGround = inDesk({ person: Id, ground: Id })

export const addSignature = endpoint({
  name: 'addSignature',
  method: 'POST',
  path: '/desks/:desk/persons/:person/grounds/:ground/signature',
  access: { grant: 'privacy.write' },
  summary: 'Add an image of the signature to a ground in force that was given by one and has none',
  params: ofGround,
  body: NewSignature,
  answer: Ledger,
  audit: { act: 'write', record: 'person', id: 'person' },
  bodyLimit: 2 * SIGNATURE_MOST,
})

export const openSignature = endpoint({
  name: 'openSignature',
  method: 'GET',
  path: '/desks/:desk/persons/:person/grounds/:ground/signature',
  access: { grant: 'privacy.read' },
  summary: 'The image of the signature by which a ground was given',
  params: ofGround,
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: { act: 'read', record: 'person', id: 'person' },
})

export const endGround = endpoint({
  name: 'endGround',
  method: 'POST',
  path: '/desks/:desk/persons/:person/grounds/:ground/end',
  access: { grant: 'privacy.write' },
  summary: 'A consent is withdrawn, or another ground ends: from today it covers nothing',
  params: ofGround,
  body: z.strictObject({ reason: words(1_000).default('') }),
  answer: Ledger,
  audit: { act: 'write', record: 'person', id: 'person' },
})
