export type ConferenceTables = {
  conference_fact: {
    desk_id: string
    id: string
    conference_id: string
    case_id: string
    no: number
    words: Buffer
    by: string
    at: string
  }
}
