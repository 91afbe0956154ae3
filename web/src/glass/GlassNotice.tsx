import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { glassListQuery } from './queries.ts'

/** Says on the home page that somebody opened one of the desk's cases in an emergency, until a coordinator looked at it. */
export function GlassNotice() {
  const { t } = useText()
  const desk = useDesk()
  const may = desk.may('glass.review')
  const { data } = useQuery({ ...glassListQuery(desk.code, { most: 1 }), enabled: may })
  if (!data?.waiting) return null
  return (
    <Notice
      tone="amber"
      action={
        <Link to="/$desk/emergenze" params={{ desk: desk.code }}>
          {t('glass.look')}
        </Link>
      }
    >
      <p>{t('glass.waiting', { count: data.waiting })}</p>
    </Notice>
  )
}
