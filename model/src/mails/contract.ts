import { z } from 'zod'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { MailKind } from './notice.ts'

export const MailState = z.enum(['waiting', 'sent', 'failed'])
export type MailState = z.infer<typeof MailState>

/** Why a mail did not go. `not-configured`: this server sends none; `no-address`: the member left; `taken-back`: nobody is asked any more. */
export const MailReason = z.enum([
  'not-configured',
  'no-address',
  'refused',
  'busy',
  'unreachable',
  'insecure',
  'sign-in',
  'timeout',
  'taken-back',
])
export type MailReason = z.infer<typeof MailReason>

/** What became of a notice by mail. Its address is never shown. */
export const Mail = z.object({
  id: Id,
  toKind: z.enum(['member', 'desk', 'service']),
  /** Name of the member that it was for. */
  toName: z.string().nullable(),
  kind: MailKind,
  count: z.number().int(),
  state: MailState,
  /** Of the last try: a mail that waits may have one. */
  reason: MailReason.nullable(),
  tries: z.number().int(),
  askedAt: z.string(),
  changedAt: z.string(),
  can: z.array(z.enum(['try-again'])),
})
export type Mail = z.infer<typeof Mail>

export const listMails = endpoint({
  name: 'listMails',
  method: 'GET',
  path: '/desks/:desk/mails',
  access: { grant: 'mail.tend' },
  summary: 'Notices by mail, newest first: which went, which did not and why',
  params: inDesk(),
  query: z.strictObject({ ...Paging, show: z.enum(['all', ...MailState.options]).default('all') }),
  answer: pageOf(Mail),
  audit: { act: 'read', record: 'mails' },
})

export const tryMailAgain = endpoint({
  name: 'tryMailAgain',
  method: 'POST',
  path: '/desks/:desk/mails/:mail/again',
  access: { grant: 'mail.tend' },
  summary: 'Try a mail again that failed',
  params: inDesk({ mail: Id }),
  answer: Mail,
  audit: { act: 'write', record: 'mail', id: 'mail' },
})
