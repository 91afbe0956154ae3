import {
  acceptReferral,
  beginReferral,
  declineReferral,
  finishReferral,
  interruptReferral,
  lookAtReferral,
  seeReferral,
  takeOverReferral,
  withdrawReferral,
  writeMessage,
} from '#model/referrals/contract-acts.ts'
import type { At } from '../platform/door.ts'
import { type Route, route } from '../platform/route.ts'
import { move, referralAt, referralFor, shownReferral } from './acts.ts'
import { accept, begin, decline, finish, interrupt, see, write } from './answers.ts'
import { lookedAt } from './news.ts'
import { takeOver } from './take-over.ts'

/** An act, then the referral as this side sees it. */
async function after(at: At, id: string, act: Promise<void>) {
  await act
  return shownReferral(at, id)
}

export const actRoutes: Route[] = [
  route(seeReferral, (at, { params: { referral: id }, body }) => after(at, id, see(at, id, body))),
  route(acceptReferral, (at, { params: { referral: id }, body }) => after(at, id, accept(at, id, body))),
  route(declineReferral, (at, { params: { referral: id }, body }) => after(at, id, decline(at, id, body))),
  route(takeOverReferral, (at, { params: { referral: id }, body }) => after(at, id, takeOver(at, id, body))),
  route(beginReferral, (at, { params: { referral: id }, body }) => after(at, id, begin(at, id, body))),
  route(finishReferral, (at, { params: { referral: id }, body }) => after(at, id, finish(at, id, body))),
  route(interruptReferral, (at, { params: { referral: id }, body }) => after(at, id, interrupt(at, id, body))),
  route(withdrawReferral, async (at, { params, body }) => {
    await move(at, await referralFor(at, params.referral, 'withdraw', body), 'withdraw', { ended_at: at.now })
    return shownReferral(at, params.referral)
  }),
  route(lookAtReferral, async (at, { params: { referral: id }, body: { until } }) => {
    await referralAt(at, id)
    await lookedAt(at, id, until)
    return { done: true as const }
  }),
  route(writeMessage, async (at, { params, body: { id, text } }) => {
    await referralAt(at, params.referral)
    const said = { referral: params.referral, id, text }
    if (await at.firstTime(id, said, () => shownReferral(at, params.referral))) await write(at, params.referral, said)
    return shownReferral(at, params.referral)
  }),
]
