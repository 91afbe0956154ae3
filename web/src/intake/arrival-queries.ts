import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  Arrival,
  type NewArrival,
  type NewDecision,
  type NewPayment,
  openArrival,
  writeArrival,
  writeDecision,
  writePayment,
} from '#model/intake/arrival-contract.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

/** How the person of a case came, what was paid, what others decided. */
export const arrivalQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'arrival', id],
    queryFn: ({ signal }) => call(openArrival, { params: { desk, case: id }, signal }),
  })

/** Each answers false where a colleague was first: the page then shows what there is now. */
export function useWriteArrival(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, case: id }
  const shown = (data: Arrival) => client.setQueryData(arrivalQuery(desk, id).queryKey, data)
  const first = async (doing: Promise<Arrival>): Promise<boolean> => {
    try {
      shown(await doing)
      return true
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Arrival.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
  return {
    arrival: (body: NewArrival) => first(call(writeArrival, { params, body })),
    payment: (payment: string, body: NewPayment) => first(call(writePayment, { params: { ...params, payment }, body })),
    decision: (decision: string, body: NewDecision) =>
      first(call(writeDecision, { params: { ...params, decision }, body })),
  }
}
