import type { MailKind, MailLanguage } from '#model/mails/notice.ts'
import type { PostProblem } from '../platform/mail.ts'

/** Why a mail did not go; `not-configured`: this server sends none. */
export type MailReason = PostProblem | 'not-configured' | 'no-address'

export type MailTables = {
  mail: {
    desk_id: string
    id: string
    to_kind: 'member' | 'desk' | 'service'
    to_id: string
    address: Buffer | null
    language: MailLanguage
    kind: MailKind
    count: number
    state: 'waiting' | 'sent' | 'failed'
    reason: MailReason | null
    tries: number
    asked_at: string
    changed_at: string
  }
}
