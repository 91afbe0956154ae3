import { z } from 'zod'
import { Instant } from '../calendar.ts'
import { LegalBasis } from '../codes/legal-bases.ts'
import { Done, endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { prose, words } from '../words.ts'
import { DeclineReason, InterruptReason, ReferralFields, ReferralOutcome, ReferralTerms } from './contract.ts'
import { Preview, Referral, ReferralLine } from './contract-shown.ts'

const one = inDesk({ referral: Id })
const version = z.number().int().min(1)
const write = { act: 'write', record: 'referral', id: 'referral' } as const
const message = words(4_000)
/** What was shown goes, and nothing else: it is named by its mark. */
const sending = { version, shown: z.string().regex(/^[0-9a-f]{32}$/) }

export const draftReferral = endpoint({
  name: 'draftReferral',
  method: 'POST',
  path: '/desks/:desk/cases/:case/referrals',
  access: { grant: 'referral.write' },
  summary: 'Prepare a referral of the person of a case to a service; nothing travels yet',
  params: inDesk({ case: Id }),
  /** `insteadOf`: the referral of the same case that ended without help, and in whose place this one is written. */
  body: ReferralFields.extend({ id: Id, serviceId: Id, insteadOf: Id.nullable().default(null) }),
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
  access: { grant: 'referral.read' },
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
  body: z.strictObject(sending),
  answer: Referral,
  audit: write,
})

export const askToSendReferral = endpoint({
  name: 'askToSendReferral',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/approvals',
  access: { grant: 'referral.write' },
  summary: 'Ask for the approval to send what was shown to an inspectorate',
  params: one,
  body: z.strictObject({ ...sending, id: Id, ask: prose(2_000).default('') }),
  answer: Referral,
  audit: write,
})

export const approveSending = endpoint({
  name: 'approveSending',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/approvals/:approval/approve',
  access: { grant: 'team.approve' },
  summary: 'Approve that a referral is sent: what was shown when it was asked goes, and nothing else',
  params: inDesk({ referral: Id, approval: Id }),
  body: z.strictObject({ words: words(2_000).default('') }),
  answer: Referral,
  audit: write,
})

const Counts = z.object({
  waiting: z.number().int(),
  overdue: z.number().int(),
  news: z.number().int(),
  unlinked: z.number().int(),
})

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
    /**
     * `waiting`: for an act of this desk; `news`: something came that nobody here has looked at; `unlinked`: goes by a link, and
     * none opens it.
     */
    show: z.enum(['open', 'overdue', 'waiting', 'news', 'unlinked', 'ended']).default('open'),
  }),
  answer: pageOf(ReferralLine).extend({ counts: z.object({ in: Counts, out: Counts }) }),
  audit: { act: 'read', record: 'referrals' },
})

/** A search gives no more than these, the last sent first, of no more than the last thousand of a way. */
export const MOST_REFERRALS_FOUND = 50
export const MOST_REFERRALS_SEARCHED = 1_000

/** A POST, so that no name ever stands in an address. */
export const searchReferrals = endpoint({
  name: 'searchReferrals',
  method: 'POST',
  path: '/desks/:desk/referrals/search',
  access: { grant: 'referral.read' },
  summary: 'Find referrals by parts of the names of person, service and desk, as far as this side sees them',
  params: inDesk(),
  body: z.strictObject({
    way: z.enum(['in', 'out']),
    text: words(200, 2),
  }),
  /** `all`: whether every referral of the way was searched, and everything found is here. */
  answer: z.object({ rows: z.array(ReferralLine), all: z.boolean() }),
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

export const lookAtReferral = endpoint({
  name: 'lookAtReferral',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/look',
  access: { grant: 'referral.answer' },
  summary: 'Somebody of the desk has looked at what came until then: it is new no more',
  params: one,
  body: z.strictObject({ until: Instant }),
  answer: Done,
  audit: write,
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
  words: message.default(''),
})
const NamePart = words(100)

/** Who the person is here: one whom the desk knows, or a new one, as the operator reads the name that came. */
const TakenAs = z.union([z.strictObject({ person: Id }), z.strictObject({ givenName: NamePart, familyName: NamePart })])

export const takeOverReferral = act(
  'takeOverReferral',
  'case',
  'referral.write',
  'Open a case here of what came: of a transfer the sender’s closes, of a shared case both stay open',
  { id: Id, as: TakenAs, legalBasis: LegalBasis },
)
export const beginReferral = act('beginReferral', 'beginning', 'referral.write', 'The work has begun', {})
export const finishReferral = act('finishReferral', 'outcome', 'referral.write', 'Done, with what came of it', {
  outcome: ReferralOutcome,
  words: message.default(''),
})
export const interruptReferral = act(
  'interruptReferral',
  'interruption',
  'referral.answer',
  'Interrupted, with the reason',
  {
    reason: InterruptReason,
    words: message.default(''),
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
  body: z.strictObject({ id: Id, text: words(4_000, 1) }),
  answer: Referral,
  audit: write,
})

/** The times of a service; `said`: by whoever keeps it, else those that hold where nothing is said. */
export const ShownTerms = ReferralTerms.extend({ said: z.boolean(), can: z.array(z.enum(['set'])) })
export type ShownTerms = z.infer<typeof ShownTerms>

export const openTerms = endpoint({
  name: 'openTerms',
  method: 'GET',
  path: '/desks/:desk/directory/:entry/terms',
  access: { grant: 'service.read' },
  summary: 'In how many minutes of its opening hours a service answers a referral, and begins',
  params: inDesk({ entry: Id }),
  answer: ShownTerms,
})

export const setTerms = endpoint({
  name: 'setTerms',
  method: 'PUT',
  path: '/desks/:desk/directory/:entry/terms',
  access: { grant: 'service.tend' },
  summary: 'Say in how many minutes of its opening hours a service answers a referral, and begins',
  params: inDesk({ entry: Id }),
  body: ReferralTerms,
  answer: ShownTerms,
  audit: { act: 'write', record: 'service', id: 'entry' },
})
