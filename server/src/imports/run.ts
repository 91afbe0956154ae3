import { setImmediate as breathe } from 'node:timers/promises'
import type { ImportError, ImportRun } from '#model/imports/contract.ts'
import type { RegisterRow } from '#model/imports/register.ts'
import type { At } from '../platform/door.ts'
import type { Enter } from '../platform/job.ts'
import { type Added, importRows } from './contact-rows.ts'
import { headingsOf, RegisterFailure, readRegister } from './reading.ts'
import {
  type About,
  type Counts,
  dropErrors,
  dropFile,
  dropStaleFiles,
  fileOfRun,
  insertRun,
  keepErrors,
  keepFile,
  lockRun,
  noCounts,
  runRow,
  saveRun,
} from './store.ts'

/** Errors kept for the list; beyond it they are only counted. */
const MOST_ERRORS = 5_000
const BATCH = 100

type Preview = { state: 'preview' | 'unreadable'; about: About; counts: Counts; errors: ImportError[] }

/** Reads the whole file and imports nothing: what would be imported, and what is wrong where. */
async function preview(at: At, fileName: string, bytes: Buffer): Promise<Preview> {
  const about: About = { fileName, columns: [], sample: [] }
  const counts = { ...noCounts }
  const errors: ImportError[] = []
  try {
    for await (const event of readRegister(bytes, at.today)) {
      if ('columns' in event) {
        about.columns = headingsOf(event.columns)
        continue
      }
      counts.rows += 1
      if (counts.rows % 500 === 0) await breathe()
      if (event.row) {
        counts.good += 1
        if (about.sample.length < 5) about.sample.push(asTexts(event.row))
      } else {
        counts.bad += 1
        errors.push(...event.errors.slice(0, Math.max(0, MOST_ERRORS - errors.length)))
      }
    }
  } catch (error) {
    if (!(error instanceof RegisterFailure)) throw error
    return {
      state: 'unreadable',
      about: { ...about, sample: [] },
      counts: { ...counts, reason: error.reason },
      errors: error.problems,
    }
  }
  if (counts.rows === 0) return { state: 'unreadable', about, counts: { ...counts, reason: 'no-rows' }, errors: [] }
  return { state: 'preview', about, counts, errors }
}

const asTexts = (row: RegisterRow): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, Array.isArray(value) ? value.join(', ') : String(value ?? '')]),
  )

/** Keeps an uploaded register (sealed) with its preview. */
export async function takeRegister(at: At, id: string, fileName: string, bytes: Buffer): Promise<void> {
  await dropStaleFiles(at)
  const { state, about, counts, errors } = await preview(at, fileName, bytes)
  await insertRun(at, id, state, about, counts)
  if (state === 'preview') await keepFile(at, id, bytes)
  await keepErrors(at, id, 1, errors)
}

const sum = (counts: Counts, added: Added, done: number): Counts => ({
  ...counts,
  done: counts.done + done,
  contactsAdded: counts.contactsAdded + added.contactsAdded,
  alreadyThere: counts.alreadyThere + added.alreadyThere,
  personsAdded: counts.personsAdded + added.personsAdded,
  casesAdded: counts.casesAdded + added.casesAdded,
})

async function* batchesOf(bytes: Buffer, at: Pick<At, 'today'>, skip: number) {
  let batch: RegisterRow[] = []
  let rows = 0
  let passed = 0
  for await (const event of readRegister(bytes, at.today)) {
    if ('columns' in event) continue
    passed += 1
    if (passed <= skip) continue
    rows += 1
    if (event.row) batch.push(event.row)
    if (rows < BATCH) continue
    yield { batch, rows }
    batch = []
    rows = 0
  }
  if (rows > 0) yield { batch, rows }
}

/** What an import brings is recorded by whoever started it; the register of accesses says that the system wrote it. */
const onBehalf = (at: At, name: string): At => ({ ...at, actor: { ...at.actor, name } })

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
  const begun = await enter(null, async (at) => {
    const row = await runRow(at, id)
    if (!row || (row.state !== 'waiting' && row.state !== 'running')) return null
    if (row.mode === 'all-or-nothing' && row.counts.bad > 0) {
      await saveRun(at, id, { state: 'refused', counts: { ...row.counts, reason: 'bad-rows' } })
      await dropFile(at, id)
      return null
    }
    await saveRun(at, id, { state: 'running' })
    return {
      counts: row.counts,
      bytes: await fileOfRun(at, id),
      mode: row.mode,
      today: at.today,
      startedBy: row.started_by,
    }
  })
  if (!begun) return
  const finish = async (at: At, counts: Counts) => {
    await saveRun(at, id, { state: 'done', counts })
    await dropFile(at, id)
  }
  if (begun.mode === 'all-or-nothing') {
    await enter(write, async (at) => {
      let counts = begun.counts
      for await (const { batch, rows } of batchesOf(begun.bytes, begun, 0)) {
        counts = sum(counts, await importRows(onBehalf(at, begun.startedBy), batch), rows)
        onProgress(counts)
      }
      await finish(at, counts)
    })
    return
  }
  for await (const { batch, rows } of batchesOf(begun.bytes, begun, begun.counts.done)) {
    const counts = await enter(write, async (at) => {
      const now = await lockRun(at, id)
      if (now?.state !== 'running') return null
      const next = sum(now.counts, await importRows(onBehalf(at, begun.startedBy), batch), rows)
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

/** Gives an uploaded file back that nobody wants to import: its bytes, its sample and its bad rows go. */
export async function discardRun(at: At, id: string): Promise<void> {
  await dropFile(at, id)
  await dropErrors(at, id)
  await saveRun(at, id, { state: 'refused', counts: { ...noCounts, reason: 'discarded' } })
}
