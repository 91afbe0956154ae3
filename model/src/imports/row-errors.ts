import { z } from 'zod'

export const rowErrorCodes = [
  'date-missing',
  'date-invalid',
  'date-future',
  'sex-unknown',
  'citizenship-unknown',
  'need-unknown',
  'sector-unknown',
  'stay-document-unknown',
  'yes-no-unknown',
  'taken-before-contact',
  'taken-date-missing',
  'taken-date-without-yes',
  'person-empty',
  'reference-missing',
  'person-unknown',
  'opening-missing',
  'state-unknown',
  'state-open-but-closed',
  'closing-missing',
  'closed-before-opening',
  'outcome-missing',
  'outcome-unknown',
  'profile-unknown',
  'work-form-unknown',
  'legal-basis-unknown',
  'control-characters',
  'cell-too-long',
  'formula',
  'too-few-columns',
  'too-many-columns',
] as const

/** One thing to put right. `row` as the spreadsheet numbers it, `column` as its heading says, `value` at most 40 characters. */
export const RowError = z.object({
  row: z.number().int(),
  column: z.string(),
  code: z.enum(rowErrorCodes),
  value: z.string().max(40).optional(),
})
export type RowError = z.infer<typeof RowError>

/** A word in a field with a list that means none of its codes. */
export type UnknownWord = { field: string; word: string }

export type RowReading<R> = { ok: true; row: R } | { ok: false; errors: RowError[]; unknown: UnknownWord[] }
