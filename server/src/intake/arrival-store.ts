import { sql } from 'kysely'
import type { NewArrival, NewDecision, NewPayment } from '#model/intake/arrival-contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'

type Row = {
  desk_id: string
  id: string
  case_id: string
  /** The payment or decision that it is a record of; the arrival has the id of its case. */
  thing: string
  no: number
  words: Buffer
  by: string
  at: string
}
type FactTable = 'arrival_fact' | 'decision_fact'
/** What of a record is sealed: all that it says. */
type Sealed = { arrival: Omit<NewArrival, 'no'>; payment: Omit<NewPayment, 'no'>; decision: Omit<NewDecision, 'no'> }
export type Fact<K extends keyof Sealed> = Pick<Row, 'case_id' | 'thing' | 'no' | 'by' | 'at'> & { words: Sealed[K] }

const on = (at: At) => at.tx as Db<Record<FactTable, Row>>
const spot = (table: FactTable, id: string) => ({ in: `${table}.words`, id }) as const

/** All that was written of some cases in one table: of each thing the record that holds first, things as they came. */
async function factsOf<K extends keyof Sealed>(at: At, table: FactTable, cases: readonly string[]): Promise<Fact<K>[]> {
  if (cases.length === 0) return []
  const rows = await on(at)
    .selectFrom(table)
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', 'in', [...cases])
    .orderBy('thing')
    .orderBy('no', 'desc')
    .execute()
  return rows.flatMap(({ desk_id: _, id, words, ...row }) => {
    const told = at.vault.open<Sealed[K] | null>(spot(table, id), words)
    // Of who was erased there is nothing to open.
    return told === null ? [] : [{ ...row, words: told }]
  })
}

/** How the persons of some cases came, and what was paid. */
export async function arrivalsOf(at: At, cases: readonly string[]) {
  const facts = await factsOf<'arrival' | 'payment'>(at, 'arrival_fact', cases)
  return {
    arrivals: facts.filter(({ thing, case_id }) => thing === case_id) as Fact<'arrival'>[],
    payments: facts.filter(({ thing, case_id }) => thing !== case_id) as Fact<'payment'>[],
  }
}

export const decisionsOf = (at: At, cases: readonly string[]) => factsOf<'decision'>(at, 'decision_fact', cases)

/** How many records a case has of the arrival, where the thing is that, of its payments or of its decisions. */
export async function countOf(
  at: At,
  table: FactTable,
  { caseId, thing }: { caseId: string; thing: string },
): Promise<number> {
  const { count } = await on(at)
    .selectFrom(table)
    .select(sql<number>`count(*)::int`.as('count'))
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('thing', thing === caseId ? '=' : '<>', caseId)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether the record that was seen says that the thing was taken back. */
export async function isTakenBack(
  at: At,
  table: FactTable,
  { caseId, thing, no }: { caseId: string; thing: string; no: number },
): Promise<boolean> {
  const seen = await on(at)
    .selectFrom(table)
    .select(['id', 'words'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('thing', '=', thing)
    .where('no', '=', no)
    .executeTakeFirst()
  return seen ? (at.vault.open<{ withdrawn?: boolean }>(spot(table, seen.id), seen.words)?.withdrawn ?? false) : false
}

type New = { caseId: string; thing: string; no: number; words: Sealed[keyof Sealed] }

/** Writes a record after the one that was seen; false if somebody else wrote one meanwhile. */
export async function insertFact(at: At, table: FactTable, { caseId, thing, no, words }: New): Promise<boolean> {
  const id = newId()
  const { rows } = await sql`
    insert into ${sql.table(table)} (desk_id, id, case_id, thing, no, words, by, at)
    select ${at.desk.id}, ${id}, ${caseId}, ${thing}, ${no}::int + 1, ${at.vault.seal(spot(table, id), words)},
      ${at.actor.name}, ${at.now}
    where ${no}::int = (select coalesce(max(no), 0) from ${sql.table(table)}
      where desk_id = ${at.desk.id} and case_id = ${caseId} and thing = ${thing})
    on conflict do nothing returning id`.execute(at.tx)
  return rows.length > 0
}
