import type { z } from 'zod'
import { mayHandBack, mayHandOver } from '#model/team/handover.ts'
import type { Handover, handOverCase, handOverRest } from '#model/team/handover-contract.ts'
import { giveAppointments } from '../appointments/asks.ts'
import { caseToAssign, handFollower, personsOfCases } from '../cases/asks.ts'
import { mayFollow, membersOf, namesOfActors } from '../identity/asks.ts'
import { askMailOnceADay } from '../mails/asks.ts'
import { giveSteps } from '../pathway/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { giveTasks } from '../tasks/asks.ts'
import { standInsOf } from './asks.ts'
import { heldBy, markOfCase, markOfRest, shownHoldings, verdictFor } from './holdings.ts'
import { handoverIsNew, handoverIsRead, handoversOf, insertHandover, noteOf, type ToldHandover } from './store.ts'

type Shown = z.input<typeof Handover>

/** Handovers as they are shown; of who was erased without a note. */
export async function shownHandovers(at: At, rows: readonly ToldHandover[]): Promise<Shown[]> {
  if (rows.length === 0) return []
  const [nameOf, persons] = await Promise.all([
    namesOfActors(at),
    personsOfCases(
      at,
      rows.map(({ case_id }) => case_id),
    ),
  ])
  const names = await namesOfPersons(at, [...new Set(persons.values())])
  const may = at.actor.grants.includes('case.assign')
  return rows.flatMap((row): Shown[] => {
    const person = names.get(persons.get(row.case_id) ?? '')
    if (!person) return []
    const sides = { from: row.from_account, to: row.to_account }
    const standing = !row.returned && row.back_of === null && !person.erased
    return [
      {
        ...{ id: row.id, caseId: row.case_id, personName: person.name, personCode: person.code },
        from: nameOf(`account:${row.from_account}`),
        to: nameOf(`account:${row.to_account}`),
        by: nameOf(row.by),
        at: row.at,
        role: row.to_role,
        ...{ steps: row.steps.length, tasks: row.tasks.length, appointments: row.appointments.length },
        note: noteOf(at, row),
        isReturn: row.back_of !== null,
        returned: row.returned,
        newForMe: row.fresh,
        can: may && standing && mayHandBack(at.actor, sides) ? ['hand-back'] : [],
      },
    ]
  })
}

async function handoverAt(at: At, caseId: string, id: string): Promise<ToldHandover> {
  const row = (await handoversOf(at, [caseId])).find((each) => each.id === id)
  if (!row) throw notFound()
  return row
}

export async function shownHandover(at: At, caseId: string, id: string): Promise<Shown> {
  const [shown] = await shownHandovers(at, [await handoverAt(at, caseId, id)])
  if (!shown) throw notFound()
  return shown
}

/** The colleague to whom something goes: a member of today who may open cases, and another one. */
async function receiverOf(at: At, from: string, to: string) {
  if (to === from) throw invalid({ pointer: '/to', code: 'does-not-fit' })
  const receiver = (await membersOf(at)).find(({ id, grants }) => id === to && grants.includes('case.read'))
  if (!receiver) throw unknownId('/to')
  return receiver
}

/** The following and what is to be done go together, or nothing does; undefined where somebody wrote meanwhile. */
async function give(
  at: At,
  caseId: string,
  { from, to }: { from: string; to: string },
  { steps, tasks, appointments }: { steps: string[]; tasks: string[]; appointments: string[] },
): Promise<boolean> {
  const way = { caseId, from, to }
  return (
    (await giveSteps(at, { ...way, steps })) &&
    (await giveTasks(at, { ...way, tasks })) &&
    (await giveAppointments(at, { ...way, appointments }))
  )
}

type Body = z.output<typeof handOverCase.body>

