export type ImportTables = {
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
}
