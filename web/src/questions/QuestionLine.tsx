import type { ReactNode } from 'react'
import type { Question, QuestionUse, QuestionVersion } from '#model/questions/contract.ts'
import { QUIET_DAYS, wordingIn } from '#model/questions/rules.ts'
import { Chip } from '../ui/Chip.tsx'
import { shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { latestOf } from './answer-values.ts'
import { useSayBounds } from './said.ts'

type Props = { question: Question; use: QuestionUse | undefined; children?: ReactNode }

/** A question as it stands: its words, its kind, how it is used, and what it was before. */
export function QuestionLine({ question, use, children }: Props) {
  const { t, lang } = useText()
  const latest = latestOf(question)
  const { versions, retired } = question
  return (
    <li className="question-line">
      <div>
        <strong lang={wordingIn(latest.wordings, lang).language}>{wordingIn(latest.wordings, lang).label}</strong>
        <div className="chips">
          <Chip>{t(`questions.kind.${question.kind}`)}</Chip>
          {latest.special && <Chip icon="warning">{t('questions.special-short')}</Chip>}
          {latest.wordings.length > 1 && <Chip>{t('questions.in-languages', { count: latest.wordings.length })}</Chip>}
          {use?.unused && (
            <Chip icon="clock" tone="amber">
              {t('questions.unused', { days: QUIET_DAYS })}
            </Chip>
          )}
        </div>
        <Words version={latest} />
        {use && <Used use={use} place={question.place} />}
        {retired && <small>{t('questions.retired-by', { by: retired.by, at: shortInstant(retired.at, lang) })}</small>}
        {versions.length > 1 && (
          <details>
            <summary>{t('questions.versions', { count: versions.length - 1 })}</summary>
            {versions.slice(1).map((version) => (
              <div key={version.no}>
                <p>{wordingIn(version.wordings, lang).label}</p>
                <Words version={version} />
                <small>{t('questions.written', { by: version.by, at: shortInstant(version.at, lang) })}</small>
              </div>
            ))}
          </details>
        )}
        {children}
      </div>
    </li>
  )
}

/** What else a version says: the hint, the bounds, what can be chosen. */
function Words({ version: { wordings, options, least, most, unit } }: { version: QuestionVersion }) {
  const { t, lang } = useText()
  const { help } = wordingIn(wordings, lang)
  const bounds = useSayBounds()({ least, most, unit })
  const said = options.map(({ wordings: words, retired }) => {
    const { label } = wordingIn(words, lang)
    return retired ? `${label} (${t('questions.retired-option')})` : label
  })
  return (
    <>
      {help && <small>{help}</small>}
      {bounds && <small>{bounds}</small>}
      {said.length > 0 && <small>{said.join(' · ')}</small>}
    </>
  )
}

function Used({ use, place }: { use: QuestionUse; place: Question['place'] }) {
  const { t, lang } = useText()
  const { records, answered, unknown, declined, lastAt } = use
  const asked = answered + unknown + declined
  return (
    <small>
      {t(`questions.use.${place}`, {
        records,
        asked,
        answered,
        unknown,
        declined,
        never: Math.max(0, records - asked),
      })}{' '}
      {lastAt ? t('questions.last', { at: shortInstant(lastAt, lang) }) : t('questions.never')}
    </small>
  )
}
