import { sql } from 'kysely'
import type { FileKind } from '#model/codes/file-kinds.ts'
import { type Custody, type NewFile, UNENDED_DAYS } from '#model/files/contract.ts'
import { partCount } from '#model/files/rules.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { inParts, partSpot } from '../platform/file-parts.ts'
import type { FileTables } from './tables.ts'

/**
 * Sealed. The size stands here too: a file that was cut does not open. `kind` is `null` until every part was there, and once nothing
 * of it is left; `sha256` is of the bytes as they are kept, and until then of what is to come.
 */
export type About = Pick<NewFile, 'name' | 'size' | 'sha256' | 'evidence' | 'visibility' | 'document' | 'note'> & {
  kind: FileKind | null
}
export type FileRow = FileTables['case_file']
export type File = Omit<FileRow, 'about'> & About & { erased: boolean }
type Step = { act: Exclude<Custody['steps'][number]['act'], 'begun'>; words: string }

const on = (at: At) => at.tx as Db<FileTables>
const PARTS = 'case_file_part.bytes'
const aboutSpot = (id: string) => ({ in: 'case_file.about', id })
const stepSpot = (id: string, no: number) => ({ in: 'case_file_step.words', id: `${id}#${no}` })

const opened = (at: At, { about, ...row }: FileRow): File => ({
  ...row,
  ...at.vault.open<About>(aboutSpot(row.id), about),
  erased: about.length === 0,
})

const files = (at: At) => on(at).selectFrom('case_file').selectAll().where('desk_id', '=', at.desk.id)

/** The files of some cases, the newest first. */
export async function filesOf(at: At, cases: readonly string[]): Promise<File[]> {
  if (cases.length === 0) return []
  const rows = await files(at)
    .where('case_id', 'in', [...cases])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => opened(at, row))
}

