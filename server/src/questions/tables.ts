import type { QuestionKind, QuestionPlace } from '#model/questions/contract.ts'

type Written = { by: string; at: string }

export type QuestionTables = {
  question: {
    desk_id: string
    id: string
    kind: QuestionKind
    place: QuestionPlace
    rank: number
    words: Buffer
    retired_by: string | null
    retired_at: string | null
  } & Written
  question_version: { desk_id: string; id: string; question_id: string; no: number; words: Buffer } & Written
  question_answer: {
    desk_id: string
    id: string
    person_id: string
    case_id: string | null
    /** The case, or else the person: of what it is a sheet. */
    record: string
    no: number
    words: Buffer
  } & Written
}
