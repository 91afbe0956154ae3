export type CaseTables = {
  care_case: {
    desk_id: string
    id: string
    person_id: string
    contact_id: string | null
    state: 'open' | 'closed'
    opened_on: string
    closed_on: string | null
    outcome: string | null
    profile: string
    stay_document: string
    sector: string
    work_form: string
    needs: string[]
    legal_basis: string
    last_activity: string
    opened_by: string
    opened_at: string
    version: number
    source_tag: Buffer | null
  }
  case_follower: { desk_id: string; case_id: string; account_id: string; role: string; since: string }
  service_delivered: {
    desk_id: string
    id: string
    case_id: string
    day: string
    kind: string
    words: Buffer
    by: string
    noted_at: string
    withdrawn_at: string | null
  }
  case_event: { desk_id: string; id: string; case_id: string; at: string; actor: string; act: string; words: Buffer }
  /** The person and its contacts: read here, never written. */
  person: { desk_id: string; id: string; sex: string; citizenship: string; identity: Buffer }
  contact: {
    desk_id: string
    id: string
    person_id: string | null
    day: string
    channel: string
    withdrawn_at: string | null
  }
}
