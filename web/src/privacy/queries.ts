import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  exportPerson,
  liftRestriction,
  listAccesses,
  listPersonAccesses,
  openPersonPrivacy,
  openRestriction,
  type PersonPrivacy,
  restrictPerson,
  weighShare,
} from '#model/privacy/contract.ts'
import { askErasure, decideErasure, listWaitingErasures } from '#model/privacy/contract-erasure.ts'
import { call } from '../call.ts'

export const accessesQuery = (desk: string, query: z.input<typeof listAccesses.query>) =>
  queryOptions({
    queryKey: [desk, 'accesses', query],
    queryFn: ({ signal }) => call(listAccesses, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const personPrivacyQuery = (desk: string, person: string) =>
  queryOptions({
    queryKey: [desk, 'persons', person, 'privacy'],
    queryFn: ({ signal }) => call(openPersonPrivacy, { params: { desk, person }, signal }),
  })

export const personAccessesQuery = (desk: string, person: string, after: string | undefined) =>
  queryOptions({
    queryKey: [desk, 'persons', person, 'accesses', after],
    queryFn: ({ signal }) => call(listPersonAccesses, { params: { desk, person }, query: { after, most: 20 }, signal }),
    placeholderData: (before) => before,
  })

export const restrictionQuery = (desk: string, person: string) =>
  queryOptions({
    queryKey: [desk, 'persons', person, 'restriction'],
    queryFn: ({ signal }) => call(openRestriction, { params: { desk, person }, signal }),
  })

export const waitingErasuresQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'erasures'],
    queryFn: ({ signal }) => call(listWaitingErasures, { params: { desk }, signal }),
  })

/** Acts on a person's page; each answers the page as it is then. A colleague who was first is shown at once. */
export function usePrivacyActs(desk: string, person: string) {
  const client = useQueryClient()
  const params = { desk, person }
  const key = personPrivacyQuery(desk, person).queryKey
  const then = async (doing: Promise<PersonPrivacy>) => {
    try {
      client.setQueryData(key, await doing)
    } catch (error) {
      void client.invalidateQueries({ queryKey: key })
      throw error
    }
    void client.invalidateQueries({ queryKey: restrictionQuery(desk, person).queryKey })
    void client.invalidateQueries({ queryKey: [desk, 'cases'] })
    void client.invalidateQueries({ queryKey: [desk, 'persons', person, 'accesses'] })
  }
  return {
    restrict: (body: z.input<typeof restrictPerson.body>) => then(call(restrictPerson, { params, body })),
    lift: (restriction: string, words: string) =>
      then(call(liftRestriction, { params: { ...params, restriction }, body: { words } })),
    give: (body: z.input<typeof exportPerson.body>) => then(call(exportPerson, { params, body })),
    askErasure: (body: z.input<typeof askErasure.body>) => then(call(askErasure, { params, body })),
    decideErasure: async (erasure: string, body: z.input<typeof decideErasure.body>) => {
      await then(call(decideErasure, { params: { ...params, erasure }, body }))
      // What was shown of the person stands in many lists.
      void client.invalidateQueries({ queryKey: [desk] })
    },
    weigh: (body: z.input<typeof weighShare.body>) => call(weighShare, { params, body }),
  }
}
