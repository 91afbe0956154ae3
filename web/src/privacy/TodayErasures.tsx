import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDate } from '#model/calendar.ts'
import { erasureGrounds } from '#model/codes/erasure-reasons.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { ERASURE_CARD } from './ErasureCard.tsx'
import { waitingErasuresQuery } from './queries.ts'

/** Requests for erasure that wait for this member's decision. Nothing where none waits. */
export function TodayErasures() {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { data } = useQuery({ ...waitingErasuresQuery(desk.code), enabled: desk.may('privacy.decide') })
  if (!data || data.total === 0) return null
  return (
    <Card title={t('privacy.erasures-waiting')} count={data.total}>
      <p className="quiet">{t('privacy.erasures-waiting-text')}</p>
      <ul className="lines">
        {data.rows.map(({ id, personId, personName, ground, askedBy, fromDay, by }) => (
          <li key={id}>
            <div>
              <Link
                className="personal"
                to="/$desk/persone/$id/privacy"
                params={{ desk: desk.code, id: personId }}
                hash={ERASURE_CARD}
              >
                {personName || t('people.unnamed')}
              </Link>
              <small>
                {codes.one(erasureGrounds, ground)} · {t(`privacy.erasure-asker.${askedBy}`)}
              </small>
              <small>{t('privacy.erasure-since', { day: formatDate(fromDay, lang), by })}</small>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
