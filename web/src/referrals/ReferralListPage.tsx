import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { reachOf } from '#model/grants.ts'
import { useDesk } from '../identity/desk.tsx'
import { counted } from '../ui/counted.ts'
import { Icon } from '../ui/Icon.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useSettled } from '../ui/settled.ts'
import { useText } from '../ui/text.tsx'
import { MoveNotice } from './MoveNotice.tsx'
import { referralSearchQuery, referralsQuery } from './queries.ts'
import { ReferralTable } from './ReferralTable.tsx'

/** Referrals that came in or went out: the way, what is shown and the page stand in the address; what is searched in memory alone. */
export function ReferralListPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/invii' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } as never })
  const way = search.verso ?? 'in'
  const show = search.mostra ?? 'open'
  const query = useQuery(referralsQuery(desk.code, { way, show, after: search.dopo }))
  const [text, setText] = useState('')
  const settled = useSettled(text.trim(), 200)
  const searching = settled.length >= 2
  const hits = useQuery({ ...referralSearchQuery(desk.code, way, settled), enabled: searching })
  const found = query.data
  // Of the desk there may be more than this member sees.
  const isLimited = reachOf(desk.roles) === 'own'
  const rows = searching ? hits.data?.rows : found?.rows
  const count = (what: NonNullable<typeof search.mostra> | 'open') =>
    what === 'open' || what === 'ended' ? 0 : (found?.counts[way][what] ?? 0)
  const shows = (['open', 'waiting', 'overdue', 'news', 'unlinked', 'ended'] as const).filter(
    (what) => what !== 'unlinked' || show === what || count(what) > 0,
  )
  return (
    <Page
      wide
      title={t('referrals.title')}
      tab={t('referrals.title')}
      chips={
        <span className="count" role="status">
          {searching
            ? hits.data &&
              t(hits.data.all ? 'referrals.found' : 'referrals.first-found', { count: hits.data.rows.length })
            : found && found.total !== null && t('referrals.count', counted(found.total))}
        </span>
      }
    >
      <div className="toolbar">
        <div className="search-box">
          <Icon name="search" small />
          <input
            className="input"
            type="search"
            aria-label={t('referrals.find')}
            placeholder={t('referrals.find-hint')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <FilterChips
          label={t('referrals.way')}
          value={way}
          onChange={(verso) => set({ verso: verso === 'out' ? 'out' : undefined, mostra: undefined })}
          options={(['in', 'out'] as const).map((value) => ({ value, label: t(`referrals.way.${value}`) }))}
        />
        {!searching && (
          <FilterChips
            label={t('referrals.show')}
            value={show}
            onChange={(mostra) => set({ mostra: mostra === 'open' ? undefined : (mostra as typeof search.mostra) })}
            options={shows.map((value) => ({
              value,
              label: t(`referrals.show.${value === 'waiting' ? `waiting-${way}` : value}`, { count: count(value) }),
            }))}
          />
        )}
      </div>
      {way === 'out' && <MoveNotice />}
      <QueryState query={searching ? hits : query} rows={8} />
      {rows && rows.length > 0 && <ReferralTable caption={t('referrals.title')} rows={rows} way={way} keys />}
      {rows?.length === 0 && (
        <EmptyState>
          {t(
            searching
              ? 'referrals.none-found'
              : isLimited
                ? `referrals.empty.limited-${way}`
                : `referrals.empty.${show === 'open' ? way : show}`,
          )}
        </EmptyState>
      )}
      {!searching && found && <Pager after={search.dopo} next={found.next} go={(dopo) => set({ dopo })} />}
    </Page>
  )
}
