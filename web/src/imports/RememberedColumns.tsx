import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { forgetMatches, rememberedQuery } from './queries.ts'

/** What the desk has matched by hand, by kind of file: only how much, as the headings themselves are not kept. */
export function RememberedColumns() {
  const { t } = useText()
  const say = useSay()
  const desk = useDesk()
  const client = useQueryClient()
  const { data } = useQuery(rememberedQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  return (
    <Card title={t('import.remembered-title')}>
      <p>{t('import.remembered-help')}</p>
      <ul className="lines">
        {data.rows.map(({ kind, columns }) => (
          <li key={kind}>
            <div>
              {t(`import.kind.${kind}`)}
              <small>{t('import.remembered-count', { count: columns })}</small>
            </div>
            <Button
              small
              onClick={() =>
                void forgetMatches(client, desk.code, kind).catch(() => say(t('problem.internal.title'), { bad: true }))
              }
            >
              {t('import.forget')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
