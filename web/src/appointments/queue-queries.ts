import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { listWalkIns, moveWalkIn, noteWalkIn, type Queue, type WalkInAct } from '#model/appointments/contract-queue.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

/** How often the queue is asked for while somebody looks at it. */
const FRESH_MS = 20_000

/** Who came today without an appointment. */
export const queueQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'walk-ins'],
    queryFn: ({ signal }) => call(listWalkIns, { params: { desk }, signal }),
    refetchInterval: FRESH_MS,
  })

export function useQueueActs() {
  const desk = useDesk().code
  const client = useQueryClient()
  const { queryKey } = queueQuery(desk)
  const shown = async (answer: Promise<Queue>) => {
    try {
      client.setQueryData(queryKey, await answer)
    } catch (error) {
      // Somebody else was first: the queue as it stands is shown under what is said.
      void client.invalidateQueries({ queryKey })
      throw error
    }
  }
  return {
    note: (body: z.input<typeof noteWalkIn.body>) => shown(call(noteWalkIn, { params: { desk }, body })),
    move: (walkIn: string, version: number, act: WalkInAct) =>
      shown(call(moveWalkIn, { params: { desk, walkIn }, body: { version, act } })),
  }
}
