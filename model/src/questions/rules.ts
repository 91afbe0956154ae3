import { addDays, CivilDate, today } from '../calendar.ts'
import type { NewAnswer } from './answer-contract.ts'
import type { Question, QuestionKind, QuestionOption, QuestionText } from './contract.ts'
import { MOST_LETTERS } from './contract.ts'

/** Where something is wrong, as a pointer without its first slash, and what. */
export type QuestionProblem = { field: string; code: string } | null

const isList = (kind: QuestionKind): boolean => kind === 'one' || kind === 'several'

const twice = (all: readonly string[]): boolean => new Set(all).size < all.length

/** Italian first, the others by their code: the same words are the same text, however they came. */
function sorted<W extends { language: string }>(wordings: readonly W[]): W[] {
  const rank = ({ language }: W) => (language === 'it' ? '' : language)
  return [...wordings].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** The text of a question alone, in its one form. */
export const tidy = ({ wordings, special, unit, least, most, options }: QuestionText): QuestionText => ({
  wordings: sorted(wordings),
  special,
  unit,
  least,
  most,
  options: options.map(({ key, wordings, retired }) => ({ key, wordings: sorted(wordings), retired })),
})

export const isSameText = (one: QuestionText, other: QuestionText): boolean =>
  JSON.stringify(tidy(one)) === JSON.stringify(tidy(other))

function wordingsProblem(wordings: readonly { language: string }[], field: string): QuestionProblem {
  if (!wordings.some(({ language }) => language === 'it')) return { field, code: 'no-italian' }
  return twice(wordings.map(({ language }) => language)) ? { field, code: 'twice' } : null
}

type Said = { language: string; label: string }

/** Words as they are compared: blanks and capitals say nothing. */
const plain = (label: string): string => label.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase()

const saysAlike = (one: readonly Said[], other: readonly Said[]): boolean =>
  one.some(({ language, label }) =>
    other.some((each) => plain(label) !== '' && each.language === language && plain(each.label) === plain(label)),
  )

/** The place of the first option that is called as one before it, in some language; of those that can still be chosen. */
export function doubleOption(options: readonly { wordings: readonly Said[]; retired: boolean }[]): number | null {
  const at = options.findIndex(
    ({ wordings, retired }, place) =>
      !retired && options.slice(0, place).some((before) => !before.retired && saysAlike(before.wordings, wordings)),
  )
  return at < 0 ? null : at
}

/** A question that is asked already in the same place with the same words; not the one at hand. */
export const askedAlike = (
  rows: readonly Question[],
  { id, place, wordings }: Pick<Question, 'place'> & { id: string | null; wordings: readonly Said[] },
): Question | undefined =>
  rows.find(
    (row) =>
      row.id !== id && !row.retired && row.place === place && saysAlike(row.versions[0]?.wordings ?? [], wordings),
  )

function optionsProblem(kind: QuestionKind, options: readonly QuestionOption[]): QuestionProblem {
  if (!isList(kind)) return options.length > 0 ? { field: 'options', code: 'does-not-fit' } : null
  if (options.every(({ retired }) => retired)) return { field: 'options', code: 'missing' }
  if (twice(options.map(({ key }) => key))) return { field: 'options', code: 'twice' }
  for (const [place, { wordings }] of options.entries()) {
    const wrong = wordingsProblem(wordings, `options/${place}/wordings`)
    if (wrong) return wrong
  }
  const double = doubleOption(options)
  return double === null ? null : { field: `options/${double}/wordings`, code: 'same-words' }
}

/** What is wrong with the words of a question of this kind. A unit stands beside numbers alone, and is no harm elsewhere. */
export function textProblem(kind: QuestionKind, text: QuestionText): QuestionProblem {
  const { wordings, least, most, options } = text
  const wrong = wordingsProblem(wordings, 'wordings') ?? optionsProblem(kind, options)
  if (wrong) return wrong
  if (kind !== 'number' && (least !== null || most !== null))
    return { field: least === null ? 'most' : 'least', code: 'does-not-fit' }
  if (least !== null && most !== null && least > most) return { field: 'most', code: 'before' }
  return JSON.stringify(text).length > MOST_LETTERS ? { field: 'wordings', code: 'too-long' } : null
}

/** What stood in a list stays in it, and what was retired stays retired. */
export function changeProblem(before: QuestionText, after: QuestionText): QuestionProblem {
  const now = new Map(after.options.map((option) => [option.key, option]))
  for (const { key, retired } of before.options) {
    const option = now.get(key)
    if (!option) return { field: 'options', code: 'option-gone' }
    if (retired && !option.retired) return { field: 'options', code: 'option-back' }
  }
  return null
}

const isNumber = (text: string): boolean => /^-?\d{1,10}(\.\d{1,6})?$/.test(text)

function valueProblem(kind: QuestionKind, { least, most }: QuestionText, value: string): string | null {
  if (value.trim() === '') return 'missing'
  if (kind === 'short') return value.length > 300 ? 'too-long' : null
  if (kind === 'day') return CivilDate.safeParse(value).success ? null : 'not-a-date'
  if (kind !== 'number') return null
  if (!isNumber(value)) return 'not-a-number'
  if (least !== null && Number(value) < least) return 'too-small'
  return most !== null && Number(value) > most ? 'too-big' : null
}

function chosenProblem(
  kind: QuestionKind,
  { options }: QuestionText,
  chosen: readonly string[],
  before: readonly string[],
): string | null {
  const offered =
    kind === 'yes-no' ? ['yes', 'no'] : options.flatMap(({ key, retired }) => (retired ? [] : [key])).concat(before)
  if (twice(chosen)) return 'twice'
  if (chosen.some((key) => !offered.includes(key))) return 'unknown'
  return kind !== 'several' && chosen.length !== 1 ? 'missing' : null
}

type Given = Pick<NewAnswer, 'state' | 'value' | 'chosen'>

/** What is wrong with an answer. What was chosen before stays choosable, though it was retired since. */
export function answerProblem(
  kind: QuestionKind,
  text: QuestionText,
  { state, value, chosen }: Given,
  before: readonly string[],
): QuestionProblem {
  const holds = isList(kind) || kind === 'yes-no' ? 'chosen' : 'value'
  const isEmpty = { value: value === '', chosen: chosen.length === 0 }
  if (state !== 'answered') {
    if (!isEmpty.value) return { field: 'value', code: 'does-not-fit' }
    return isEmpty.chosen ? null : { field: 'chosen', code: 'does-not-fit' }
  }
  const beside = holds === 'value' ? 'chosen' : 'value'
  if (!isEmpty[beside]) return { field: beside, code: 'does-not-fit' }
  const code = holds === 'value' ? valueProblem(kind, text, value) : chosenProblem(kind, text, chosen, before)
  return code === null ? null : { field: holds, code }
}

/** Whether two answers say the same; those of a list in whatever order. */
export const saysSame = (one: Given, other: Given): boolean =>
  one.state === other.state &&
  one.value === other.value &&
  [...one.chosen].sort().join() === [...other.chosen].sort().join()

/** The words in a language, in Italian where there are none. */
export const wordingIn = <W extends { language: string }>(wordings: readonly W[], language: string): W =>
  (wordings.find((each) => each.language === language) ??
    wordings.find((each) => each.language === 'it') ??
    wordings[0]) as W

/** What was said, in words: the text, or the options as they are called in a language. */
export const saidIn = (
  kind: QuestionKind,
  text: QuestionText,
  { value, chosen }: Given,
  language: string,
  yesNo: (chosen: string) => string,
): string[] => {
  if (kind === 'yes-no') return chosen.map(yesNo)
  if (!isList(kind)) return [value]
  return text.options
    .filter(({ key }) => chosen.includes(key))
    .map(({ wordings }) => wordingIn(wordings, language).label)
}

/** After how many days a question that nobody answers is shown as such. */
export const QUIET_DAYS = 90

/** Asked for ninety days at least, and nobody wrote an answer in the last ninety. */
export function isUnused(question: Pick<Question, 'retired'> & { begun: string }, lastAt: string | null, now: string) {
  const edge = addDays(today(now), -QUIET_DAYS)
  const isOld = (at: string) => today(at) <= edge
  return question.retired === null && isOld(question.begun) && (lastAt === null || isOld(lastAt))
}
