import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { channels } from '#model/codes/channels.ts'
import { sectors } from '#model/codes/sectors.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { counted } from '../ui/counted.ts'
import { Icon } from '../ui/Icon.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect, Pager } from '../ui/Pager.tsx'
import { PeriodFilter } from '../ui/PeriodFilter.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { ContactTable } from './ContactTable.tsx'
import { type ContactSearch, contactsQuery } from './queries.ts'

const shows = ['all', 'mine', 'named', 'anonymous', 'waiting'] as const

/** Contacts of the desk, filtered by what stands in the address. */
export function ContactListPage() {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/contatti' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } })
  const query = useQuery(
    contactsQuery(desk.code, {
      show: search.mostra,
      from: search.dal,
      to: search.al,
      channel: search.canale as ContactSearch['channel'],
      sector: search.settore as ContactSearch['sector'],
      order: search.ordine,
      after: search.dopo,
    }),
  )
  return (
    <Page
      wide
      chips={
        <span className="count" role="status">
          {query.data && query.data.total !== null && t('outreach.count', counted(query.data.total))}
        </span>
      }
      title={t('outreach.title')}
      tab={t('outreach.title')}
      action={
        desk.may('contact.write') && (
          <Link className="btn btn-primary" to="/$desk/contatti/nuovo" params={{ desk: desk.code }}>
            <Icon name="plus" small />
            {t('outreach.new')}
          </Link>
        )
      }
    >
      <div className="toolbar">
        <FilterChips
          label={t('outreach.show')}
          value={search.mostra ?? 'all'}
          onChange={(mostra) => set({ mostra: mostra === 'all' ? undefined : (mostra as (typeof shows)[number]) })}
          options={shows.map((value) => ({ value, label: t(`outreach.show.${value}`) }))}
        />
        <PeriodFilter from={search.dal} to={search.al} onChange={(dal, al) => set({ dal, al })} />
        <FilterSelect
          id="canale"
          label={t('outreach.channel')}
          value={search.canale}
          options={codes.options(channels)}
          onChange={(canale) => set({ canale })}
        />
        <FilterSelect
          id="settore"
          label={t('outreach.sector')}
          value={search.settore}
          options={codes.options(sectors)}
          onChange={(settore) => set({ settore })}
        />
        <FilterSelect
          id="ordine"
          label={t('ui.order')}
          none={t('outreach.newest')}
          value={search.ordine}
          options={[{ value: 'oldest', label: t('outreach.oldest') }]}
          onChange={(ordine) => set({ ordine: ordine === 'oldest' ? 'oldest' : undefined })}
        />
      </div>
      <QueryState query={query} rows={8} />
      {query.data && query.data.rows.length > 0 && <ContactTable rows={query.data.rows} keys />}
      {query.data?.rows.length === 0 && (
        <EmptyState>{Object.values(search).some(Boolean) ? t('outreach.none-found') : t('outreach.empty')}</EmptyState>
      )}
      {query.data && <Pager after={search.dopo} next={query.data.next} go={(dopo) => set({ dopo })} />}
    </Page>
  )
}
