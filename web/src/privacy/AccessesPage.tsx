import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import type { AuditEntry } from '#model/privacy/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { Chip } from '../ui/Chip.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect, Pager } from '../ui/Pager.tsx'
import { PeriodFilter } from '../ui/PeriodFilter.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { sayAct } from './acts.ts'
import { accessesQuery } from './queries.ts'

/** Who did what to which record. Reading this page is written down too. */
export function AccessesPage() {
  const { t, lang } = useText()
  const who = useWho()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/accessi' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } })
  const members = useQuery(membersQuery(desk.code))
  const query = useQuery(
    accessesQuery(desk.code, {
      kind: search.tipo,
      account: search.chi,
      recordId: search.scheda,
      from: search.dal,
      to: search.al,
      after: search.dopo,
    }),
  )
  const columns: Column<AuditEntry>[] = [
    { key: 'at', head: t('privacy.at'), cell: (entry) => formatInstant(entry.at, lang) },
    { key: 'by', head: t('privacy.by'), cell: (entry) => who(entry.by) },
    { key: 'act', head: t('privacy.act'), cell: (entry) => sayAct(entry.act, t) },
    {
      key: 'kind',
      head: t('privacy.kind'),
      wide: true,
      cell: (entry) => (
        <Chip icon={entry.act === 'signIn' ? 'lock' : entry.kind === 'read' ? 'eye' : 'edit'}>
          {t(entry.act === 'signIn' ? 'privacy.act.signIn' : `privacy.kind.${entry.kind}`)}
        </Chip>
      ),
    },
    {
      key: 'record',
      head: t('privacy.record'),
      cell: (entry) =>
        entry.recordId ? (
          <button
            type="button"
            className="link-button mono"
            onClick={() => set({ scheda: entry.recordId ?? undefined })}
            title={t('privacy.only-this')}
          >
            …{entry.recordId.slice(-8)}
          </button>
        ) : (
          '–'
        ),
    },
    {
      key: 'seal',
      head: t('privacy.seal'),
      wide: true,
      cell: (entry) =>
        entry.seal === null ? (
          <Chip icon="clock">{t('privacy.seal-waits')}</Chip>
        ) : (
          <Chip icon="lock">{entry.seal}</Chip>
        ),
    },
  ]
  return (
    <Page
      wide
      title={t('privacy.title')}
      tab={t('privacy.title')}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <p className="quiet">{t('privacy.text')}</p>
      <div className="toolbar">
        <FilterChips
          label={t('privacy.kind')}
          value={search.tipo ?? 'all'}
          onChange={(tipo) => set({ tipo: tipo === 'all' ? undefined : (tipo as 'read' | 'write') })}
          options={(['all', 'read', 'write'] as const).map((value) => ({ value, label: t(`privacy.show.${value}`) }))}
        />
        <FilterSelect
          id="chi"
          label={t('privacy.by')}
          none={t('cases.anyone')}
          value={search.chi}
          options={(members.data?.rows ?? []).map((member) => ({ value: member.accountId, label: member.name }))}
          onChange={(chi) => set({ chi })}
        />
        <PeriodFilter from={search.dal} to={search.al} onChange={(dal, al) => set({ dal, al })} />
        {search.scheda && (
          <button
            type="button"
            className="choice-button"
            aria-pressed="true"
            onClick={() => set({ scheda: undefined })}
          >
            {t('privacy.one-record', { id: search.scheda.slice(-8) })} ×
          </button>
        )}
      </div>
      <QueryState query={query} rows={10} />
      {query.data && query.data.rows.length > 0 && (
        <Table caption={t('privacy.title')} columns={columns} rows={query.data.rows} rowKey={(entry) => entry.id} />
      )}
      {query.data?.rows.length === 0 && <EmptyState>{t('privacy.empty')}</EmptyState>}
      {query.data && <Pager after={search.dopo} next={query.data.next} go={(dopo) => set({ dopo })} />}
    </Page>
  )
}
