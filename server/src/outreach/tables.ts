export type OutreachTables = {
  contact: {
    desk_id: string
    id: string
    person_id: string | null
    day: string
    at_time: string | null
    channel: string
    language: string
    sector: string
    sex: string
    citizenship: string
    needs: string[]
    given: string[]
    words: Buffer
    source_tag: Buffer | null
    recorded_by: string
    recorded_at: string
    withdrawn_at: string | null
    version: number
  }
  /** Whether a person was ever taken in charge: read here, never written. */
  care_case: { desk_id: string; id: string; person_id: string }
}
