export type TimelineTables = {
  case_look: {
    desk_id: string
    case_id: string
    account_id: string
    looked_at: string
    known_until: string | null
  }
}
