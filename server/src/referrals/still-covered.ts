import type { Snapshot } from '#model/referrals/contract.ts'
import { coveredBy } from '#model/referrals/facts.ts'
import { wasErased } from '#model/referrals/rules.ts'
import type { At } from '../platform/door.ts'
import { Failure, movedOn, notPossible } from '../platform/failure.ts'
import { mayGive } from '../privacy/asks.ts'
import { copiesOf, originOf } from './sealed.ts'
import { bodyOfDesk } from './services.ts'
import { eventsOf, isLink, type ReferralRow, sideOf } from './store.ts'

/** What covers the giving of a snapshot to the body of a desk today, or why nothing may be given. */
export const coverOf = (at: At, personId: string, body: string, snapshot: Snapshot) =>
  mayGive(at, personId, { purpose: 'referral', recipient: 'body', body, outside: '', scopes: coveredBy(snapshot) })

/** Why what was sent may not be given any more, to the body that it was sent to; empty: it may. */
async function stopsOf(at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>): Promise<string[]> {
  const [origin, copies] = [await originOf(at, row.id), await copiesOf(at, [row.id])]
  // Never what the entry of the service says today: whoever keeps it could name a body that is covered.
  const body = row.to_desk === null ? origin?.body_id : await bodyOfDesk(at, row.to_desk)
  if (!origin || !body) return ['none']
  const { reasons } = await coverOf(at, origin.person_id, body, copies.get(row.id) ?? {})
  return reasons.map(({ code }) => code)
}

/** Nothing covers it, in the words of sending. */
export const shareRefused = (codes: readonly string[]) =>
  new Failure('not-possible', {
    reason: 'share-refused',
    errors: codes.map((code) => ({ pointer: '/share', code })),
  })

/** Refuses where the sender may give nothing more of what was sent, nor say more about it. */
export async function mustStillGo(at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>): Promise<void> {
  const stops = await stopsOf(at, row)
  if (stops.length > 0) throw shareRefused(stops)
}

/** Whether on this day what was sent may still be given to whoever it was sent to. */
export const mayFollow = async (at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>): Promise<boolean> =>
  (await stopsOf(at, row)).length === 0

/** Whether nothing that is written here may reach the other side: one side erased its data, or the ground ended and no other came. */
export async function isMute(at: At, row: ReferralRow, events: readonly { act: string }[]): Promise<boolean> {
  if (wasErased(events)) return true
  const ended = events.some(({ act }) => act === 'ground-ended')
  return ended && sideOf(at, row) === 'sender' && !isLink(at.actor.name) && !(await mayFollow(at, row))
}

/** Refuses words where one side erased its data: they would be taken and read by nobody. */
export async function mustBeRead(at: At, row: ReferralRow): Promise<void> {
  if (!wasErased(await eventsOf(at, row.id))) return
  // The page of a link shows how things stand.
  throw isLink(at.actor.name) ? movedOn(null) : notPossible('referral-erased')
}
