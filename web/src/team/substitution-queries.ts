import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { endSubstitution, listSubstitutions, openStandIns, standIn } from '#model/team/substitution-contract.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const substitutionsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'substitutions'],
    queryFn: ({ signal }) => call(listSubstitutions, { params: { desk }, signal }),
  })

/** Read anew with the tasks, the cases and the calendar: it shows them. */
export const standInsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'tasks', 'stand-ins'],
    queryFn: ({ signal }) => call(openStandIns, { params: { desk }, signal }),
  })

export function useSubstitutions() {
  const desk = useDesk().code
  const client = useQueryClient()
  const then = async <Answer>(doing: Promise<Answer>): Promise<Answer> => {
    const answer = await doing
    client.setQueryData(substitutionsQuery(desk).queryKey, answer as never)
    void client.invalidateQueries({ queryKey: standInsQuery(desk).queryKey })
    return answer
  }
  return {
    add: (body: z.input<typeof standIn.body>) => then(call(standIn, { params: { desk }, body })),
    end: (substitution: string) => then(call(endSubstitution, { params: { desk, substitution } })),
  }
}
