import { type QueryClient, queryOptions } from '@tanstack/react-query'
import {
  chooseLanguage,
  listMembers,
  listSessions,
  type Me,
  openSession,
  signOut,
  signOutEverywhere,
} from '#model/identity/contract.ts'
import { actAs, CallError, call } from '../call.ts'
import { unlockDevice } from '../drafts/device.ts'
import { pushWaitingDrafts, wipeDevice } from '../drafts/queries.ts'

/** From here on the page acts as this account, and its drafts on this device open. */
async function become(me: Me): Promise<void> {
  actAs(me.accountId)
  await unlockDevice(me.accountId, me.draftKey).catch(() => {})
}

/** Somebody signed in on this page. */
export async function enter(client: QueryClient, me: Me): Promise<void> {
  await become(me)
  client.setQueryData(meQuery.queryKey, me)
}

/** Who is signed in. Asked once; the drafts of this device open with what it answers. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me = await call(openSession, { quiet: true })
    await become(me)
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

/** Other tabs of this browser: when one signs out, what they show goes too. */
const tabs = new BroadcastChannel('varco')
tabs.addEventListener('message', ({ data }) => {
  if (data === 'left') location.assign('/accesso')
})

/** Drafts go to the server first, then the session ends and they leave the device. Answers how many drafts
 * would be lost, or that the server did not answer and the session goes on. */
export async function leave(
  client: QueryClient,
  how: { everywhere?: boolean; anyway?: boolean },
): Promise<number | 'still-in'> {
  const left = await pushWaitingDrafts()
  if (left > 0 && !how.anyway) return left
  try {
    await call(how.everywhere ? signOutEverywhere : signOut, { quiet: true })
  } catch (error) {
    // A session that ended by itself is left all the same; without an answer nobody may believe to be out.
    if (!(error instanceof CallError && error.code === 'sign-in')) return 'still-in'
  }
  await wipeDevice(how.anyway === true).catch(() => {})
  client.clear()
  tabs.postMessage('left')
  location.assign('/accesso')
  return 0
}
