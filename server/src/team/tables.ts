import type { FollowerRole } from '#model/cases/contract.ts'
import type { ApprovalAct } from '#model/team/approval-contract.ts'

export type TeamTables = {
  handover: {
    desk_id: string
    id: string
    case_id: string
    from_account: string
    to_account: string
    /** In which part who handed over followed; the receiver follows now, and followed before. */
    from_role: FollowerRole | null
    to_role: FollowerRole | null
    had_role: FollowerRole | null
    steps: string[]
    tasks: string[]
    appointments: string[]
    back_of: string | null
    words: Buffer
    by: string
    at: string
  }
  substitution: {
    desk_id: string
    id: string
    absent: string
    stand_in: string
    from_day: string
    until_day: string
    by: string
    at: string
    ended_at: string | null
    ended_by: string | null
  }
  approval_setting: { desk_id: string; id: string; closing: boolean; sending: boolean; by: string; at: string }
  approval: {
    desk_id: string
    id: string
    case_id: string
    act: ApprovalAct
    referral_id: string | null
    words: Buffer
    by: string
    at: string
  }
  approval_end: {
    desk_id: string
    approval_id: string
    case_id: string
    outcome: 'approved' | 'refused' | 'withdrawn'
    words: Buffer
    by: string
    at: string
  }
  approval_news: { desk_id: string; approval_id: string; account_id: string }
  handover_news: { desk_id: string; handover: string; account_id: string }
}
