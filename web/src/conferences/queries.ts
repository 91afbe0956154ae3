import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  answerInvitation,
  callConference,
  type Invitations,
  listConferences,
  listInvitations,
  writeConference,
} from '#model/conferences/contract.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const conferencesQuery = (desk: string, kase: string) =>
  queryOptions({
    queryKey: [desk, 'conferences', kase],
    queryFn: ({ signal }) => call(listConferences, { params: { desk, case: kase }, signal }),
  })

export const invitationsQuery = (desk: string, referral: string) =>
  queryOptions({
    queryKey: [desk, 'conferences', 'of', referral],
    queryFn: ({ signal }) => call(listInvitations, { params: { desk, referral }, signal }),
  })

/** What can be done with the conferences about a case. They stand in the calendar and in the case: both are painted anew. */
export function useConferences(kase: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const then = <Answer>(doing: Promise<Answer>): Promise<Answer> =>
    doing.finally(() => void client.invalidateQueries({ queryKey: [desk] }))
  return {
    call: (body: z.input<typeof callConference.body>) =>
      then(call(callConference, { params: { desk, case: kase }, body })),
    write: (conference: string, body: z.input<typeof writeConference.body>) =>
      then(call(writeConference, { params: { desk, case: kase, conference }, body })),
  }
}

export function useInvitations(referral: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const show = (now: Invitations) => void client.setQueryData(invitationsQuery(desk, referral).queryKey, now)
  return {
    show,
    answer: async (conference: string, body: z.input<typeof answerInvitation.body>) =>
      show(await call(answerInvitation, { params: { desk, referral, conference }, body })),
  }
}
