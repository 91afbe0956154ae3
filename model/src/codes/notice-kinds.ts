import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** Which text is read to a person: the information of arts. 13 and 14 GDPR, or what a consent is asked with (art. 7). */
export const noticeKinds = [
  { code: 'information', it: 'Informativa', en: 'Information notice' },
  {
    code: 'consent-share',
    it: 'Consenso a condividere con altri servizi',
    en: 'Consent to sharing with other services',
  },
  {
    code: 'consent-messages',
    it: 'Consenso a essere contattati per messaggio',
    en: 'Consent to be contacted by message',
  },
] as const

export const NoticeKind = z.enum(codesOf(noticeKinds))
export type NoticeKind = z.infer<typeof NoticeKind>
