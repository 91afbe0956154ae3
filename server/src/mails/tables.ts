import type { MailReason, MailState } from '#model/mails/contract.ts'
import type { MailKind, MailLanguage } from '#model/mails/notice.ts'

export type MailTables = {
  mail: {
    desk_id: string
    id: string
    to_kind: 'member' | 'desk' | 'service'
    to_id: string
    address: Buffer | null
    link: Buffer | null
    link_ends: string | null
    language: MailLanguage
    kind: MailKind
    count: number
    state: MailState
    reason: MailReason | null
    tries: number
    asked_at: string
    changed_at: string
  }
}
