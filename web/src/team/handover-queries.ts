import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { z } from 'zod'
import {
  handBack,
  handOverCase,
  handOverRest,
  listHandovers,
  listHoldings,
  listNewHandovers,
  sawHandover,
} from '#model/team/handover-contract.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const holdingsQuery = (desk: string, account: string, to: string | undefined) =>
  queryOptions({
    queryKey: [desk, 'team', 'holdings', account, to],
    queryFn: ({ signal }) => call(listHoldings, { params: { desk }, query: { from: account, to }, signal }),
  })

export const newHandoversQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'handovers', 'new'],
    queryFn: ({ signal }) => call(listNewHandovers, { params: { desk }, signal }),
  })

export const handoversQuery = (desk: string, kase: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'handovers', kase],
    queryFn: ({ signal }) => call(listHandovers, { params: { desk, case: kase }, signal }),
  })

/** What can be done with handovers. Cases, tasks, steps and appointments change with one: `again` paints all of the desk anew. */
export function useHandovers() {
  const desk = useDesk().code
  const client = useQueryClient()
  return {
    again: () => client.invalidateQueries({ queryKey: [desk] }),
    hand: (kase: string, body: Omit<z.input<typeof handOverCase.body>, 'id'>) =>
      call(handOverCase, { params: { desk, case: kase }, body: { id: v7(), ...body } }),
    handRest: (account: string, body: Omit<z.input<typeof handOverRest.body>, 'id'>) =>
      call(handOverRest, { params: { desk, account }, body: { id: v7(), ...body } }),
    back: (kase: string, handover: string) =>
      call(handBack, { params: { desk, case: kase, handover }, body: { id: v7() } }),
    saw: (kase: string, handover: string) => call(sawHandover, { params: { desk, case: kase, handover } }),
  }
}
