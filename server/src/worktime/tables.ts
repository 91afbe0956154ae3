export type WorktimeTables = {
  worktime_entry: {
    desk_id: string
    id: string
    case_id: string
    /** In which order they were written in the case. */
    no: number
    words: Buffer
    by: string
    at: string
  }
}
