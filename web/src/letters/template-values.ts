import type { Language } from '#model/codes/languages.ts'
import { discreetFields, fieldNames, isField, type LetterField } from '#model/letters/fields.ts'
import { templateProblems } from '#model/letters/rules.ts'
import type { LetterTemplate, LetterText } from '#model/letters/template-contract.ts'
import { type MarkProblem, markProblems, renamed } from '#model/letters/text.ts'
import type { Read } from '../ui/form.ts'

/** A template as it is typed: its texts by language, their fields by their codes; and the language that is looked at. */
export type TemplateDraft = {
  key: string
  no: number
  discreet: boolean
  shown: Language
  texts: readonly LetterText[]
}

export const templateDraft = (key: string, no: number, template: LetterTemplate | null): TemplateDraft => ({
  ...{ key, no, discreet: template?.discreet ?? false, shown: 'it', texts: template?.texts ?? [] },
})

const none = (language: Language): LetterText => ({ language, title: '', text: '' })
export const textOf = ({ texts }: Pick<TemplateDraft, 'texts'>, language: Language): LetterText =>
  texts.find((text) => text.language === language) ?? none(language)

/** The texts with one written anew; a language of which nothing is left goes, Italian stays first. */
export function withText({ texts }: Pick<TemplateDraft, 'texts'>, next: LetterText): LetterText[] {
  const others = texts.filter(({ language }) => language !== next.language)
  const all = next.title === '' && next.text === '' ? others : [...others, next]
  return all.sort((one, other) => Number(other.language === 'it') - Number(one.language === 'it'))
}

type LabelOf = (field: LetterField) => string

/** A text as people read it: its fields by their names. */
export const asRead = (text: string, labelOf: LabelOf): string =>
  renamed(text, (code) => (isField(code) ? labelOf(code) : undefined))
/** And back: their codes. */
export const asKept = (text: string, labelOf: LabelOf): string =>
  renamed(text, (label) => fieldNames.find((field) => labelOf(field).toLowerCase() === label.toLowerCase()))

export const allowedIn = (discreet: boolean): readonly LetterField[] => (discreet ? discreetFields : fieldNames)

/** What is wrong with the fields of a text: which and on which line. */
export const wrongIn = ({ discreet }: Pick<TemplateDraft, 'discreet'>, { text }: LetterText): MarkProblem[] =>
  markProblems(text, allowedIn(discreet))

/** What is typed as a version; a text half written, or with a field that is not known, is told, and its language shown. */
/** Whether the Italian words were changed and those in other languages, which say the same no more, were not. */
export function onlyItalianChanged(before: TemplateDraft, now: TemplateDraft): boolean {
  const said = ({ texts }: TemplateDraft, isItalian: boolean) =>
    JSON.stringify(texts.filter(({ language }) => (language === 'it') === isItalian))
  return said(before, true) !== said(now, true) && said(before, false) === said(now, false)
}

export function readTemplate(draft: TemplateDraft): Read<LetterTemplate> & { shown?: Language } {
  const { discreet, texts } = draft
  const trimmed = texts.map((text) => ({ ...text, title: text.title.trim() }))
  if (textOf(draft, 'it').text.trim() === '') return { ok: false, wrong: { text: 'field.missing' }, shown: 'it' }
  for (const text of trimmed) {
    const shown = text.language
    if (text.title === '') return { ok: false, wrong: { title: 'field.missing' }, shown }
    if (text.text.trim() === '') return { ok: false, wrong: { text: 'field.missing' }, shown }
    if (wrongIn(draft, text).length > 0) return { ok: false, wrong: { text: 'letters.template-wrong' }, shown }
    if (markProblems(text.title, []).length > 0)
      return { ok: false, wrong: { title: 'letters.template-title-plain' }, shown }
  }
  const template = { discreet, texts: trimmed }
  return templateProblems(template).length === 0
    ? { ok: true, body: template }
    : { ok: false, wrong: { text: 'letters.template-wrong' } }
}
