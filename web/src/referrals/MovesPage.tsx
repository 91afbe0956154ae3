import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../identity/desk.tsx'
import { servicesQuery } from '../network/queries.ts'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterSelect } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { MoveRun } from './MoveRun.tsx'
import { movesQuery } from './move-queries.ts'

/** Referrals that wait at services which are closed or full, and the service to which they may go instead. */
export function MovesPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { da: from, a: to } = useSearch({ from: '/signed-in/$desk/invii/riassegna' })
  const set = (part: { da?: string | undefined; a?: string | undefined }) =>
    void navigate({ to: '.', search: { da: from, a: to, ...part } as never })
  const [run, setRun] = useState(0)
  const query = useQuery(movesQuery(desk.code, { from, to }))
  const places = useQuery(servicesQuery(desk.code, { desk: 'any', most: 100 }))
  const found = query.data
  const options = (places.data?.rows ?? [])
    .filter((service) => service.desk && service.desk.code !== desk.code && service.id !== from)
    .map((service) => ({
      value: service.id,
      label: [service.name, service.desk?.name, service.capacity?.free === 0 && t('network.full')]
        .filter(Boolean)
        .join(' · '),
    }))
  return (
    <Page wide title={t('referrals.move.title')} tab={t('referrals.move.title')}>
      <p>
        <Link to="/$desk/invii" params={{ desk: desk.code }} search={{ verso: 'out' }}>
          {t('referrals.move.to-list')}
        </Link>
      </p>
      <p>{t('referrals.move.what')}</p>
      <div className="toolbar">
        <FilterSelect
          id="da"
          label={t('referrals.move.from')}
          value={from}
          none={t('referrals.move.all')}
          options={(found?.services ?? []).map(({ id, name, cause, count }) => ({
            value: id,
            label: `${name} (${t(`referrals.move.cause.${cause}`)}, ${count})`,
          }))}
          onChange={(da) => set({ da })}
        />
        <FilterSelect
          id="a"
          label={t('referrals.move.to')}
          value={to}
          none={t('referrals.move.choose')}
          options={options}
          onChange={(a) => set({ a })}
        />
      </div>
      <QueryState query={query} rows={6} />
      {found && (
        <MoveRun
          key={`${run} ${from} ${to}`}
          lines={found.rows}
          to={query.isPlaceholderData ? undefined : to}
          onOver={() => setRun((before) => before + 1)}
          nothing={<EmptyState>{t('referrals.move.none')}</EmptyState>}
        />
      )}
    </Page>
  )
}
