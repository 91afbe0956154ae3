import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { AnswerFacts } from './AnswerLines.tsx'
import { answersQuery } from './queries.ts'

/** The desk's own questions of a person: what was answered, and the way to the form. Nothing where a desk asks none. */
export function PersonAnswers({ personId }: { personId: string }) {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(answersQuery(desk.code, { person: personId }))
  if (!data || data.questions.length === 0) return null
  const count = data.answers.filter(({ history }) => history[0]?.state !== 'not_asked').length
  return (
    <Card title={t('questions.title')}>
      <AnswerFacts sheet={data} />
      <Link to="/$desk/persone/$id/domande" params={{ desk: desk.code, id: personId }}>
        {t('questions.open', { count })}
      </Link>
    </Card>
  )
}
