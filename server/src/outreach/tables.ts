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
  import_run: {
    desk_id: string
    id: string
    state: 'preview' | 'unreadable' | 'waiting' | 'running' | 'done' | 'refused' | 'failed'
    mode: 'valid-rows' | 'all-or-nothing' | null
    about: Buffer
    counts: string
    started_by: string
    started_at: string
  }
  import_part: { desk_id: string; import_id: string; no: number; bytes: Buffer }
  import_error: { desk_id: string; import_id: string; no: number; about: Buffer }
  /** Whether a person was ever taken in charge: read here, never written. */
  care_case: { desk_id: string; id: string; person_id: string }
}
