import { fold } from '#model/codes/fold.ts'
import type { Language } from '#model/codes/languages.ts'
import {
  type NewQuestion,
  type Question,
  QuestionKey,
  type QuestionKind,
  type QuestionPlace,
  type QuestionText,
} from '#model/questions/contract.ts'
import { textProblem } from '#model/questions/rules.ts'
import type { Read } from '../ui/form.ts'

/** An option as it is typed; `key` is empty while it is new. `id` ties its fields to it. */
export type OptionRow = { id: string; key: string; labels: Record<string, string>; retired: boolean }

/** The form of a question. `of`: which one, `null` for a new one. */
export type QuestionValues = {
  of: string | null
  key: string
  kind: QuestionKind
  place: QuestionPlace
  /** Languages beside Italian. */
  languages: string[]
  labels: Record<string, string>
  helps: Record<string, string>
  special: boolean
  unit: string
  least: string
  most: string
  options: OptionRow[]
}

const numberSaid = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))

const byLanguage = <W extends { language: string }>(wordings: readonly W[], of: (wording: W) => string) =>
  Object.fromEntries(wordings.map((wording) => [wording.language, of(wording)]))

export function questionValues(question: Question | undefined, place: QuestionPlace = 'case'): QuestionValues {
  const [latest] = question?.versions ?? []
  return {
    of: question?.id ?? null,
    key: question?.key ?? '',
    kind: question?.kind ?? 'short',
    place: question?.place ?? place,
    languages: latest?.wordings.map(({ language }) => language as string).filter((each) => each !== 'it') ?? [],
    labels: byLanguage(latest?.wordings ?? [], ({ label }) => label),
    helps: byLanguage(latest?.wordings ?? [], ({ help }) => help),
    special: latest?.special ?? false,
    unit: latest?.unit ?? '',
    least: numberSaid(latest?.least ?? null),
    most: numberSaid(latest?.most ?? null),
    options:
      latest?.options.map(({ key, wordings, retired }) => ({
        ...{ id: key, key, retired },
        labels: byLanguage(wordings, ({ label }) => label),
      })) ?? [],
  }
}

/** A key made of words, that none of these is: `Lingua madre?` → `lingua_madre`. */
export function keyOf(words: string, taken: readonly string[]): string {
  const plain = fold(words)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const begun = (/^[a-z]/.test(plain) ? plain : `d_${plain}`).slice(0, 34).replace(/_+$/g, '')
  for (let no = 1; ; no += 1) {
    const key = no === 1 ? begun : `${begun}_${no}`
    if (!taken.includes(key)) return key
  }
}

/** A number as people write it; none is no bound. */
function boundOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  return /^-?\d{1,9}([.,]\d{1,6})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined
}

const inAll = (values: QuestionValues): Language[] => ['it', ...values.languages] as Language[]
const isListed = (kind: QuestionKind): boolean => kind === 'one' || kind === 'several'

function optionsOf(values: QuestionValues): QuestionText['options'] {
  const taken = values.options.map(({ key }) => key).filter(Boolean)
  return values.options
    .filter(({ key, labels }) => key !== '' || labels.it?.trim())
    .map(({ key, labels, retired }) => {
      const own = key || keyOf(labels.it ?? '', taken)
      taken.push(own)
      const wordings = inAll(values)
        .map((language) => ({ language, label: labels[language]?.trim() ?? '' }))
        .filter(({ language, label }) => label !== '' || language === 'it')
      return { key: own, wordings, retired }
    })
}

/** What is typed as a question; what is missing or cannot be is told beside its field. */
export const readQuestion =
  (taken: readonly string[]) =>
  (values: QuestionValues): Read<Omit<NewQuestion, 'no'>> => {
    const { kind, place, special } = values
    const isNumber = kind === 'number'
    const [least, most] = isNumber ? [boundOf(values.least), boundOf(values.most)] : [null, null]
    const wrong: Record<string, string> = {}
    const label = values.labels.it?.trim() ?? ''
    if (!label) wrong.labels = 'field.missing'
    const key = values.key.trim() || keyOf(label, taken)
    if (values.of === null && values.key.trim()) {
      if (!QuestionKey.safeParse(key).success) wrong.key = 'questions.wrong.key'
      else if (taken.includes(key)) wrong.key = 'questions.wrong.taken'
    }
    if (least === undefined) wrong.least = 'questions.wrong.not-a-number'
    if (most === undefined) wrong.most = 'questions.wrong.not-a-number'
    const wordings = inAll(values)
      .map((language) => ({
        ...{ language, label: values.labels[language]?.trim() ?? '' },
        help: values.helps[language]?.trim() ?? '',
      }))
      .filter((wording) => wording.label !== '')
    const options = isListed(kind) ? optionsOf(values) : []
    if (options.some(({ wordings: said }) => said[0]?.label === '')) wrong.options = 'questions.wrong.option-empty'
    const text = {
      wordings,
      special,
      unit: isNumber ? values.unit.trim() : '',
      least: least ?? null,
      most: most ?? null,
      options,
    }
    const problem = Object.keys(wrong).length === 0 ? textProblem(kind, text) : null
    if (problem)
      wrong[problem.field === 'wordings' ? 'labels' : (problem.field.split('/')[0] ?? '')] = sayOf(problem.code)
    const marked = [
      ...wordings.flatMap((wording) => [wording.label, wording.help]),
      ...options.flatMap((each) => each.wordings.map((said) => said.label)),
    ]
    if (marked.some((said) => /<[a-z!/?]/i.test(said))) wrong.labels = 'questions.wrong.markup'
    return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body: { key, kind, place, ...text } }
  }

const sayOf = (code: string): string =>
  `questions.wrong.${['missing', 'before', 'too-long', 'same-words'].includes(code) ? `text-${code}` : 'other'}`