/** How many files of a case hold something, restricted ones among them. */
export async function countKept(at: At, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from case_file where desk_id = ${at.desk.id} and case_id = ${caseId}
      and state in ('waiting', 'kept') and length(about) > 0`.execute(at.tx)
  return rows[0]?.count ?? 0
}

const one = (at: At, caseId: string, id: string) => files(at).where('case_id', '=', caseId).where('id', '=', id)

export async function fileOf(at: At, caseId: string, id: string): Promise<File | undefined> {
  const row = await one(at, caseId, id).executeTakeFirst()
  return row && opened(at, row)
}

/** The same, held until the end of the transaction. */
export async function lockFile(at: At, caseId: string, id: string): Promise<File | undefined> {
  const row = await one(at, caseId, id).forUpdate().executeTakeFirst()
  return row && opened(at, row)
}

export const insertFile = (at: At, caseId: string, id: string, about: About) =>
  on(at)
    .insertInto('case_file')
    .values({
      desk_id: at.desk.id,
      id,
      case_id: caseId,
      about: at.vault.seal(aboutSpot(id), about),
      size: about.size,
      state: 'arriving',
      by: at.actor.name,
      at: at.now,
    })
    .execute()

/** The numbers of the parts that are there, of some files. */
export async function partsThere(at: At, ids: readonly string[]): Promise<Map<string, number[]>> {
  const there = new Map<string, number[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return there
  const rows = await on(at)
    .selectFrom('case_file_part')
    .select(['file_id', 'no'])
    .where('desk_id', '=', at.desk.id)
    .where('file_id', 'in', [...ids])
    .orderBy('no')
    .execute()
  for (const { file_id, no } of rows) there.get(file_id)?.push(no)
  return there
}

/** Keeps a part; one that is there stays as it is. */
export const putPart = (at: At, { id, case_id }: Pick<File, 'id' | 'case_id'>, no: number, bytes: Buffer) =>
  on(at)
    .insertInto('case_file_part')
    .values({
      desk_id: at.desk.id,
      file_id: id,
      no,
      case_id,
      bytes: at.vault.sealBytes(partSpot(PARTS, id, no), bytes),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** One part, opened. Throws if it was changed, moved or is not there. */
export async function partOf(at: At, id: string, no: number): Promise<Buffer> {
  const { bytes } = await on(at)
    .selectFrom('case_file_part')
    .select('bytes')
    .where('desk_id', '=', at.desk.id)
    .where('file_id', '=', id)
    .where('no', '=', no)
    .executeTakeFirstOrThrow()
  return at.vault.openBytes(partSpot(PARTS, id, no), bytes)
}

/** The parts of a file, one after the other: it is never in memory as a whole. `inside`: where each is read. */
export async function* partsOf(
  inside: <T>(work: (at: At) => Promise<T>) => Promise<T>,
  { id, size }: Pick<File, 'id' | 'size'>,
): AsyncGenerator<Buffer> {
  for (let no = 0; no < partCount(size); no += 1) yield await inside((at) => partOf(at, id, no))
}

const dropParts = (at: At, id: string) =>
  on(at).deleteFrom('case_file_part').where('desk_id', '=', at.desk.id).where('file_id', '=', id).execute()

/** Other bytes in the place of those that came. */
export async function replaceParts(at: At, file: File, pieces: Iterable<Buffer>): Promise<void> {
  await dropParts(at, file.id)
  for (const { no, bytes } of inParts(pieces)) await putPart(at, file, no, bytes)
}

const setFile = (at: At, { id, state, size, ...about }: Pick<File, 'id' | 'state' | 'size'> & About) =>
  on(at)
    .updateTable('case_file')
    .set({ state, size, about: at.vault.seal(aboutSpot(id), { ...about, size } satisfies About) })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

const aboutOf = ({ name, sha256, evidence, visibility, document, note, kind }: File) => ({
  ...{ name, sha256, evidence, visibility, document, note, kind },
})

/** A file that is whole: as what it is kept, and whether it waits to be looked through. */
export async function keepFile(
  at: At,
  file: File,
  as: Pick<File, 'state' | 'name' | 'size' | 'sha256'> & { kind: FileKind },
): Promise<void> {
  await setFile(at, { ...aboutOf(file), id: file.id, ...as })
  await addStep(at, file, { act: 'received', words: as.sha256 })
}

/** Looked through, and nothing found. */
export async function passFile(at: At, file: File): Promise<void> {
  await on(at)
    .updateTable('case_file')
    .set({ state: 'kept' })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', file.id)
    .execute()
  await addStep(at, file, { act: 'checked', words: '' })
}

/** Bytes and name become nothing; that there was one stays, and why it is no more. */
export async function emptyFile(at: At, file: File, step: Step & { act: 'refused' | 'taken-back' }): Promise<void> {
  await setFile(at, {
    ...aboutOf(file),
    id: file.id,
    size: file.size,
    state: step.act,
    name: '',
    kind: null,
    sha256: '',
  })
  await dropParts(at, file.id)
  await addStep(at, file, step)
}

/** Takes a file away that nobody ended. */
export async function removeFile(at: At, id: string): Promise<void> {
  await dropParts(at, id)
  await on(at).deleteFrom('case_file').where('desk_id', '=', at.desk.id).where('id', '=', id).execute()
}

/** Writes down what was done; the file is held, so that two have two numbers. */
async function addStep(at: At, { id, case_id }: File, { act, words }: Step): Promise<void> {
  const last = await on(at)
    .selectFrom('case_file_step')
    .select(({ fn }) => fn.max('no').as('no'))
    .where('desk_id', '=', at.desk.id)
    .where('file_id', '=', id)
    .executeTakeFirst()
  const no = (last?.no ?? 0) + 1
  const sealed = at.vault.seal(stepSpot(id, no), words)
  await on(at)
    .insertInto('case_file_step')
    .values({ desk_id: at.desk.id, file_id: id, no, case_id, act, words: sealed, by: at.actor.name, at: at.now })
    .execute()
}

/** What was done with some files, in its order. */
export async function stepsOf(at: At, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await on(at)
    .selectFrom('case_file_step')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('file_id', 'in', [...ids])
    .orderBy('file_id')
    .orderBy('no')
    .execute()
  return rows.map(({ file_id, no, act, words, by, at: when }) => ({
    ...{ fileId: file_id, act: act as Step['act'], by, at: when },
    words: at.vault.open<string>(stepSpot(file_id, no), words),
  }))
}

/** Openings that are listed; how many there were is counted further. */
const OPENINGS = 200

/** Who opened a file, the latest first: the register of accesses knows. */
export async function openingsOf(at: At, id: string) {
  const here = sql`desk_id = ${at.desk.id} and record_id = ${id} and act = 'fetchKeptFile'`
  const { rows } = await sql<{ actor: string; at: string; total: number }>`
    select actor, at, (count(*) over ())::int as total
    from (select actor, at from audit_entry where ${here} union all select actor, at from audit_pending where ${here}) as openings
    order by at desc limit ${sql.lit(OPENINGS)}`.execute(at.tx)
  return { openings: rows.map(({ actor, at: when }) => ({ by: actor, at: when })), opened: rows[0]?.total ?? 0 }
}

const DAY_MS = 86_400_000
/** Of each kind at a time: the next round takes the rest. */
const AT_ONCE = 20

/** Files that nobody ended in time, held; those that somebody is sending at this moment are left for the next round. */
export async function unendedFiles(at: At): Promise<string[]> {
  const before = new Date(Date.parse(at.now) - UNENDED_DAYS * DAY_MS).toISOString()
  const rows = await on(at)
    .selectFrom('case_file')
    .select('id')
    .where('desk_id', '=', at.desk.id)
    .where('state', '=', 'arriving')
    .where('at', '<', before)
    .limit(AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

/** Files that wait to be looked through and of which nobody is told any more: the scanner was away. */
export async function waitingFiles(at: At): Promise<{ id: string; caseId: string }[]> {
  const { rows } = await sql<{ id: string; caseId: string }>`
    select f.id, f.case_id as "caseId" from case_file f
    where f.desk_id = ${at.desk.id} and f.state = 'waiting' and length(f.about) > 0 and not exists (
      select 1 from outbox o where o.desk_id = f.desk_id and o.topic = 'file.received' and o.payload ->> 'file' = f.id::text)
    order by f.at limit ${sql.lit(AT_ONCE)}`.execute(at.tx)
  return rows
}
