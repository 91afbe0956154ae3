import type { ReferralState, Urgency } from '#model/referrals/contract.ts'

export type ReferralTables = {
  referral: {
    network_id: string
    id: string
    from_desk: string
    to_desk: string
    service_id: string
    state: ReferralState
    version: number
    urgency: Urgency
    made_at: string
    sent_at: string | null
    delivered_at: string | null
    seen_at: string | null
    answered_at: string | null
    begun_at: string | null
    ended_at: string | null
    answer_by: string | null
    expires_at: string | null
    start_by: string | null
    reason: string | null
    outcome: string | null
  }
  referral_event: {
    network_id: string
    referral_id: string
    act: string
    from_desk: string
    to_desk: string
    by_desk: string
    actor: string
    at: string
  }
  referral_terms: {
    network_id: string
    service_id: string
    tended_by: string
    answer_within: number | null
    start_within: number | null
  }
  referral_origin: {
    desk_id: string
    referral_id: string
    case_id: string
    person_id: string
    scopes: string[]
    words: Buffer
    ground_id: string | null
    arrangement_id: string | null
    by: string
  }
  referral_copy: { desk_id: string; referral_id: string; no: number; words: Buffer }
  referral_message: {
    desk_id: string
    id: string
    referral_id: string
    from_desk: string
    act: string
    words: Buffer
    by: string
    at: string
  }
}
