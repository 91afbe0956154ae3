import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { dueTasksQuery } from './queries.ts'
import { TaskList } from './TaskList.tsx'

/** My tasks that press or are new to me, what nobody does yet, and that colleagues who left have some. */
export function TodayTasks() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(dueTasksQuery(desk.code))
  if (!data || data.mineTotal + data.nobodysTotal + data.goneTotal === 0) return null
  const to = (mostra: 'mine' | 'nobody' | 'gone', count: number, words: string) => (
    <p>
      <Link to="/$desk/compiti" params={{ desk: desk.code }} search={{ mostra }}>
        {t(words, { count })}
      </Link>
    </p>
  )
  return (
    <>
      {data.mineTotal > 0 && (
        <Card title={t('tasks.today-title')} count={data.mineTotal}>
          <TaskList label={t('tasks.today-title')} rows={data.mine} />
          {data.mineTotal > data.mine.length && to('mine', data.mineTotal, 'tasks.today-more')}
        </Card>
      )}
      {data.nobodysTotal > 0 && (
        <Card title={t('tasks.nobodys-title')} count={data.nobodysTotal}>
          <TaskList label={t('tasks.nobodys-title')} rows={data.nobodys} />
          {data.nobodysTotal > data.nobodys.length && to('nobody', data.nobodysTotal, 'tasks.today-more')}
        </Card>
      )}
      {data.goneTotal > 0 && to('gone', data.goneTotal, 'tasks.gone-some')}
    </>
  )
}
