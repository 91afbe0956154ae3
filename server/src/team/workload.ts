import type { z } from 'zod'
import { addDays } from '#model/calendar.ts'
import { NEAR_DAYS, pressing } from '#model/tasks/rules.ts'
import type { readWorkload } from '#model/team/contract.ts'
import { holders, loadsOf } from '#model/team/workload.ts'
import { plannedBetween } from '../appointments/asks.ts'
import { countUnfollowed, openWithFollowers } from '../cases/asks.ts'
import { membersOf, namesOfActors } from '../identity/asks.ts'
import { openSteps } from '../pathway/asks.ts'
import type { At } from '../platform/door.ts'
import { openTaskDays } from '../tasks/asks.ts'

/** What lies on each member, counted by what the lists and the home page count by; to a member the own line. */
export async function workloadOf(at: At): Promise<z.input<typeof readWorkload.answer>> {
  const [followed, members, nameOf, tasks, appointments, unfollowed] = await Promise.all([
    openWithFollowers(at),
    membersOf(at),
    namesOfActors(at),
    openTaskDays(at),
    plannedBetween(at, at.today, addDays(at.today, NEAR_DAYS)),
    countUnfollowed(at),
  ])
  const steps = await openSteps(at, [...new Set(followed.map(({ caseId }) => caseId))])
  const work = { followed, steps, tasks, appointments }
  const loadOf = loadsOf(work, at.today, pressing)
  const readers = new Map(members.filter(({ grants }) => grants.includes('case.read')).map((one) => [one.id, one]))
  const tends = at.actor.grants.includes('team.tend')
  const shown = tends ? new Set([...readers.keys(), ...holders(work)]) : new Set([at.actor.accountId ?? ''])
  return {
    today: at.today,
    rows: [...shown].map((accountId) => ({
      accountId,
      name: nameOf(`account:${accountId}`),
      roles: readers.get(accountId)?.roles ?? [],
      gone: !readers.has(accountId),
      ...loadOf(accountId),
    })),
    unfollowed,
  }
}
