import { queryOptions } from '@tanstack/react-query'
import { readWorkload } from '#model/team/contract.ts'
import { call } from '../call.ts'

export const workloadQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'workload'],
    queryFn: ({ signal }) => call(readWorkload, { params: { desk }, signal }),
  })
