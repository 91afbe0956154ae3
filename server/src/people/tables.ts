export type PeopleTables = {
  person: {
    desk_id: string
    id: string
    sex: string
    citizenship: string
    identity: Buffer
    recorded_by: string
    recorded_at: string
    changed_at: string
    version: number
  }
  person_tag: { desk_id: string; tag: Buffer; person_id: string }
  /** What other subjects keep about a person: read here, never written. */
  contact: {
    desk_id: string
    id: string
    person_id: string | null
    day: string
    channel: string
    needs: string[]
    recorded_by: string
    withdrawn_at: string | null
  }
  care_case: {
    desk_id: string
    id: string
    person_id: string
    state: 'open' | 'closed'
    opened_on: string
    closed_on: string | null
    outcome: string | null
  }
  case_follower: { desk_id: string; case_id: string; account_id: string }
}
