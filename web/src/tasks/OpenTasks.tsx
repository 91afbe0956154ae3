import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { tasksQuery } from './queries.ts'

/** What is still to be done, said before a case closes; nothing where nothing is. */
export function OpenTasks({ caseId }: { caseId: string }) {
  const { t } = useText()
  const { data } = useQuery(tasksQuery(useDesk().code, { case: caseId, most: 20 }))
  if (!data || data.rows.length === 0) return null
  return (
    <Notice tone="amber" title={t('tasks.still-open', { count: data.total ?? data.rows.length })}>
      <ul>
        {data.rows.map(({ id, text }) => (
          <li key={id} className="personal">
            {text}
          </li>
        ))}
      </ul>
      <p>{t('tasks.still-open-text')}</p>
    </Notice>
  )
}
