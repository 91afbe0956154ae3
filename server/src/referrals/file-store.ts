import type { ReferralFileKind } from '#model/referrals/contract-files.ts'
import type { At } from '../platform/door.ts'
import { inParts, partSpot } from '../platform/file-parts.ts'
import { on } from './store.ts'
import type { ReferralTables } from './tables.ts'

/** Sealed. The size stands here too: a file that was cut does not open. `kind` is `null` once it was erased. */
export type FileAbout = { name: string; kind: ReferralFileKind | null; size: number }
export type FileRow = ReferralTables['referral_file']

const PARTS = 'referral_file_part.bytes'
const aboutSpot = (id: string) => ({ in: 'referral_file.about', id })

const files = (at: At) => on(at).selectFrom('referral_file').selectAll().where('desk_id', '=', at.desk.id)

/** The files of referrals that lie in the desk at hand, the oldest first. */
export const filesOf = async (at: At, ids: readonly string[]): Promise<FileRow[]> =>
  ids.length === 0 ? [] : files(at).where('referral_id', 'in', ids).orderBy('at').orderBy('id').execute()

export const fileRow = (at: At, id: string): Promise<FileRow | undefined> =>
  files(at).where('id', '=', id).executeTakeFirst()

/** The same, held until the end of the transaction. */
export const lockFile = (at: At, id: string): Promise<FileRow | undefined> =>
  files(at).where('id', '=', id).forUpdate().executeTakeFirst()

export const aboutFile = (at: At, { id, about }: FileRow): FileAbout => at.vault.open<FileAbout>(aboutSpot(id), about)

/** Keeps a file in the desk at hand, once; false if it lay there. */
export async function putFile(
  at: At,
  row: Omit<FileRow, 'desk_id' | 'about' | 'size'>,
  about: FileAbout,
  bytes: Buffer,
): Promise<boolean> {
  const added = await on(at)
    .insertInto('referral_file')
    .values({ ...row, desk_id: at.desk.id, size: bytes.length, about: at.vault.seal(aboutSpot(row.id), about) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  for (const { no, bytes: plain } of inParts([bytes])) {
    const part = at.vault.sealBytes(partSpot(PARTS, row.id, no), plain)
    await on(at)
      .insertInto('referral_file_part')
      .values({ desk_id: at.desk.id, file_id: row.id, no, bytes: part })
      .execute()
  }
  return true
}

/** The bytes of a file. Throws if one of its parts was changed, moved or is not there. */
export async function bytesOf(at: At, row: FileRow): Promise<Buffer> {
  const parts = await on(at)
    .selectFrom('referral_file_part')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('file_id', '=', row.id)
    .orderBy('no')
    .execute()
  const bytes = Buffer.concat(
    parts.map(({ no, bytes: sealed }) => at.vault.openBytes(partSpot(PARTS, row.id, no), sealed)),
  )
  if (bytes.length !== aboutFile(at, row).size) throw new Error('a file is not whole')
  return bytes
}

export const markFile = (at: At, id: string, change: Pick<Partial<FileRow>, 'taken_at' | 'arrived_at'>) =>
  on(at).updateTable('referral_file').set(change).where('desk_id', '=', at.desk.id).where('id', '=', id).execute()

/** Takes a file away that nobody else has. */
export async function dropFile(at: At, id: string): Promise<void> {
  await on(at).deleteFrom('referral_file_part').where('desk_id', '=', at.desk.id).where('file_id', '=', id).execute()
  await on(at).deleteFrom('referral_file').where('desk_id', '=', at.desk.id).where('id', '=', id).execute()
}
