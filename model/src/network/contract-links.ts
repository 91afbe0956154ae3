import { z } from 'zod'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { MailReason, MailState } from '../mails/contract.ts'

/** An entry is not asked about again for so many days, unless a coordinator says so. */
export const ASK_DAYS = 7
/** So many are asked about in one call. */
export const ASK_AT_ONCE = 20

/** What became of the last question to a provider whether an entry is still true (link by mail). */
export const Asked = z.object({
  at: z.string(),
  by: z.string().nullable(),
  endsAt: z.string(),
  state: z.enum(['waiting', 'answered', 'taken-back', 'expired']),
  /** `changed`: something is not as the entry says. */
  answer: z.enum(['true', 'changed']).nullable(),
  answeredAt: z.string().nullable(),
  /** What the provider wrote. */
  words: z.string().nullable(),
  /** What was reported waits until somebody says that all of the entry is true. */
  open: z.boolean(),
  mail: z.object({ state: MailState, reason: MailReason.nullable() }),
})
export type Asked = z.infer<typeof Asked>

const oneService = inDesk({ entry: Id })
const done = z.object({ done: z.literal(true) })

export const askProvider = endpoint({
  name: 'askProvider',
  method: 'POST',
  path: '/desks/:desk/directory/:entry/assurance-link',
  access: { grant: 'service.tend' },
  summary: 'Ask a provider by mail, with a link that works once, whether an entry is still true',
  params: oneService,
  /** `address`: where the entry has no mail of its own; it is kept, sealed, until the mail went. `again`: within seven days. */
  body: z.strictObject({ address: z.email().max(254).nullable(), again: z.boolean() }),
  answer: done,
  audit: { act: 'write', record: 'service', id: 'entry' },
})

export const takeLinkBack = endpoint({
  name: 'takeLinkBack',
  method: 'DELETE',
  path: '/desks/:desk/directory/:entry/assurance-link',
  access: { grant: 'service.tend' },
  summary: 'Take the link back that waits for a provider’s answer',
  params: oneService,
  answer: done,
  audit: { act: 'write', record: 'service', id: 'entry' },
})

/** Of the stale entries that the desk keeps. */
export const StaleToAsk = z.object({
  stale: z.number().int(),
  /** Can be asked about now. */
  toAsk: z.number().int(),
  withoutAddress: z.number().int(),
  /** Within seven days. */
  askedLately: z.number().int(),
})
export type StaleToAsk = z.infer<typeof StaleToAsk>

export const countStale = endpoint({
  name: 'countStale',
  method: 'GET',
  path: '/desks/:desk/directory-assurance',
  access: { grant: 'service.approve' },
  summary: 'How many stale entries of the own desk providers can be asked about',
  params: inDesk(),
  answer: StaleToAsk,
})

export const askAboutStale = endpoint({
  name: 'askAboutStale',
  method: 'POST',
  path: '/desks/:desk/directory-assurance',
  access: { grant: 'service.approve' },
  summary: 'Ask providers by mail about stale entries of the own desk, some at a time',
  params: inDesk(),
  answer: StaleToAsk.extend({ asked: z.number().int() }),
  audit: { act: 'write', record: 'service' },
})
