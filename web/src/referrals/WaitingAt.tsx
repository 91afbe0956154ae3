import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { useText } from '../ui/text.tsx'
import { waitingAtQuery } from './move-queries.ts'

/** Before a service is closed: how many referrals this desk received and sent for it, and what becomes of them. */
export function WaitingAt({ serviceId }: { serviceId: string }) {
  const { t } = useText()
  const { data } = useQuery(waitingAtQuery(useDesk().code, serviceId))
  const said = data && [
    ...(data.received > 0 ? [t('referrals.move.closing-received', { count: data.received })] : []),
    ...(data.sent > 0 ? [t('referrals.move.closing-sent', { count: data.sent })] : []),
    t(data.received + data.sent > 0 ? 'referrals.move.closing-begun' : 'referrals.move.closing-none'),
  ]
  return <p role="status">{said?.join(' ')}</p>
}
