import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listMails, tryMailAgain } from '#model/mails/contract.ts'
import { call } from '../call.ts'

export const mailsQuery = (desk: string, query: z.input<typeof listMails.query>) =>
  queryOptions({
    queryKey: [desk, 'mails', query],
    queryFn: ({ signal }) => call(listMails, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

/** Tries a mail again. Whatever became of it, the lists are read anew. */
export async function tryAgain(client: QueryClient, desk: string, mail: string): Promise<void> {
  try {
    await call(tryMailAgain, { params: { desk, mail } })
  } finally {
    void client.invalidateQueries({ queryKey: [desk, 'mails'] })
  }
}
