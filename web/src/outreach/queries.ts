import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { correctContact, listContacts, logContact, openContact, withdrawContact } from '#model/outreach/contract.ts'
import { call } from '../call.ts'

export type ContactSearch = z.input<typeof listContacts.query>

export const contactsQuery = (desk: string, query: ContactSearch) =>
  queryOptions({
    queryKey: [desk, 'contacts', 'list', query],
    queryFn: ({ signal }) => call(listContacts, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const contactQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'contacts', id],
    queryFn: ({ signal }) => call(openContact, { params: { desk, contact: id }, signal }),
  })

export const saveContact = (desk: string, body: z.input<typeof logContact.body>) =>
  call(logContact, { params: { desk }, body })

export const changeContact = (desk: string, id: string, body: z.input<typeof correctContact.body>) =>
  call(correctContact, { params: { desk, contact: id }, body })

/** Takes back a contact and says so to every list. */
export function useWithdrawContact(desk: string): (id: string) => Promise<void> {
  const client = useQueryClient()
  return async (id) => {
    await call(withdrawContact, { params: { desk, contact: id } })
    client.removeQueries({ queryKey: contactQuery(desk, id).queryKey })
    await refreshContacts(client, desk)
  }
}

export async function refreshContacts(client: ReturnType<typeof useQueryClient>, desk: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: [desk, 'contacts'] }),
    client.invalidateQueries({ queryKey: [desk, 'persons'] }),
    client.invalidateQueries({ queryKey: [desk, 'return'] }),
  ])
}
