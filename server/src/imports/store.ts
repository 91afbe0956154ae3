import { sql } from 'kysely'
import type { z } from 'zod'
import type { ImportError, ImportMode, ImportRun, ImportState } from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { inParts, partSpot } from '../platform/file-parts.ts'
import type { ImportTables } from './tables.ts'

export const on = (at: At) => at.tx as Db<ImportTables>

/** Sealed beside the counts: what comes from the file itself. */
export type About = Pick<
  ImportRun,
  'fileName' | 'headingRow' | 'firstRows' | 'columns' | 'problems' | 'words' | 'sample'
>
/** What some rows brought. */
export type Added = Pick<ImportRun, 'contactsAdded' | 'alreadyThere' | 'personsAdded' | 'casesAdded' | 'doubts'>
export type Counts = Added & Pick<ImportRun, 'rows' | 'good' | 'bad' | 'done' | 'reason'>

export const noAbout: Omit<About, 'fileName'> = {
  headingRow: null,
  firstRows: [],
  columns: [],
  problems: [],
  words: [],
  sample: [],
}

/** A good row with its number in the file. */
export type Numbered<R> = { number: number; row: R }

export const nothingAdded: Added = { contactsAdded: 0, alreadyThere: 0, personsAdded: 0, casesAdded: 0, doubts: 0 }

export const noCounts: Counts = {
  rows: 0,
  good: 0,
  bad: 0,
  done: 0,
  ...nothingAdded,
  reason: null,
}

const PARTS = 'import_part.bytes'
/** The highest number an error can have: beyond it there is nothing to ask for. */
const MOST_NO = 2 ** 31 - 1
const spotOfError = (id: string, no: number) => ({ in: 'import_error.about', id: `${id}#${no}` })
const spot = (id: string) => ({ in: 'import_run.about', id })

export type RunRow = {
  id: string
  kind: ImportKind
  state: ImportState
  mode: ImportMode | null
  about: Buffer
  counts: Counts
  started_by: string
  started_at: string
}

export async function insertRun(
  at: At,
  id: string,
  kind: ImportKind,
  { state, about, counts }: { state: ImportState; about: About; counts: Counts },
): Promise<void> {
  await on(at)
    .insertInto('import_run')
    .values({
      desk_id: at.desk.id,
      id,
      kind,
      state,
      mode: null,
      about: at.vault.seal(spot(id), about),
      counts: JSON.stringify(counts),
      started_by: at.actor.name,
      started_at: at.now,
    })
    .execute()
}

export const runs = (at: At) => on(at).selectFrom('import_run').selectAll().where('desk_id', '=', at.desk.id)

export const runRow = async (at: At, id: string): Promise<RunRow | undefined> =>
  (await runs(at).where('id', '=', id).executeTakeFirst()) as RunRow | undefined

/** The same, held until the end of the transaction. */
export const lockRun = async (at: At, id: string): Promise<RunRow | undefined> =>
  (await runs(at).where('id', '=', id).forUpdate().executeTakeFirst()) as RunRow | undefined

export const lastRuns = async (at: At): Promise<RunRow[]> =>
  (await runs(at).orderBy('started_at', 'desc').orderBy('id', 'desc').limit(50).execute()) as unknown as RunRow[]

type RunChange = { state?: ImportState; mode?: ImportMode; counts?: Counts; about?: About }

export const saveRun = (at: At, id: string, change: RunChange) =>
  on(at)
    .updateTable('import_run')
    .set({
      ...(change.state && { state: change.state }),
      ...(change.mode && { mode: change.mode }),
      ...(change.counts && { counts: JSON.stringify(change.counts) }),
      ...(change.about && { about: at.vault.seal(spot(id), change.about) }),
    })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

