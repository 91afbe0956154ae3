import type { NewsKind, ReferralKind, ReferralState, Urgency } from '#model/referrals/contract.ts'
import type { AppointmentAct } from '#model/referrals/contract-appointments.ts'

export type ReferralTables = {
  referral: {
    network_id: string
    id: string
    from_desk: string
    /** `null`: a body without an account, by link. */
    to_desk: string | null
    service_id: string
    state: ReferralState
    kind: ReferralKind
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
    to_desk: string | null
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
    /** The body that it was sent to. */
    body_id: string | null
    by: string
    answer_told_at: string | null
    instead_of: string | null
  }
  referral_case: { desk_id: string; referral_id: string; case_id: string; at: string }
  referral_told: { desk_id: string; to_id: string; kind: string; day: string; mail_id: string }
  referral_news: { desk_id: string; referral_id: string; reader: 'desk' | 'link'; kind: NewsKind; came_at: string }
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
  referral_appointment_step: {
    network_id: string
    referral_id: string
    no: number
    act: AppointmentAct
    from_desk: string
    to_desk: string | null
    by_desk: string
    actor: string
    at: string
  }
  referral_appointment: { desk_id: string; referral_id: string; no: number; words: Buffer }
  referral_file: {
    desk_id: string
    id: string
    referral_id: string
    from_desk: string
    about: Buffer
    size: number
    by: string
    at: string
    taken_at: string | null
    arrived_at: string | null
  }
  referral_file_part: { desk_id: string; file_id: string; no: number; bytes: Buffer }
  referral_link: {
    desk_id: string
    id: string
    referral_id: string
    mail_id: string
    address: Buffer | null
    token_hash: Buffer | null
    code_hash: Buffer | null
    tries_left: number
    made_at: string
    made_by: string
    ends_at: string
    opened_at: string | null
    /** How often the code was given, on whatever device; and when last. */
    openings: number
    last_opened_at: string | null
    used_at: string | null
    revoked_at: string | null
  }
}
