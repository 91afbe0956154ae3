import type { Fields } from '#model/imports/columns.ts'
import type { ImportRun } from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
import type { At } from '../platform/door.ts'
import type { Enter } from '../platform/job.ts'
import { clearImports } from './clearing.ts'
import { recogniser } from './heading-store.ts'
import { kinds } from './kinds.ts'
import { type Counted, ordinals } from './ordinals.ts'
import { previewOf } from './preview.ts'
import { type Choice, readTable } from './reading.ts'
import {
  type Added,
  aboutOf,
  type Counts,
  dropErrors,
  dropFile,
  fileOfRun,
  insertRun,
  keepErrors,
  keepFile,
  lockRun,
  noCounts,
  type RunRow,
  runRow,
  saveRun,
} from './store.ts'

const BATCH = 100

/** Keeps an uploaded file (sealed) with its preview. */
export async function takeFile(at: At, id: string, kind: ImportKind, fileName: string, bytes: Buffer): Promise<void> {
  await clearImports(at)
  const preview = await previewOf(at, { kind, fileName, bytes, choice: { headingRow: null, fields: null, words: [] } })
  await insertRun(at, id, kind, preview)
  if (preview.state === 'preview') await keepFile(at, id, bytes)
  await keepErrors(at, id, 1, preview.errors)
}

/** The columns and words as they stand; those of a run of an earlier version are recognised again. */
export function choiceOf(at: At, row: RunRow): Choice {
  const { headingRow, columns, words } = aboutOf(at, row)
  return { headingRow, words, fields: headingRow === null ? null : (columns.map(({ field }) => field) as Fields) }
}

/** Looks through the file of a run again, with another choice or other records of the desk. */
export async function lookAgain(at: At, row: RunRow, bytes: Buffer, choice: Choice): Promise<Counts> {
  const { fileName } = aboutOf(at, row)
  const { about, counts, errors } = await previewOf(at, { kind: row.kind, fileName, bytes, choice })
  await dropErrors(at, row.id)
  await keepErrors(at, row.id, 1, errors)
  await saveRun(at, row.id, { about, counts })
  return counts
}

const sum = (counts: Counts, added: Added, done: number): Counts => ({
  ...counts,
  done: counts.done + done,
  contactsAdded: counts.contactsAdded + added.contactsAdded,
  alreadyThere: counts.alreadyThere + added.alreadyThere,
  personsAdded: counts.personsAdded + added.personsAdded,
  casesAdded: counts.casesAdded + added.casesAdded,
  doubts: (counts.doubts ?? 0) + added.doubts,
})

type Begun = {
  kind: ImportKind
  counts: Counts
  bytes: Buffer
  choice: Choice
  recognise: (headings: readonly string[]) => Fields
  mode: RunRow['mode']
  today: At['today']
  startedBy: string
}

async function* batchesOf({ kind, bytes, today, choice, recognise }: Begun, skip: number) {
  const ordinalOf = ordinals(kinds[kind].repeats ?? (() => null))
  let batch: Counted<unknown>[] = []
  let rows = 0
  let passed = 0
  for await (const event of readTable(bytes, today, { kind, read: kinds[kind].read, recognise, choice })) {
    if ('head' in event) continue
    passed += 1
    // Rows of earlier batches count too: after a kill the next one must not pass for the first.
    const row = event.read?.ok && { number: event.number, row: event.read.row, ordinal: ordinalOf(event.read.row) }
    if (passed <= skip) continue
    rows += 1
    if (row) batch.push(row)
    if (rows < BATCH) continue
    yield { batch, rows }
    batch = []
    rows = 0
  }
  if (rows > 0) yield { batch, rows }
}

/** What an import brings is recorded by whoever started it; the register of accesses says that the system wrote it. */
const onBehalf = (at: At, name: string): At => ({ ...at, actor: { ...at.actor, name } })

/** Where a run stands when it begins or is taken up again; nothing if there is nothing to do. */
async function begin(at: At, id: string): Promise<Begun | null> {
  const row = await runRow(at, id)
  if (!row || (row.state !== 'waiting' && row.state !== 'running')) return null
  const bytes = await fileOfRun(at, id)
  const choice = choiceOf(at, row)
  // Since the preview the desk may have come to know persons that the file names.
  const isOutOfDate = row.state === 'waiting' && kinds[row.kind].check !== undefined
  const counts = isOutOfDate ? await lookAgain(at, row, bytes, choice) : row.counts
  if (row.mode === 'all-or-nothing' && counts.bad > 0) {
    await saveRun(at, id, { state: 'refused', counts: { ...counts, reason: 'bad-rows' } })
    await dropFile(at, id)
    return null
  }
  await saveRun(at, id, { state: 'running' })
  const { fields } = await recogniser(at, row.kind)
  const { kind, mode, started_by: startedBy } = row
  return { kind, counts, bytes, choice, recognise: fields, mode, today: at.today, startedBy }
}

/**
 * Imports what was previewed. Good rows alone: each hundred is a transaction with its progress, and after a kill it goes
 * on where it stood. All or nothing: one transaction, and one bad row is enough for nothing.
 */
export async function runRegister(
  enter: Enter,
  id: string,
  onProgress: (counts: Counts) => void = () => {},
): Promise<void> {
  const write = { record: 'import', recordId: id }
  const begun = await enter(null, (at) => begin(at, id))
  if (!begun) return
  const bring = async (at: At, batch: Counted<unknown>[]) =>
    kinds[begun.kind].bring(onBehalf(at, begun.startedBy), batch, id)
  const finish = async (at: At, counts: Counts) => {
    await saveRun(at, id, { state: 'done', counts })
    await dropFile(at, id)
  }
  if (begun.mode === 'all-or-nothing') {
    await enter(write, async (at) => {
      let counts = begun.counts
      for await (const { batch, rows } of batchesOf(begun, 0)) {
        counts = sum(counts, await bring(at, batch), rows)
        onProgress(counts)
      }
      await finish(at, counts)
    })
    return
  }
  for await (const { batch, rows } of batchesOf(begun, begun.counts.done)) {
    const counts = await enter(write, async (at) => {
      const now = await lockRun(at, id)
      if (now?.state !== 'running') return null
      const next = sum(now.counts, await bring(at, batch), rows)
      await saveRun(at, id, { counts: next })
      return next
    })
    if (!counts) return
    onProgress(counts)
  }
  await enter(null, async (at) => {
    const now = await lockRun(at, id)
    if (now?.state === 'running') await finish(at, now.counts)
  })
}

/** Whether a run stands where it can be started. */
export const startable = (state: ImportRun['state']): boolean => state === 'preview'

/** Says of a run that it broke off: what it had imported stays, and the same file again brings the rest. */
export const failRun = (enter: Enter, id: string): Promise<void> =>
  enter({ record: 'import', recordId: id }, async (at) => {
    const now = await lockRun(at, id)
    if (!now || (now.state !== 'running' && now.state !== 'waiting')) return
    await saveRun(at, id, { state: 'failed', counts: { ...now.counts, reason: 'broke-off' } })
    await dropFile(at, id)
  })

/** Gives an uploaded file back that nobody wants to import: its bytes, its name, its sample and its bad rows go. */
export async function discardRun(at: At, id: string): Promise<void> {
  await dropFile(at, id, 'with-name')
  await dropErrors(at, id)
  await saveRun(at, id, { state: 'refused', counts: { ...noCounts, reason: 'discarded' } })
}
