import type { ImportKind } from '#model/imports/fields.ts'

export type ImportTables = {
  import_run: {
    desk_id: string
    id: string
    kind: ImportKind
    state: 'preview' | 'unreadable' | 'waiting' | 'running' | 'done' | 'refused' | 'failed'
    mode: 'valid-rows' | 'all-or-nothing' | null
    about: Buffer
    counts: string
    started_by: string
    started_at: string
  }
  import_part: { desk_id: string; import_id: string; no: number; bytes: Buffer }
  import_error: { desk_id: string; import_id: string; no: number; about: Buffer }
  import_heading: { desk_id: string; kind: ImportKind; tag: Buffer; field: string | null }
  import_person: { desk_id: string; tag: Buffer; person_id: string }
  import_doubt: { desk_id: string; id: string; import_id: string; tag: Buffer; row: number; about: Buffer }
}
