import type { z } from 'zod'
import type { Task, TaskFact } from '#model/tasks/contract.ts'
import { membersOf, namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { type FactRow, type TaskRow, wordsOf } from './store.ts'

type Shown = z.input<typeof Task>
type People = { nameOf: (actor: string) => string; members: ReadonlySet<string> }

/** Names of colleagues, and who of them is still here. */
export async function peopleOf(at: At): Promise<People> {
  const [nameOf, members] = await Promise.all([namesOfActors(at), membersOf(at)])
  return { nameOf, members: new Set(members.map(({ id }) => id)) }
}

export function shownFact(at: At, row: FactRow, { nameOf, members }: People): z.input<typeof TaskFact> {
  return {
    no: row.no,
    ...wordsOf(at, row),
    owner:
      row.owner === null
        ? null
        : { accountId: row.owner, name: nameOf(`account:${row.owner}`), gone: !members.has(row.owner) },
    day: row.day,
    state: row.state,
    by: nameOf(row.by),
    at: row.at,
  }
}

/** Tasks as this actor may see them, each with whose case it is of. */
export async function shownTasks(at: At, rows: readonly TaskRow[]): Promise<Shown[]> {
  if (rows.length === 0) return []
  const [people, names] = await Promise.all([
    peopleOf(at),
    namesOfPersons(
      at,
      rows.flatMap((row) => row.person_id ?? []),
    ),
  ])
  const may = at.actor.grants.includes('task.write')
  return rows.map((row): Shown => {
    const person = row.person_id ? names.get(row.person_id) : undefined
    return {
      ...shownFact(at, row, people),
      id: row.task,
      case:
        row.case_id === null
          ? null
          : {
              id: row.case_id,
              personName: person?.name ?? '',
              personCode: person?.code ?? '',
              closed: row.case_state === 'closed',
            },
      givenBy: people.nameOf(row.giver),
      givenAt: row.given_at,
      newForMe: row.fresh,
      can: may && !row.erased ? ['change'] : [],
    }
  })
}
