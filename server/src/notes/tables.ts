import type { NoteVisibility } from '#model/notes/contract.ts'

export type NoteTables = {
  case_note: {
    desk_id: string
    id: string
    case_id: string
    day: string
    kind: string
    visibility: NoteVisibility
    words: Buffer
    by: string
    written_at: string
    changed_at: string | null
    version: number
  }
  note_version: {
    desk_id: string
    id: string
    case_id: string
    note_id: string
    no: number
    kind: string
    visibility: NoteVisibility
    words: Buffer
    at: string
  }
  note_mention: {
    desk_id: string
    note_id: string
    account_id: string
    case_id: string
    at: string
    seen_at: string | null
  }
}
