import { AnswerSheet, type NewAnswer } from '#model/questions/answer-contract.ts'
import type { Question } from '#model/questions/contract.ts'
import { wordingIn } from '#model/questions/rules.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Notice } from '../ui/Chip.tsx'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { AnswerField } from './AnswerField.tsx'
import {
  type AnswerValues,
  answerValues,
  askedIn,
  latestOf,
  nothing,
  readAnswers,
  type Typed,
  typedInVain,
} from './answer-values.ts'
import { draftOf, type Of, recordOf, useWriteAnswers } from './queries.ts'
import { useSayAnswer } from './said.ts'

type Props = { of: Of; sheet: AnswerSheet; onDone: () => void }

/** All questions of the desk in one form, in their order; each may be left. */
export function AnswersForm({ of, sheet, onDone }: Props) {
  const { t, lang } = useText()
  const say = useSay()
  const write = useWriteAnswers(of)
  const sayAnswer = useSayAnswer()
  const questions = askedIn(sheet)
  const base = answerValues(sheet)
  const draft = useDraft<Edit<AnswerValues>>(draftOf(of), recordOf(of), {
    ...base,
    base,
    version: sheet.no,
  } as Edit<AnswerValues>)
  const questionOf = (id: string): Question | undefined => questions.find((each) => each.id === id)
  const labelOf = (id: string) => {
    const question = questionOf(id)
    return question ? wordingIn(latestOf(question).wordings, lang).label : t('questions.title')
  }
  if (!draft.ready) return <Skeleton rows={8} />
  const { base: before, version: _, ...values } = draft.values
  const inVain = typedInVain(values, before, questions)
  return (
    <EditForm<AnswerValues, AnswerSheet, NewAnswer[]>
      draft={draft}
      status={<DraftStatus draft={draft} />}
      record={AnswerSheet}
      valuesOf={answerValues}
      versionOf={({ no }) => no}
      labelOf={labelOf}
      sayValue={(id, value) => {
        const question = questionOf(id)
        const { state, text, chosen } = (value ?? nothing) as Typed
        return question && state === 'answered' && text === ''
          ? sayAnswer(question, latestOf(question), { state, value: text, chosen })
          : text || t(`questions.state.${state}`)
      }}
      read={readAnswers(questions, sheet)}
      send={write}
      onSaved={() => say(t('questions.saved'))}
      onClose={onDone}
    >
      {({ values, change, wrong }) => (
        <>
          {inVain.length > 0 && (
            <Notice tone="amber">
              <p>{t('questions.in-vain')}</p>
              {inVain.map((text) => (
                <p key={text} className="personal">
                  {text}
                </p>
              ))}
            </Notice>
          )}
          {questions.map((question) => {
            const found = wrong[question.id]
            return (
              <AnswerField
                key={question.id}
                question={question}
                typed={values[question.id] ?? nothing}
                onChange={(typed) => change({ [question.id]: typed })}
                error={found && t(found)}
              />
            )
          })}
        </>
      )}
    </EditForm>
  )
}
