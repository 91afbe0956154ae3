import type { NewsKind, Party, ReferralAct } from '#model/referrals/contract.ts'
import { decide, hasEnded, partyOf, type Said } from '#model/referrals/rules.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notAllowed, notFound, notPossible } from '../platform/failure.ts'
import { endLink, tellHolderOfEnd } from './links.ts'
import { noteNews, tellNews } from './news.ts'
import { presentReferral } from './present.ts'
import {
  isLink,
  lockReferral,
  noteEvent,
  type ReferralRow,
  referralRow,
  sideOf,
  standingOf,
  updateReferral,
} from './store.ts'

type StateAct = Exclude<ReferralAct, 'message'>

/** The referral as this side may see it, or nothing of it. */
export async function referralAt(at: At, id: string): Promise<ReferralRow> {
  const row = await referralRow(at, id)
  if (!row) throw notFound()
  return row
}

export const shownReferral = async (at: At, id: string) => presentReferral(at, await referralAt(at, id))

/** Locks a referral for a member's act and says where it leads, or why it may not be done. */
export async function referralFor(
  at: At,
  id: string,
  act: ReferralAct,
  said: Said & { version?: number } = {},
  as?: Party,
) {
  const row = await lockReferral(at, id)
  if (!row) throw notFound()
  if (said.version !== undefined && said.version !== row.version) throw movedOn(await presentReferral(at, row))
  const by =
    as ?? (isLink(at.actor.name) ? 'link-holder' : partyOf(sideOf(at, row), at.actor.grants.includes('referral.write')))
  const answer = decide(standingOf(row), act, by, at.now, said)
  if ('to' in answer) return { row, to: answer.to }
  throw answer.refused === 'not-yours' ? notAllowed('not-yours') : notPossible(`referral-${answer.refused}`)
}

/** What of an act the other side should see; sending and seeing are no news. */
const news: Partial<Record<StateAct, NewsKind>> = {
  accept: 'answer',
  decline: 'answer',
  begin: 'state',
  finish: 'state',
  interrupt: 'state',
  withdraw: 'state',
  expire: 'state',
}

/** Brings a locked referral where an act leads, and notes who did it. */
export async function move(
  at: At,
  { row, to }: { row: ReferralRow; to: ReferralRow['state'] },
  act: StateAct,
  change: Partial<ReferralRow> = {},
): Promise<void> {
  await updateReferral(at, row.id, { ...change, state: to, version: row.version + 1 })
  await noteEvent(at, row, act)
  const kind = news[act]
  if (kind && row.delivered_at !== null) await tellNews(at, row, kind)
  // The clock is nobody's side: that no answer came is news here too.
  if (act === 'expire') await noteNews(at, row.id, 'state')
  if (row.to_desk === null && act === 'withdraw') await tellHolderOfEnd(at, row)
  if (row.to_desk === null && hasEnded(to)) await endLink(at, row.id, { used_at: at.now })
}
