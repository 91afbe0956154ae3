import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { emptyTryout, fillTryout, openTryout } from '#model/tryout/contract.ts'
import { call } from '../call.ts'

export const tryoutQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'tryout'],
    queryFn: ({ signal }) => call(openTryout, { params: { desk }, signal }),
  })

/** Fills or empties the desk: everything that was shown of it is out of date. */
export async function changeTryout(client: QueryClient, desk: string, act: 'fill' | 'empty'): Promise<void> {
  const left = await call(act === 'fill' ? fillTryout : emptyTryout, { params: { desk } })
  client.removeQueries({ queryKey: [desk], type: 'inactive' })
  client.setQueryData(tryoutQuery(desk).queryKey, left)
}
