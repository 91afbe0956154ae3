import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CaseFile } from '#model/cases/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { AnswerFacts } from './AnswerLines.tsx'
import { answersQuery } from './queries.ts'

/** How many answers the card of a case shows. */
const SHOWN = 6

/** The desk's own questions in a case: what was answered first, and the way to all of them. Nothing where a desk asks none. */
export function CaseAnswers({ file: { id, questions, person } }: { file: CaseFile }) {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery({
    ...answersQuery(desk.code, { case: id }),
    enabled: questions.answered > 0 && !person.erased,
  })
  if (person.erased || (questions.asked === 0 && questions.answered === 0)) return null
  return (
    <Card title={t('questions.title')}>
      {data && <AnswerFacts sheet={data} most={SHOWN} />}
      {questions.answered > SHOWN && (
        <p className="quiet">{t('questions.more', { count: questions.answered - SHOWN })}</p>
      )}
      <Link to="/$desk/casi/$id/domande" params={{ desk: desk.code, id }}>
        {t('questions.open', { count: questions.answered })}
      </Link>
    </Card>
  )
}
