import type { Language } from '#model/codes/languages.ts'
import { type LetterField, type LetterValues, letterFields, noValues } from '#model/letters/fields.ts'
import { holding } from '#model/letters/rules.ts'
import type { LetterTemplate, LetterText, TemplateRow } from '#model/letters/template-contract.ts'
import { fieldsIn } from '#model/letters/text.ts'
import { readDate, typed as typedDate } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readTime } from '../ui/time.ts'

/** A letter as it is typed: only what was changed of what the case fills in. `text`: all of it, to be read when nothing can be saved. */
export type LetterDraft = {
  template: string
  language: string
  typed: Partial<Record<LetterField, string>>
  text: string
}
export const noLetter: LetterDraft = { template: '', language: '', typed: {}, text: '' }

export const withTyped = ({ typed }: LetterDraft, field: LetterField, said: string): Partial<LetterDraft> => {
  const next = { ...typed, [field]: said }
  return { typed: next, text: Object.values(next).filter(Boolean).join('\n') }
}

/** What a field shows before anybody typed in it. */
export function shownOf(values: LetterValues, field: LetterField): string {
  const value = values[field]
  return letterFields[field] === 'day' || letterFields[field] === 'birth' ? typedDate(value ?? '') : (value ?? '')
}

/** What stands in a field: as it was typed, else as the case fills it. */
export const saidIn = (typed: LetterDraft['typed'], filled: LetterValues, field: LetterField): string =>
  typed[field] ?? shownOf(filled, field)

/** The fields of a letter, read. What is no date is told; until then nothing stands there. */
export function readLetter(
  typed: LetterDraft['typed'],
  filled: LetterValues,
  fields: readonly LetterField[],
): { values: LetterValues; read: Read<LetterValues> } {
  const wrong: Record<string, string> = {}
  const said = fields.map((field): [LetterField, string | null] => {
    const text = saidIn(typed, filled, field)
    const kind = letterFields[field]
    if (kind === 'time') {
      const time = readTime(text)
      if (time === undefined) wrong[field] = 'field.time'
      return [field, time ?? '']
    }
    if (kind !== 'day' && kind !== 'birth') return [field, text]
    if (text.trim() === '') return [field, null]
    const read = readDate(text, kind === 'birth')
    if (read.ok) return [field, read.date]
    wrong[field] = `field.${read.reason}`
    return [field, null]
  })
  const values = { ...noValues, ...Object.fromEntries(said) } as LetterValues
  return { values, read: Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body: values } }
}

/** The templates that hold, each with its key and the version. */
export const templatesThatHold = (rows: readonly TemplateRow[]) =>
  rows.flatMap((row) => {
    const { no, own, template } = holding(row)
    return template ? [{ id: row.id, no, own, template }] : []
  })

/** What a template is called, in the language of the interface where it has a text in it. */
export const titleOf = ({ texts }: Pick<LetterTemplate, 'texts'>, lang: string): string =>
  (texts.find(({ language }) => language === lang) ?? texts.find(({ language }) => language === 'it') ?? texts[0])
    ?.title ?? ''

/** What a letter says that goes to somebody else than the person: an office, an employer. */
const toOthers: readonly LetterField[] = ['recipient', 'attendedDay']

/** In which language a letter begins: as somebody chose; else in Italian, if it goes to others; else in the person's. */
export function textIn({ texts }: LetterTemplate, chosen: string, spoken: Language | null): LetterText | undefined {
  const of = (language: string | null) => texts.find((text) => text.language === language)
  const italian = of('it')
  const goesToOthers = italian && fieldsIn(italian.text).some((field) => toOthers.includes(field))
  return of(chosen) ?? (goesToOthers ? italian : of(spoken)) ?? italian ?? texts[0]
}

/** What was typed in one letter says too much in a discreet one: it does not go along. */
export const staysBehind = (
  { typed }: LetterDraft,
  before: Pick<LetterTemplate, 'discreet'> | undefined,
  next: Pick<LetterTemplate, 'discreet'> | undefined,
): boolean => next?.discreet === true && !before?.discreet && Object.values(typed).some(Boolean)
