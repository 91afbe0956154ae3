import { Link } from '@tanstack/react-router'
import type { CaseFile } from '#model/cases/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { TaskAdd } from './TaskAdd.tsx'
import { TaskList } from './TaskList.tsx'

/** What is to be done in a case. */
export function CaseTasks({ file }: { file: CaseFile }) {
  const { t } = useText()
  const desk = useDesk()
  if (!desk.may('task.read')) return null
  return (
    <Card
      title={t('tasks.title')}
      {...(file.tasksTotal > 0 && { count: file.tasksTotal })}
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
      {file.tasks.length === 0 && <p className="quiet">{t('tasks.none-of-case')}</p>}
      {file.tasks.length > 0 && <TaskList label={t('tasks.title')} rows={file.tasks} ofCase />}
    </Card>
  )
}
