import { sql } from 'kysely'
import type { NewDocumentFact } from '#model/documents/contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { DocumentTables } from './tables.ts'

type FactRow = DocumentTables['document_fact']
type Words = Omit<NewDocumentFact, 'no'>

const on = (at: At) => at.tx as Db<DocumentTables>

const opened = (at: At, { id, words, ...row }: FactRow) => ({
  ...row,
  ...at.vault.open<Words>({ in: 'document_fact.words', id }, words),
})
export type Fact = ReturnType<typeof opened>

/** What was recorded of a person's documents, the latest of each first, and of each no more than so many. */
export async function factsOfPerson(at: At, personId: string, most: number): Promise<Fact[]> {
  const { rows } = await sql<FactRow>`
    select f.* from document_fact f where desk_id = ${at.desk.id} and person_id = ${personId} and no > (
      select max(no) from document_fact l where l.desk_id = f.desk_id and l.person_id = f.person_id and l.document = f.document
    ) - ${most}::bigint order by document, no desc`.execute(at.tx)
  return rows.map((row) => opened(at, row))
}

/** The latest of each document, of some persons. */
export async function latestOf(at: At, personIds: readonly string[]): Promise<Fact[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<FactRow>`
    select distinct on (person_id, document) * from document_fact
    where desk_id = ${at.desk.id} and person_id = any(${personIds}::uuid[]) order by person_id, document, no desc`.execute(
    at.tx,
  )
  return rows.map((row) => opened(at, row))
}

/** Records how a document stands, after the one that was seen; false if somebody else recorded one meanwhile. */
export async function insertFact(
  at: At,
  personId: string,
  document: string,
  { no, ...words }: NewDocumentFact,
): Promise<boolean> {
  const id = newId()
  const { rows } = await sql`
    insert into document_fact (desk_id, id, person_id, document, no, words, by, at)
    select ${at.desk.id}, ${id}, ${personId}, ${document}, ${no}::int + 1,
      ${at.vault.seal({ in: 'document_fact.words', id }, words)}, ${at.actor.name}, ${at.now}
    where ${no}::int = (select coalesce(max(no), 0) from document_fact
      where desk_id = ${at.desk.id} and person_id = ${personId} and document = ${document})
    on conflict (desk_id, person_id, document, no) do nothing returning id`.execute(on(at))
  return rows.length > 0
}
