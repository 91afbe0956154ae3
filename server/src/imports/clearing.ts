import type { At } from '../platform/door.ts'
import { dropErrors, dropFile, on, type RunRow, runs, saveRun } from './store.ts'

const DAY_MS = 86_400_000
/** Of each kind at a time: the next round takes the rest. */
const AT_ONCE = 20

const daysAgo = (at: At, days: number): string => new Date(Date.parse(at.now) - days * DAY_MS).toISOString()

/** Runs that somebody has in hand at this moment are left for the next round: what they do with them counts. */
const ofBefore = (at: At, days: number) =>
  runs(at).where('started_at', '<', daysAgo(at, days)).limit(AT_ONCE).forUpdate().skipLocked()

/** A preview that nobody started within a day gives its file back: what is not needed is not kept. */
async function dropStaleFiles(at: At): Promise<void> {
  const stale = await ofBefore(at, 1).where('state', '=', 'preview').execute()
  for (const row of stale as unknown as RunRow[]) {
    await saveRun(at, row.id, { state: 'refused', counts: { ...row.counts, reason: 'expired' } })
    await dropFile(at, row.id, 'with-name')
    await dropErrors(at, row.id)
  }
}

/** A doubt that nobody ended within a month is left out for good. */
async function dropOldDoubts(at: At): Promise<void> {
  const waiting = on(at).selectFrom('import_doubt').select('import_id').where('desk_id', '=', at.desk.id)
  const old = await ofBefore(at, 30).where('id', 'in', waiting).execute()
  for (const row of old as unknown as RunRow[]) {
    await on(at).deleteFrom('import_doubt').where('desk_id', '=', at.desk.id).where('import_id', '=', row.id).execute()
    await saveRun(at, row.id, { counts: { ...row.counts, doubts: 0 } })
  }
}

/** Bad rows of an import that has ended stay a month, for correcting the file; how many they were stays. */
async function dropOldErrors(at: At): Promise<void> {
  const told = on(at).selectFrom('import_error').select('import_id').where('desk_id', '=', at.desk.id)
  const old = await ofBefore(at, 30)
    .where('state', 'in', ['done', 'refused', 'failed'])
    .where('id', 'in', told)
    .execute()
  for (const row of old) await dropErrors(at, row.id)
}

/** What nobody came back for goes. */
export async function clearImports(at: At): Promise<void> {
  await dropStaleFiles(at)
  await dropOldDoubts(at)
  await dropOldErrors(at)
}
