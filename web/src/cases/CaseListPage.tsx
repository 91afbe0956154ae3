import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { useCodes } from '../ui/codes.ts'
import { counted } from '../ui/counted.ts'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { CaseTable } from './CaseTable.tsx'
import { type CaseSearch, casesQuery } from './queries.ts'

/** Cases of the desk: filters, order and page stand in the address. */
export function CaseListPage() {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/casi' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } })
  const members = useQuery(membersQuery(desk.code))
  const query = useQuery(
    casesQuery(desk.code, {
      state: search.stato,
      follower: search.segue as CaseSearch['follower'],
      need: search.bisogno as CaseSearch['need'],
      profile: search.profilo as CaseSearch['profile'],
      order: search.ordine,
      after: search.dopo,
    }),
  )
  const colleagues = members.data?.rows ?? []
  // The page on the workload leads here also for who left.
  const isKnown = ['me', 'nobody', ...colleagues.map(({ accountId }) => accountId)].includes(search.segue ?? 'me')
  const left = members.data && !isKnown ? search.segue : undefined
  return (
    <Page
      wide
      chips={
        <span className="count" role="status">
          {query.data && query.data.total !== null && t('cases.count', counted(query.data.total))}
        </span>
      }
      title={t('cases.title')}
      tab={t('cases.title')}
    >
      <div className="toolbar">
        <FilterChips
          label={t('cases.state')}
          value={search.stato ?? 'open'}
          onChange={(stato) => set({ stato: stato === 'open' ? undefined : (stato as 'closed' | 'all') })}
          options={(['open', 'closed', 'all'] as const).map((value) => ({ value, label: t(`cases.show.${value}`) }))}
        />
        <FilterSelect
          id="segue"
          label={t('cases.followers')}
          none={t('cases.anyone')}
          value={search.segue}
          onChange={(segue) => set({ segue })}
          options={[
            { value: 'me', label: t('cases.me') },
            { value: 'nobody', label: t('cases.nobody') },
            ...colleagues.map((member) => ({ value: member.accountId, label: member.name })),
            ...(left ? [{ value: left, label: t('cases.who-left') }] : []),
          ]}
        />
        <FilterSelect
          id="bisogno"
          label={t('cases.need')}
          value={search.bisogno}
          options={codes.options(needs)}
          onChange={(bisogno) => set({ bisogno })}
        />
        <FilterSelect
          id="profilo"
          label={t('cases.profile')}
          value={search.profilo}
          options={codes.options(profiles)}
          onChange={(profilo) => set({ profilo })}
        />
        <FilterSelect
          id="ordine"
          label={t('ui.order')}
          none={t('cases.order.activity')}
          value={search.ordine}
          onChange={(ordine) => set({ ordine: ordine as typeof search.ordine })}
          options={(['opened', 'waiting'] as const).map((value) => ({ value, label: t(`cases.order.${value}`) }))}
        />
      </div>
      <QueryState query={query} rows={8} />
      {query.data && query.data.rows.length > 0 && <CaseTable caption={t('cases.title')} rows={query.data.rows} keys />}
      {query.data?.rows.length === 0 && (
        <EmptyState>{Object.values(search).some(Boolean) ? t('cases.none-found') : t('cases.empty')}</EmptyState>
      )}
      {query.data && <Pager after={search.dopo} next={query.data.next} go={(dopo) => set({ dopo })} />}
    </Page>
  )
}
