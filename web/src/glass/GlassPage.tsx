import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import { emergencies } from '#model/codes/emergencies.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { Icon } from '../ui/Icon.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { EndGlass } from './EndGlass.tsx'
import { GlassList } from './GlassList.tsx'
import { GlassState } from './GlassState.tsx'
import { ownGlassQuery } from './queries.ts'

/** Emergency accesses: those of the own account, and for coordinators those of a month. */
export function GlassPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const params = { desk: desk.code }
  const own = useQuery(ownGlassQuery(desk.code))
  return (
    <Page
      wide
      title={t('glass.title')}
      tab={t('glass.title')}
      action={
        <Link className="btn btn-primary" to="/$desk/emergenze/nuova" params={params}>
          <Icon name="warning" small />
          {t('glass.new')}
        </Link>
      }
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <p className="quiet">{t('glass.text')}</p>
      {desk.may('glass.review') && <GlassList />}
      <Card title={t('glass.own')} {...(own.data && { count: own.data.rows.length })}>
        <QueryState query={own} rows={2} />
        {own.data?.rows.length === 0 && <EmptyState>{t('glass.none-own')}</EmptyState>}
        <ul className="lines">
          {own.data?.rows.map((glass) => (
            <li key={glass.id}>
              <div>
                {glass.can.includes('read') ? (
                  <Link to="/$desk/emergenze/$id" params={{ ...params, id: glass.id }}>
                    {t('glass.read')}: {glass.owner.name}
                  </Link>
                ) : (
                  glass.owner.name
                )}
                <small>
                  {formatInstant(glass.openedAt, lang)} · {codes.one(emergencies, glass.reason)}
                </small>
              </div>
              <GlassState glass={glass} />
              {glass.can.includes('end') && <EndGlass small id={glass.id} />}
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  )
}
