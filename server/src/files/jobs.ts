import { z } from 'zod'
import { enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById, type Enter, type Job, job } from '../platform/job.ts'
import { type Scanner, ScannerAway } from '../platform/scanner.ts'
import { emptyFile, fileOf, lockFile, partsOf, passFile, removeFile, unendedFiles, waitingFiles } from './store.ts'

/** Looks a file through. Where nobody answers it waits, and the next round of the chore tells of it again. */
async function lookThrough(enter: Enter, scanner: Scanner, caseId: string, id: string): Promise<void> {
  const file = await enter(null, (at) => fileOf(at, caseId, id))
  if (file?.state !== 'waiting' || file.erased) return
  let found: string | null
  try {
    found = await scanner(partsOf((work) => enter(null, work), file))
  } catch (error) {
    if (error instanceof ScannerAway) return
    throw error
  }
  await enter({ record: 'case_file', recordId: id }, async (at) => {
    const now = await lockFile(at, caseId, id)
    if (now?.state !== 'waiting' || now.erased) return
    await (found === null ? passFile(at, now) : emptyFile(at, now, { act: 'refused', words: found }))
  })
}

/** Without a scanner nothing waits; what waited when it was taken away goes on waiting. */
export const fileJobs = (scanner: Scanner | null): Job[] => [
  job('file.received', z.object({ case: z.uuid(), file: z.uuid() }), async (enter, payload) => {
    if (scanner) await lookThrough(enter, scanner, payload.case, payload.file)
  }),
]

/** A chore of the house: what nobody ended goes, and what waits to be looked through is told of again. */
export async function tendFilesOf(house: House, deskId: string, isScanned: boolean): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (!desk) return
  await enterDesk(house, desk, houseActor('system'), null, async (at) => {
    for (const id of await unendedFiles(at)) await removeFile(at, id)
    if (isScanned)
      for (const { id, caseId } of await waitingFiles(at)) await at.tell('file.received', { case: caseId, file: id })
  })
}
