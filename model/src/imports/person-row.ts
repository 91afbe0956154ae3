import { z } from 'zod'
import { PartialDate } from '../calendar.ts'
import { answer } from '../codes/answer.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { fold } from '../codes/fold.ts'
import { findSex, Sex } from '../codes/sexes.ts'
import type { Cell } from './cells.ts'
import type { RowReading } from './row-errors.ts'
import { type ReadingPlan, RowReader } from './row-reader.ts'

/** A person as a row of a file tells it. What was left empty was not asked; a text that is missing is absent. */
export const PersonRow = z.object({
  /** The source's own number of the person: by it cases find the person, and the same file given twice adds nothing. */
  code: z.string().optional(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  otherNames: z.string().optional(),
  sex: Sex,
  birthDate: answer(PartialDate),
  citizenship: answer(Citizenship),
  phones: z.array(z.string()),
  documents: z.array(
    z.object({
      kind: z.enum(['passport', 'identity-card', 'permit', 'permit-receipt', 'other']),
      number: z.string(),
    }),
  ),
  /** As it was typed. */
  taxCode: z.string().optional(),
  address: z.string().optional(),
})
export type PersonRow = z.infer<typeof PersonRow>

const documentFields = {
  passport: 'passport',
  identityCard: 'identity-card',
  permit: 'permit',
  permitReceipt: 'permit-receipt',
  otherDocument: 'other',
} as const

/** What a person's contract takes in one line: marks that turn the direction of writing could disguise what stands beside. */
const disguises = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u
const MOST_PHONES = 5

/** Turns the cells of one row into a person, or says everything that is wrong with it at once. */
export function readPersonRow(cells: readonly Cell[], plan: ReadingPlan, rowNumber: number): RowReading<PersonRow> {
  const reader = new RowReader(cells, plan, rowNumber)
  const shape = reader.shapeError()
  if (shape) return { ok: false, errors: [shape], unknown: [] }
  const line = (field: Parameters<RowReader['line']>[0]) => {
    const text = reader.line(field)
    if (text && (disguises.test(text) || !text.isWellFormed())) reader.fail(field, 'control-characters', '')
    return text
  }
  const citizenships = reader.citizenships()
  const row = {
    code: line('code'),
    familyName: line('familyName'),
    givenName: line('givenName'),
    otherNames: line('otherNames'),
    sex: reader.code<Sex>('sex', findSex, 'sex-unknown') ?? 'not_asked',
    birthDate: reader.birthDate(),
    // A person has one citizenship here: of several the first, as in a register.
    citizenship: Array.isArray(citizenships) ? (citizenships[0] ?? 'not_asked') : citizenships,
    phones: phonesIn(line('phone')),
    documents: Object.entries(documentFields).flatMap(([field, kind]) => {
      const number = line(field as keyof typeof documentFields)
      return number ? [{ kind, number }] : []
    }),
    taxCode: line('taxCode'),
    address: line('address'),
  }
  const says =
    row.code ?? row.familyName ?? row.givenName ?? row.otherNames ?? row.phones[0] ?? row.documents[0]?.number
  if (!says && !row.taxCode) reader.failIfClean('familyName', 'person-empty')
  return reader.outcome<PersonRow>(row as PersonRow)
}

/** "333 1234567 / 02 123456" are two; a plain slash inside one number is kept by what surrounds it. */
const phonesIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\s*[;,\n]\s*|\s+[/-]\s+|\/(?=\s*\+?\d{6})/)
    .filter((phone) => /\d/.test(phone))
    .slice(0, MOST_PHONES)

/**
 * By what a person without a number of the source is known when the same file is given twice: all that the row says. It
 * holds names and must be keyed before it is stored.
 */
export const personKey = (row: PersonRow): string =>
  JSON.stringify([
    ...[row.familyName, row.givenName, row.otherNames, row.taxCode, row.address].map((text) => fold(text ?? '')),
    ...[row.sex, row.birthDate, row.citizenship, row.phones, row.documents],
  ])
