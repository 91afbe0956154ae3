import type { z } from 'zod'
import type { CivilDate } from '#model/calendar.ts'
import { mayHandBack, mayHandOver } from '#model/team/handover.ts'
import { MOST_SUBSTITUTIONS, substitutionProblem } from '#model/team/substitution.ts'
import type { listSubstitutions, NewSubstitution, openStandIns } from '#model/team/substitution-contract.ts'
import { nearFor } from '../appointments/asks.ts'
import { cardsFollowedBy, personsOfCases } from '../cases/asks.ts'
import { expiringFor } from '../documents/asks.ts'
import { membersWith, namesOfActors } from '../identity/asks.ts'
import { dueThings } from '../pathway/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { pressingTasksOf } from '../tasks/asks.ts'
import { shownHandovers } from './handovers.ts'
import { newHandovers } from './store.ts'
import {
  comingSubstitutions,
  endSubstitutionRow,
  insertSubstitution,
  substitutionsToday,
} from './substitution-store.ts'

/** Lines of each list that stand on the home page; how many cases there are is said beside. */
const SHOWN = 20

/** Substitutions as this actor may see them: the own ones on either side; whoever tends the team sees all. */
export async function shownSubstitutions(at: At): Promise<z.input<typeof listSubstitutions.answer>> {
  const [rows, nameOf] = await Promise.all([comingSubstitutions(at), namesOfActors(at)])
  const colleague = (accountId: string) => ({ accountId, name: nameOf(`account:${accountId}`) })
  return {
    rows: rows
      .filter((row) => mayHandBack(at.actor, { from: row.absent, to: row.stand_in }))
      .map((row) => ({
        id: row.id,
        absent: colleague(row.absent),
        standIn: colleague(row.stand_in),
        from: row.from_day,
        until: row.until_day,
        by: nameOf(row.by),
        can: mayHandOver(at.actor, row.absent) ? (['end'] as const).slice() : [],
      })),
  }
}

/** A member has a colleague stand in; whoever tends the team says it for everybody. */
export async function addSubstitution(at: At, asked: NewSubstitution): Promise<void> {
  const members = await membersWith(at, 'case.read')
  for (const side of ['absent', 'standIn'] as const) if (!members.includes(asked[side])) throw unknownId(`/${side}`)
  if (!mayHandOver(at.actor, asked.absent)) throw invalid({ pointer: '/absent', code: 'does-not-fit' })
  const wrong = substitutionProblem(asked, at.today)
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
  const coming = await comingSubstitutions(at)
  if (coming.length >= MOST_SUBSTITUTIONS) throw notPossible('substitutions-full')
  const overlapping = coming.filter(
    ({ from_day, until_day }) => from_day <= asked.untilDay && until_day >= asked.fromDay,
  )
  if (overlapping.some(({ absent, stand_in }) => absent === asked.absent && stand_in === asked.standIn))
    throw notPossible('substitution-there')
  if (overlapping.some(({ absent }) => absent === asked.standIn)) throw notPossible('stand-in-absent')
  await insertSubstitution(at, asked)
}

/** Ended twice it is ended once; one that is over is not there any more. */
export async function stopSubstitution(at: At, id: string): Promise<void> {
  const row = (await comingSubstitutions(at)).find((each) => each.id === id)
  if (!row) throw notFound()
  if (!mayHandOver(at.actor, row.absent)) throw notAllowed('not-yours')
  await endSubstitutionRow(at, id)
}

/** What the colleagues have today for whom this actor stands in: asked with the actor's own reach and grants, and no others. */
export async function shownStandIns(at: At): Promise<z.input<typeof openStandIns.answer>> {
  const mine = (await substitutionsToday(at)).filter((row) => row.stand_in === at.actor.accountId)
  const nameOf = await namesOfActors(at)
  const rows: z.input<typeof openStandIns.answer>['rows'] = []
  for (const [absent, all] of Map.groupBy(mine, (row) => row.absent)) {
    const [tasks, due, appointments, documents, handovers, cases] = await Promise.all([
      pressingTasksOf(at, absent),
      dueThings(at, absent),
      nearFor(at, absent, personsOfCases),
      expiringFor(at, absent),
      newHandovers(at, absent).then((all) => shownHandovers(at, all)),
      cardsFollowedBy(at, absent, SHOWN),
    ])
    rows.push({
      absent: { accountId: absent, name: nameOf(`account:${absent}`) },
      until: all
        .map((row) => row.until_day)
        .sort()
        .at(-1) as CivilDate,
      ...{ tasks: tasks.rows, tasksTotal: tasks.total, due: due.slice(0, SHOWN), appointments },
      ...{ documents: documents.rows, handovers },
      ...{ cases: cases.rows, casesTotal: cases.total },
    })
  }
  return { rows }
}
