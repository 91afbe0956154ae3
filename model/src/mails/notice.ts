import { z } from 'zod'
import { DeskCode } from '../endpoint.ts'

/** What a mail may be about (avviso per posta). Its texts stand in the catalogue, under its code. */
export const MailKind = z.enum(['referrals-waiting', 'referrals-overdue', 'referrals-answered', 'services-stale'])
export type MailKind = z.infer<typeof MailKind>

/**
 * All that a mail may carry: a code and how many, the code of the desk, the address of the product. No name, no word and
 * no id of a record: whoever reads the mail signs in.
 */
export const Notice = z.strictObject({
  kind: MailKind,
  count: z.number().int().min(1).max(9_999),
  desk: DeskCode,
  origin: z.url({ protocol: /^https?$/ }),
})
export type Notice = z.infer<typeof Notice>

export const MailLanguage = z.enum(['it', 'en'])
export type MailLanguage = z.infer<typeof MailLanguage>
