import { z } from 'zod'
import { CivilDate, isoOf, millisecondsOf } from '../calendar.ts'
import { DeskCode } from '../endpoint.ts'

/** What a notice by mail may be about (avviso per posta). Its texts stand in the catalogue, under its code. */
export const NoticeKind = z.enum([
  'referrals-waiting',
  'referrals-overdue',
  'referrals-answered',
  'referrals-to-move',
  'referrals-news',
  'services-stale',
  'emergency-access',
  'signal-arrived',
  'data-erased',
  'erasure-asked',
  'arrangement-ended',
  'note-mention',
  'appointments-today',
  'documents-expiring',
  'case-handed-over',
  'task-given',
])
export type NoticeKind = z.infer<typeof NoticeKind>

/**
 * What goes to a body without an account, with a link: `service-still-true` opens one entry of the directory once,
 * `referral-by-link` one referral, with a code that is in no mail.
 */
export const LinkKind = z.enum(['service-still-true', 'referral-by-link'])
export type LinkKind = z.infer<typeof LinkKind>

/** What reminds a body of the link it got: that an answer is awaited, that something is new, that nothing is asked any more. */
export const LinkReminderKind = z.enum([
  'referral-by-link-waits',
  'referral-by-link-news',
  'referral-by-link-withdrawn',
])
export type LinkReminderKind = z.infer<typeof LinkReminderKind>

/** What goes to a body without an account: with a link, or to remind of one. */
export const QuestionKind = z.enum([...LinkKind.options, ...LinkReminderKind.options])
export type QuestionKind = z.infer<typeof QuestionKind>

export const MailKind = z.enum([...NoticeKind.options, ...QuestionKind.options])
export type MailKind = z.infer<typeof MailKind>

/**
 * All that a mail may carry: a code and how many, the code of the desk, the address of the product. No name, no word and
 * no id of a record: whoever reads the mail signs in.
 */
export const Notice = z.strictObject({
  kind: NoticeKind,
  count: z.number().int().min(1).max(9_999),
  desk: DeskCode,
  origin: z.url({ protocol: /^https?$/ }),
})
export type Notice = z.infer<typeof Notice>

/**
 * What a question by mail carries: who asks, by the names of network and desk, and the link. Not which entry, nothing of a
 * person: the page behind the link shows it.
 */
export const Question = z.strictObject({
  kind: QuestionKind,
  network: z.string().min(1).max(200),
  desk: z.string().min(1).max(200),
  /** `null`: reminds of a link that went before. */
  link: z.url({ protocol: /^https?$/ }).nullable(),
  until: CivilDate,
})
export type Question = z.infer<typeof Question>

/** When the link of a question about an entry that is asked now opens nothing any more. */
export const linkEnds = (askedAt: string): string => isoOf(millisecondsOf(askedAt) + 21 * 86_400_000)

export const MailLanguage = z.enum(['it', 'en'])
export type MailLanguage = z.infer<typeof MailLanguage>
