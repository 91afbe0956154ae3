import { sql } from 'kysely'
import type { LocalEdit } from '#model/documents/edit-contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { DocumentTables } from './tables.ts'

/** What is sealed: the edit, or that it is given up. */
type Words = { edit: LocalEdit | null }

const on = (at: At) => at.tx as Db<DocumentTables>
const spot = (id: string) => ({ in: 'document_edit.words', id }) as const

/** What the desk wrote in its graph, by document, of each the version that holds first. */
export async function editRows(at: At) {
  const rows = await on(at)
    .selectFrom('document_edit')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .orderBy('no', 'desc')
    .execute()
  const versions = rows.map(({ id, document, no, words, by, at: when }) => ({
    ...{ document, no, by, at: when },
    edit: at.vault.open<Words>(spot(id), words).edit,
  }))
  return [...Map.groupBy(versions, ({ document }) => document)].map(([document, all]) => ({
    document,
    versions: all.map(({ no, by, at: when, edit }) => ({ no, by, at: when, edit })),
  }))
}

/** Edits of a desk are written one after the other: two that are sound each by itself may be a circle together. */
export const lockEdits = (at: At) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`documents ${at.desk.id}`}, 0))`.execute(at.tx)

/** Writes an edit after all that there are. */
export async function insertEdit(at: At, document: string, words: Words): Promise<void> {
  const id = newId()
  await sql`
    insert into document_edit (desk_id, id, document, no, words, by, at)
    select ${at.desk.id}, ${id}, ${document}, coalesce(max(no), 0) + 1, ${at.vault.seal(spot(id), words)}, ${at.actor.name}, ${at.now}
    from document_edit where desk_id = ${at.desk.id}`.execute(at.tx)
}
