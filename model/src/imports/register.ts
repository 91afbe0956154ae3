import { z } from 'zod'
import { CivilDate, PartialDate } from '../calendar.ts'
import { answer, answers, YesNo } from '../codes/answer.ts'
import { Channel } from '../codes/channels.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { fold } from '../codes/fold.ts'
import { Need } from '../codes/needs.ts'
import { Sector } from '../codes/sectors.ts'
import { Sex } from '../codes/sexes.ts'
import { StayDocument } from '../codes/stay-documents.ts'

/** One contact as a row of a desk's register tells it. What was left empty was not asked; a text that is missing is absent. */
export const RegisterRow = z.object({
  /** The desk's own code of the person ("PUA-0108"): rows with one code are contacts of one person. */
  code: z.string().optional(),
  contactDate: CivilDate,
  channel: answer(Channel),
  /** Where, as the operator wrote it, when it is not just a channel. */
  place: z.string().optional(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  sex: Sex,
  birthDate: answer(PartialDate),
  citizenships: answers(Citizenship),
  /** As it was typed. */
  phone: z.string().optional(),
  sector: answer(Sector),
  stayDocument: answer(StayDocument),
  needs: answers(Need),
  takenInCharge: YesNo,
  takenOn: CivilDate.optional(),
  note: z.string().optional(),
})
export type RegisterRow = z.infer<typeof RegisterRow>

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

/**
 * By what a row is recognised when the same file is given twice, as CSV or as XLSX: the person's code, day and place; without
 * a code all that it says. It holds names and must be keyed before it is stored.
 */
export function rowKey(row: RegisterRow): string {
  const where = [row.channel, fold(row.place ?? '')]
  if (row.code) return JSON.stringify(['code', fold(row.code).replaceAll(' ', ''), row.contactDate, ...where])
  const texts = [row.familyName, row.givenName, row.phone, row.note].map((text) => fold(text ?? ''))
  const codes = [row.sex, row.birthDate, row.citizenships, row.sector, row.stayDocument, row.needs]
  return JSON.stringify(['row', row.contactDate, ...where, ...texts, ...codes, row.takenInCharge, row.takenOn ?? ''])
}
