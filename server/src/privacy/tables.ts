export type PrivacyTables = {
  restriction: {
    desk_id: string
    id: string
    person_id: string
    reason: string
    from_day: string
    words: Buffer
    by: string
    at: string
  }
  restriction_end: { desk_id: string; restriction_id: string; day: string; words: Buffer; by: string; at: string }
  person_export: {
    desk_id: string
    id: string
    person_id: string
    language: string
    withheld: string[]
    words: Buffer
    by: string
    at: string
  }
  erasure: {
    desk_id: string
    id: string
    person_id: string
    ground: string
    asked_by: string
    from_day: string
    words: Buffer
    by: string
    at: string
  }
  erasure_end: {
    desk_id: string
    erasure_id: string
    person_id: string
    outcome: 'done' | 'refused'
    reason: string | null
    day: string
    counts: string
    words: Buffer
    by: string
    at: string
  }
}
