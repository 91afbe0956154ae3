import { startByOf } from '#model/referrals/clocks.ts'
import {
  type DeclineReason,
  type InterruptReason,
  MOST_MESSAGES,
  type ReferralOutcome,
} from '#model/referrals/contract.ts'
import type { At } from '../platform/door.ts'
import { notPossible } from '../platform/failure.ts'
import { move, referralFor } from './acts.ts'
import { tellNews } from './news.ts'
import { countOfOwn, say } from './sealed.ts'
import { serviceOf } from './services.ts'
import { mayFollow, mustBeRead, mustStillGo } from './still-covered.ts'
import { idHere, isLink, noteEvent, type ReferralRow, sideOf } from './store.ts'

// What a receiver does with a referral, whether a member of the desk that got it or whoever holds the link.

type Standing = { version: number }

export async function see(at: At, id: string, said: Standing): Promise<void> {
  await move(at, await referralFor(at, id, 'see', said), 'see', { seen_at: at.now })
}

export async function accept(at: At, id: string, said: Standing): Promise<void> {
  const found = await referralFor(at, id, 'accept', said)
  const service = await serviceOf(at, found.row.service_id)
  const startBy = service ? startByOf(at.now, service.terms, service.due) : null
  await move(at, found, 'accept', { answered_at: at.now, start_by: startBy })
  if (found.row.to_desk !== null) return at.tell('referral.accepted', { referral: id })
  // The rest lies here already: what may not be given any more is not shown.
  if (!(await mayFollow(at, found.row))) await noteEvent(at, found.row, 'withhold')
}

export async function decline(
  at: At,
  id: string,
  { version, reason, words }: Standing & { reason: DeclineReason; words: string },
): Promise<void> {
  const found = await referralFor(at, id, 'decline', { version, declined: reason })
  if (words) await maySay(at, found.row)
  await move(at, found, 'decline', { answered_at: at.now, ended_at: at.now, reason })
  if (words) await say(at, id, idHere(at, `no ${id}`), 'decline', words)
}

export async function begin(at: At, id: string, said: Standing): Promise<void> {
  const found = await referralFor(at, id, 'begin', said)
  // A transfer or a shared case begins with the case that is opened of it.
  if (found.row.kind !== 'service') throw notPossible('referral-opens-case')
  await move(at, found, 'begin', { begun_at: at.now })
}

export async function finish(
  at: At,
  id: string,
  { version, outcome, words }: Standing & { outcome: ReferralOutcome; words: string },
): Promise<void> {
  const found = await referralFor(at, id, 'finish', { version, outcome })
  if (words) await maySay(at, found.row)
  await move(at, found, 'finish', { ended_at: at.now, outcome })
  if (words) await say(at, id, idHere(at, `done ${id}`), 'finish', words)
  await at.tell('referral.finished', { referral: id })
}

export async function interrupt(
  at: At,
  id: string,
  { version, reason, words }: Standing & { reason: InterruptReason; words: string },
): Promise<void> {
  const found = await referralFor(at, id, 'interrupt', { version, interrupted: reason })
  if (words) await maySay(at, found.row)
  await move(at, found, 'interrupt', { ended_at: at.now, reason })
  if (words) await say(at, id, idHere(at, `stopped ${id}`), 'interrupt', words)
}

/** What the sender writes about a person is given too: where nothing covers it any more, it is not. */
async function maySay(at: At, row: ReferralRow): Promise<void> {
  await mustBeRead(at, row)
  if (sideOf(at, row) === 'sender' && !isLink(at.actor.name)) await mustStillGo(at, row)
}

/** Writes to the other side, once for an id that the writer made. */
export async function write(at: At, id: string, message: { id: string; text: string }): Promise<void> {
  const { row } = await referralFor(at, id, 'message')
  await maySay(at, row)
  if ((await countOfOwn(at, row.id)) >= MOST_MESSAGES) throw notPossible('referral-messages-full')
  await say(at, row.id, idHere(at, message.id), 'message', message.text)
  // To another desk the job that carries it says so.
  if (row.to_desk === null) await tellNews(at, row, 'message')
}
