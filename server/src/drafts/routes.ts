import { type DraftKind, discardDraft, listDrafts, saveDraft } from '#model/drafts/contract.ts'
import { notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { countOthers, dropDraft, keepDraft, ownDrafts } from './store.ts'

/** More than this and something is wrong with the device that sends them. */
const MOST = 100

export const draftRoutes: Route[] = [
  route(listDrafts, async (at) => ({
    rows: (await ownDrafts(at)).map(({ id, kind, record, body, edition, saved_at }) => ({
      id,
      kind: kind as DraftKind,
      record,
      body,
      edition,
      savedAt: saved_at,
    })),
  })),
  route(saveDraft, async (at, { params, body }) => {
    if ((await countOthers(at, params.draft)) >= MOST) throw notPossible('too-many-drafts')
    await keepDraft(at, params.draft, body)
    return { savedAt: at.now }
  }),
  route(discardDraft, async (at, { params }) => {
    await dropDraft(at, params.draft)
    return { done: true as const }
  }),
]
