import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { countWaiting, listMoves, type MoveLine, moveReferral } from '#model/referrals/contract-moves.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const movesQuery = (desk: string, query: { from?: string | undefined; to?: string | undefined } = {}) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'moves', query],
    queryFn: ({ signal }) => call(listMoves, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

/** How many open referrals this desk holds for a service: read anew each time. */
export const waitingAtQuery = (desk: string, service: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'waiting-at', service],
    queryFn: ({ signal }) => call(countWaiting, { params: { desk, entry: service }, signal }),
    staleTime: 0,
  })

/** One referral after the other: what was done stays done where the next one fails, and may be asked for again. */
export function useMoves() {
  const desk = useDesk().code
  const client = useQueryClient()
  return {
    move: ({ id, version }: Pick<MoveLine, 'id' | 'version'>, serviceId: string) =>
      call(moveReferral, { params: { desk, referral: id }, body: { version, serviceId } }),
    readAnew: () => Promise.all(['referrals', 'cases'].map((of) => client.invalidateQueries({ queryKey: [desk, of] }))),
  }
}
