import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { useText } from '../ui/text.tsx'

/** The pages of the network beside its directory. */
export function NetworkNav({ waiting, reported }: { waiting: number; reported: number }) {
  const { t } = useText()
  const desk = useDesk()
  const params = { desk: desk.code }
  return (
    <nav className="inline network-nav" aria-label={t('network.pages')}>
      <Link to="/$desk/rete/enti" params={params}>
        {t('network.bodies')}
      </Link>
      <Link to="/$desk/rete/mappa" params={params}>
        {t('network.map')}
      </Link>
      {desk.may('service.propose') && (
        <Link to="/$desk/rete/proposte" params={params}>
          {waiting > 0 ? t('network.proposals-waiting', { count: waiting }) : t('network.proposals')}
        </Link>
      )}
      {reported > 0 && (
        <Link to="/$desk/rete" params={params} search={{ mostra: 'reported' }}>
          {t('network.reported', { count: reported })}
        </Link>
      )}
      {desk.may('service.approve') && !desk.tryout && (
        <Link to="/$desk/rete/elenco" params={params}>
          {t('network.list')}
        </Link>
      )}
    </nav>
  )
}
