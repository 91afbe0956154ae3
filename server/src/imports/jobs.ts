import { z } from 'zod'
import { isAway } from '../platform/db.ts'
import { enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById, type Enter, job } from '../platform/job.ts'
import { clearImports } from './clearing.ts'
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

/** A chore of the house: the same for a desk in which nobody uploads anything any more. */
export async function clearImportsOf(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (desk) await enterDesk(house, desk, houseActor('system'), null, clearImports)
}
