import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** To bodies without an account: what was sent and nobody there can open. */
export function LinkNotice({ count }: { count: number }) {
  const { t } = useText()
  const desk = useDesk()
  if (count === 0) return null
  return (
    <Notice tone="amber" title={t('referrals.link-to-send')}>
      <p>
        <Link to="/$desk/invii" params={{ desk: desk.code }} search={{ verso: 'out', mostra: 'unlinked' }}>
          {t('referrals.unlinked-count', { count })}
        </Link>
      </p>
    </Notice>
  )
}
