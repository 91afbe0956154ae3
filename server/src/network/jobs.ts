import { enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById } from '../platform/job.ts'
import { foldFlow } from './tally.ts'

/** A chore of the house: makes one row of all that a desk wrote in the tally of referrals and that count the same. */
export async function foldFlowOf(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (desk) await enterDesk(house, desk, houseActor('system'), null, foldFlow)
}
