import { startByOf } from '#model/referrals/clocks.ts'
import {
  acceptReferral,
  beginReferral,
  declineReferral,
  finishReferral,
  interruptReferral,
  seeReferral,
  withdrawReferral,
  writeMessage,
} from '#model/referrals/contract-acts.ts'
import { type Route, route } from '../platform/route.ts'
import { move, referralAt, referralFor, shownReferral } from './acts.ts'
import { say } from './sealed.ts'
import { serviceOf } from './services.ts'
import { idHere } from './store.ts'

export const actRoutes: Route[] = [
  route(seeReferral, async (at, { params, body }) => {
    const found = await referralFor(at, params.referral, 'see', body)
    await move(at, found, 'see', { seen_at: at.now })
    return shownReferral(at, params.referral)
  }),
  route(acceptReferral, async (at, { params, body }) => {
    const found = await referralFor(at, params.referral, 'accept', body)
    const service = await serviceOf(at, found.row.service_id)
    const startBy = service ? startByOf(at.now, service.terms, service.due) : null
    await move(at, found, 'accept', { answered_at: at.now, start_by: startBy })
    await at.tell('referral.accepted', { referral: found.row.id })
    return shownReferral(at, params.referral)
  }),
  route(declineReferral, async (at, { params, body: { version, reason, words } }) => {
    const found = await referralFor(at, params.referral, 'decline', { version, declined: reason })
    await move(at, found, 'decline', { answered_at: at.now, ended_at: at.now, reason })
    if (words) await say(at, found.row.id, idHere(at, `no ${found.row.id}`), 'decline', words)
    return shownReferral(at, params.referral)
  }),
  route(beginReferral, async (at, { params, body }) => {
    await move(at, await referralFor(at, params.referral, 'begin', body), 'begin', { begun_at: at.now })
    return shownReferral(at, params.referral)
  }),
  route(finishReferral, async (at, { params, body: { version, outcome, words } }) => {
    const found = await referralFor(at, params.referral, 'finish', { version, outcome })
    await move(at, found, 'finish', { ended_at: at.now, outcome })
    if (words) await say(at, found.row.id, idHere(at, `done ${found.row.id}`), 'finish', words)
    await at.tell('referral.finished', { referral: found.row.id })
    return shownReferral(at, params.referral)
  }),
  route(interruptReferral, async (at, { params, body: { version, reason, words } }) => {
    const found = await referralFor(at, params.referral, 'interrupt', { version, interrupted: reason })
    await move(at, found, 'interrupt', { ended_at: at.now, reason })
    if (words) await say(at, found.row.id, idHere(at, `stopped ${found.row.id}`), 'interrupt', words)
    return shownReferral(at, params.referral)
  }),
  route(withdrawReferral, async (at, { params, body }) => {
    await move(at, await referralFor(at, params.referral, 'withdraw', body), 'withdraw', { ended_at: at.now })
    return shownReferral(at, params.referral)
  }),
  route(writeMessage, async (at, { params, body: { id, text } }) => {
    await referralAt(at, params.referral)
    const said = { referral: params.referral, id, text }
    if (await at.firstTime(id, said, () => shownReferral(at, params.referral))) {
      const { row } = await referralFor(at, params.referral, 'message')
      await say(at, row.id, idHere(at, id), 'message', text)
    }
    return shownReferral(at, params.referral)
  }),
]
