import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { useText } from '../ui/text.tsx'
import { waitingAtQuery } from './move-queries.ts'

/** Before a service is closed: how many referrals this desk holds for it, and what becomes of them. */
export function WaitingAt({ serviceId }: { serviceId: string }) {
  const { t } = useText()
  const { data } = useQuery(waitingAtQuery(useDesk().code, serviceId))
  return <p role="status">{data && t('referrals.move.before-closing', { count: data.open })}</p>
}
