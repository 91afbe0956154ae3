import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CaseFile } from '#model/cases/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { tasksQuery } from './queries.ts'
import { TaskAdd } from './TaskAdd.tsx'
import { TaskList } from './TaskList.tsx'

/** What is to be done in a case. */
export function CaseTasks({ file }: { file: CaseFile }) {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery({
    ...tasksQuery(desk.code, { case: file.id, most: 20 }),
    enabled: desk.may('task.read'),
  })
  if (!desk.may('task.read')) return null
  const { rows = [], total } = query.data ?? {}
  return (
    <Card
      title={t('tasks.title')}
      {...(total ? { count: total } : {})}
      action={
        <Link
          to="/$desk/compiti"
          params={{ desk: desk.code }}
          search={{ caso: file.id, mostra: 'all', stato: 'all' }}
          aria-label={t('tasks.all-of-case')}
        >
          {t('tasks.all')}
        </Link>
      }
    >
      {file.state === 'open' && !file.person.erased && desk.may('task.write') && (
        <TaskAdd caseId={file.id} followers={file.followers.map(({ accountId }) => accountId)} shortcut="c" />
      )}
      <QueryState query={query} rows={2} />
      {query.data && rows.length === 0 && <p className="quiet">{t('tasks.none-of-case')}</p>}
      {rows.length > 0 && <TaskList label={t('tasks.title')} rows={rows} ofCase />}
    </Card>
  )
}
