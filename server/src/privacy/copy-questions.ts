import { type CivilDate, formatDate, formatInstant } from '#model/calendar.ts'
import type { AnswerSheet, ToldAnswer } from '#model/questions/answer-contract.ts'
import type { Question, QuestionVersion } from '#model/questions/contract.ts'
import { saidIn, wordingIn } from '#model/questions/rules.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section } from './page.ts'

/** What was answered to the desk's own questions, each with the words that stood there then, in the language where there are any. */
export function questionsPart({ say, name, lang, comma }: Speech, sheets: readonly AnswerSheet[]): string {
  const yesNo = (chosen: string) => say(`copy.answer.${chosen}`)
  const said = ({ kind }: Question, text: QuestionVersion, answer: ToldAnswer): string => {
    if (answer.state === 'not_asked') return say('copy.question-back')
    if (answer.state === 'unknown') return say('copy.question-unknown')
    if (answer.state === 'declined') return name([], 'declined')
    if (kind === 'day') return formatDate(answer.value as CivilDate, lang)
    const words = saidIn(kind, text, answer, lang, yesNo).join(comma) || say('copy.none')
    return kind === 'number' && text.unit ? `${words} ${text.unit}` : words
  }
  const rows = sheets.flatMap(({ questions, answers }) =>
    answers.flatMap(({ question: id, history }) => {
      const question = questions.find((each) => each.id === id)
      return history.flatMap((answer, place) => {
        const text = question?.versions.find(({ no }) => no === answer.version)
        if (!question || !text) return []
        const inside = facts([
          [say(place === 0 ? 'copy.question-answer' : 'copy.question-before'), said(question, text, answer)],
          [say('copy.paper-noted'), formatInstant(answer.at, lang)],
        ])
        return [part(wordingIn(text.wordings, lang).label, inside)]
      })
    }),
  )
  return rows.length === 0 ? '' : section(say('copy.questions'), rows, '')
}
