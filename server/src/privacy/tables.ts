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
}
