import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { lookAtCase, openTimeline } from '#model/timeline/contract.ts'
import { call } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** Painted anew with the case: its key stands below that of the case. */
export const timelineQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [...caseQuery(desk, id).queryKey, 'timeline'],
    queryFn: ({ signal }) => call(openTimeline, { params: { desk, case: id }, signal }),
  })

/** Notes that this member looks at the case, once its page stands there. What cannot be noted is noted the next time. */
export function useLook(id: string, stands: boolean): void {
  const desk = useDesk().code
  useEffect(() => {
    if (stands) void call(lookAtCase, { params: { desk, case: id }, body: { seen: false } }).catch(() => {})
  }, [desk, id, stands])
}

/** Says that nothing is new any more. */
export function useSawAll(id: string): () => Promise<void> {
  const desk = useDesk().code
  const client = useQueryClient()
  return async () => {
    await call(lookAtCase, { params: { desk, case: id }, body: { seen: true } })
    await client.invalidateQueries({ queryKey: timelineQuery(desk, id).queryKey })
  }
}
