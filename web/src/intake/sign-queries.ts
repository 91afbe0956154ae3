import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { answerSign, listSignAnswers, openSigns } from '#model/intake/sign-contract.ts'
import { call } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** The last answer to each question about a case. */
export const signsQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'signs', id],
    queryFn: ({ signal }) => call(openSigns, { params: { desk, case: id }, signal }),
  })

/** Every answer, the last first, page by page. */
export const answersQuery = (desk: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [desk, 'signs', id, 'all'],
    queryFn: ({ signal, pageParam }) =>
      call(listSignAnswers, { params: { desk, case: id }, query: pageParam ? { after: pageParam } : {}, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

/** Records an answer; the page repaints from what counts then. */
export function useAnswer(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  return async (body: z.input<typeof answerSign.body>) => {
    const sheet = await call(answerSign, { params: { desk, case: id }, body })
    client.setQueryData(signsQuery(desk, id).queryKey, sheet)
    void client.invalidateQueries({ queryKey: answersQuery(desk, id).queryKey })
    void client.invalidateQueries({ queryKey: caseQuery(desk, id).queryKey })
    return sheet
  }
}
