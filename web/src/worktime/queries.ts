import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { type HoursDiary, openHours, recordHours, withdrawHours } from '#model/worktime/contract.ts'
import { call } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** The diary of working hours of a case. */
export const hoursQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'hours', id],
    queryFn: ({ signal }) => call(openHours, { params: { desk, case: id }, signal }),
  })

/** Writes in the diary; the page repaints from what stands there then. */
export function useWriteHours(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const shown = (diary: HoursDiary) => {
    client.setQueryData(hoursQuery(desk, id).queryKey, diary)
    void client.invalidateQueries({ queryKey: caseQuery(desk, id).queryKey })
  }
  return {
    record: async (body: z.input<typeof recordHours.body>) =>
      shown(await call(recordHours, { params: { desk, case: id }, body })),
    withdraw: async (hours: string, why: string) =>
      shown(await call(withdrawHours, { params: { desk, case: id, hours }, body: { why } })),
  }
}
