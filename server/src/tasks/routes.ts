import { listDueTasks, listTasks, type NewTaskFact, openTask, sawTask, writeTask } from '#model/tasks/contract.ts'
import { mayBeGiven, taskDayProblem, taskProblem } from '#model/tasks/rules.ts'
import { caseBrief, followersOf } from '../cases/asks.ts'
import { membersOf } from '../identity/asks.ts'
import { askMailOnceADay } from '../mails/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { standInsOf } from '../team/asks.ts'
import { peopleOf, shownFact, shownTasks } from './present.ts'
import {
  countTasks,
  factsOf,
  insertFact,
  lookedAt,
  newsFor,
  pageOfTasks,
  pressingTasks,
  type TaskRow,
  taskRow,
} from './store.ts'

/** Lines on the home page; how many there are in all is said beside. */
const SHOWN = 20

async function shownTask(at: At, id: string) {
  const row = await taskRow(at, id)
  if (!row) throw notFound()
  return (await shownTasks(at, [row]))[0] as Awaited<ReturnType<typeof shownTasks>>[number]
}

/** A task of a case begins in an open one that the actor sees. */
async function checkCase(at: At, caseId: string): Promise<void> {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw unknownId('/caseId')
  if (kase.closedOn) throw notPossible('case-closed')
}

/** Whoever has a task can open its case. Who had it before may have left since: it stays so until somebody gives it anew. */
async function checkOwner(at: At, owner: string, caseId: string | null): Promise<void> {
  const member = (await membersOf(at)).find(({ id }) => id === owner)
  const follows = caseId !== null && (await followersOf(at, caseId)).includes(owner)
  if (!member || !mayBeGiven(member.roles, caseId !== null, follows)) throw unknownId('/owner')
}

/** Who has it now is told, if somebody else gave it; nobody is told of what has ended. */
async function tell(at: At, task: string, { owner, state }: NewTaskFact, before: TaskRow | undefined): Promise<void> {
  const isNew = state === 'open' && owner !== null && owner !== at.actor.accountId && owner !== before?.owner
  if (isNew || state !== 'open' || owner !== before?.owner) await newsFor(at, task, isNew ? owner : null)
  if (!isNew) return
  for (const account of [owner, ...(await standInsOf(at, owner))]) await askMailOnceADay(at, account, 'task-given')
}

export const taskRoutes: Route[] = [
  route(listTasks, async (at, { query }) => {
    const [rows, total] = await Promise.all([
      pageOfTasks(at, query, readCursor(query.after, ['day', 'id']), query.most + 1),
      countTasks(at, query),
    ])
    const page = rows.slice(0, query.most)
    const last = rows.length > query.most ? page.at(-1) : undefined
    return {
      rows: await shownTasks(at, page),
      next: last ? cursor({ day: last.day ?? '9999-12-31', id: last.task }) : null,
      total,
    }
  }),
  route(listDueTasks, async (at) => {
    const nobodys = { show: 'nobody', state: 'open', order: 'due' } as const
    const [mine, free, freeTotal, goneTotal] = await Promise.all([
      pressingTasks(at, SHOWN),
      pageOfTasks(at, nobodys, null, SHOWN),
      countTasks(at, nobodys),
      countTasks(at, { ...nobodys, show: 'gone' }),
    ])
    return {
      mine: await shownTasks(at, mine.rows),
      mineTotal: mine.total,
      nobodys: await shownTasks(at, free),
      nobodysTotal: freeTotal,
      goneTotal,
    }
  }),
  route(openTask, async (at, { params }) => {
    const task = await shownTask(at, params.task)
    const [facts, people, followers] = await Promise.all([
      factsOf(at, params.task),
      peopleOf(at),
      task.case ? followersOf(at, task.case.id) : [],
    ])
    return { task, history: facts.map((row) => shownFact(at, row, people)), followers }
  }),
  route(writeTask, async (at, { params, body }) => {
    const now = () => shownTask(at, params.task)
    if (body.no === 0 && !(await at.firstTime(params.task, body, now))) return now()
    const before = await taskRow(at, params.task)
    if (body.no > 0 && !before) throw notFound()
    if (before && before.no !== body.no) throw movedOn(await now())
    const wrong = taskProblem(body, before ? { state: before.state, caseId: before.case_id } : null)
    if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
    // A day that stands since stays.
    const code = body.day && body.day !== before?.day ? taskDayProblem(body.day, at.today) : null
    if (code) throw invalid({ pointer: '/day', code })
    if (!before && body.caseId) await checkCase(at, body.caseId)
    if (body.owner && body.owner !== before?.owner) await checkOwner(at, body.owner, body.caseId)
    const given = { giver: before?.giver ?? at.actor.name, at: before?.given_at ?? at.now }
    if (!(await insertFact(at, params.task, body, given))) throw movedOn(await now())
    await tell(at, params.task, body, before)
    return now()
  }),
  route(sawTask, async (at, { params }) => {
    await shownTask(at, params.task)
    await lookedAt(at, params.task)
    return shownTask(at, params.task)
  }),
]
