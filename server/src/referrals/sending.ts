import { clocksOfSending } from '#model/referrals/clocks.ts'
import type { At } from '../platform/door.ts'
import type { mayGive } from '../privacy/asks.ts'
import { move } from './acts.ts'
import type { Outlook } from './facts.ts'
import { putBoth, updateOrigin } from './sealed.ts'
import { serviceOf } from './services.ts'
import type { ReferralRow } from './store.ts'

/** A service and, if something may be sent to it, the desk that answers for it: `null` is a body without an account. */
export async function receiverOf(at: At, serviceId: string) {
  const service = await serviceOf(at, serviceId)
  if (!service) return undefined
  const fits = service.state === 'live' && service.at_desk !== at.desk.id && !service.tryout
  return { ...service, desk: fits ? service.at_desk : undefined }
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
