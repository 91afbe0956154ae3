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