export async function keepFile(at: At, id: string, bytes: Buffer): Promise<void> {
  for (const { no, bytes: plain } of inParts([bytes])) {
    const part = at.vault.sealBytes(partSpot(PARTS, id, no), plain)
    await on(at).insertInto('import_part').values({ desk_id: at.desk.id, import_id: id, no, bytes: part }).execute()
  }
}

export async function fileOfRun(at: At, id: string): Promise<Buffer> {
  const parts = await on(at)
    .selectFrom('import_part')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('import_id', '=', id)
    .orderBy('no')
    .execute()
  return Buffer.concat(parts.map((part) => at.vault.openBytes(partSpot(PARTS, id, part.no), part.bytes)))
}

/** What came from the file itself; runs of earlier versions knew less. */
export const aboutOf = (at: At, row: RunRow): About => ({
  ...noAbout,
  ...at.vault.open<About>(spot(row.id), row.about),
})

/**
 * The file goes, and with it all that was shown of it, headings too: a file without any has a person's row in their place.
 * What was imported stands in the desk's own records. The name of a file of which nothing was wanted goes as well.
 */
export async function dropFile(at: At, id: string, how: 'but-for-name' | 'with-name' = 'but-for-name'): Promise<void> {
  await on(at).deleteFrom('import_part').where('desk_id', '=', at.desk.id).where('import_id', '=', id).execute()
  const row = await runRow(at, id)
  if (!row) return
  const about = aboutOf(at, row)
  const fileName = how === 'with-name' ? '' : about.fileName
  const columns = about.columns.map((column) => ({ ...column, heading: '', samples: [] }))
  await saveRun(at, id, { about: { ...about, fileName, columns, firstRows: [], words: [], sample: [] } })
}

export const dropErrors = (at: At, id: string) =>
  on(at).deleteFrom('import_error').where('desk_id', '=', at.desk.id).where('import_id', '=', id).execute()

export async function keepErrors(at: At, id: string, from: number, errors: ImportError[]): Promise<void> {
  if (errors.length === 0) return
  const rows = errors.map((error, index) => ({
    desk_id: at.desk.id,
    import_id: id,
    no: from + index,
    about: at.vault.seal(spotOfError(id, from + index), error),
  }))
  for (let start = 0; start < rows.length; start += 500)
    await on(at)
      .insertInto('import_error')
      .values(rows.slice(start, start + 500))
      .execute()
}

export async function pageOfErrors(
  at: At,
  id: string,
  after: number,
  most: number,
): Promise<{ errors: { no: number; error: ImportError }[]; total: number }> {
  const own = on(at).selectFrom('import_error').where('desk_id', '=', at.desk.id).where('import_id', '=', id)
  const rows = await own
    .selectAll()
    .where('no', '>', Math.min(after, MOST_NO))
    .orderBy('no')
    .limit(most + 1)
    .execute()
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return {
    errors: rows.map((row) => ({ no: row.no, error: at.vault.open<ImportError>(spotOfError(id, row.no), row.about) })),
    total,
  }
}

/** One import writes in a desk at a time, until the end of its transaction: two that run at once must find what the other added. */
export const alone = (at: At) => sql`select pg_advisory_xact_lock(hashtextextended(${at.desk.id}, 9))`.execute(at.tx)

/** Sources of contacts that are there already, among these. */
export async function knownSources(at: At, tags: Buffer[]): Promise<Set<string>> {
  const { rows } = await sql<{ source_tag: Buffer }>`
    select source_tag from contact where desk_id = ${at.desk.id} and source_tag = any(${tags}::bytea[])`.execute(at.tx)
  return new Set(rows.map((row) => row.source_tag.toString('hex')))
}

export async function presentRuns(at: At, rows: RunRow[]): Promise<z.input<typeof ImportRun>[]> {
  const nameOf = await namesOfActors(at)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    mode: row.mode,
    ...noCounts,
    ...row.counts,
    ...aboutOf(at, row),
    startedBy: nameOf(row.started_by),
    startedAt: row.started_at,
  }))
}
