export type DocumentTables = {
  document_fact: {
    desk_id: string
    id: string
    person_id: string
    document: string
    no: number
    words: Buffer
    by: string
    at: string
  }
  document_edit: {
    desk_id: string
    id: string
    document: string
    no: number
    words: Buffer
    by: string
    at: string
  }
}
