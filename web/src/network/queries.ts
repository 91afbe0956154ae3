import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { z } from 'zod'
import {
  assureService,
  keepServiceNote,
  listServices,
  openService,
  readDirectoryNews,
  retireService,
  type Service,
  searchServices,
  setCapacity,
} from '#model/network/contract.ts'
import { type AgreementFields, addAgreement, changeAgreement, listBodies } from '#model/network/contract-bodies.ts'
import { askAboutStale, askProvider, countStale, takeLinkBack } from '#model/network/contract-links.ts'
import { bringServices, lookAtServices } from '#model/network/contract-lists.ts'
import { readNetworkMap } from '#model/network/contract-map.ts'
import {
  decideProposal,
  listProposals,
  openProposal,
  proposeChange,
  proposeService,
  withdrawProposal,
} from '#model/network/contract-proposals.ts'
import { unfolded } from '#model/network/flows.ts'
import { call, sendFile } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export type ServiceSearch = z.input<typeof listServices.query>
export type EntryBody = z.input<typeof proposeService.body>['entry']

export const servicesQuery = (desk: string, query: ServiceSearch) =>
  queryOptions({
    queryKey: [desk, 'network', 'list', query],
    queryFn: ({ signal }) => call(listServices, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const serviceSearchQuery = (desk: string, text: string) =>
  queryOptions({
    queryKey: [desk, 'network', 'search', text],
    queryFn: ({ signal }) => call(searchServices, { params: { desk }, body: { text }, signal }),
    gcTime: 60_000,
    placeholderData: (before) => before,
  })

export const serviceQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'network', 'service', id],
    queryFn: ({ signal }) => call(openService, { params: { desk, entry: id }, signal }),
  })

/** Counted anew each time: what is said before questions go out is how it is now. */
export const staleQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'stale-to-ask'],
    queryFn: ({ signal }) => call(countStale, { params: { desk }, signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  })

export const bodiesQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'network', 'bodies'],
    queryFn: ({ signal }) => call(listBodies, { params: { desk }, signal }),
  })

export type MapSearch = z.input<typeof readNetworkMap.query>

export const mapQuery = (desk: string, query: MapSearch) =>
  queryOptions({
    queryKey: [desk, 'network', 'map', query],
    queryFn: async ({ signal }) => unfolded(await call(readNetworkMap, { params: { desk }, query, signal })),
    placeholderData: (before) => before,
  })

export const directoryNewsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'network', 'news'],
    queryFn: ({ signal }) => call(readDirectoryNews, { params: { desk }, signal }),
  })

export type ProposalSearch = z.input<typeof listProposals.query>

export const proposalsQuery = (desk: string, query: ProposalSearch) =>
  queryOptions({
    queryKey: [desk, 'network', 'proposals', query],
    queryFn: ({ signal }) => call(listProposals, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const proposalQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'network', 'proposal', id],
    queryFn: ({ signal }) => call(openProposal, { params: { desk, proposal: id }, signal }),
  })

export const lookAtList = (desk: string, file: File) => sendFile(lookAtServices, { params: { desk }, file })

/** Brings the good entries of a file in; every page of the directory is read anew. */
export async function bringList(client: QueryClient, desk: string, file: File, assured: string) {
  const list = await sendFile(bringServices, { params: { desk }, query: { assured }, file })
  await client.invalidateQueries({ queryKey: [desk, 'network'] })
  return list
}

/** Everything that is written in the directory; every page of it is read anew. */
export function useNetworkActs() {
  const desk = useDesk().code
  const client = useQueryClient()
  const fresh = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing
    await client.invalidateQueries({ queryKey: [desk, 'network'] })
    return done
  }
  const shown = async (doing: Promise<Service>) => {
    const service = await doing
    client.setQueryData(serviceQuery(desk, service.id).queryKey, service)
    await client.invalidateQueries({ queryKey: [desk, 'network', 'list'] })
  }
  return {
    add: (id: string, entry: EntryBody, why: string) =>
      fresh(call(proposeService, { params: { desk }, body: { id, entry, why } })),
    change: (entryId: string, entry: EntryBody, why: string, version: number) =>
      fresh(call(proposeChange, { params: { desk, entry: entryId }, body: { id: v7(), entry, why, version } })),
    withdraw: (proposal: string) => fresh(call(withdrawProposal, { params: { desk, proposal } })),
    decide: (proposal: string, body: z.input<typeof decideProposal.body>) =>
      fresh(call(decideProposal, { params: { desk, proposal }, body })),
    capacity: (entry: string, free: number | null, total: number | null) =>
      shown(call(setCapacity, { params: { desk, entry }, body: { free, total } })),
    ask: (entry: string, address: string | null, again: boolean) =>
      fresh(call(askProvider, { params: { desk, entry }, body: { address, again } })),
    takeBack: (entry: string) => fresh(call(takeLinkBack, { params: { desk, entry } })),
    askStale: () => call(askAboutStale, { params: { desk } }),
    readAnew: () => client.invalidateQueries({ queryKey: [desk, 'network'] }),
    assure: (entry: string) => shown(call(assureService, { params: { desk, entry } })),
    retire: (entry: string, state: 'live' | 'retired') =>
      shown(call(retireService, { params: { desk, entry }, body: { state } })),
    note: (entry: string, text: string, version: number) =>
      shown(call(keepServiceNote, { params: { desk, entry }, body: { text, version } })),
    addAgreement: (id: string, agreement: z.input<typeof AgreementFields>) =>
      fresh(call(addAgreement, { params: { desk }, body: { id, agreement } })),
    changeAgreement: (id: string, agreement: z.input<typeof AgreementFields>, version: number) =>
      fresh(call(changeAgreement, { params: { desk, agreement: id }, body: { agreement, version } })),
  }
}
