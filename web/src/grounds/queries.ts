import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type Arrangement,
  addSignature,
  endArrangement,
  endGround,
  listArrangements,
  listControllers,
  listGrounds,
  listNotices,
  recordGround,
  writeArrangement,
  writeNotice,
} from '#model/grounds/contract.ts'
import { call } from '../call.ts'

export const noticesQuery = (desk: string) =>
  queryOptions({ queryKey: [desk, 'notices'], queryFn: () => call(listNotices, { params: { desk } }) })

export const bodiesQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'bodies'],
    queryFn: () => call(listControllers, { params: { desk } }),
    staleTime: 5 * 60_000,
  })

export const arrangementsQuery = (desk: string) =>
  queryOptions({ queryKey: [desk, 'arrangements'], queryFn: () => call(listArrangements, { params: { desk } }) })

export const groundsQuery = (desk: string, person: string) =>
  queryOptions({
    queryKey: [desk, 'persons', person, 'grounds'],
    queryFn: ({ signal }) => call(listGrounds, { params: { desk, person }, signal }),
  })

/** Writes texts and arrangements; each answer is the whole list. */
export function useNetworkActs(desk: string) {
  const client = useQueryClient()
  const arrangements = async (doing: ReturnType<typeof call<typeof listArrangements>>) => {
    client.setQueryData(arrangementsQuery(desk).queryKey, await doing)
    // Whether a referral may be sent rests on them.
    void client.invalidateQueries({ queryKey: [desk, 'referrals'] })
  }
  return {
    notice: async (body: z.input<typeof writeNotice.body>) =>
      client.setQueryData(noticesQuery(desk).queryKey, await call(writeNotice, { params: { desk }, body })),
    arrange: (body: z.input<typeof writeArrangement.body>) =>
      arrangements(call(writeArrangement, { params: { desk }, body })),
    end: ({ id, writtenIn }: Arrangement, body: z.input<typeof endArrangement.body>) =>
      arrangements(call(endArrangement, { params: { desk, writer: writtenIn, arrangement: id }, body })),
  }
}

/** Writes in the ledger of a person; a colleague who was first is shown at once. */
export function useLedgerActs(desk: string, person: string) {
  const client = useQueryClient()
  const key = groundsQuery(desk, person).queryKey
  const then = async (doing: ReturnType<typeof call<typeof listGrounds>>) => {
    try {
      client.setQueryData(key, await doing)
    } catch (error) {
      void client.invalidateQueries({ queryKey: key })
      throw error
    }
    void client.invalidateQueries({ queryKey: [desk, 'persons', person, 'privacy'] })
    void client.invalidateQueries({ queryKey: [desk, 'persons', person, 'accesses'] })
  }
  return {
    record: (body: z.input<typeof recordGround.body>) => then(call(recordGround, { params: { desk, person }, body })),
    sign: (ground: string, body: z.input<typeof addSignature.body>) =>
      then(call(addSignature, { params: { desk, person, ground }, body })),
    end: (ground: string, reason: string) =>
      then(call(endGround, { params: { desk, person, ground }, body: { reason } })),
  }
}
