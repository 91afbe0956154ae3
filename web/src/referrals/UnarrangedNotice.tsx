import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { unarrangedQuery } from './queries.ts'

/** To whoever may write arrangements: with which bodies one is wanted before drafts of colleagues can be sent. */
export function UnarrangedNotice() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery({ ...unarrangedQuery(desk.code), enabled: desk.may('arrangement.write') && !desk.tryout })
  const count = data?.rows.reduce((sum, { drafts }) => sum + drafts, 0) ?? 0
  if (!data || count === 0) return null
  return (
    <Notice tone="amber" title={t('referrals.unarranged', { count })}>
      <ul>
        {data.rows.map(({ body, name, drafts }) => (
          <li key={body}>
            {t('referrals.unarranged-with', { body: name, count: drafts })}{' '}
            <Link
              to="/$desk/informative"
              params={{ desk: desk.code }}
              hash="nuovo-accordo"
              state={{ arrangement: { body } }}
              aria-label={t('referrals.arrange-with', { body: name })}
            >
              {t('referrals.arrange')}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
