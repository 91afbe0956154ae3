import { clocksOfSending } from '#model/referrals/clocks.ts'
import {
  changeReferral,
  draftReferral,
  listReferrals,
  openReferral,
  previewReferral,
  sendReferral,
  setTerms,
} from '#model/referrals/contract-acts.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { Failure, invalid, movedOn, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { actRoutes } from './act-routes.ts'
import { move, referralAt, referralFor, shownReferral } from './acts.ts'
import { caseFacts, coverOf, outlookOf } from './facts.ts'
import { countsOfReferrals, pageOfReferrals } from './list.ts'
import { linesOf, presentReferral } from './present.ts'
import { chosenColumns, insertOrigin, originOf, putBoth, updateOrigin } from './sealed.ts'
import { isTryout, putTerms, serviceOf } from './services.ts'
import { earlierOf, idHere, insertReferral, lockReferral, type ReferralRow, updateReferral } from './store.ts'

/** The desk that answers for a service, if something may be sent to it. */
async function receiverOf(at: At, serviceId: string) {
  const service = await serviceOf(at, serviceId)
  if (!service) return undefined
  const fits = service.state === 'live' && service.at_desk !== null && service.at_desk !== at.desk.id && !service.tryout
  return { ...service, desk: fits ? service.at_desk : null }
}

/** A draft of this desk, with whom it is about. */
async function draftOf(at: At, row: ReferralRow) {
  const origin = await originOf(at, row.id)
  if (!origin) throw notFound()
  if (row.state !== 'draft') throw notPossible('referral-already')
  return origin
}

export const referralRoutes: Route[] = [
  ...actRoutes,
  route(draftReferral, async (at, { params, body: { id: sent, serviceId, ...fields } }) => {
    const id = idHere(at, sent)
    const file = await caseFacts(at, params.case)
    if (!file) throw notFound()
    const first = await at.firstTime(sent, { case: params.case, serviceId, ...fields }, () => shownReferral(at, id))
    if (first) {
      if (file.state === 'closed') throw notPossible('case-closed')
      if (await isTryout(at)) throw notPossible('not-in-tryout')
      const service = await receiverOf(at, serviceId)
      if (!service) throw unknownId('/serviceId')
      if (service.desk === null) throw notPossible('no-desk-answers')
      await insertReferral(at, { id, to_desk: service.desk, service_id: serviceId, urgency: fields.urgency })
      await insertOrigin(at, id, { case: params.case, person: file.person_id }, fields)
    }
    return shownReferral(at, id)
  }),
  route(changeReferral, async (at, { params, body: { version, ...fields } }) => {
    const row = await lockReferral(at, params.referral)
    if (!row) throw notFound()
    await draftOf(at, row)
    if (row.version !== version) throw movedOn(await presentReferral(at, row))
    await updateOrigin(at, row.id, chosenColumns(at, row.id, fields))
    await updateReferral(at, row.id, { urgency: fields.urgency, version: version + 1 })
    return shownReferral(at, row.id)
  }),
  route(previewReferral, async (at, { params }) => {
    const row = await referralAt(at, params.referral)
    const origin = await draftOf(at, row)
    const [outlook, service, earlier] = await Promise.all([
      outlookOf(at, origin),
      serviceOf(at, row.service_id),
      earlierOf(at, row, origin.person_id),
    ])
    const cover = service && (await coverOf(at, origin.person_id, service.body, outlook.snapshot))
    const { snapshot, ...shown } = outlook
    return {
      ...shown,
      refusals: cover?.reasons.map(({ code }) => code) ?? [],
      before: earlier.map(({ id, state, made_at: madeAt }) => ({ id, state, madeAt })),
    }
  }),
  route(sendReferral, async (at, { params, body: { version, shown } }) => {
    const found = await referralFor(at, params.referral, 'send', { version })
    const { row } = found
    const origin = await draftOf(at, row)
    const service = await receiverOf(at, row.service_id)
    if (!service || service.desk !== row.to_desk) throw notPossible('no-desk-answers')
    const outlook = await outlookOf(at, origin)
    if (outlook.missing.length > 0)
      throw invalid(...outlook.missing.map((scope) => ({ pointer: `/${scope}`, code: 'missing' })))
    if (outlook.shown !== shown) throw notPossible('not-as-shown')
    const cover = await coverOf(at, origin.person_id, service.body, outlook.snapshot)
    if (cover.reasons.length > 0)
      throw new Failure('not-possible', {
        reason: 'share-refused',
        errors: cover.reasons.map(({ code }) => ({ pointer: '/share', code })),
      })
    const { answerBy, expiresAt } = clocksOfSending(at.now, service.terms, service.due)
    await putBoth(at, row.id, outlook.snapshot)
    await updateOrigin(at, row.id, { ground_id: cover.ground, arrangement_id: cover.arrangement })
    await move(at, found, 'send', { sent_at: at.now, answer_by: answerBy, expires_at: expiresAt })
    await at.tell('referral.sent', { referral: row.id })
    return shownReferral(at, row.id)
  }),
  route(listReferrals, async (at, { query }) => {
    const [[rows, total], counts] = await Promise.all([
      pageOfReferrals(at, query, readCursor(query.after, ['at', 'id']), query.most),
      countsOfReferrals(at),
    ])
    const page = rows.slice(0, query.most)
    const last = rows.length > query.most ? page.at(-1) : undefined
    const next = last ? cursor({ at: last.standing, id: last.id }) : null
    return { rows: await linesOf(at, page), next, total, counts }
  }),
  route(openReferral, (at, { params }) => shownReferral(at, params.referral)),
  route(setTerms, async (at, { params, body }) => {
    const service = await serviceOf(at, params.entry)
    if (!service) throw notFound()
    if (service.tended_by !== at.desk.id) throw notAllowed('not-yours')
    await putTerms(at, params.entry, body)
    return body
  }),
]
