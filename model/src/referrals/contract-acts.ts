import { z } from 'zod'
import { Need } from '../codes/needs.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import {
  DeclineReason,
  InterruptReason,
  ReferralAct,
  ReferralFields,
  ReferralOutcome,
  ReferralState,
  ReferralTerms,
  Scope,
  Snapshot,
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
])
export type TimelineAct = z.infer<typeof TimelineAct>

/** A referral as a line of a list. Only the sender sees a name. */
export const ReferralLine = z.object({
  id: Id,
  side: z.enum(['sender', 'receiver']),
  state: ReferralState,
  urgency: Urgency,
  service: z.object({ id: Id, name: z.string() }),
  fromDesk: DeskNamed,
  toDesk: DeskNamed,
  /** `null` once the receiver has nothing more to do with it. */
  need: Need.nullable(),
  personName: z.string().nullable(),
  madeAt: z.string(),
  sentAt: instant,
  answerBy: instant,
  startBy: instant,
  overdue: z.enum(['answer', 'start']).nullable(),
})
export type ReferralLine = z.infer<typeof ReferralLine>

export const Referral = ReferralLine.extend({
  version: z.number().int(),
  /** `null` after sending: on its way. */
  deliveredAt: instant,
  expiresAt: instant,
  reason: z.union([DeclineReason, InterruptReason]).nullable(),
  outcome: ReferralOutcome.nullable(),
  /** What this side may see now: of the sender's, what was sent. */
  snapshot: Snapshot,
  /** The sender's alone. */
  origin: ReferralFields.extend({ caseId: Id, personId: Id }).nullable(),
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
  /** Earlier referrals of the same person to the same service. */
  before: z.array(z.object({ id: Id, state: ReferralState, madeAt: z.string() })),
  /** Stands for what is shown: sent back, so that nothing else travels. */
  shown: z.string(),
})
export type Preview = z.infer<typeof Preview>

const one = inDesk({ referral: Id })
const version = z.number().int().min(1)
const write = { act: 'write', record: 'referral', id: 'referral' } as const
const words = z.string().trim().max(4_000)

export const draftReferral = endpoint({
  name: 'draftReferral',
  method: 'POST',
  path: '/desks/:desk/cases/:case/referrals',
  access: { grant: 'referral.write' },
  summary: 'Prepare a referral of the person of a case to a service; nothing travels yet',
  params: inDesk({ case: Id }),
  body: ReferralFields.extend({ id: Id, serviceId: Id }),
  answer: Referral,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const changeReferral = endpoint({
  name: 'changeReferral',
  method: 'PUT',
  path: '/desks/:desk/referrals/:referral',
  access: { grant: 'referral.write' },
  summary: 'Choose again what would travel, and what is asked',
  params: one,
  body: ReferralFields.extend({ version }),
  answer: Referral,
  audit: write,
})

export const previewReferral = endpoint({
  name: 'previewReferral',
  method: 'GET',
  path: '/desks/:desk/referrals/:referral/preview',
  access: { grant: 'referral.write' },
  summary: 'What would travel at once and after a yes, field by field',
  params: one,
  answer: Preview,
  audit: { act: 'read', record: 'referral', id: 'referral' },
})

export const sendReferral = endpoint({
  name: 'sendReferral',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/send',
  access: { grant: 'referral.write' },
  summary: 'Send what was shown, and nothing else',
  params: one,
  body: z.strictObject({ version, shown: z.string().regex(/^[0-9a-f]{32}$/) }),
  answer: Referral,
  audit: write,
})

const Counts = z.object({ waiting: z.number().int(), overdue: z.number().int() })

export const listReferrals = endpoint({
  name: 'listReferrals',
  method: 'GET',
  path: '/desks/:desk/referrals',
  access: { grant: 'referral.read' },
  summary: 'Referrals that came in or went out',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    way: z.enum(['in', 'out']).default('in'),
    /** `waiting`: for an act of this desk. */
    show: z.enum(['open', 'overdue', 'waiting', 'ended']).default('open'),
  }),
  answer: pageOf(ReferralLine).extend({ counts: z.object({ in: Counts, out: Counts }) }),
  audit: { act: 'read', record: 'referrals' },
})

export const openReferral = endpoint({
  name: 'openReferral',
  method: 'GET',
  path: '/desks/:desk/referrals/:referral',
  access: { grant: 'referral.read' },
  summary: 'One referral, as far as this side may see it',
  params: one,
  answer: Referral,
  audit: { act: 'read', record: 'referral', id: 'referral' },
})

const act = <S extends z.ZodRawShape>(
  name: string,
  noun: string,
  grant: 'referral.write' | 'referral.answer',
  summary: string,
  more: S,
) =>
  endpoint({
    name,
    method: 'POST',
    path: `/desks/:desk/referrals/:referral/${noun}`,
    access: { grant },
    summary,
    params: one,
    body: z.strictObject({ version, ...more }),
    answer: Referral,
    audit: write,
  })

export const seeReferral = act('seeReferral', 'sight', 'referral.answer', 'The receiver has seen it', {})
export const acceptReferral = act('acceptReferral', 'yes', 'referral.answer', 'Say yes: the rest travels', {})
export const declineReferral = act('declineReferral', 'no', 'referral.answer', 'Say no, with the reason', {
  reason: DeclineReason,
  words: words.default(''),
})
export const beginReferral = act('beginReferral', 'beginning', 'referral.write', 'The work has begun', {})
export const finishReferral = act('finishReferral', 'outcome', 'referral.write', 'Done, with what came of it', {
  outcome: ReferralOutcome,
  words: words.default(''),
})
export const interruptReferral = act(
  'interruptReferral',
  'interruption',
  'referral.answer',
  'Interrupted, with the reason',
  {
    reason: InterruptReason,
    words: words.default(''),
  },
)
export const withdrawReferral = act('withdrawReferral', 'withdrawal', 'referral.answer', 'The sender takes it back', {})

export const writeMessage = endpoint({
  name: 'writeMessage',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/messages',
  access: { grant: 'referral.answer' },
  summary: 'Write to the other desk',
  params: one,
  body: z.strictObject({ id: Id, text: words.min(1) }),
  answer: Referral,
  audit: write,
})

export const setTerms = endpoint({
  name: 'setTerms',
  method: 'PUT',
  path: '/desks/:desk/directory/:entry/terms',
  access: { grant: 'service.tend' },
  summary: 'Say in how many minutes of its opening hours a service answers a referral, and begins',
  params: inDesk({ entry: Id }),
  body: ReferralTerms,
  answer: ReferralTerms,
  audit: { act: 'write', record: 'service', id: 'entry' },
})
