import { Fragment } from 'react'
import type { AnswerState } from '#model/questions/answer-contract.ts'
import type { Question } from '#model/questions/contract.ts'
import { wordingIn } from '#model/questions/rules.ts'
import { ChoiceField, type Several, SeveralField } from '../ui/ChoiceField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { Icon } from '../ui/Icon.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { latestOf, type Typed } from './answer-values.ts'
import { useSayBounds } from './said.ts'

type Props = {
  question: Question
  typed: Typed
  onChange: (typed: Typed) => void
  error: string | undefined
}

const quiet = ['not_asked', 'declined', 'unknown'] as const

/** One question of the desk, with the field that its kind wants. */
export function AnswerField({ question, typed, onChange, error }: Props) {
  const { t, lang } = useText()
  const text = latestOf(question)
  const { label, help, language } = wordingIn(text.wordings, lang)
  const { unit } = text
  const bounds = useSayBounds()(text)
  const hints = [help, question.kind === 'number' ? bounds : ''].filter(Boolean)
  const { id } = question
  const frame = {
    id,
    label,
    labelLang: language === lang ? undefined : language,
    error,
    help: (hints.length > 0 || text.special) && (
      <>
        {hints.map((hint) => (
          <Fragment key={hint}>{hint} </Fragment>
        ))}
        {text.special && (
          <span className="question-special">
            <Icon name="warning" small /> {t('questions.special-warn')}
          </span>
        )}
      </>
    ),
  }
  const options = text.options
    .filter(({ key, retired }) => !retired || typed.chosen.includes(key))
    .map((option) => ({ value: option.key, label: wordingIn(option.wordings, lang).label }))
  const unknown = { value: 'unknown', label: t('questions.state.unknown') }
  if (question.kind === 'several') {
    const value: Several =
      typed.state === 'answered' ? typed.chosen : typed.state === 'unknown' ? ['unknown'] : typed.state
    return (
      <SeveralField
        {...frame}
        value={value}
        options={[...options, unknown]}
        onChange={(next) => onChange(chosen(next, typed))}
      />
    )
  }
  if (question.kind === 'yes-no' || question.kind === 'one') {
    const yesNo = (['yes', 'no'] as const).map((value) => ({ value: value as string, label: t(`questions.${value}`) }))
    return (
      <ChoiceField
        {...frame}
        unanswered
        options={[...(question.kind === 'one' ? options : yesNo), unknown]}
        value={typed.state === 'answered' ? (typed.chosen[0] ?? '') : typed.state}
        onChange={(value) => onChange(isQuiet(value) ? { state: value, text: '', chosen: [] } : saidOne(value))}
      />
    )
  }
  const field = {
    id: `${id}-text`,
    label: unit && question.kind === 'number' ? t('questions.answer-in', { unit }) : t('questions.answer'),
    value: typed.text,
    onChange: (next: string) => onChange({ state: next.trim() ? 'answered' : 'not_asked', text: next, chosen: [] }),
  }
  return (
    <GroupFrame {...frame}>
      <div className="field-row question-typed">
        {question.kind === 'long' && <AreaField {...field} maxLength={4_000} personal />}
        {question.kind === 'short' && <TextField {...field} maxLength={300} personal />}
        {question.kind === 'number' && <TextField {...field} inputMode="decimal" maxLength={20} short personal />}
        {question.kind === 'day' && <DateField {...field} ahead />}
        <SelectField
          id={`${id}-state`}
          label={t('questions.or')}
          value={typed.state === 'answered' ? '' : typed.state}
          onChange={(state) => state && onChange({ state: state as AnswerState, text: '', chosen: [] })}
          options={quiet.map((value) => ({ value, label: t(`questions.state.${value}`) }))}
          {...(typed.state === 'answered' && { none: '–' })}
        />
      </div>
    </GroupFrame>
  )
}

const isQuiet = (value: string): value is (typeof quiet)[number] => (quiet as readonly string[]).includes(value)
const saidOne = (value: string): Typed => ({ state: 'answered', text: '', chosen: [value] })

/** What is chosen last holds: not knowing stands alone. */
function chosen(next: Several, before: Typed): Typed {
  if (!Array.isArray(next)) return { state: next, text: '', chosen: [] }
  const keys = next.filter((key) => key !== 'unknown')
  if (next.includes('unknown') && before.state !== 'unknown') return { state: 'unknown', text: '', chosen: [] }
  return { state: 'answered', text: '', chosen: keys }
}
