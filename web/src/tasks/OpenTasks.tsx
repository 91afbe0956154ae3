import type { CaseFile } from '#model/cases/contract.ts'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** What is still to be done, said before a case closes; nothing where nothing is. */
export function OpenTasks({ file }: { file: Pick<CaseFile, 'tasks' | 'tasksTotal'> }) {
  const { t } = useText()
  if (file.tasksTotal === 0) return null
  return (
    <Notice tone="amber" title={t('tasks.still-open', { count: file.tasksTotal })}>
      <ul>
        {file.tasks.map(({ id, text }) => (
          <li key={id} className="personal">
            {text}
          </li>
        ))}
      </ul>
      <p>{t('tasks.still-open-text')}</p>
    </Notice>
  )
}
