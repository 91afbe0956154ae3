import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { signalsQuery } from './queries.ts'

/** Says on the home page that signals wait to be looked at, and whether one of them is urgent. */
export function SignalNotice() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery({
    ...signalsQuery(desk.code, { show: 'waiting', most: 1 }),
    enabled: desk.may('signal.answer'),
  })
  if (!data?.waiting) return null
  return (
    <Notice
      tone={data.urgentWaiting > 0 ? 'red' : 'amber'}
      action={
        <Link to="/$desk/segnalazioni" params={{ desk: desk.code }} search={{ mostra: 'waiting' }}>
          {t('signals.look')}
        </Link>
      }
    >
      <p>{t('signals.waiting', { count: data.waiting, urgent: data.urgentWaiting })}</p>
    </Notice>
  )
}
