import type { FileState } from '#model/files/contract.ts'

export type FileTables = {
  case_file: {
    desk_id: string
    id: string
    case_id: string
    about: Buffer
    size: number
    state: FileState
    by: string
    at: string
  }
  case_file_part: { desk_id: string; file_id: string; no: number; case_id: string; bytes: Buffer }
  case_file_step: {
    desk_id: string
    file_id: string
    no: number
    case_id: string
    act: string
    words: Buffer
    by: string
    at: string
  }
}
