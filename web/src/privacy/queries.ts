import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listAccesses } from '#model/privacy/contract.ts'
import { call } from '../call.ts'

export const accessesQuery = (desk: string, query: z.input<typeof listAccesses.query>) =>
  queryOptions({
    queryKey: [desk, 'accesses', query],
    queryFn: ({ signal }) => call(listAccesses, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })
