import { Link } from '@tanstack/react-router'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** Where a case is not there for this member: the way for an emergency, with what it means. */
export function EmergencyHint({ desk, address }: { desk: string; address: string }) {
  const { t } = useText()
  return (
    <Card title={t('glass.is-emergency')}>
      <p>{t('glass.not-yours')}</p>
      <p>
        <Link to="/$desk/emergenze/nuova" params={{ desk }} search={{ fascicolo: address }}>
          {t('glass.new')}
        </Link>
      </p>
    </Card>
  )
}
