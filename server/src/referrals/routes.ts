import {
  changeReferral,
  draftReferral,
  listReferrals,
  openReferral,
  openTerms,
  previewReferral,
  type ShownTerms,
  searchReferrals,
  setTerms,
} from '#model/referrals/contract-acts.ts'
import { listUnarranged } from '#model/referrals/contract-unarranged.ts'
import { coveredBy } from '#model/referrals/facts.ts'
import { mayBeReplaced } from '#model/referrals/moves.ts'
import { hasEnded } from '#model/referrals/rules.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { actRoutes } from './act-routes.ts'
import { referralAt, shownReferral } from './acts.ts'
import { appointmentRoutes } from './appointment-routes.ts'
import { referralsOfCase } from './asks.ts'
import { caseFacts, outlookOf, toldEarly } from './facts.ts'
import { fileRoutes } from './file-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { countsOfReferrals, pageOfReferrals } from './list.ts'
import { moveRoutes } from './move-routes.ts'
import { linesOf, presentReferral } from './present.ts'
import { chosenColumns, insertOrigin, originOf, updateOrigin } from './sealed.ts'
import { referralsFound } from './search.ts'
import { sendRoutes } from './send-routes.ts'
import { asksToSend, draftOf, receiverOf } from './sending.ts'
import { isTryout, putTerms, serviceOf } from './services.ts'
import { coverOf } from './still-covered.ts'
import { earlierOf, idHere, insertReferral, lockReferral, successorOf, updateReferral } from './store.ts'
import { unarranged } from './unarranged.ts'

/** Holds a referral of this case that ended without help: one alone is written in its place. */
async function mustBeReplaceable(at: At, id: string, caseId: string): Promise<void> {
  const row = await lockReferral(at, id)
  const origin = row && (await originOf(at, id))
  if (!row || origin?.case_id !== caseId) throw unknownId('/insteadOf')
  if (!mayBeReplaced({ state: row.state, reason: row.reason, sentAt: row.sent_at }))
    throw notPossible(row.state === 'done' ? 'referral-ended' : 'referral-not-yet')
  if (await successorOf(at, id)) throw notPossible('referral-replaced')
}

async function shownTerms(at: At, id: string): Promise<ShownTerms> {
  const service = await serviceOf(at, id)
  if (!service) throw notFound()
  const maySet = service.tended_by === at.desk.id && at.actor.grants.includes('service.tend')
  return { ...service.terms, said: service.said, can: maySet ? ['set'] : [] }
}

export const referralRoutes: Route[] = [
  ...actRoutes,
  ...linkRoutes,
  ...moveRoutes,
  ...appointmentRoutes,
  ...fileRoutes,
  ...sendRoutes,
  route(draftReferral, async (at, { params, body: { id: sent, serviceId, insteadOf, ...fields } }) => {
    const id = idHere(at, sent)
    const file = await caseFacts(at, params.case)
    if (!file) throw notFound()
    const first = await at.firstTime(sent, { case: params.case, serviceId, insteadOf, ...fields }, () =>
      shownReferral(at, id),
    )
    if (first) {
      if (file.state === 'closed') throw notPossible('case-closed')
      if (await isTryout(at)) throw notPossible('not-in-tryout')
      const service = await receiverOf(at, serviceId)
      if (!service) throw unknownId('/serviceId')
      if (service.desk === undefined) throw notPossible('no-desk-answers')
      if (fields.kind !== 'service' && service.desk === null) throw notPossible('kind-needs-desk')
      if (insteadOf !== null) await mustBeReplaceable(at, insteadOf, params.case)
      await insertReferral(at, {
        id,
        to_desk: service.desk,
        service_id: serviceId,
        urgency: fields.urgency,
        kind: fields.kind,
      })
      const of = {
        case: params.case,
        person: file.person_id,
        ...(insteadOf !== null && { instead: { id: insteadOf, by: at.actor.name } }),
      }
      await insertOrigin(at, id, of, fields)
    }
    return shownReferral(at, id)
  }),
  route(changeReferral, async (at, { params, body: { version, ...fields } }) => {
    const row = await lockReferral(at, params.referral)
    if (!row) throw notFound()
    await draftOf(at, row)
    if (row.version !== version) throw movedOn(await presentReferral(at, row))
    if (fields.kind !== 'service' && row.to_desk === null) throw notPossible('kind-needs-desk')
    await updateOrigin(at, row.id, chosenColumns(at, row.id, fields))
    await updateReferral(at, row.id, { urgency: fields.urgency, kind: fields.kind, version: version + 1 })
    return shownReferral(at, row.id)
  }),
  route(previewReferral, async (at, { params }) => {
    const row = await referralAt(at, params.referral)
    const origin = await draftOf(at, row)
    const [outlook, service, earlier, file, ofCase] = await Promise.all([
      outlookOf(at, origin),
      serviceOf(at, row.service_id),
      earlierOf(at, row, origin.person_id),
      caseFacts(at, origin.case_id),
      referralsOfCase(at, origin.case_id),
    ])
    const early = await toldEarly(at, origin.person_id, outlook.now)
    const cover = service && (await coverOf(at, origin.person_id, service.body, outlook.snapshot))
    const { snapshot, ...shown } = outlook
    return {
      ...shown,
      refusals: cover?.reasons.map(({ code }) => code) ?? [],
      uncovered: cover?.reasons.flatMap((reason) => ('missing' in reason ? (reason.missing ?? []) : [])) ?? [],
      wanted: service ? { body: service.body, scopes: coveredBy(outlook.snapshot) } : null,
      tellsWho: early,
      caseClosed: file?.state === 'closed',
      asksToSend: service !== undefined && (await asksToSend(at, service)),
      besides: ofCase
        .filter(({ id, state }) => id !== row.id && !hasEnded(state))
        .map(({ id, state, service: name }) => ({ id, state, service: name })),
      before: earlier.map(({ id, state, made_at: madeAt }) => ({ id, state, madeAt })),
    }
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
  route(listUnarranged, async (at) => ({ rows: await unarranged(at) })),
  route(searchReferrals, (at, { body }) => referralsFound(at, body)),
  route(openReferral, (at, { params }) => shownReferral(at, params.referral)),
  route(openTerms, (at, { params }) => shownTerms(at, params.entry)),
  route(setTerms, async (at, { params, body }) => {
    const service = await serviceOf(at, params.entry)
    if (!service) throw notFound()
    if (service.tended_by !== at.desk.id) throw notAllowed('not-yours')
    await putTerms(at, params.entry, body)
    return shownTerms(at, params.entry)
  }),
]