/** Hands a case over exactly as it was shown. */
export async function handOver(at: At, caseId: string, { id, from, to, what, note, mark }: Body): Promise<void> {
  await caseToAssign(at, caseId)
  if (!mayHandOver(at.actor, from)) throw notAllowed('not-yours')
  const receiver = await receiverOf(at, from, to)
  const all = await heldBy(at, from)
  const current = () => shownHoldings(at, from, to)
  if (all.cases.length === 0 && !(await current())) throw unknownId('/from')
  const held = all.cases.find((each) => each.caseId === caseId)
  if (!held || markOfCase(at, from, held) !== mark) throw movedOn(await current())
  const { refused, as } = verdictFor(held, all.planned, receiver, false)
  if (refused) throw notPossible(`handover-${refused}`)
  const going = {
    steps: what.includes('steps') ? held.steps : [],
    tasks: what.includes('tasks') ? held.tasks : [],
    appointments: what.includes('appointments') ? held.appointments.map((slot) => slot.id) : [],
  }
  if (held.role === null && Object.values(going).every(({ length }) => length === 0))
    throw invalid({ pointer: '/what', code: 'missing' })
  const had = as === null ? null : await handFollower(at, caseId, { from, to, as })
  if (!(await give(at, caseId, { from, to }, going))) throw movedOn(await current())
  await insertHandover(at, {
    ...{ id, case_id: caseId, from_account: from, to_account: to },
    ...{ from_role: held.role, to_role: as, had_role: had, ...going, back_of: null, note },
  })
  await tell(at, id, to)
}

/** Whoever it came to is told, and whoever stands in there, unless it was that one's own act. */
async function tell(at: At, id: string, to: string): Promise<void> {
  if (to === at.actor.accountId) return
  await handoverIsNew(at, id, to)
  for (const account of [to, ...(await standInsOf(at, to))])
    if (account !== at.actor.accountId) await askMailOnceADay(at, account, 'case-handed-over')
}

/** Hands back what of it the colleague still has. Who had it before must be there to take it. */
export async function takeBack(at: At, caseId: string, handover: string, id: string): Promise<void> {
  await caseToAssign(at, caseId)
  const row = await handoverAt(at, caseId, handover)
  const [from, to] = [row.to_account, row.from_account]
  if (!mayHandBack(at.actor, { from: to, to: from })) throw notAllowed('not-yours')
  if (row.back_of !== null) throw notPossible('handover-stands')
  if (!(await mayFollow(at, to))) throw notPossible('handover-nobody')
  const all = await heldBy(at, from)
  const held = all.cases.find((each) => each.caseId === caseId)
  const still = (ids: readonly string[], now: readonly string[] = []) => ids.filter((each) => now.includes(each))
  const going = {
    steps: still(row.steps, held?.steps),
    tasks: still(row.tasks, held?.tasks),
    appointments: still(
      row.appointments,
      held?.appointments.map((slot) => slot.id),
    ),
  }
  const follows = row.from_role !== null && held?.role === row.to_role
  if (!follows && Object.values(going).every(({ length }) => length === 0)) throw notPossible('handover-back-nothing')
  const had =
    follows && row.from_role
      ? await handFollower(at, caseId, { from, to, as: row.from_role, stays: row.had_role })
      : null
  const isFirst = await insertHandover(at, {
    ...{ id, case_id: caseId, from_account: from, to_account: to, from_role: follows ? row.to_role : null },
    ...{ to_role: follows ? row.from_role : null, had_role: had, ...going, back_of: row.id, note: '' },
  })
  if (!isFirst || !(await give(at, caseId, { from, to }, going)))
    throw movedOn(await shownHandover(at, caseId, handover))
  await handoverIsRead(at, row.id)
  await tell(at, id, to)
}

/** Hands over the tasks of the desk and the meetings of a member, as they were shown. */
export async function handOverTheRest(
  at: At,
  from: string,
  { to, mark }: z.output<typeof handOverRest.body>,
): Promise<void> {
  const current = await shownHoldings(at, from, to)
  if (!current) throw notFound()
  if (!mayHandOver(at.actor, from)) throw notAllowed('not-yours')
  await receiverOf(at, from, to)
  const { rest } = await heldBy(at, from)
  if (markOfRest(at, from, rest) !== mark) throw movedOn(current)
  const way = { caseId: null, from, to }
  const went =
    (await giveTasks(at, { ...way, tasks: rest.tasks })) &&
    (await giveAppointments(at, { ...way, appointments: rest.meetings }))
  if (!went) throw movedOn(await shownHoldings(at, from, to))
}
