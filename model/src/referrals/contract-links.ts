import { z } from 'zod'
import { Done, endpoint, Id, inDesk } from '../endpoint.ts'
import { MailReason, MailState } from '../mails/contract.ts'

/** The link by which a body without an account receives a referral, as its sender sees it. */
export const ReferralLink = z.object({
  madeAt: z.string(),
  by: z.string().nullable(),
  endsAt: z.string(),
  state: z.enum(['waiting', 'opened', 'expired', 'locked', 'taken-back', 'used']),
  openedAt: z.string().nullable(),
  /** How often the code was given, and when last. */
  openings: z.number().int(),
  lastOpenedAt: z.string().nullable(),
  triesLeft: z.number().int(),
  /** Where the mail goes, as long as the link lives. */
  address: z.string().nullable(),
  mail: z.object({ state: MailState, reason: MailReason.nullable() }),
})
export type ReferralLink = z.infer<typeof ReferralLink>

const one = inDesk({ referral: Id })
const path = '/desks/:desk/referrals/:referral/link'

export const openReferralLink = endpoint({
  name: 'openReferralLink',
  method: 'GET',
  path,
  access: { grant: 'referral.read' },
  summary: 'The last link of a referral that was sent to a body without an account',
  params: one,
  /** `address` and `phone`: what the entry of the directory says. */
  answer: z.object({ link: ReferralLink.nullable(), address: z.string().nullable(), phone: z.string().nullable() }),
  audit: { act: 'read', record: 'referral', id: 'referral' },
})

export const makeReferralLink = endpoint({
  name: 'makeReferralLink',
  method: 'POST',
  path,
  access: { grant: 'referral.write' },
  summary: 'Send the link by mail, and get the code that opens it: it is said this once; the link before opens nothing',
  params: one,
  body: z.strictObject({ address: z.email().max(254) }),
  answer: z.object({ link: ReferralLink, code: z.string() }),
  audit: { act: 'write', record: 'referral', id: 'referral' },
})

export const takeReferralLinkBack = endpoint({
  name: 'takeReferralLinkBack',
  method: 'DELETE',
  path,
  access: { grant: 'referral.answer' },
  summary: 'The link opens nothing any more',
  params: one,
  answer: Done,
  audit: { act: 'write', record: 'referral', id: 'referral' },
})
