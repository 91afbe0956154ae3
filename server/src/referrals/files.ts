import type { z } from 'zod'
import { cleanName } from '#model/codes/file-kinds.ts'
import { MOST_FILES, ReferralFileKind, type ReferralFiles } from '#model/referrals/contract-files.ts'
import { fileRefusal } from '#model/referrals/files.ts'
import { restIsSeen } from '#model/referrals/scopes.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, notAllowed, notFound, notPossible } from '../platform/failure.ts'
import type { FileAnswer } from '../platform/file-answer.ts'
import { contentTypes, kindOf } from '../platform/file-kinds.ts'
import { referralAt } from './acts.ts'
import { aboutFile, bytesOf, dropFile, type FileRow, fileRow, filesOf, lockFile, putFile } from './file-store.ts'
import { namesOfNetwork } from './services.ts'
import { isMute, mustBeRead, mustStillGo } from './still-covered.ts'
import { eventsOf, lockReferral, type ReferralRow, sideOf } from './store.ts'

const byLink = ({ to_desk: to }: ReferralRow) => to === null
const isOwn = (at: At, file: FileRow) => file.from_desk === at.desk.id
/** What a desk sent it sees; what it got, as long as it may read what follows a yes. */
const isSeen = (at: At, row: ReferralRow, file: FileRow): boolean =>
  isOwn(at, file) || sideOf(at, row) === 'sender' || restIsSeen(row)

/** The files of a referral as far as this side may see them. */
export async function presentFiles(at: At, row: ReferralRow): Promise<z.input<typeof ReferralFiles>> {
  const [files, names, nameOf, events] = await Promise.all([
    filesOf(at, [row.id]),
    namesOfNetwork(at),
    namesOfActors(at),
    eventsOf(at, row.id),
  ])
  const may = at.actor.grants.includes('referral.answer')
  const mute = await isMute(at, row, events)
  const sent = files.filter((file) => isOwn(at, file)).length
  return {
    rows: files
      .filter((file) => isSeen(at, row, file))
      .map((file) => {
        const { name, kind } = aboutFile(at, file)
        const own = isOwn(at, file)
        const goes = may && own && file.taken_at === null && file.by === at.actor.name
        return {
          id: file.id,
          name,
          size: file.size,
          at: file.at,
          desk: names.desk(file.from_desk),
          by: own ? nameOf(file.by) : null,
          state: file.arrived_at !== null ? ('arrived' as const) : file.taken_at !== null ? 'going' : 'waiting',
          can: [...(kind === null ? [] : (['fetch'] as const)), ...(goes ? (['take-back'] as const) : [])],
        }
      }),
    left: Math.max(0, MOST_FILES - sent),
    to: sideOf(at, row) === 'sender' ? names.receiver(row) : names.desk(row.from_desk),
    can: may && !mute && fileRefusal({ state: row.state, byLink: byLink(row) }, sent) === null ? ['send'] : [],
  }
}

/** Keeps a file for the other desk, to which a job takes it. What the sender gives must still be covered on this day. */
export async function sendFile(
  at: At,
  referral: string,
  id: string,
  { fileName, bytes }: { fileName: string; bytes: Buffer },
): Promise<void> {
  const row = await lockReferral(at, referral)
  if (!row) throw notFound()
  const sent = (await filesOf(at, [row.id])).filter((file) => isOwn(at, file)).length
  const refused = fileRefusal({ state: row.state, byLink: byLink(row) }, sent)
  if (refused) throw notPossible(refused)
  const kind = ReferralFileKind.nullable()
    .catch(null)
    .parse(bytes.length > 0 ? await kindOf(bytes) : null)
  if (!kind) throw invalid({ pointer: '', code: bytes.length === 0 ? 'file-empty' : 'file-kind' })
  await mustBeRead(at, row)
  if (sideOf(at, row) === 'sender') await mustStillGo(at, row)
  const file = { id, referral_id: row.id, from_desk: at.desk.id, by: at.actor.name, at: at.now }
  const about = { name: cleanName(fileName, kind), kind, size: bytes.length }
  await putFile(at, { ...file, taken_at: null, arrived_at: null }, about, bytes)
  await at.tell('referral.filed', { referral: row.id, file: id })
}

/** Takes back what the other desk has nothing of: whoever sent it may, and nobody else. */
export async function takeFileBack(at: At, referral: string, id: string): Promise<void> {
  const row = await referralAt(at, referral)
  const file = await lockFile(at, id)
  if (file?.referral_id !== row.id || !isSeen(at, row, file)) throw notFound()
  if (file.by !== at.actor.name) throw notAllowed('not-yours')
  if (file.taken_at !== null) throw notPossible('file-went')
  await dropFile(at, id)
}

/** One file, to be kept. Its name is in no header: the page knows it. */
export async function fetchedFile(at: At, referral: string, id: string): Promise<FileAnswer> {
  const row = await referralAt(at, referral)
  const file = await fileRow(at, id)
  if (file?.referral_id !== row.id || !isSeen(at, row, file)) throw notFound()
  const { kind } = aboutFile(at, file)
  if (kind === null) throw notFound()
  return { bytes: await bytesOf(at, file), type: contentTypes[kind] }
}
