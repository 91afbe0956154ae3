import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { counted } from '../ui/counted.ts'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { tasksQuery } from './queries.ts'
import { shows } from './shows.ts'
import { TaskAdd } from './TaskAdd.tsx'
import { TaskDialog } from './TaskDialog.tsx'
import { TaskList } from './TaskList.tsx'

/** Tasks of the desk: filters, order and page stand in the address. */
export function TasksPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/compiti' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, apri: undefined, ...part } })
  const show = search.mostra ?? 'mine'
  const query = useQuery(
    tasksQuery(desk.code, {
      ...{ show, state: search.stato, case: search.caso, order: search.ordine, after: search.dopo },
    }),
  )
  const { data } = query
  const filtered = search.stato !== undefined || search.caso !== undefined
  return (
    <Page
      title={t('tasks.title')}
      tab={t('tasks.title')}
      chips={
        <span className="count" role="status">
          {data && data.total !== null && t('tasks.count', counted(data.total))}
        </span>
      }
    >
      {desk.may('task.write') && <TaskAdd caseId={null} followers={null} shortcut="c" />}
      <p className="quiet">{t('tasks.of-desk')}</p>
      <div className="toolbar">
        <FilterChips
          label={t('tasks.show')}
          value={show}
          onChange={(value) => set({ mostra: value === 'mine' ? undefined : (value as typeof show) })}
          options={shows.map((value) => ({ value, label: t(`tasks.show.${value}`) }))}
        />
        <FilterSelect
          id="stato"
          label={t('tasks.state')}
          none={t('tasks.states.open')}
          value={search.stato}
          onChange={(stato) => set({ stato: stato as typeof search.stato })}
          options={(['ended', 'all'] as const).map((value) => ({ value, label: t(`tasks.states.${value}`) }))}
        />
        <FilterSelect
          id="ordine"
          label={t('ui.order')}
          none={t('tasks.order.due')}
          value={search.ordine}
          onChange={(ordine) => set({ ordine: ordine as typeof search.ordine })}
          options={[{ value: 'given', label: t('tasks.order.given') }]}
        />
        {search.caso && (
          <FilterChips
            label={t('tasks.case')}
            value="one"
            onChange={() => set({ caso: undefined })}
            options={[{ value: 'one', label: t('tasks.only-case') }]}
          />
        )}
      </div>
      <QueryState query={query} rows={6} />
      {data && data.rows.length > 0 && <TaskList label={t('tasks.title')} rows={data.rows} keys />}
      {data?.rows.length === 0 && <EmptyState>{t(filtered ? 'tasks.none-found' : `tasks.none.${show}`)}</EmptyState>}
      {data && <Pager after={search.dopo} next={data.next} go={(dopo) => set({ dopo })} />}
      {search.apri && <TaskDialog id={search.apri} onClose={() => set({ apri: undefined, dopo: search.dopo })} />}
    </Page>
  )
}
