import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dueOn } from '#model/pathway/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { DueChip } from './PathwayChips.tsx'
import { dueQuery } from './queries.ts'

/** My steps and reviews that are due this week or were due before, and what is to be asked after a closing. */
export function TodayPathway() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(dueQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  const today = todayHere()
  return (
    <Card title={t('pathway.due-title')} count={data.total}>
      <ul className="lines">
        {data.rows.map(({ what, id, caseId, personName, personCode, text, due }) => (
          <li key={id}>
            <div>
              <Link
                className="personal"
                to="/$desk/casi/$id/percorso"
                params={{ desk: desk.code, id: caseId }}
                {...((what === 'exit' || what === 'six-months') && { search: { esito: what } })}
              >
                {what === 'step' ? text : t(what === 'review' ? 'pathway.due-review' : `pathway.outcome.${what}`)}
              </Link>
              <small className="personal">{personName || personCode || t('people.unnamed')}</small>
            </div>
            <DueChip due={dueOn(due, today)} on={due} />
          </li>
        ))}
      </ul>
      {data.total > data.rows.length && (
        <p className="quiet">{t('pathway.due-more', { count: data.total - data.rows.length })}</p>
      )}
    </Card>
  )
}
