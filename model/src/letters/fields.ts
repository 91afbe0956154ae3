import { z } from 'zod'
import { CivilDate, formatDate, formatPartialDate, PartialDate } from '../calendar.ts'
import { prose, words } from '../words.ts'

/**
 * What kind of value a field of a letter takes: a line of words, several lines, a number or code and an hour, which are read from left
 * to right in every language, a day, or a birth date as far as it is known.
 */
type FieldKind = 'words' | 'lines' | 'sign' | 'time' | 'day' | 'birth'

/** The fields that a template of letters may name. No other is known: one that is written otherwise is refused. */
export const letterFields = {
  person: 'words',
  birthDate: 'birth',
  taxCode: 'sign',
  caseNumber: 'sign',
  recipient: 'words',
  body: 'words',
  desk: 'words',
  deskAddress: 'words',
  deskPhone: 'sign',
  operator: 'words',
  today: 'day',
  appointmentDay: 'day',
  appointmentTime: 'time',
  appointmentPlace: 'words',
  attendedDay: 'day',
  attendedUntil: 'time',
  papers: 'lines',
  note: 'lines',
} as const satisfies Record<string, FieldKind>
export type LetterField = keyof typeof letterFields
export const fieldNames = Object.keys(letterFields) as LetterField[]
export const isField = (name: string): name is LetterField => Object.hasOwn(letterFields, name)

/**
 * The fields of a discreet letter. It says what it may say and nothing else: neither the desk, whose name and address tell what it
 * is for, nor the case, nor the tax code.
 */
export const discreetFields: readonly LetterField[] = [
  ...(['person', 'birthDate', 'recipient', 'body', 'deskPhone', 'operator', 'today'] as const),
  ...(['appointmentDay', 'appointmentTime', 'appointmentPlace', 'attendedDay', 'attendedUntil'] as const),
  ...(['papers', 'note'] as const),
]
/** Those that are filled in by themselves in a discreet letter: the others only say what somebody typed for this one. */
export const discreetlyFilled: readonly LetterField[] = [
  ...(['person', 'birthDate', 'operator', 'today'] as const),
  ...(['appointmentDay', 'appointmentTime', 'attendedDay', 'attendedUntil'] as const),
]

const line = words(300).default('')
const sign = words(120).default('')
const lines = prose(4_000).default('')
const day = CivilDate.nullable().default(null)

/** What stands in the fields of a letter; empty: nothing, and the letter has a gap there. */
export const LetterValues = z.strictObject({
  ...{
    person: line,
    recipient: line,
    body: line,
    desk: line,
    deskAddress: line,
    operator: line,
    appointmentPlace: line,
  },
  ...{ taxCode: sign, caseNumber: sign, deskPhone: sign, appointmentTime: sign, attendedUntil: sign },
  ...{ papers: lines, note: lines },
  ...{ today: day, appointmentDay: day, attendedDay: day },
  birthDate: PartialDate.nullable().default(null),
})
export type LetterValues = z.infer<typeof LetterValues>
export const noValues: LetterValues = LetterValues.parse({})

/** What a field says on paper, in the language of the letter; a day in words. */
export function saidOf(values: LetterValues, field: LetterField, language: string): string {
  if (field === 'birthDate') return values.birthDate ? formatPartialDate(values.birthDate, language) : ''
  if (field === 'today' || field === 'appointmentDay' || field === 'attendedDay') {
    const date = values[field]
    return date ? formatDate(date, language) : ''
  }
  return values[field].trim() === '' ? '' : values[field]
}
