import { sql } from 'kysely'
import type { ErasedKind, ErasureDecision, NewErasure } from '#model/privacy/erasure.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { PrivacyTables } from './tables.ts'

const on = (at: At) => at.tx as Db<PrivacyTables>
const spot = (id: string) => ({ in: 'erasure.words', id })
const endSpot = (id: string) => ({ in: 'erasure_end.words', id })

type End = PrivacyTables['erasure_end']
type Row = PrivacyTables['erasure'] & {
  outcome: End['outcome'] | null
  reason: string | null
  end_day: string
  end_words: Buffer
  end_by: string
  counts: Partial<Record<ErasedKind, number>>
}

/** Erasures that were asked for a person, newest first, opened, with how each was decided. */
export async function erasuresOf(at: At, personId: string) {
  const { rows } = await sql<Row>`
    select a.*, e.outcome, e.reason, e.day as end_day, e.words as end_words, e.by as end_by, e.counts from erasure a
    left join erasure_end e on e.desk_id = a.desk_id and e.erasure_id = a.id
    where a.desk_id = ${at.desk.id} and a.person_id = ${personId} order by a.at desc, a.id desc`.execute(at.tx)
  return rows.map((row) => ({
    id: row.id,
    ground: row.ground,
    askedBy: row.asked_by,
    fromDay: row.from_day,
    words: at.vault.open<string>(spot(row.id), row.words),
    by: row.by,
    end:
      row.outcome === null
        ? null
        : {
            outcome: row.outcome,
            reason: row.reason,
            day: row.end_day,
            words: at.vault.open<string>(endSpot(row.id), row.end_words),
            by: row.end_by,
            counts: row.counts,
          },
  }))
}

/** Requests that nobody has decided and that this actor may decide, the oldest first. */
export async function waitingErasures(at: At, most: number) {
  const { rows } = await sql<PrivacyTables['erasure'] & { total: number }>`
    select a.*, (count(*) over ())::int as total from erasure a
    where a.desk_id = ${at.desk.id} and a.by <> ${at.actor.name} and not exists (
      select 1 from erasure_end e where e.desk_id = a.desk_id and e.erasure_id = a.id)
    order by a.at, a.id limit ${sql.lit(most)}`.execute(at.tx)
  return rows
}

/** The day on which a person's data were erased. */
export async function erasedOn(at: At, personId: string): Promise<string | null> {
  const row = await on(at)
    .selectFrom('erasure_end')
    .select('day')
    .where('desk_id', '=', at.desk.id)
    .where('person_id', '=', personId)
    .where('outcome', '=', 'done')
    .executeTakeFirst()
  return row?.day ?? null
}

/** Holds a person, and the cases, until the end of the transaction: whoever writes about them waits. */
export async function holdPerson(at: At, personId: string): Promise<void> {
  await sql`select 1 from person where desk_id = ${at.desk.id} and id = ${personId} for update`.execute(at.tx)
  await sql`select 1 from care_case where desk_id = ${at.desk.id} and person_id = ${personId} order by id for update`.execute(
    at.tx,
  )
}

export const insertErasure = (at: At, personId: string, said: NewErasure) =>
  on(at)
    .insertInto('erasure')
    .values({
      desk_id: at.desk.id,
      id: said.id,
      person_id: personId,
      ground: said.ground,
      asked_by: said.askedBy,
      from_day: at.today,
      words: at.vault.seal(spot(said.id), said.words),
      by: at.actor.name,
      at: at.now,
    })
    .execute()

type Decided = ErasureDecision & { id: string; counts: Partial<Record<ErasedKind, number>> }

/** Decides an erasure; false if somebody had decided. Of two at once the second waits for the first and is told so. */
export async function insertErasureEnd(at: At, personId: string, said: Decided): Promise<boolean> {
  const inserted = await on(at)
    .insertInto('erasure_end')
    .values({
      desk_id: at.desk.id,
      erasure_id: said.id,
      person_id: personId,
      outcome: said.outcome,
      reason: said.reason,
      day: at.today,
      counts: JSON.stringify(said.counts),
      words: said.outcome === 'done' ? Buffer.alloc(0) : at.vault.seal(endSpot(said.id), said.words),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('erasure_id')
    .executeTakeFirst()
  return inserted !== undefined
}
