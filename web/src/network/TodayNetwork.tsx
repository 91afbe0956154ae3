import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { directoryNewsQuery } from './queries.ts'

/** What of the directory waits for this desk. Nothing where nothing waits. */
export function TodayNetwork() {
  const { t } = useText()
  const desk = useDesk()
  const news = useQuery(directoryNewsQuery(desk.code)).data
  if (!news || news.waiting + news.stale + news.reported === 0) return null
  const params = { desk: desk.code }
  return (
    <Card title={t('network.title')}>
      <ul className="lines">
        {news.waiting > 0 && (
          <li>
            <Link to="/$desk/rete/proposte" params={params}>
              {t('network.proposals-waiting', { count: news.waiting })}
            </Link>
          </li>
        )}
        {news.reported > 0 && (
          <li>
            <Link to="/$desk/rete" params={params} search={{ mostra: 'reported' }}>
              {t('network.reported', { count: news.reported })}
            </Link>
          </li>
        )}
        {news.stale > 0 && (
          <li>
            <Link to="/$desk/rete" params={params} search={{ mostra: 'ours', ordine: 'assured' }}>
              {t('network.own-stale', { count: news.stale })}
            </Link>
          </li>
        )}
      </ul>
    </Card>
  )
}
