import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { needs } from '#model/codes/needs.ts'
import type { NetworkMap } from '#model/network/flows.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { useNarrow } from '../ui/narrow.ts'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { AreaTiles } from './AreaTiles.tsx'
import { FlowGraph } from './FlowGraph.tsx'
import { FlowTable } from './FlowTable.tsx'
import { type MapSearch, mapQuery } from './queries.ts'

const quarters = ['1', '2', '3', '4'] as const

/** The map of the network: where referrals go, and where the areas lie. Filters stand in the address. */
export function MapPage() {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/rete/mappa' })
  const set = (part: Partial<typeof search>) => void navigate({ to: '.', search: { ...search, ...part } })
  const query = useQuery(
    mapQuery(desk.code, {
      period: search.periodo,
      need: search.bisogno as MapSearch['need'],
      area: search.zona,
    }),
  )
  const map = query.data
  const [year = '', quarter] = (search.periodo ?? map?.period ?? '').split('-')
  const view = search.vista ?? 'flussi'
  return (
    <Page
      wide
      title={t('network.map')}
      tab={t('network.map')}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <p>
        <Link to="/$desk/rete" params={{ desk: desk.code }}>
          {t('network.to-list')}
        </Link>
      </p>
      <div className="toolbar">
        <FilterChips
          label={t('network.map.view')}
          value={view}
          onChange={(one) => set(one === 'zone' ? { vista: 'zone', zona: undefined } : { vista: undefined })}
          options={(['flussi', 'zone'] as const).map((value) => ({ value, label: t(`network.map.view.${value}`) }))}
        />
        <FilterSelect
          id="anno"
          label={t('network.map.year')}
          none={t('network.map.this-year')}
          value={search.periodo && year}
          options={(map?.years ?? []).map((each) => ({ value: String(each), label: String(each) }))}
          onChange={(each) => set({ periodo: each })}
        />
        <FilterChips
          label={t('network.map.quarter')}
          value={quarter ?? 'all'}
          onChange={(one) => set({ periodo: one === 'all' ? year : `${year}-${one}` })}
          options={(['all', ...quarters] as const).map((value) => ({
            value,
            label: t(`network.map.quarter.${value}`),
          }))}
        />
        <FilterSelect
          id="bisogno"
          label={t('network.map.need')}
          value={search.bisogno}
          options={codes.options(needs)}
          onChange={(bisogno) => set({ bisogno })}
        />
        {view === 'flussi' && (
          <FilterSelect
            id="zona"
            label={t('network.field.area')}
            value={search.zona}
            none={t('ui.any-f')}
            options={(map?.areas ?? []).map(({ name }) => ({ value: name, label: name }))}
            onChange={(zona) => set({ zona })}
          />
        )}
      </div>
      <QueryState query={query} rows={8} />
      {map && view === 'zone' && <AreaTiles map={map} />}
      {map && view === 'flussi' && (
        <Flows
          map={map}
          need={search.bisogno}
          all={search.tutti === 'si'}
          showAll={(all) => set({ tutti: all ? 'si' : undefined })}
        />
      )}
      {map && <HowItIsMade />}
    </Page>
  )
}

type FlowsProps = { map: NetworkMap; need: string | undefined; all: boolean; showAll: (all: boolean) => void }

function Flows({ map, need, all, showAll }: FlowsProps) {
  const { t } = useText()
  const isNarrow = useNarrow()
  const [drawn, setDrawn] = useState(false)
  if (map.flows.length === 0)
    return (
      <EmptyState>
        {t('network.map.empty')} {t('network.map.quiet', { count: map.quiet })}
      </EmptyState>
    )
  const table = (
    <Card title={t('network.map.table')} id="flussi">
      <FlowTable map={map} />
    </Card>
  )
  const graph = (
    <Card title={t('network.map.graph')}>
      {isNarrow && (
        <p>
          <Button small aria-expanded={drawn} onClick={() => setDrawn(!drawn)}>
            {t(drawn ? 'network.map.hide-graph' : 'network.map.show-graph')}
          </Button>
        </p>
      )}
      {(drawn || !isNarrow) && <FlowGraph map={map} need={need} all={all} showAll={showAll} />}
      <p className="definition">
        {t('network.map.quiet', { count: map.quiet })}
        {map.left > 0 && ` ${t('network.map.left', { count: map.left })}`}
      </p>
    </Card>
  )
  // Names beside each other need the room of a wide screen: on a phone the same figures are read as rows first.
  return (
    <>
      {isNarrow ? table : graph}
      {isNarrow ? graph : table}
    </>
  )
}

function HowItIsMade() {
  const { t } = useText()
  return (
    <Card title={t('network.map.how')}>
      <ul className="prose">
        {(['counted', 'masked', 'need', 'in-time'] as const).map((each) => (
          <li key={each}>{t(`network.map.how.${each}`)}</li>
        ))}
      </ul>
    </Card>
  )
}
