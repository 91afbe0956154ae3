import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { movesQuery } from './move-queries.ts'

/** To whoever may reassign: referrals that wait where nobody takes them any more. */
export function MoveNotice() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery({ ...movesQuery(desk.code), enabled: desk.may('referral.move') && !desk.tryout })
  const count = data?.services.reduce((sum, each) => sum + each.count, 0) ?? 0
  if (count === 0) return null
  return (
    <Notice tone="amber" title={t('referrals.move.waiting', { count })}>
      <p>
        <Link to="/$desk/invii/riassegna" params={{ desk: desk.code }}>
          {t('referrals.move.title')}
        </Link>
      </p>
    </Notice>
  )
}
