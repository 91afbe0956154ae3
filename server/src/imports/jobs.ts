import { z } from 'zod'
import { isAway } from '../platform/db.ts'
import { type Enter, job } from '../platform/job.ts'
import { failRun, runRegister } from './run.ts'

/** A database that is away is asked again later; any other failure is told, or the import would seem to run for ever. */
async function importOrFail(enter: Enter, id: string): Promise<void> {
  try {
    await runRegister(enter, id)
  } catch (error) {
    if (isAway(error)) throw error
    await failRun(enter, id)
  }
}

export const importJobs = [
  job('import.requested', z.object({ import: z.uuid() }), (enter, payload) => importOrFail(enter, payload.import)),
]
