import { type CivilDate, daysBetween } from '../calendar.ts'
import type { FollowerRole } from '../cases/contract.ts'
import type { Load } from './contract.ts'

/** An open case with one who follows it; nobody: `account` is null. */
export type Followed = { caseId: string; account: string | null; role: FollowerRole | null; lastActivity: CivilDate }
/** Something to do by a day, of a case or of none, by a member or somebody else. */
export type Due = { caseId: string | null; owner: string | null; day: CivilDate | null }

export type Work = {
  followed: readonly Followed[]
  steps: readonly Due[]
  tasks: readonly Due[]
  appointments: readonly { colleagues: readonly string[] }[]
}

/** How a day stands to today; `NEAR_DAYS` of the tasks are handed in, so that both pages say the same. */
type Pressing = (day: CivilDate | null, today: CivilDate) => 'overdue' | 'today' | 'near' | 'later' | null

/** The first day by which something is to be done in each case. */
function firstDays({ steps, tasks }: Pick<Work, 'steps' | 'tasks'>): Map<string, CivilDate> {
  const first = new Map<string, CivilDate>()
  for (const { caseId, day } of [...steps, ...tasks]) {
    if (caseId === null || day === null) continue
    const known = first.get(caseId)
    if (known === undefined || day < known) first.set(caseId, day)
  }
  return first
}

type Counts = Omit<Load, 'accountId' | 'name' | 'roles' | 'gone'>

/** What lies on each who has anything, by account. */
export function loadsOf(work: Work, today: CivilDate, pressing: Pressing): (account: string) => Counts {
  const first = firstDays(work)
  const byFollower = Map.groupBy(work.followed, ({ account }) => account)
  const overdue = (due: readonly Due[], account: string) =>
    due.filter(({ owner, day }) => owner === account && pressing(day, today) === 'overdue').length
  return (account) => {
    const cases = byFollower.get(account) ?? []
    const next = { overdue: 0, today: 0, near: 0, later: 0, none: 0 }
    for (const { caseId } of cases) next[pressing(first.get(caseId) ?? null, today) ?? 'none'] += 1
    const parts = Map.groupBy(cases, ({ role }) => role)
    return {
      cases: cases.length,
      parts: [...parts].flatMap(([role, of]) => (role ? [{ role, cases: of.length }] : [])),
      next,
      overdueSteps: overdue(work.steps, account),
      overdueTasks: overdue(work.tasks, account),
      appointments: work.appointments.filter(({ colleagues }) => colleagues.includes(account)).length,
      quietDays:
        cases.length === 0 ? null : Math.max(...cases.map(({ lastActivity }) => daysBetween(lastActivity, today))),
    }
  }
}

/** Who has something that somebody must do: cases, steps and tasks stay with who left until they are given on. */
export const holders = ({ followed, steps, tasks }: Work): Set<string> =>
  new Set(
    [...followed.map(({ account }) => account), ...[...steps, ...tasks].map(({ owner }) => owner)].filter(
      (account) => account !== null,
    ),
  )

/** In which order the lines stand: by name, or what is most first. */
export const orders = ['name', 'cases', 'overdue', 'appointments', 'quiet'] as const
export type LoadOrder = (typeof orders)[number]

const most: Record<Exclude<LoadOrder, 'name'>, (load: Load) => number> = {
  cases: ({ cases }) => cases,
  overdue: ({ overdueSteps, overdueTasks }) => overdueSteps + overdueTasks,
  appointments: ({ appointments }) => appointments,
  quiet: ({ quietDays }) => quietDays ?? -1,
}

/** Lines in an order; of equals by name. Who left stands first: there nobody works. */
export const inOrder = (rows: readonly Load[], order: LoadOrder): Load[] =>
  [...rows].sort(
    (one, other) =>
      Number(other.gone) - Number(one.gone) ||
      (order === 'name' ? 0 : most[order](other) - most[order](one)) ||
      one.name.localeCompare(other.name, 'it') ||
      (one.accountId < other.accountId ? -1 : 1),
  )
