import { clocksOfSending } from '#model/referrals/clocks.ts'
import type { Party } from '#model/referrals/contract.ts'
import type { At } from '../platform/door.ts'
import { invalid, notFound, notPossible } from '../platform/failure.ts'
import type { mayGive } from '../privacy/asks.ts'
import { approvalWanted } from '../team/asks.ts'
import { move, referralFor } from './acts.ts'
import { caseFacts, type Outlook, outlookOf } from './facts.ts'
import { originOf, putBoth, updateOrigin } from './sealed.ts'
import { serviceOf } from './services.ts'
import { coverOf, shareRefused } from './still-covered.ts'
import type { ReferralRow } from './store.ts'

/** A service and, if something may be sent to it, the desk that answers for it: `null` is a body without an account. */
export async function receiverOf(at: At, serviceId: string) {
  const service = await serviceOf(at, serviceId)
  if (!service) return undefined
  const fits = service.state === 'live' && service.at_desk !== at.desk.id && !service.tryout
  return { ...service, desk: fits ? service.at_desk : undefined }
}

/** Whether this member asks before something goes there: the desk wants it, and an inspectorate would get it. */
export const asksToSend = async (at: At, { inspectorate }: { inspectorate: boolean }): Promise<boolean> =>
  inspectorate && (await approvalWanted(at, 'send'))

/** A draft of this desk, with whom it is about. */
export async function draftOf(at: At, row: ReferralRow) {
  const origin = await originOf(at, row.id)
  if (!origin) throw notFound()
  if (row.state !== 'draft') throw notPossible('referral-already')
  return origin
}

/**
 * A draft that may go now exactly as it was shown, held until the end of the transaction, or why it may not. `as`: in whose
 * name, where another one asked for it.
 */
export async function draftToSend(
  at: At,
  id: string,
  { version, shown }: { version: number; shown: string },
  as?: Party,
) {
  const found = await referralFor(at, id, 'send', as ? {} : { version }, as)
  const { row } = found
  const origin = await draftOf(at, row)
  if ((await caseFacts(at, origin.case_id))?.state === 'closed') throw notPossible('case-closed')
  const service = await receiverOf(at, row.service_id)
  if (!service || service.desk !== row.to_desk) throw notPossible('no-desk-answers')
  const outlook = await outlookOf(at, origin)
  // Whoever asked saw the draft as it was: nothing else goes in that name.
  if (as && (row.version !== version || outlook.shown !== shown)) throw notPossible('approval-changed')
  if (outlook.missing.length > 0)
    throw invalid(...outlook.missing.map((scope) => ({ pointer: `/${scope}`, code: 'missing' })))
  if (outlook.shown !== shown) throw notPossible('not-as-shown')
  const cover = await coverOf(at, origin.person_id, service.body, outlook.snapshot)
  if (cover.reasons.length > 0) throw shareRefused(cover.reasons.map(({ code }) => code))
  return { found, service, origin, outlook, cover }
}

type Going = {
  service: NonNullable<Awaited<ReturnType<typeof serviceOf>>>
  outlook: Outlook
  cover: Awaited<ReturnType<typeof mayGive>>
}

/** Seals what travels, starts the clocks and lets it go. Whether it may was asked before, in the same transaction. */
export async function setOut(
  at: At,
  found: { row: ReferralRow; to: ReferralRow['state'] },
  { service, outlook, cover }: Going,
): Promise<void> {
  const { id } = found.row
  const { answerBy, expiresAt } = clocksOfSending(at.now, service.terms, service.due)
  await putBoth(at, id, outlook.snapshot)
  await updateOrigin(at, id, { ground_id: cover.ground, arrangement_id: cover.arrangement, body_id: service.body })
  await move(at, found, 'send', { sent_at: at.now, answer_by: answerBy, expires_at: expiresAt })
  await at.tell('referral.sent', { referral: id })
}
