import { z } from 'zod'
import { DataScope } from '../codes/data-scopes.ts'
import { Need } from '../codes/needs.ts'
import { Id } from '../endpoint.ts'
import {
  DeclineReason,
  GROUND_ENDED,
  InterruptReason,
  NewsKind,
  ReferralAct,
  ReferralFields,
  ReferralKind,
  ReferralOutcome,
  ReferralState,
  Scope,
  Snapshot,
  TAKEN_OVER,
  Urgency,
} from './contract.ts'

const DeskNamed = z.object({ code: z.string(), name: z.string() })
const instant = z.string().nullable()

/** In the order in which they may come: each happens once. `withhold`: after the yes nothing more could be given. */
export const TimelineAct = z.enum([
  'draft',
  'send',
  'deliver',
  'see',
  'accept',
  'decline',
  'withhold',
  'begin',
  'ground-ended',
  'finish',
  'interrupt',
  'withdraw',
  'expire',
  'erase',
])
export type TimelineAct = z.infer<typeof TimelineAct>

/** A referral as a line of a list. The sender sees the name; the receiver where it came after a yes. */
export const ReferralLine = z.object({
  id: Id,
  side: z.enum(['sender', 'receiver']),
  state: ReferralState,
  kind: ReferralKind,
  urgency: Urgency,
  service: z.object({ id: Id, name: z.string() }),
  fromDesk: DeskNamed,
  toDesk: DeskNamed,
  /** `null` once the receiver has nothing more to do with it. */
  need: Need.nullable(),
  personName: z.string().nullable(),
  /** This desk erased the person's data. */
  personErased: z.boolean(),
  madeAt: z.string(),
  sentAt: instant,
  answerBy: instant,
  startBy: instant,
  overdue: z.enum(['answer', 'start']).nullable(),
  /** The sender's alone: it is open, goes by a link, and none opens it. */
  unlinked: z.boolean(),
  /** What came from the other side since somebody of this desk looked. */
  news: z.array(NewsKind),
})
export type ReferralLine = z.infer<typeof ReferralLine>

export const Referral = ReferralLine.extend({
  version: z.number().int(),
  /** When the last of the news came. */
  newsAt: instant,
  /** `null` after sending: on its way. */
  deliveredAt: instant,
  expiresAt: instant,
  reason: z.union([DeclineReason, InterruptReason, z.literal(GROUND_ENDED)]).nullable(),
  outcome: z.union([ReferralOutcome, z.literal(TAKEN_OVER)]).nullable(),
  /** What this side may see now: of the sender's, what was sent. */
  snapshot: Snapshot,
  /** The case that this desk opened from it, or has of the person. */
  ownCase: Id.nullable(),
  /** The sender's alone. */
  origin: ReferralFields.extend({ caseId: Id, personId: Id }).nullable(),
  /** The sender's alone: the referral in whose place this one was written, and the one that was written in its place. */
  insteadOf: Id.nullable(),
  movedTo: z.object({ id: Id, service: z.string() }).nullable(),
  /** Whether this actor may write another one in its place: it ended without help, and its case is open. */
  replaceable: z.boolean(),
  timeline: z.array(z.object({ act: TimelineAct, at: z.string(), desk: DeskNamed, by: z.string().nullable() })),
  messages: z.array(
    z.object({
      id: Id,
      act: ReferralAct,
      at: z.string(),
      desk: DeskNamed,
      /** Who it was; of the other desk nobody is told. */
      by: z.string().nullable(),
      text: z.string(),
    }),
  ),
  can: z.array(ReferralAct),
})
export type Referral = z.infer<typeof Referral>

/** What will travel, from the records as they are now. */
export const Preview = z.object({
  now: Snapshot,
  afterYes: Snapshot,
  /** Of what a service needs in order to answer, what is not there yet. */
  missing: z.array(Scope),
  /** Why nothing may be given, as codes of the ledger, the arrangements and restrictions. */
  refusals: z.array(z.string()),
  /** Of the ledger's fields, those that no ground covers. */
  uncovered: z.array(DataScope),
  /** What a ground has to cover so that it may go: to which body, which data. */
  wanted: z.object({ body: Id, scopes: z.array(DataScope) }).nullable(),
  /** What is read before the yes has a name or a phone of the person in its words. */
  tellsWho: z.boolean(),
  /** Nothing is sent from a closed case. */
  caseClosed: z.boolean(),
  /** The desk wants that this member asks before it goes: the other side is an inspectorate. */
  asksToSend: z.boolean(),
  /** Other referrals of the case that have not ended: a transfer closes the case while they go on. */
  besides: z.array(z.object({ id: Id, state: ReferralState, service: z.string() })),
  /** Earlier referrals of the same person to the same service. */
  before: z.array(z.object({ id: Id, state: ReferralState, madeAt: z.string() })),
  /** Stands for what is shown: sent back, so that nothing else travels. */
  shown: z.string(),
})
export type Preview = z.infer<typeof Preview>
