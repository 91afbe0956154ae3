import { sql } from 'kysely'
import type { HoursEntry, NewHours } from '#model/worktime/contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { WorktimeTables } from './tables.ts'

/** What is sealed: an entry, or which one is taken back and why. */
type Words = { entry: Omit<NewHours, 'id'> } | { takesBack: string; why: string }

const on = (at: At) => at.tx as Db<WorktimeTables>
const spot = (id: string) => ({ in: 'worktime_entry.words', id }) as const

/** Writes a line after the last one; the case is held, so that two who write at once have two numbers. */
async function insert(at: At, caseId: string, id: string, words: Words): Promise<void> {
  await sql`insert into worktime_entry (desk_id, id, case_id, no, words, by, at)
    select ${at.desk.id}, ${id}, ${caseId}, coalesce(max(no), 0) + 1, ${at.vault.seal(spot(id), words)}, ${at.actor.name}, ${at.now}
    from worktime_entry where desk_id = ${at.desk.id} and case_id = ${caseId}`.execute(at.tx)
}

export const insertHours = (at: At, caseId: string, { id, ...entry }: NewHours): Promise<void> =>
  insert(at, caseId, id, { entry })

export const takeBack = (at: At, caseId: string, entry: string, why: string): Promise<void> =>
  insert(at, caseId, newId(), { takesBack: entry, why })

/** When and by whom lines were written; what they say stays sealed. Of who was erased there is none. */
export const linesOfCase = (at: At, caseId: string) =>
  on(at)
    .selectFrom('worktime_entry')
    .select(['id', 'by', 'at'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where(sql<boolean>`length(words) > 0`)
    .execute()

/** The entries of some cases in the order in which they were written. Of who was erased there is none. */
export async function hoursOfCases(at: At, cases: readonly string[]): Promise<HoursEntry[]> {
  if (cases.length === 0) return []
  const [rows, nameOf] = await Promise.all([
    on(at)
      .selectFrom('worktime_entry')
      .selectAll()
      .where('desk_id', '=', at.desk.id)
      .where('case_id', 'in', [...cases])
      .orderBy('case_id')
      .orderBy('no')
      .execute(),
    namesOfActors(at),
  ])
  const told = rows.flatMap(({ id, words, by, at: when }) => {
    const said = at.vault.open<Words | null>(spot(id), words)
    return said === null ? [] : [{ id, said, by: nameOf(by), at: when }]
  })
  const backOf = new Map(
    told.flatMap(({ said, ...who }) =>
      'entry' in said ? [] : [[said.takesBack, { why: said.why, by: who.by, at: who.at }] as const],
    ),
  )
  return told.flatMap(({ id, said, by, at: when }) =>
    'entry' in said ? [{ id, ...said.entry, by, at: when, withdrawn: backOf.get(id) ?? null }] : [],
  )
}
