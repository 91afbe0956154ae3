import { approveSending, askToSendReferral, sendReferral } from '#model/referrals/contract-acts.ts'
import { notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { approve, askApproval } from '../team/asks.ts'
import { referralAt, shownReferral } from './acts.ts'
import { asksToSend, draftToSend, setOut } from './sending.ts'

export const sendRoutes: Route[] = [
  route(sendReferral, async (at, { params: { referral }, body }) => {
    const ready = await draftToSend(at, referral, body)
    if (await asksToSend(at, ready.service)) throw notPossible('approval-wanted')
    await setOut(at, ready.found, ready)
    return shownReferral(at, referral)
  }),
  route(askToSendReferral, async (at, { params: { referral }, body: { id, ask, ...send } }) => {
    await referralAt(at, referral)
    const said = { referral, id, ask, ...send }
    if (await at.firstTime(id, said, () => shownReferral(at, referral))) {
      const { service, origin } = await draftToSend(at, referral, send)
      if (!service.inspectorate) throw notPossible('approval-not-wanted')
      await askApproval(at, { id, caseId: origin.case_id, referralId: referral, note: ask, send })
    }
    return shownReferral(at, referral)
  }),
  route(approveSending, async (at, { params: { referral, approval }, body }) => {
    await referralAt(at, referral)
    await approve(at, { id: approval, of: { referralId: referral } }, body.words, async ({ send }) => {
      if (!send) throw notFound()
      const ready = await draftToSend(at, referral, send, 'sender')
      await setOut(at, ready.found, ready)
    })
    return shownReferral(at, referral)
  }),
]
