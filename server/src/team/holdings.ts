import type { z } from 'zod'
import { conflictsOf, type Slot } from '#model/appointments/conflicts.ts'
import { addDays } from '#model/calendar.ts'
import type { FollowerRole } from '#model/cases/contract.ts'
import type { Role } from '#model/grants.ts'
import type { ApprovalAct } from '#model/team/approval-contract.ts'
import { verdictOf } from '#model/team/handover.ts'
import type { Holdings } from '#model/team/handover-contract.ts'
import { plannedBetween } from '../appointments/asks.ts'
import { openWithFollowers } from '../cases/asks.ts'
import { membersOf, namesOfActors } from '../identity/asks.ts'
import { restrictedIn } from '../notes/asks.ts'
import { openSteps } from '../pathway/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { openTaskDays } from '../tasks/asks.ts'
import { waitsOf } from './approval-store.ts'

/** How far ahead appointments are planned, and somewhat more. */
const DAYS_AHEAD = 800

/** All that a member has in one open case. */
export type Held = {
  caseId: string
  personId: string
  role: FollowerRole | null
  steps: string[]
  tasks: string[]
  appointments: Slot[]
  /** For what of it the member waits for an approval. */
  approvals: { act: ApprovalAct; service: string }[]
  followers: ReadonlyMap<string, FollowerRole>
}
export type HeldByMember = {
  cases: Held[]
  rest: { tasks: string[]; meetings: string[] }
  closedTasks: number
  /** Everything that is planned: who is somewhere else at the same hour is told by it. */
  planned: Slot[]
}

/** What a member has: open cases followed, and what is to be done in these and in others. */
export async function heldBy(at: At, account: string): Promise<HeldByMember> {
  const [followed, tasks, appointments, waits] = await Promise.all([
    openWithFollowers(at),
    openTaskDays(at),
    plannedBetween(at, at.today, addDays(at.today, DAYS_AHEAD)),
    waitsOf(at, account),
  ])
  const byCase = Map.groupBy(followed, ({ caseId }) => caseId)
  const steps = await openSteps(at, [...byCase.keys()])
  const planned = appointments.map((step): Slot => ({ ...step, state: 'planned', personId: null }))
  const mine = {
    steps: steps.filter(({ owner }) => owner === account),
    tasks: tasks.filter(({ owner }) => owner === account),
    appointments: planned.filter(({ colleagues }) => colleagues.includes(account)),
  }
  const cases = [...byCase].flatMap(([caseId, rows]): Held[] => {
    const held = {
      caseId,
      personId: rows[0]?.personId ?? '',
      role: rows.find((row) => row.account === account)?.role ?? null,
      steps: mine.steps.flatMap((step) => (step.caseId === caseId ? [step.step] : [])),
      tasks: mine.tasks.flatMap((task) => (task.caseId === caseId ? [task.id] : [])),
      appointments: mine.appointments.filter((slot) => slot.case === caseId),
      approvals: waits.flatMap(({ case_id: kase, act, service }) =>
        kase === caseId ? [{ act, service: service ?? '' }] : [],
      ),
      followers: new Map(rows.flatMap((row) => (row.account && row.role ? [[row.account, row.role] as const] : []))),
    }
    const hasAny = held.role !== null || held.steps.length + held.tasks.length + held.appointments.length > 0
    return hasAny ? [held] : []
  })
  return {
    cases,
    rest: {
      tasks: mine.tasks.flatMap((task) => (task.caseId === null ? [task.id] : [])),
      meetings: mine.appointments.flatMap((slot) => (slot.case === null ? [slot.id] : [])),
    },
    closedTasks: mine.tasks.filter(({ caseId }) => caseId !== null && !byCase.has(caseId)).length,
    planned,
  }
}

/** A keyed mark of exactly what is held: whoever hands it over names the mark of what was shown. */
const markOf = (at: At, account: string, what: unknown): string =>
  at.vault.tag('handover', JSON.stringify([account, what])).toString('hex')
export const markOfCase = (at: At, account: string, { caseId, role, steps, tasks, appointments }: Held): string =>
  markOf(at, account, [caseId, role, steps.sort(), tasks.sort(), appointments.map(({ id }) => id).sort()])
export const markOfRest = (at: At, account: string, { tasks, meetings }: HeldByMember['rest']): string =>
  markOf(at, account, [tasks.sort(), meetings.sort()])

/** How what is held in a case would go to a member. */
export function verdictFor(
  held: Held,
  planned: readonly Slot[],
  to: { id: string; roles: readonly Role[] },
  legalNotes: boolean,
) {
  const theirs = planned.filter(({ colleagues }) => colleagues.includes(to.id))
  const collides = held.appointments.some((slot) =>
    conflictsOf({ ...slot, colleagues: [to.id] }, theirs).some(({ kind }) => kind === 'colleague'),
  )
  return verdictOf({ role: held.role, follows: held.followers.get(to.id) ?? null, legalNotes, collides }, to.roles)
}

/** The same as it is shown before it is handed over; undefined for who never was a member. */
export async function shownHoldings(
  at: At,
  account: string,
  to: string | undefined,
): Promise<z.input<typeof Holdings> | undefined> {
  const [held, members, nameOf] = await Promise.all([heldBy(at, account), membersOf(at), namesOfActors(at)])
  const actor = `account:${account}`
  if (nameOf(actor) === actor) return undefined
  const receiver = members.find(({ id, grants }) => id === to && id !== account && grants.includes('case.read'))
  const [names, restricted] = await Promise.all([
    namesOfPersons(
      at,
      held.cases.map(({ personId }) => personId),
    ),
    restrictedIn(
      at,
      held.cases.map(({ caseId }) => caseId),
    ),
  ])
  return {
    from: {
      accountId: account,
      name: nameOf(actor),
      gone: !members.some(({ id, grants }) => id === account && grants.includes('case.read')),
    },
    rows: held.cases
      .map((row) => ({
        caseId: row.caseId,
        personName: names.get(row.personId)?.name ?? '',
        personCode: names.get(row.personId)?.code ?? '',
        role: row.role,
        ...{ steps: row.steps.length, tasks: row.tasks.length, appointments: row.appointments.length },
        approvals: row.approvals,
        mark: markOfCase(at, account, row),
        verdict: receiver ? verdictFor(row, held.planned, receiver, restricted.has(row.caseId)) : null,
      }))
      .sort(
        (one, other) => one.personName.localeCompare(other.personName, 'it') || (one.caseId < other.caseId ? -1 : 1),
      ),
    rest: {
      tasks: held.rest.tasks.length,
      meetings: held.rest.meetings.length,
      mark: markOfRest(at, account, held.rest),
    },
    closedTasks: held.closedTasks,
  }
}
