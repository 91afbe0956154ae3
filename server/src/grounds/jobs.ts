import { z } from 'zod'
import { membersWith } from '../identity/asks.ts'
import { askMailOnceADay } from '../mails/asks.ts'
import { enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById, type Job, job } from '../platform/job.ts'

/** Tells those of a desk who tend its arrangements that another body ended one. The mail says neither which nor why. */
async function tellDesk(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (!desk) return
  await enterDesk(house, desk, houseActor('system'), null, async (at) => {
    for (const member of await membersWith(at, 'arrangement.write'))
      await askMailOnceADay(at, member, 'arrangement-ended')
  })
}

export const groundJobs = (house: House): Job[] => [
  job('arrangement.ended', z.object({ desk: z.uuid() }), (_, { desk }) => tellDesk(house, desk)),
]
