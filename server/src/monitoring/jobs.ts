import { enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById } from '../platform/job.ts'
import { foldTally } from './counts.ts'

/** A chore of the house: makes one row of all in the tally of a desk that count the same. */
export async function foldTallyOf(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (desk) await enterDesk(house, desk, houseActor('system'), null, foldTally)
}
