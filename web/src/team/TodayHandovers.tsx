import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { newHandoversQuery } from './handover-queries.ts'

/** Cases that came to me, until I have read what was handed over. */
export function TodayHandovers() {
  const { t, lang } = useText()
  const desk = useDesk()
  const who = useWho()
  const { data } = useQuery(newHandoversQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  return (
    <Card title={t('team.came-to-me')} count={data.rows.length}>
      <ul className="lines">
        {data.rows.map((one) => (
          <li key={one.id}>
            <div>
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id: one.caseId }}>
                {one.personName || one.personCode || t('people.unnamed')}
              </Link>
              <small>
                {t(one.isReturn ? 'team.returned-by' : 'team.handed-by', {
                  by: who(one.by),
                  from: one.from,
                  at: shortInstant(one.at, lang),
                })}
              </small>
              {one.note && <p className="personal wording">{one.note}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
