import { sql } from 'kysely'
import type { ConferenceState, Decision } from '#model/conferences/contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { ConferenceTables } from './tables.ts'

/** What is sealed of a record. */
export type Words = {
  state: ConferenceState
  referrals: string[]
  agenda: string
  record: string
  decisions: Decision[]
}
export type Fact = Words & { conference: string; caseId: string; no: number; at: string }

const on = (at: At) => at.tx as Db<ConferenceTables>
const spot = (id: string) => ({ in: 'conference_fact.words', id }) as const

/** How the conferences of some cases stand; of who was erased there is nothing to open. */
export async function conferencesOfCases(at: At, cases: readonly string[]): Promise<Fact[]> {
  if (cases.length === 0) return []
  const { rows } = await sql<ConferenceTables['conference_fact']>`
    select distinct on (conference_id) * from conference_fact
    where desk_id = ${at.desk.id} and case_id = any(${cases}::uuid[]) order by conference_id, no desc`.execute(at.tx)
  return rows.flatMap(({ id, conference_id, case_id, no, words, at: when }) => {
    const said = at.vault.open<Words | null>(spot(id), words)
    return said ? [{ ...said, conference: conference_id, caseId: case_id, no, at: when }] : []
  })
}

/** Writes the record after the `no`th one; false where somebody else was first. */
export async function insertFact(
  at: At,
  { conference, caseId, no }: { conference: string; caseId: string; no: number },
  words: Words,
): Promise<boolean> {
  const id = no === 0 ? conference : newId()
  const added = await on(at)
    .insertInto('conference_fact')
    .values({
      ...{ desk_id: at.desk.id, id, conference_id: conference, case_id: caseId, no: no + 1 },
      ...{ words: at.vault.seal(spot(id), words), by: at.actor.name, at: at.now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}
