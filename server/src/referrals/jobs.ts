import { z } from 'zod'
import { decide, type StateRefusal } from '#model/referrals/rules.ts'
import { noteServiceOnce } from '../cases/asks.ts'
import { type At, enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById, type Job, job } from '../platform/job.ts'
import { move } from './acts.ts'
import { coverOf } from './facts.ts'
import { copiesOf, messagesOf, originOf, putCopy, putMessage } from './sealed.ts'
import { serviceOf } from './services.ts'
import { lockReferral, noteEvent, on, type ReferralRow, referralRow, updateReferral } from './store.ts'

const system = houseActor('system')

/** Enters a desk as the system does; `topic` is what the register says of it. */
async function within<T>(house: House, deskId: string, topic: string, id: string, work: (at: At) => Promise<T>) {
  const desk = await deskById(house, { id: deskId })
  if (!desk) throw new Error('a desk of a referral is gone')
  return enterDesk(house, desk, system, { act: topic, record: 'referral', recordId: id }, work)
}

/**
 * Takes the first part of what was sent into the desk that receives, then shows the referral there. While it goes, the
 * sender's row is held: nobody takes back what is half there. Killed anywhere, it is done again and does nothing twice.
 */
const deliver = (house: House, from: string, id: string) =>
  within(house, from, 'referral.sent', id, async (at) => {
    const row = await lockReferral(at, id)
    if (row?.state !== 'sent' || row.delivered_at !== null) return
    const first = (await copiesOf(at, [id], 1)).get(id)
    if (!first) throw new Error('a referral has no copy')
    await within(house, row.to_desk, 'referral.sent', id, (there) => putCopy(there, id, 1, first))
    await updateReferral(at, id, { delivered_at: at.now })
    await noteEvent(at, row, 'deliver')
  })

const afterYes = ['accepted', 'in-progress', 'done', 'interrupted']

/** After the yes the rest goes, if on that day it may still be given. */
const deliverRest = (house: House, { from_desk: from, to_desk: to, id }: ReferralRow) =>
  within(house, from, 'referral.accepted', id, async (at) => {
    const row = await lockReferral(at, id)
    const origin = await originOf(at, id)
    if (!row || !origin || !afterYes.includes(row.state)) return
    const [whole, rest, service] = [
      await copiesOf(at, [id]),
      await copiesOf(at, [id], 2),
      await serviceOf(at, row.service_id),
    ]
    const cover = service && (await coverOf(at, origin.person_id, service.body, whole.get(id) ?? {}))
    if (!cover || cover.reasons.length > 0) return void (await noteEvent(at, row, 'withhold'))
    await within(house, to, 'referral.accepted', id, (there) => putCopy(there, id, 2, rest.get(id) ?? {}))
  })

/** What one desk wrote comes to the other, without who wrote it. */
async function deliverMessage(house: House, at: At, id: string, messageId: string): Promise<void> {
  const row = await referralRow(at, id)
  const message = (await messagesOf(at, id)).find((each) => each.id === messageId)
  if (!row?.delivered_at || !message) return
  const other = row.from_desk === at.desk.id ? row.to_desk : row.from_desk
  await within(house, other, 'referral.said', id, (there) => putMessage(there, { ...message, by: 'desk' }))
}

/** What was done stands as a service delivered in the case of whoever sent, once: it bears the referral's id. */
async function writeBack(house: House, receiver: At, id: string): Promise<void> {
  const done = await referralRow(receiver, id)
  if (!done) return
  const words = (await messagesOf(receiver, id)).find(({ act }) => act === 'finish')?.text
  await within(house, done.from_desk, 'referral.finished', id, async (at) => {
    const [origin, service] = [await originOf(at, id), await serviceOf(at, done.service_id)]
    if (!origin) return
    const text = [service?.name, words].filter(Boolean).join(': ')
    await noteServiceOnce(at, origin.case_id, { id, day: at.today, kind: origin.said.need, text })
  })
}

const ofReferral = z.object({ referral: z.uuid() })

/** Referrals that rest on a ground that ended: what is not begun is taken back, what is under way is told. */
async function stopOn(at: At, ground: string): Promise<void> {
  const origins = await on(at)
    .selectFrom('referral_origin')
    .select('referral_id')
    .where('desk_id', '=', at.desk.id)
    .where('ground_id', '=', ground)
    .execute()
  for (const { referral_id: id } of origins) {
    const row = await lockReferral(at, id)
    if (!row) continue
    const answer = decide({ state: row.state, expiresAt: row.expires_at }, 'withdraw', 'sender', at.now)
    if ('to' in answer) await move(at, { row, to: answer.to }, 'withdraw', { ended_at: at.now })
    else if (answer.refused === ('too-late' satisfies StateRefusal)) await noteEvent(at, row, 'ground-ended')
  }
}

/** A chore of the house: what a desk sent and nobody answered in its time ends. */
export async function expireReferralsOf(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (!desk) return
  const due = await enterDesk(house, desk, system, 'read', (at) =>
    on(at)
      .selectFrom('referral')
      .select('id')
      .where('network_id', '=', at.desk.networkId)
      .where('from_desk', '=', at.desk.id)
      .where('state', 'in', ['sent', 'seen'])
      .where('expires_at', '<=', at.now)
      .execute(),
  )
  for (const { id } of due)
    await within(house, deskId, 'referral.expired', id, async (at) => {
      const row = await lockReferral(at, id)
      if (!row) return
      const answer = decide({ state: row.state, expiresAt: row.expires_at }, 'expire', 'clock', at.now)
      if ('to' in answer) await move(at, { row, to: answer.to }, 'expire', { ended_at: at.now })
    })
}

export const referralJobs = (house: House): Job[] => [
  job('referral.sent', ofReferral, async (enter, { referral }) => {
    const row = await enter(null, (at) => referralRow(at, referral))
    if (row) await deliver(house, row.from_desk, referral)
  }),
  job('referral.accepted', ofReferral, async (enter, { referral }) => {
    const row = await enter(null, (at) => referralRow(at, referral))
    if (row) await deliverRest(house, row)
  }),
  job('referral.said', ofReferral.extend({ message: z.uuid() }), async (enter, { referral, message }) => {
    const row = await enter(null, (at) => referralRow(at, referral))
    // What is written right after sending does not come before what was sent.
    if (row && row.delivered_at === null) await deliver(house, row.from_desk, referral)
    await enter(null, (at) => deliverMessage(house, at, referral, message))
  }),
  job('referral.finished', ofReferral, (enter, { referral }) => enter(null, (at) => writeBack(house, at, referral))),
  job('ground.ended', z.object({ ground: z.uuid(), person: z.uuid() }), (enter, { ground, person }) =>
    enter({ record: 'person', recordId: person }, (at) => stopOn(at, ground)),
  ),
]
