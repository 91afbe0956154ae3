export type GlassTables = {
  glass: {
    network_id: string
    id: string
    owner_desk: string
    reader_desk: string
    reader_account: string
    reader_name: string
    case_id: string
    reason: string
    opened_at: string
    ends_at: string
    ended_at: string | null
    ended_by: 'reader' | 'owner' | null
    reviewed_at: string | null
    reviewed_by: string | null
  }
  glass_asked: { desk_id: string; id: string; account_id: string; at: string }
  glass_words: { desk_id: string; glass_id: string; words: Buffer }
}
