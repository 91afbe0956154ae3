import type { TemplateKey } from '#model/letters/template-contract.ts'

export type LetterTables = {
  case_letter: {
    desk_id: string
    id: string
    case_id: string
    /** In which order they were written in the case. */
    no: number
    words: Buffer
    by: string
    at: string
  }
  letter_template: {
    desk_id: string
    id: string
    /** One of the product's by its code, or the desk's own by an id. */
    template: TemplateKey
    no: number
    words: Buffer
    by: string
    at: string
  }
}
