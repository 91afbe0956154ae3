import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { PrivacyTables } from './tables.ts'

const on = (at: At) => at.tx as Db<PrivacyTables>
const wordsOf = (at: At, table: keyof PrivacyTables, id: string, words: Buffer): string =>
  at.vault.open({ in: `${table}.words`, id }, words)
const sealed = (at: At, table: keyof PrivacyTables, id: string, words: string) =>
  at.vault.seal({ in: `${table}.words`, id }, words)

type RestrictionRow = PrivacyTables['restriction'] & {
  end_day: string | null
  end_words: Buffer | null
  end_by: string | null
}

/** Restrictions of a person, newest first, opened. */
export async function restrictionsOf(at: At, personId: string) {
  const { rows } = await sql<RestrictionRow>`
    select r.*, e.day as end_day, e.words as end_words, e.by as end_by from restriction r
    left join restriction_end e on e.desk_id = r.desk_id and e.restriction_id = r.id
    where r.desk_id = ${at.desk.id} and r.person_id = ${personId} order by r.at desc, r.id desc`.execute(at.tx)
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    words: wordsOf(at, 'restriction', row.id, row.words),
    fromDay: row.from_day,
    by: row.by,
    end:
      row.end_day === null || row.end_words === null
        ? null
        : {
            day: row.end_day,
            words: wordsOf(at, 'restriction_end', row.id, row.end_words),
            by: row.end_by as string,
          },
  }))
}

export const insertRestriction = (at: At, personId: string, said: { id: string; reason: string; words: string }) =>
  on(at)
    .insertInto('restriction')
    .values({
      desk_id: at.desk.id,
      id: said.id,
      person_id: personId,
      reason: said.reason,
      from_day: at.today,
      words: sealed(at, 'restriction', said.id, said.words),
      by: at.actor.name,
      at: at.now,
    })
    .execute()

/** Lifts a restriction today; false if it was lifted before. */
export async function insertRestrictionEnd(at: At, id: string, words: string): Promise<boolean> {
  const inserted = await on(at)
    .insertInto('restriction_end')
    .values({
      desk_id: at.desk.id,
      restriction_id: id,
      day: at.today,
      words: sealed(at, 'restriction_end', id, words),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('restriction_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Copies that a person was given, newest first. */
export async function exportsOf(at: At, personId: string) {
  const rows = await on(at)
    .selectFrom('person_export')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    language: row.language,
    withheld: row.withheld,
    words: wordsOf(at, 'person_export', row.id, row.words),
    by: row.by,
    at: row.at,
  }))
}

type NewExport = { id: string; language: string; withheld: string[]; words: string }

export const insertExport = (at: At, personId: string, { id, language, withheld, words }: NewExport) =>
  on(at)
    .insertInto('person_export')
    .values({
      desk_id: at.desk.id,
      id,
      person_id: personId,
      language,
      withheld,
      words: sealed(at, 'person_export', id, words),
      by: at.actor.name,
      at: at.now,
    })
    .execute()
