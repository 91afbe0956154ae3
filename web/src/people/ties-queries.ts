import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  type NewMinor,
  type NewRelative,
  type NewSafeContact,
  openTies,
  Ties,
  writeMinor,
  writeRelative,
  writeSafeContact,
} from '#model/people/ties-contract.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

/** How a person is reached safely, the family, and what is particular to a minor. */
export const tiesQuery = (desk: string, person: string) =>
  queryOptions({
    queryKey: [desk, 'ties', person],
    queryFn: ({ signal }) => call(openTies, { params: { desk, person }, signal }),
  })

/** A relative answers false where a colleague was first: the page then shows what there is now. The other two say it to their form. */
export function useWriteTies(person: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, person }
  const shown = (data: Ties) => {
    client.setQueryData(tiesQuery(desk, person).queryKey, data)
    // Cases say it beside the phones, and a relative's own page says it too.
    void client.invalidateQueries({ queryKey: [desk, 'cases'] })
    void client.invalidateQueries({ queryKey: [desk, 'ties'], predicate: (query) => query.queryKey[2] !== person })
  }
  const first = async (doing: Promise<Ties>): Promise<boolean> => {
    try {
      shown(await doing)
      return true
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Ties.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
  return {
    safeContact: async (body: NewSafeContact) => shown(await call(writeSafeContact, { params, body })),
    minor: async (body: NewMinor) => shown(await call(writeMinor, { params, body })),
    relative: (relative: string, body: NewRelative) =>
      first(call(writeRelative, { params: { ...params, relative }, body })),
  }
}
