import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { words } from '../words.ts'

/** How a task stands. `dropped`: it is not done any more, with a reason. */
export const TaskState = z.enum(['open', 'done', 'dropped'])
export type TaskState = z.infer<typeof TaskState>

/** Who does it: a colleague; `gone`: who is no member any more. Nobody yet is `null`. */
export const TaskOwner = z.object({ accountId: Id, name: z.string(), gone: z.boolean() })
export type TaskOwner = z.infer<typeof TaskOwner>

/** One record of a task: the first is 1, the next 2, the last holds and nothing is overwritten. */
export const TaskFact = z.object({
  no: z.number().int(),
  text: z.string(),
  owner: TaskOwner.nullable(),
  /** By when. */
  day: CivilDate.nullable(),
  state: TaskState,
  why: z.string(),
  by: z.string(),
  at: z.string(),
})
export type TaskFact = z.infer<typeof TaskFact>

/** Something to do, of a case or of the desk (compito), as it stands. */
export const Task = z.object({
  ...TaskFact.shape,
  id: Id,
  case: z.object({ id: Id, personName: z.string(), personCode: z.string(), closed: z.boolean() }).nullable(),
  givenBy: z.string(),
  givenAt: z.string(),
  /** A colleague gave it to who asks, who has not looked at it yet. */
  newForMe: z.boolean(),
  can: z.array(z.enum(['change'])),
})
export type Task = z.infer<typeof Task>

/** A record to be written after the one that was seen (`no`; 0: the first). */
export const NewTaskFact = z.strictObject({
  no: z.number().int().min(0).max(10_000),
  caseId: Id.nullable(),
  text: words(500, 1),
  owner: Id.nullable(),
  day: CivilDate.nullable(),
  state: TaskState.default('open'),
  why: words(500).default(''),
})
export type NewTaskFact = z.infer<typeof NewTaskFact>

/** What presses: mine within a week, overdue or new to me; and what nobody does yet. */
export const DueTasks = z.object({
  mine: z.array(Task),
  mineTotal: z.number().int(),
  nobodys: z.array(Task),
  nobodysTotal: z.number().int(),
  /** Open ones of colleagues who left. */
  goneTotal: z.number().int(),
})
export type DueTasks = z.infer<typeof DueTasks>

const ofTask = inDesk({ task: Id })

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/desks/:desk/tasks',
  access: { grant: 'task.read' },
  summary: 'Tasks of the desk: mine, given by me, nobody’s, of who left, or all',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    show: z.enum(['mine', 'given', 'nobody', 'gone', 'all']).default('all'),
    state: z.enum(['open', 'ended', 'all']).default('open'),
    case: Id.optional(),
    order: z.enum(['due', 'given']).default('due'),
  }),
  answer: pageOf(Task),
  audit: { act: 'read', record: 'tasks' },
})

export const listDueTasks = endpoint({
  name: 'listDueTasks',
  method: 'GET',
  path: '/desks/:desk/due-tasks',
  access: { grant: 'task.read' },
  summary: 'Tasks that press: mine, and those that nobody does yet',
  params: inDesk(),
  answer: DueTasks,
  audit: { act: 'read', record: 'tasks' },
})

export const openTask = endpoint({
  name: 'openTask',
  method: 'GET',
  path: '/desks/:desk/tasks/:task',
  access: { grant: 'task.read' },
  summary: 'One task, with all that was written of it',
  params: ofTask,
  answer: z.object({
    task: Task,
    history: z.array(TaskFact),
    /** Who follows its case: of outreach workers these alone may be given it. */
    followers: z.array(Id),
  }),
  audit: { act: 'read', record: 'task', id: 'task' },
})

export const writeTask = endpoint({
  name: 'writeTask',
  method: 'PUT',
  path: '/desks/:desk/tasks/:task',
  access: { grant: 'task.write' },
  summary: 'Give, change, do, drop or reopen a task; refused with the task as it is now if a colleague was first',
  params: ofTask,
  body: NewTaskFact,
  answer: Task,
  audit: { act: 'write', record: 'task', id: 'task' },
})

export const sawTask = endpoint({
  name: 'sawTask',
  method: 'POST',
  path: '/desks/:desk/tasks/:task/seen',
  access: { grant: 'task.read' },
  summary: 'I have looked at a task that a colleague gave me',
  params: ofTask,
  answer: Task,
  audit: { act: 'write', record: 'task', id: 'task' },
})
