import type { AnswerSheet, ToldAnswer } from '#model/questions/answer-contract.ts'
import type { Question, QuestionVersion } from '#model/questions/contract.ts'
import { wordingIn } from '#model/questions/rules.ts'
import { Chip } from '../ui/Chip.tsx'
import { shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { answerTo, latestOf } from './answer-values.ts'
import { useSayAnswer } from './said.ts'

/** The words to which an answer was given. */
const askedThen = (question: Question, { version }: ToldAnswer): QuestionVersion =>
  question.versions.find(({ no }) => no === version) ?? latestOf(question)

/** What was answered, as a list of facts; of what was not asked nothing. `most`: the first ones alone. */
export function AnswerFacts({ sheet, most }: { sheet: AnswerSheet; most?: number }) {
  const { lang } = useText()
  const say = useSayAnswer()
  const said = sheet.questions.flatMap((question) => {
    const answer = answerTo(sheet, question.id)
    return answer && answer.state !== 'not_asked' ? [{ question, answer, text: askedThen(question, answer) }] : []
  })
  return (
    <dl className="facts">
      {said.slice(0, most).map(({ question, answer, text }) => (
        <div key={question.id}>
          <dt>{wordingIn(text.wordings, lang).label}</dt>
          <dd className="personal">{say(question, text, answer)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Every question with what was answered: by whom, when, to which words where they changed, and what was answered before. */
export function AnswerLines({ sheet }: { sheet: AnswerSheet }) {
  const { t, lang } = useText()
  const said = sheet.questions.flatMap((question) => {
    const history = sheet.answers.find((each) => each.question === question.id)?.history
    return history ? [{ question, history }] : []
  })
  if (said.length === 0) return <p className="quiet">{t('questions.nothing-answered')}</p>
  return (
    <ul className="lines">
      {said.map(({ question, history: [latest, ...before] }) => (
        <li key={question.id}>
          <div>
            <strong>{wordingIn(latestOf(question).wordings, lang).label}</strong>{' '}
            {question.retired && <Chip icon="closed">{t('questions.retired')}</Chip>}
            {latest && <Said question={question} answer={latest} />}
            {before.length > 0 && (
              <details>
                <summary>{t('questions.before', { count: before.length })}</summary>
                {before.map((answer) => (
                  <Said key={`${answer.at} ${answer.value}`} question={question} answer={answer} />
                ))}
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Said({ question, answer }: { question: Question; answer: ToldAnswer }) {
  const { t, lang } = useText()
  const say = useSayAnswer()
  const then = askedThen(question, answer)
  const asked = wordingIn(then.wordings, lang).label
  return (
    <>
      <p className="prose personal">{say(question, then, answer)}</p>
      {asked !== wordingIn(latestOf(question).wordings, lang).label && (
        <small>{t('questions.asked-then', { words: asked })}</small>
      )}
      <small>{t('questions.written', { by: answer.by, at: shortInstant(answer.at, lang) })}</small>
    </>
  )
}
