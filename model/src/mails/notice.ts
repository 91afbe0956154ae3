import { z } from 'zod'
import { CivilDate, isoOf, millisecondsOf } from '../calendar.ts'
import { DeskCode } from '../endpoint.ts'

/** What a notice by mail may be about (avviso per posta). Its texts stand in the catalogue, under its code. */
export const NoticeKind = z.enum(['referrals-waiting', 'referrals-overdue', 'referrals-answered', 'services-stale'])
export type NoticeKind = z.infer<typeof NoticeKind>

/** `service-still-true` goes to a provider without an account, with a link that opens one entry once. */
export const MailKind = z.enum([...NoticeKind.options, 'service-still-true'])
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
 * What a question by mail carries: who asks, by the names of network and desk, and the link. Not which entry: the page
 * behind the link shows it.
 */
export const Question = z.strictObject({
  network: z.string().min(1).max(200),
  desk: z.string().min(1).max(200),
  link: z.url({ protocol: /^https?$/ }),
  until: CivilDate,
})
export type Question = z.infer<typeof Question>

/** When the link of a question that is asked now opens nothing any more. */
export const linkEnds = (askedAt: string): string => isoOf(millisecondsOf(askedAt) + 21 * 86_400_000)

export const MailLanguage = z.enum(['it', 'en'])
export type MailLanguage = z.infer<typeof MailLanguage>
