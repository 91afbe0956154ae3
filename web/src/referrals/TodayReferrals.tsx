import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { LinkNotice } from './LinkNotice.tsx'
import { MoveNotice } from './MoveNotice.tsx'
import { referralsQuery } from './queries.ts'
import { ReferralTable } from './ReferralTable.tsx'
import { TodayAppointments } from './TodayAppointments.tsx'
import { TodayNews } from './TodayNews.tsx'
import { UnarrangedNotice } from './UnarrangedNotice.tsx'

/** What came in and waits for this desk, and what is late on either way. Nothing where nothing waits. */
export function TodayReferrals() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(referralsQuery(desk.code, { way: 'in', show: 'waiting', most: 5 }))
  const found = query.data
  if (!found) return null
  const { counts } = found
  const params = { desk: desk.code }
  if (counts.in.waiting + counts.in.overdue + counts.out.overdue === 0)
    return (
      <>
        <MoveNotice />
        <UnarrangedNotice />
        <LinkNotice count={counts.out.unlinked} />
        <TodayNews />
        <TodayAppointments />
      </>
    )
  return (
    <>
      <MoveNotice />
      <UnarrangedNotice />
      <LinkNotice count={counts.out.unlinked} />
      {counts.in.overdue + counts.out.overdue > 0 && (
        <Notice tone="red" title={t('referrals.late')}>
          {(['in', 'out'] as const)
            .filter((way) => counts[way].overdue > 0)
            .map((way) => (
              <p key={way}>
                <Link
                  to="/$desk/invii"
                  params={params}
                  search={{ mostra: 'overdue', ...(way === 'out' && { verso: 'out' }) }}
                >
                  {t(`referrals.late-count.${way}`, { count: counts[way].overdue })}
                </Link>
              </p>
            ))}
        </Notice>
      )}
      <TodayNews />
      <TodayAppointments />
      {found.rows.length > 0 && (
        <Card
          title={t('referrals.wait-for-us')}
          count={counts.in.waiting}
          action={
            <Link
              to="/$desk/invii"
              params={params}
              search={{ mostra: 'waiting' }}
              aria-label={t('today.all-of', { list: t('referrals.wait-for-us') })}
            >
              {t('today.all')}
            </Link>
          }
        >
          <ReferralTable caption={t('referrals.wait-for-us')} rows={found.rows} way="in" brief />
        </Card>
      )}
    </>
  )
}
