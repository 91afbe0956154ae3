import { useRef, useState } from 'react'
import type { Task } from '#model/tasks/contract.ts'
import { pressing } from '#model/tasks/rules.ts'
import { Chip } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.tsx'
import { isDouble } from '../ui/press.ts'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { useTaskActs } from './queries.ts'
import { TaskDialog } from './TaskDialog.tsx'

type Props = {
  label: string
  rows: readonly Task[]
  /** The case stands above the list: it is not said in every line. */
  ofCase?: boolean
  /** j and k move from task to task. */
  keys?: boolean
}

/** Tasks as lines: a tick, what, of whom, by when. A line opens all that was written of it. */
export function TaskList({ label, rows, ofCase, keys }: Props) {
  const { t } = useText()
  const acts = useTaskActs()
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const step = (by: number) => {
    const lines = [...(list.current?.querySelectorAll<HTMLElement>('.task-open') ?? [])]
    const at = lines.indexOf(document.activeElement as HTMLElement)
    lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.min(lines.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKeys(
    keys
      ? [
          { key: 'j', says: t('keys.next-row'), run: () => step(1) },
          { key: 'k', says: t('keys.previous-row'), run: () => step(-1) },
        ]
      : [],
  )
  return (
    <>
      <ul className="lines tasks" aria-label={label} ref={list}>
        {rows.map((task) => (
          <li key={task.id}>
            <input
              type="checkbox"
              className="task-tick"
              checked={task.state !== 'open'}
              disabled={!task.can.includes('change')}
              aria-label={t(task.state === 'open' ? 'tasks.tick' : 'tasks.untick', { text: task.text })}
              onClick={(event) => isDouble(event) && event.preventDefault()}
              onChange={() => void acts.tick(task)}
            />
            <div>
              <button type="button" className="task-open personal" onClick={() => setOpen(task.id)}>
                {task.text}
              </button>
              <TaskSaid task={task} ofCase={ofCase ?? false} />
            </div>
            <span className="chips">
              {task.newForMe && (
                <Chip icon="info" tone="blue">
                  {t('tasks.new')}
                </Chip>
              )}
              <DayChip task={task} />
            </span>
          </li>
        ))}
      </ul>
      {open && <TaskDialog id={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Whose case, who does it, who gave it. */
function TaskSaid({ task, ofCase }: { task: Task; ofCase: boolean }) {
  const { t } = useText()
  const who = useWho()
  const { owner } = task
  const said = [
    owner === null && t('tasks.owner.nobody'),
    owner && (owner.gone ? t('tasks.owner-gone', { name: owner.name }) : owner.name),
    owner?.name !== task.givenBy && t('tasks.given-by', { by: who(task.givenBy) }),
  ].filter(Boolean)
  return (
    <small>
      {!ofCase && task.case && (
        <span className="personal">{task.case.personName || task.case.personCode || t('people.unnamed')} · </span>
      )}
      {!ofCase && task.case?.closed && `${t('tasks.case-closed')} · `}
      {said.join(' · ')}
    </small>
  )
}

/** By when: in words and, where it presses, with an icon; of what has ended, how. */
export function DayChip({ task }: { task: Pick<Task, 'day' | 'state'> }) {
  const { t, lang } = useText()
  if (task.state === 'done')
    return (
      <Chip icon="check" tone="green">
        {t('tasks.state.done')}
      </Chip>
    )
  if (task.state === 'dropped') return <Chip icon="close">{t('tasks.state.dropped')}</Chip>
  if (!task.day) return null
  const day = shortDate(task.day, lang)
  const when = pressing(task.day, todayHere())
  if (when === 'overdue')
    return (
      <Chip icon="danger" tone="red">
        {t('tasks.overdue', { day })}
      </Chip>
    )
  if (when === 'today')
    return (
      <Chip icon="clock" tone="amber">
        {t('tasks.today')}
      </Chip>
    )
  return when === 'near' ? (
    <Chip icon="clock" tone="amber">
      {t('tasks.by-day', { day })}
    </Chip>
  ) : (
    <span className="quiet">{t('tasks.by-day', { day })}</span>
  )
}
