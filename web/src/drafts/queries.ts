import { queryOptions } from '@tanstack/react-query'
import { discardDraft, listDrafts, saveDraft } from '#model/drafts/contract.ts'
import { call } from '../call.ts'
import { draftsOnDevice, dropFromDevice, keepOnDevice, markThrown, thrownOnDevice, wipeDevice } from './device.ts'
import { type DraftCopy, newestDrafts, packDraft, unpackDraft } from './newest.ts'

/** Own drafts of a desk, from the server and from this device, each once. */
export const draftsQuery = (desk: string) =>
  queryOptions({ queryKey: [desk, 'drafts'], queryFn: () => draftsOf(desk), staleTime: 0, retry: false })

/** Own drafts of a desk that this device keeps. */
export const draftsHere = async (desk: string): Promise<DraftCopy[]> =>
  (await draftsOnDevice().catch(() => [])).filter((one) => one.desk === desk)

/**
 * From the server and from this device, each once; without an answer of either, what the other has. What was thrown away here
 * without the server having heard of it is in neither, and the server is told once more.
 */
export async function draftsOf(desk: string): Promise<DraftCopy[]> {
  const [thrown, device, server] = await Promise.all([
    thrownOnDevice(desk).catch((): string[] => []),
    draftsHere(desk),
    call(listDrafts, { params: { desk }, quiet: true }).catch(() => ({ rows: [] })),
  ])
  for (const id of thrown) void tellThrown(desk, id)
  const fromServer = server.rows.flatMap(({ body, ...row }) => {
    const kept = thrown.includes(row.id) ? null : unpackDraft(body)
    return kept ? [{ ...row, kept }] : []
  })
  return newestDrafts(device, fromServer)
}

export async function pushDraft(desk: string, copy: DraftCopy): Promise<string> {
  const { id, kind, record, kept } = copy
  const body = { kind, record, body: packDraft(kept), edition: kept.edition }
  // Shorter than other calls: what is typed meanwhile waits for it, and is told to be on this device only.
  const { savedAt } = await call(saveDraft, { params: { desk, draft: id }, body, quiet: true, within: 10_000 })
  return savedAt
}

/**
 * Thrown away on this device after what is `written` there, and on the server after what is `sent` there. A page that is left
 * right after has noted it: nothing that was saved comes back.
 */
export async function throwDraftAway(
  desk: string,
  id: string,
  written: Promise<void> = Promise.resolve(),
  sent: Promise<void> = Promise.resolve(),
): Promise<void> {
  await Promise.all([written.then(() => markThrown(desk, id)).catch(() => {}), sent])
  await tellThrown(desk, id)
}

async function tellThrown(desk: string, id: string): Promise<void> {
  await call(discardDraft, { params: { desk, draft: id }, quiet: true, outlives: true })
    .then(() => dropFromDevice(id))
    .catch(() => {})
}

/** A draft that was thrown away by mistake. */
export async function bringBack(desk: string, copy: DraftCopy): Promise<void> {
  await keepOnDevice(desk, copy, true).catch(() => false)
  await pushDraft(desk, copy).catch(() => {})
}

/** Before sign-out: what waits on this device goes to the server. Answers how many could not. */
export async function pushWaitingDrafts(): Promise<number> {
  let left = 0
  for (const draft of await draftsOnDevice().catch(() => [])) {
    if (!draft.waits) continue
    try {
      const savedAt = await pushDraft(draft.desk, draft)
      await keepOnDevice(draft.desk, { ...draft, savedAt }, false)
    } catch {
      left += 1
    }
  }
  return left
}

export { wipeDevice }
