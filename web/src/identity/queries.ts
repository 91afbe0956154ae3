import { type QueryClient, queryOptions } from '@tanstack/react-query'
import {
  chooseLanguage,
  listMembers,
  listSessions,
  openSession,
  signOut,
  signOutEverywhere,
} from '#model/identity/contract.ts'
import { call } from '../call.ts'
import { unlockDevice } from '../drafts/device.ts'
import { pushWaitingDrafts, wipeDevice } from '../drafts/queries.ts'

/** Who is signed in. Asked once; the drafts of this device open with what it answers. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me = await call(openSession, { quiet: true })
    await unlockDevice(me.accountId, me.draftKey).catch(() => {})
    return me
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

export const membersQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'members'],
    queryFn: () => call(listMembers, { params: { desk } }),
    staleTime: 5 * 60_000,
  })

export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: () => call(listSessions) })

export const tellLanguage = (language: 'it' | 'en') =>
  call(chooseLanguage, { body: { language }, quiet: true }).catch(() => {})

/** Drafts go to the server first, then the device is wiped, then the session ends. Answers how many drafts would be lost. */
export async function leave(client: QueryClient, how: { everywhere?: boolean; anyway?: boolean }): Promise<number> {
  const left = await pushWaitingDrafts()
  if (left > 0 && !how.anyway) return left
  await call(how.everywhere ? signOutEverywhere : signOut, { quiet: true }).catch(() => {})
  await wipeDevice().catch(() => {})
  client.clear()
  location.assign('/accesso')
  return 0
}
