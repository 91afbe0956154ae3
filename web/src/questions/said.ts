import { type CivilDate, formatDate } from '#model/calendar.ts'
import type { AnswerState } from '#model/questions/answer-contract.ts'
import type { Question, QuestionText } from '#model/questions/contract.ts'
import { saidIn } from '#model/questions/rules.ts'
import { useText } from '../ui/text.tsx'

type Given = { state: AnswerState; value: string; chosen: string[] }

/** What was answered, in words. */
export function useSayAnswer() {
  const { t, lang } = useText()
  return ({ kind }: Pick<Question, 'kind'>, text: QuestionText, answer: Given): string => {
    if (answer.state !== 'answered') return t(`questions.state.${answer.state}`)
    if (kind === 'day') return formatDate(answer.value as CivilDate, lang)
    if (kind === 'number') return `${lang === 'it' ? answer.value.replace('.', ',') : answer.value} ${text.unit}`.trim()
    return saidIn(kind, text, answer, lang, (chosen) => t(`questions.${chosen}`)).join(', ') || t('ui.none')
  }
}

/** Between what a number lies, and what it counts; nothing where neither is said. */
export function useSayBounds() {
  const { t, lang } = useText()
  const plain = (value: number) => (lang === 'it' ? String(value).replace('.', ',') : String(value))
  return ({ least, most, unit }: Pick<QuestionText, 'least' | 'most' | 'unit'>): string => {
    const which = least !== null && most !== null ? 'both' : least !== null ? 'least' : most !== null ? 'most' : 'none'
    return t(`questions.bounds.${which}`, { least: plain(least ?? 0), most: plain(most ?? 0), unit }).trim()
  }
}
