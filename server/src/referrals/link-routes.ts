import { makeReferralLink, openReferralLink, takeReferralLinkBack } from '#model/referrals/contract-links.ts'
import { hasEnded } from '#model/referrals/rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import { mailState } from '../mails/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { endLink, lastLink, linkStanding, makeLink } from './links.ts'
import { serviceOf } from './services.ts'
import { mustStillGo } from './still-covered.ts'
import { lockReferral, type ReferralRow, referralRow } from './store.ts'

/** A referral of this desk to a body without an account; any other has no link. */
function byLink(row: ReferralRow | undefined): ReferralRow {
  if (!row || row.to_desk !== null) throw notFound()
  return row
}

async function shownLink(at: At, referralId: string) {
  const row = await lastLink(at, referralId)
  if (!row) return null
  const [mail, nameOf] = await Promise.all([mailState(at, row.mail_id), namesOfActors(at)])
  const name = nameOf(row.made_by)
  return {
    madeAt: row.made_at,
    by: name === row.made_by ? null : name,
    endsAt: row.ends_at,
    openedAt: row.opened_at,
    openings: row.openings,
    lastOpenedAt: row.last_opened_at,
    triesLeft: row.tries_left,
    mail: mail ?? { state: 'sent' as const, reason: null },
    ...linkStanding(at, row),
  }
}

export const linkRoutes: Route[] = [
  route(openReferralLink, async (at, { params }) => {
    const row = byLink(await referralRow(at, params.referral))
    const [link, service] = await Promise.all([shownLink(at, row.id), serviceOf(at, row.service_id)])
    return { link, address: service?.mail ?? null, phone: service?.phone ?? null }
  }),
  route(makeReferralLink, async (at, { params, body }) => {
    const row = byLink(await lockReferral(at, params.referral))
    if (row.state === 'draft') throw notPossible('referral-not-yet')
    if (hasEnded(row.state)) throw notPossible('referral-ended')
    await mustStillGo(at, row)
    const code = await makeLink(at, row, body.address)
    const link = await shownLink(at, row.id)
    if (!link) throw notFound()
    return { link, code }
  }),
  route(takeReferralLinkBack, async (at, { params }) => {
    const row = byLink(await lockReferral(at, params.referral))
    await endLink(at, row.id, { revoked_at: at.now })
    return { done: true as const }
  }),
]
