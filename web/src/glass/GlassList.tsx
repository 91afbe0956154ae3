import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { emergencies } from '#model/codes/emergencies.ts'
import type { Glass } from '#model/glass/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { Card, EmptyState } from '../ui/Page.tsx'
import { FilterChips, FilterSelect, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { EndGlass } from './EndGlass.tsx'
import { GlassState } from './GlassState.tsx'
import { lastMonths } from './months.ts'
import { glassListQuery, useGlassActs } from './queries.ts'

/** The accesses of a month, for coordinators: to our cases, or by our members to others'. */
export function GlassList() {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const say = useSay()
  const acts = useGlassActs()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/emergenze' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } })
  const way = search.quali ?? 'here'
  const query = useQuery(glassListQuery(desk.code, { way, month: search.mese, after: search.dopo }))
  const [failed, setFailed] = useState<unknown>(null)
  const review = async (glass: Glass) => {
    setFailed(null)
    try {
      await acts.review(glass.id)
      say(t('glass.reviewed'))
    } catch (error) {
      setFailed(error)
    }
  }
  const columns: Column<Glass>[] = [
    { key: 'when', head: t('glass.when'), cell: (glass) => formatInstant(glass.openedAt, lang) },
    {
      key: 'who',
      head: t('glass.who'),
      cell: (glass) => (
        <>
          {glass.reader.name} <br />
          <small>{glass.reader.desk.name}</small>
        </>
      ),
    },
    {
      key: 'reason',
      head: t('glass.reason'),
      cell: (glass) => (
        <>
          {codes.one(emergencies, glass.reason)} <br />
          {glass.words && <small className="personal">{glass.words}</small>}
        </>
      ),
    },
    way === 'here'
      ? {
          key: 'case',
          head: t('glass.case'),
          cell: (glass) =>
            glass.caseId && (
              <Link to="/$desk/casi/$id" params={{ desk: desk.code, id: glass.caseId }}>
                {t('glass.look')}
              </Link>
            ),
        }
      : { key: 'owner', head: t('glass.owner'), cell: (glass) => glass.owner.name },
    {
      key: 'state',
      head: t('glass.state'),
      cell: (glass) => (
        <>
          <GlassState glass={glass} /> {way === 'here' && glass.can.includes('end') && <EndGlass small id={glass.id} />}
        </>
      ),
    },
    {
      key: 'seen',
      head: t('glass.seen'),
      cell: (glass) =>
        glass.reviewed ? (
          t('glass.seen-by', { by: glass.reviewed.by, at: formatInstant(glass.reviewed.at, lang) })
        ) : glass.can.includes('review') ? (
          <Button small onClick={() => void review(glass)}>
            {t('glass.review')}
          </Button>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <Card title={t('glass.list')} {...(query.data?.total != null && { count: query.data.total })}>
      <div className="toolbar">
        <FilterChips
          label={t('glass.way')}
          value={way}
          onChange={(next) => set({ quali: next === 'ours' ? 'ours' : undefined })}
          options={(['here', 'ours'] as const).map((value) => ({ value, label: t(`glass.way.${value}`) }))}
        />
        <FilterSelect
          id="mese"
          label={t('glass.month')}
          none={t('glass.all-months')}
          value={search.mese}
          options={lastMonths(new Date(), lang)}
          onChange={(mese) => set({ mese })}
        />
      </div>
      {failed !== null && <Failure error={failed} />}
      <QueryState query={query} rows={4} />
      {query.data && query.data.rows.length > 0 && (
        <Table caption={t('glass.list')} columns={columns} rows={query.data.rows} rowKey={(glass) => glass.id} />
      )}
      {query.data?.rows.length === 0 && <EmptyState>{t('glass.empty')}</EmptyState>}
      {query.data && <Pager after={search.dopo} next={query.data.next} go={(dopo) => set({ dopo })} />}
    </Card>
  )
}
