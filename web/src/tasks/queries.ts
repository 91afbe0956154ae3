import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { listDueTasks, listTasks, type NewTaskFact, openTask, sawTask, Task, writeTask } from '#model/tasks/contract.ts'
import { CallError, call } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { bodyOf } from './task-values.ts'

export type TaskSearch = z.input<typeof listTasks.query>

export const tasksQuery = (desk: string, query: TaskSearch) =>
  queryOptions({
    queryKey: [desk, 'tasks', 'list', query],
    queryFn: ({ signal }) => call(listTasks, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const dueTasksQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'tasks', 'due'],
    queryFn: ({ signal }) => call(listDueTasks, { params: { desk }, signal }),
  })

export const taskQuery = (desk: string, task: string) =>
  queryOptions({
    queryKey: [desk, 'tasks', 'one', task],
    queryFn: ({ signal }) => call(openTask, { params: { desk, task }, signal }),
  })

/** Tasks that are being ticked. */
const underWay = new Set<string>()

/** What can be done with tasks; every list that shows them is painted anew. */
export function useTaskActs() {
  const desk = useDesk().code
  const client = useQueryClient()
  const say = useSay()
  const { t } = useText()
  const again = (caseId: string | null) =>
    Promise.all([
      client.invalidateQueries({ queryKey: [desk, 'tasks'] }),
      caseId && client.invalidateQueries({ queryKey: caseQuery(desk, caseId).queryKey }),
    ])
  /** `null` where a colleague was first: that is said, and the lists show what there is now. */
  const send = async (task: string, body: NewTaskFact): Promise<Task | null> => {
    try {
      return await call(writeTask, { params: { desk, task }, body })
    } catch (error) {
      const isMoved = error instanceof CallError && error.code === 'moved-on' && Task.safeParse(error.current).success
      if (!isMoved) throw error
      say(t('tasks.moved-on'), { bad: true })
      return null
    }
  }
  const write = (task: string, body: NewTaskFact) => send(task, body).finally(() => void again(body.caseId))
  /** Until the lists show what was done, a second press of the same tick would be of what stood there before. */
  const once = async (task: Task, move: () => Promise<unknown>) => {
    underWay.add(task.id)
    try {
      await move().finally(() => again(task.case?.id ?? null))
    } finally {
      underWay.delete(task.id)
    }
  }
  const quietly = (doing: Promise<unknown>) => doing.catch(() => say(t('problem.internal.title'), { bad: true }))
  return {
    write,
    /** Done, or open again, with a way back. */
    tick: (task: Task): Promise<unknown> => {
      const [there, back] = task.state === 'open' ? (['done', 'open'] as const) : (['open', 'done'] as const)
      const move = async () => {
        const moved = await send(task.id, bodyOf(task, { state: there }))
        if (!moved) return
        const undo =
          task.state === 'dropped' ? undefined : () => void quietly(write(task.id, bodyOf(moved, { state: back })))
        say(t(`tasks.is-${there}`), undo && { undo })
      }
      return underWay.has(task.id) ? Promise.resolve() : quietly(once(task, move))
    },
    saw: (task: Task) =>
      quietly(call(sawTask, { params: { desk, task: task.id } }).finally(() => void again(task.case?.id ?? null))),
  }
}
