import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../identity/desk.tsx'
import { counted } from '../ui/counted.ts'
import { Icon } from '../ui/Icon.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { AskAllDialog } from './AskAllDialog.tsx'
import { NetworkNav } from './NetworkNav.tsx'
import { type ServiceSearch, servicesQuery } from './queries.ts'
import { OnlyFilter, ServiceFilters } from './ServiceFilters.tsx'
import { ServiceTable } from './ServiceTable.tsx'

/** The directory of the network: filters, order and page stand in the address. */
export function DirectoryPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/rete' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } })
  const query = useQuery(
    servicesQuery(desk.code, {
      words: search.parole,
      need: search.bisogno as ServiceSearch['need'],
      language: search.lingua as ServiceSearch['language'],
      area: search.zona,
      open: search.aperto && 'now',
      room: search.posto && 'yes',
      permit: search.senza && 'without',
      show: search.mostra,
      order: search.ordine,
      after: search.dopo,
    }),
  )
  const found = query.data
  const filtered = Object.values(search).some(Boolean)
  const [asking, setAsking] = useState(false)
  return (
    <Page
      wide
      title={t('network.title')}
      tab={t('network.title')}
      chips={
        <span className="count" role="status">
          {found && found.total !== null && t('network.count', counted(found.total))}
        </span>
      }
      action={
        desk.may('service.propose') &&
        !desk.tryout && (
          <Link className="btn btn-primary" to="/$desk/rete/nuovo" params={{ desk: desk.code }}>
            <Icon name="plus" small />
            {t(desk.may('service.approve') ? 'network.new' : 'network.propose-new')}
          </Link>
        )
      }
      menu={[
        ...(desk.may('service.approve') && !desk.tryout
          ? [{ label: t('network.ask-all'), run: () => setAsking(true) }]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
    >
      <NetworkNav waiting={found?.waiting ?? 0} reported={found?.reported ?? 0} />
      <div className="toolbar">
        <ServiceFilters search={search} set={set} />
        <FilterSelect
          id="zona"
          label={t('network.field.area')}
          none={t('ui.any-f')}
          value={search.zona}
          options={(found?.areas ?? []).map((area) => ({ value: area, label: area }))}
          onChange={(zona) => set({ zona })}
        />
        <OnlyFilter
          search={search}
          set={set}
          names={[
            ['aperto', t('network.open-now')],
            ['posto', t('network.has-room')],
            ['senza', t('network.without-permit')],
          ]}
        />
        <FilterChips
          label={t('network.show')}
          value={search.mostra ?? 'live'}
          onChange={(mostra) => set({ mostra: mostra === 'live' ? undefined : (mostra as typeof search.mostra) })}
          options={(
            ['live', 'stale', 'ours', ...(desk.may('service.tend') ? (['reported'] as const) : []), 'retired'] as const
          ).map((value) => ({
            value,
            label: t(`network.show.${value}`),
          }))}
        />
        <FilterSelect
          id="ordine"
          label={t('ui.order')}
          none={t('network.order.relevance')}
          value={search.ordine}
          options={(['name', 'assured'] as const).map((value) => ({ value, label: t(`network.order.${value}`) }))}
          onChange={(ordine) => set({ ordine: ordine as typeof search.ordine })}
        />
      </div>
      {asking && <AskAllDialog onClose={() => setAsking(false)} />}
      <QueryState query={query} rows={8} />
      {found && found.rows.length > 0 && <ServiceTable rows={found.rows} />}
      {found?.rows.length === 0 && (
        <EmptyState
          action={
            filtered && (
              <Link to="/$desk/rete" params={{ desk: desk.code }}>
                {t('network.clear')}
              </Link>
            )
          }
        >
          {t(filtered ? 'network.none-found' : 'network.empty')}
        </EmptyState>
      )}
      {found && <Pager after={search.dopo} next={found.next} go={(dopo) => set({ dopo })} />}
    </Page>
  )
}
