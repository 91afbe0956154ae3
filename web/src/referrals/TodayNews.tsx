import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { needs } from '#model/codes/needs.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { referralsQuery } from './queries.ts'
import { NewsChip } from './ReferralChips.tsx'

const ways = ['in', 'out'] as const

/** What came in referrals and nobody of the desk has looked at, on either way. Nothing where there is nothing. */
export function TodayNews() {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const found = useQueries({
    queries: ways.map((way) => referralsQuery(desk.code, { way, show: 'news', most: 5 })),
  })
  const rows = found.flatMap(({ data }) => data?.rows ?? [])
  const counts = found.find(({ data }) => data)?.data?.counts
  if (!counts || rows.length === 0) return null
  return (
    <Card title={t('referrals.news')} count={counts.in.news + counts.out.news}>
      <ul className="lines">
        {rows.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: one.id }}>
                {one.personErased ? (
                  t('people.erased')
                ) : one.personName !== null ? (
                  <span className="personal">{one.personName || t('people.unnamed')}</span>
                ) : one.need ? (
                  codes.one(needs, one.need)
                ) : (
                  t('referrals.one')
                )}
              </Link>
              <small>{[(one.side === 'sender' ? one.toDesk : one.fromDesk).name, one.service.name].join(' · ')}</small>
            </div>
            <NewsChip news={one.news} />
          </li>
        ))}
      </ul>
      <p className="inline">
        {ways
          .filter((way) => counts[way].news > 5)
          .map((way) => (
            <Link
              key={way}
              to="/$desk/invii"
              params={{ desk: desk.code }}
              search={{ mostra: 'news', ...(way === 'out' && { verso: 'out' }) }}
            >
              {t(`referrals.news-all.${way}`, { count: counts[way].news })}
            </Link>
          ))}
      </p>
    </Card>
  )
}
