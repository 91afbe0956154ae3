import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { breakGlass, endGlass, listGlass, listOwnGlass, readThroughGlass, reviewGlass } from '#model/glass/contract.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const ownGlassQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'glass', 'own'],
    queryFn: ({ signal }) => call(listOwnGlass, { params: { desk }, signal }),
  })

export const glassListQuery = (desk: string, query: z.input<typeof listGlass.query>) =>
  queryOptions({
    queryKey: [desk, 'glass', 'list', query],
    queryFn: ({ signal }) => call(listGlass, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

/** What is read through the glass is kept no longer than the page is open. */
export const throughGlassQuery = (desk: string, glass: string) =>
  queryOptions({
    queryKey: [desk, 'glass', glass],
    queryFn: ({ signal }) => call(readThroughGlass, { params: { desk, glass }, signal }),
    gcTime: 0,
    refetchInterval: 60_000,
  })

/** Acts on emergency accesses; whatever comes of them, the lists are read anew. */
export function useGlassActs() {
  const { code: desk } = useDesk()
  const client = useQueryClient()
  const then = async <T>(doing: Promise<T>): Promise<T> => {
    try {
      return await doing
    } finally {
      void client.invalidateQueries({ queryKey: [desk, 'glass'] })
    }
  }
  return {
    open: (body: z.input<typeof breakGlass.body>) => then(call(breakGlass, { params: { desk }, body })),
    end: (glass: string) => then(call(endGlass, { params: { desk, glass } })),
    review: (glass: string) => then(call(reviewGlass, { params: { desk, glass } })),
  }
}
