import type { PartialDate } from '#model/calendar.ts'
import type { AnswerSheet, AnswerState, NewAnswer, ToldAnswer } from '#model/questions/answer-contract.ts'
import type { Question, QuestionVersion } from '#model/questions/contract.ts'
import { answerProblem } from '#model/questions/rules.ts'
import { readDate } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { dateOf } from '../ui/read.ts'

/** An answer as it is typed: a number with a comma, a day as people write it. */
export type Typed = { state: AnswerState; text: string; chosen: string[] }
/** The form, by the id of the question. */
export type AnswerValues = Record<string, Typed>

export const nothing: Typed = { state: 'not_asked', text: '', chosen: [] }

/** The version of a question that holds. */
export const latestOf = ({ versions }: Question): QuestionVersion => versions[0] as QuestionVersion

export const askedIn = ({ questions }: AnswerSheet): Question[] => questions.filter(({ retired }) => retired === null)

export const answerTo = ({ answers }: AnswerSheet, question: string): ToldAnswer | undefined =>
  answers.find((each) => each.question === question)?.history[0]

function typedOf({ kind }: Question, answer: ToldAnswer | undefined): Typed {
  if (!answer) return nothing
  const { state, value, chosen } = answer
  const text = kind === 'day' ? dateOf(value as PartialDate) : kind === 'number' ? value.replace('.', ',') : value
  return { state, text, chosen }
}

export const answerValues = (sheet: AnswerSheet): AnswerValues =>
  Object.fromEntries(askedIn(sheet).map((question) => [question.id, typedOf(question, answerTo(sheet, question.id))]))

/** What was typed to questions that are asked no more: it is not saved with the rest. */
export const typedInVain = (values: AnswerValues, base: AnswerValues, asked: readonly Question[]): string[] =>
  Object.entries(values).flatMap(([id, { state, text }]) => {
    const isKept = asked.some((each) => each.id === id) || base[id]?.text === text
    return isKept || state !== 'answered' || !text.trim() ? [] : [text]
  })

/** What a number is that is typed with a comma or a point, and with blanks between thousands. */
const numberOf = (text: string): string => text.replace(/[\s\u00a0]/g, '').replace(',', '.')

function typedValue({ kind }: Question, { text }: Typed): { value: string; wrong: string | null } {
  if (kind === 'number') return { value: numberOf(text), wrong: null }
  if (kind !== 'day') return { value: text.trim(), wrong: null }
  const read = readDate(text)
  return read.ok ? { value: read.date, wrong: null } : { value: '', wrong: `field.${read.reason}` }
}

/** Of these problems each has a text of its own; what else there is cannot be typed. */
const told = new Set(['missing', 'too-long', 'not-a-number', 'too-small', 'too-big'])

/** Every answer of the form, as it is sent; the server writes those that changed. */
export const readAnswers =
  (questions: readonly Question[], before: AnswerSheet) =>
  (values: AnswerValues): Read<NewAnswer[]> => {
    const wrong: Record<string, string> = {}
    const body = questions.map((question): NewAnswer => {
      const typed = values[question.id] ?? nothing
      const { no, ...text } = latestOf(question)
      const isSaid = typed.state === 'answered'
      const isText = !isChosen(question)
      const read = isSaid && isText ? typedValue(question, typed) : { value: '', wrong: null }
      const said = { state: typed.state, value: read.value, chosen: isSaid && !isText ? typed.chosen : [] }
      const problem = answerProblem(question.kind, text, said, answerTo(before, question.id)?.chosen ?? [])
      if (read.wrong) wrong[question.id] = read.wrong
      else if (problem) wrong[question.id] = `questions.wrong.${told.has(problem.code) ? problem.code : 'other'}`
      return { question: question.id, version: no, ...said }
    })
    return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body }
  }

/** Whether an answer is chosen, and not typed. */
export const isChosen = ({ kind }: Pick<Question, 'kind'>): boolean =>
  kind === 'yes-no' || kind === 'one' || kind === 'several'
