import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  chooseMorningMail,
  endCalendarFeed,
  makeCalendarFeed,
  type OwnCalendar,
  openOwnCalendar,
} from '#model/appointments/contract-own.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

/** What I want of my own calendar in this desk. */
export const ownCalendarQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'own-calendar'],
    queryFn: ({ signal }) => call(openOwnCalendar, { params: { desk }, signal }),
  })

export function useOwnCalendarActs() {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk }
  const shown = (own: OwnCalendar) => void client.setQueryData(ownCalendarQuery(desk).queryKey, own)
  return {
    choose: async (morningMail: boolean) => shown(await call(chooseMorningMail, { params, body: { morningMail } })),
    /** Answers with the address, which is told this once. */
    make: async (): Promise<string> => {
      const { path, own } = await call(makeCalendarFeed, { params })
      shown(own)
      return `${location.origin}${path}`
    },
    end: async () => shown(await call(endCalendarFeed, { params })),
  }
}
