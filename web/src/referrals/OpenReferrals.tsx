import { Link } from '@tanstack/react-router'
import type { ReferralBrief } from '#model/referrals/contract.ts'
import { hasEnded } from '#model/referrals/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { ReferralChip } from './ReferralChips.tsx'

type Brief = Pick<ReferralBrief, 'id' | 'service' | 'state'>

/** What of a case is still under way elsewhere, said before the case closes; nothing where nothing is. */
export function OpenReferrals({ rows, before }: { rows: readonly Brief[]; before: 'closing' | 'handing-over' }) {
  const { t } = useText()
  const desk = useDesk()
  const open = rows.filter(({ state }) => !hasEnded(state))
  if (open.length === 0) return null
  return (
    <Notice tone="amber" title={t('referrals.still-open', { count: open.length })}>
      <ul>
        {open.map(({ id, service, state }) => (
          <li key={id}>
            <Link to="/$desk/invii/$id" params={{ desk: desk.code, id }}>
              {service}
            </Link>{' '}
            <ReferralChip state={state} />
          </li>
        ))}
      </ul>
      <p>{t(`referrals.still-open.${before}`)}</p>
    </Notice>
  )
}
