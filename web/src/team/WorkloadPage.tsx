import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { FollowerRole } from '#model/cases/contract.ts'
import { type Role, roles } from '#model/grants.ts'
import type { Load } from '#model/team/contract.ts'
import { inOrder, type LoadOrder, orders } from '#model/team/workload.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterSelect } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { ApprovalSetting } from './ApprovalSetting.tsx'
import { workloadQuery } from './queries.ts'
import { Substitutions } from './Substitutions.tsx'

/** Roles by which lines are found, and how each is called. */
const named = (role: Role) => (role === 'coordinator' ? 'team.coordinator' : `cases.role.${role}`)
const told = (load: Load) => load.roles.filter((role) => role === 'coordinator' || isPart(role))
const isPart = (role: Role) => (FollowerRole.options as readonly Role[]).includes(role)

const places = ['overdue', 'today', 'near', 'later', 'none'] as const

/** What lies on each colleague; who does not tend the team sees the own line. Filter and order stand in the address. */
export function WorkloadPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/carico' })
  const set = (part: Partial<typeof search>) => void navigate({ to: '.', search: { ...search, ...part } })
  const query = useQuery(workloadQuery(desk.code))
  const tends = desk.may('team.tend')
  const all = query.data?.rows ?? []
  const held = roles.filter((role) => all.some((load) => told(load).includes(role)))
  const { ruolo: role } = search
  const rows = inOrder(role ? all.filter((load) => load.roles.includes(role)) : all, search.ordine ?? 'name')
  return (
    <Page
      wide
      title={t('team.workload')}
      tab={t('team.workload')}
      chips={
        <span className="count" role="status">
          {query.data && tends && t('team.members', { count: rows.length })}
        </span>
      }
    >
      <p className="quiet">{t(tends ? 'team.workload-text' : 'team.workload-own')}</p>
      {tends && (
        <div className="toolbar">
          <FilterSelect
            id="ruolo"
            label={t('team.role')}
            none={t('team.every-role')}
            value={role}
            onChange={(value) => set({ ruolo: value as Role | undefined })}
            options={held.map((value) => ({ value, label: t(named(value)) }))}
          />
          <FilterSelect
            id="ordine"
            label={t('ui.order')}
            none={t('team.order.name')}
            value={search.ordine}
            onChange={(value) => set({ ordine: value as LoadOrder | undefined })}
            options={orders
              .filter((value) => value !== 'name')
              .map((value) => ({ value, label: t(`team.order.${value}`) }))}
          />
        </div>
      )}
      <QueryState query={query} rows={6} />
      {query.data && query.data.unfollowed > 0 && (
        <p>
          <Link to="/$desk/casi" params={{ desk: desk.code }} search={{ segue: 'nobody' }}>
            {t('team.unfollowed', { count: query.data.unfollowed })}
          </Link>
        </p>
      )}
      {rows.length > 0 && <Loads rows={rows} />}
      {query.data && rows.length === 0 && <EmptyState>{t('team.none-of-role')}</EmptyState>}
      <Substitutions />
      <ApprovalSetting />
    </Page>
  )
}

function Loads({ rows }: { rows: readonly Load[] }) {
  const { t } = useText()
  const desk = useDesk()
  const late = (count: number) =>
    count > 0 ? (
      <Chip tone="amber" icon="clock">
        {count}
      </Chip>
    ) : (
      count
    )
  const partsOf = ({ parts }: Load) =>
    parts
      .map(({ role, cases }) => [t(`cases.role.${role}`), parts.length > 1 && cases].filter(Boolean).join(' '))
      .join(', ')
  const columns: Column<Load>[] = [
    {
      key: 'name',
      head: t('team.colleague'),
      cell: (load) => (
        <>
          <Link className="row-link" to="/$desk/casi" params={{ desk: desk.code }} search={{ segue: load.accountId }}>
            {load.name}
          </Link>
          <small>
            {' '}
            {load.gone
              ? t('team.gone')
              : told(load)
                  .map((role) => t(named(role)))
                  .join(', ')}
          </small>
        </>
      ),
    },
    {
      key: 'cases',
      head: t('team.cases'),
      cell: (load) => (
        <>
          {load.cases}
          {load.parts.length > 0 && <small> · {partsOf(load)}</small>}
        </>
      ),
    },
    {
      key: 'next',
      head: t('team.next'),
      cell: ({ next }) =>
        places
          .filter((place) => next[place] > 0)
          .map((place) => t(`team.next.${place}`, { count: next[place] }))
          .join(', ') || t('team.no-case'),
    },
    { key: 'steps', head: t('team.overdue-steps'), number: true, cell: (load) => late(load.overdueSteps) },
    { key: 'tasks', head: t('team.overdue-tasks'), number: true, cell: (load) => late(load.overdueTasks) },
    { key: 'appointments', head: t('team.appointments'), number: true, cell: (load) => load.appointments },
    {
      key: 'quiet',
      head: t('team.quiet'),
      cell: ({ quietDays }) => (quietDays === null ? t('team.no-case') : t('team.days', { days: quietDays })),
    },
    ...(desk.may('case.assign')
      ? [
          {
            key: 'handover',
            head: t('team.handover'),
            cell: (load: Load) => (
              <Link
                to="/$desk/carico/$account"
                params={{ desk: desk.code, account: load.accountId }}
                aria-label={t('team.handover-link', { name: load.name })}
              >
                {t('team.handover-short')}
              </Link>
            ),
          },
        ]
      : []),
  ]
  return <Table caption={t('team.workload')} columns={columns} rows={rows} rowKey={(load) => load.accountId} keys />
}
