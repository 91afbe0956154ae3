import { z } from 'zod'
import { GROUND_ENDED, NewsKind } from '#model/referrals/contract.ts'
import { decide, type StateRefusal } from '#model/referrals/rules.ts'
import { closeHandedOver, noteServiceOnce } from '../cases/asks.ts'
import { membersWith } from '../identity/asks.ts'
import { askMail } from '../mails/asks.ts'
import { type At, enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById, type Enter, type Job, job } from '../platform/job.ts'
import { Turns } from '../platform/turns.ts'
import { move } from './acts.ts'
import { proposalsOf, putAppointment } from './appointments.ts'
import { aboutFile, bytesOf, lockFile, markFile, putFile } from './file-store.ts'
import { endRunOut, hasRunOut } from './links.ts'
import { noteCame, noteNews, tellNews } from './news.ts'
import { isWorkingTime, rememberedBy, remind } from './reminders.ts'
import { copiesOf, isMessage, messageOf, originOf, putCopy, putMessage } from './sealed.ts'
import { serviceOf } from './services.ts'
import { mayFollow } from './still-covered.ts'
import { lockReferral, noteEvent, on, referralRow, standingOf, updateReferral } from './store.ts'

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
    if (row?.state !== 'sent' || row.delivered_at !== null || row.to_desk === null) return
    const first = (await copiesOf(at, [id], 1)).get(id)
    if (!first) throw new Error('a referral has no copy')
    await within(house, row.to_desk, 'referral.sent', id, (there) => putCopy(there, id, 1, first))
    await updateReferral(at, id, { delivered_at: at.now })
    await noteEvent(at, row, 'deliver')
  })

const afterYes = ['accepted', 'in-progress', 'done', 'interrupted']

/** After the yes the rest goes, if on that day it may still be given. */
const deliverRest = (house: House, from: string, to: string, id: string) =>
  within(house, from, 'referral.accepted', id, async (at) => {
    const row = await lockReferral(at, id)
    if (!row || !afterYes.includes(row.state)) return
    if (!(await mayFollow(at, row))) return void (await noteEvent(at, row, 'withhold'))
    const rest = await copiesOf(at, [id], 2)
    await within(house, to, 'referral.accepted', id, (there) => putCopy(there, id, 2, rest.get(id) ?? {}))
  })

/** A desk, as a job reads in it and leaves it: none is held while the other one is entered. */
type Read = <T>(work: (at: At) => Promise<T>) => Promise<T>

const otherOf = (at: At, row: { from_desk: string; to_desk: string | null }) =>
  row.from_desk === at.desk.id ? row.to_desk : row.from_desk

const otherDeskOf = (id: string) => async (at: At) => {
  const row = await referralRow(at, id)
  return row && otherOf(at, row)
}

/** What one desk wrote comes to the other, without who wrote it. */
async function deliverMessage(house: House, read: Read, id: string, messageId: string): Promise<void> {
  const found = await read(async (at) => {
    const [row, message] = [await referralRow(at, id), await messageOf(at, id, { id: messageId })]
    return row?.delivered_at && row.to_desk !== null && message ? { other: otherOf(at, row), message } : undefined
  })
  if (!found?.other) return
  await within(house, found.other, 'referral.said', id, async (there) => {
    const added = await putMessage(there, { ...found.message, by: 'desk' })
    // What was said with a step is new as that step.
    if (!added) return
    if (!isMessage(found.message)) await noteCame(there, id, 'conference')
    else if (found.message.act === 'message') await noteCame(there, id, 'message')
  })
}

/** What was proposed as an appointment comes to the other desk. */
async function deliverAppointment(house: House, read: Read, id: string, no: number): Promise<void> {
  const found = await read(async (at) => {
    const [row, proposals] = [await referralRow(at, id), await proposalsOf(at, [id])]
    const words = proposals.get(`${id}#${no}`)
    return row && row.to_desk !== null && words ? { other: otherOf(at, row), words } : undefined
  })
  if (!found?.other) return
  await within(house, found.other, 'referral.appointed', id, async (there) => {
    if (await putAppointment(there, id, no, found.words)) await noteCame(there, id, 'appointment')
  })
}

/**
 * A file that one desk sent comes to the other. First it is said that it goes, in a transaction of its own: from then on it is
 * not taken back, so that nobody is told that it never arrived while it lies there. What the sender gives is asked about anew.
 */
async function deliverFile(house: House, enter: Enter, id: string, fileId: string): Promise<void> {
  const goes = await enter(null, async (at) => {
    const row = await lockReferral(at, id)
    const file = await lockFile(at, fileId)
    if (!row || !file || !afterYes.includes(row.state)) return false
    if (row.from_desk === at.desk.id && !(await mayFollow(at, row))) return false
    if (file.taken_at === null) await markFile(at, fileId, { taken_at: at.now })
    return true
  })
  if (!goes) return
  await enter(null, async (at) => {
    const [row, file] = [await referralRow(at, id), await lockFile(at, fileId)]
    if (!row || row.to_desk === null || !file || file.arrived_at !== null) return
    const about = aboutFile(at, file)
    if (about.kind === null) return
    const bytes = await bytesOf(at, file)
    const other = row.from_desk === at.desk.id ? row.to_desk : row.from_desk
    const { desk_id: _, about: __, size: ___, ...sent } = file
    await within(house, other, 'referral.filed', id, async (there) => {
      const come = { ...sent, by: 'desk', taken_at: there.now, arrived_at: there.now }
      if (await putFile(there, come, about, bytes)) await noteCame(there, id, 'file')
    })
    await markFile(at, fileId, { arrived_at: at.now })
  })
}

/** What was done stands as a service delivered in the case of whoever sent, once: it bears the referral's id. */
async function writeBack(house: House, read: Read, id: string): Promise<void> {
  const found = await read(async (at) => {
    const [done, message] = [await referralRow(at, id), await messageOf(at, id, { act: 'finish' })]
    return done && { done, words: message?.text }
  })
  if (!found) return
  const { done, words } = found
  await within(house, done.from_desk, 'referral.finished', id, async (at) => {
    const [origin, service] = [await originOf(at, id), await serviceOf(at, done.service_id)]
    if (!origin) return
    if (done.kind === 'transfer') return closeHandedOver(at, origin.case_id)
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
    const answer = decide(standingOf(row), 'withdraw', 'sender', at.now)
    if ('to' in answer) {
      if (row.state !== 'draft') {
        await noteEvent(at, row, 'ground-ended')
        // Nobody here pressed anything: whoever follows the person has to know that nobody expects her there any more.
        await noteNews(at, id, 'state')
      }
      await move(at, { row, to: answer.to }, 'withdraw', { ended_at: at.now })
    }
    // Two desks that follow somebody together do so on this ground: without it, each goes on alone.
    else if (row.kind === 'shared' && row.state === 'in-progress')
      await move(at, { row, to: 'interrupted' }, 'interrupt', { ended_at: at.now, reason: GROUND_ENDED })
    else if (answer.refused === ('too-late' satisfies StateRefusal)) {
      await noteEvent(at, row, 'ground-ended')
      if (row.to_desk !== null) await tellNews(at, row, 'state')
    }
  }
}

/** By mail too, as the page of an old referral is seldom opened again. */
async function tellMembers(at: At, id: string): Promise<void> {
  await noteCame(at, id, 'state')
  for (const member of await membersWith(at, 'privacy.decide')) await askMail(at, { member }, 'data-erased', 1)
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
      const answer = decide(standingOf(row), 'expire', 'clock', at.now)
      if ('to' in answer) await move(at, { row, to: answer.to }, 'expire', { ended_at: at.now })
    })
}

/** A chore of the house: links whose time is over leave no hash and no address behind. */
export async function endLinksOf(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (!desk || !(await enterDesk(house, desk, system, 'read', hasRunOut))) return
  await enterDesk(house, desk, system, null, endRunOut)
}

/** A chore of the house: tells members of a desk, and whoever holds its links, what waits, is late or was answered. */
export async function remindOfReferrals(house: House, deskId: string): Promise<void> {
  if (!isWorkingTime(house.clock())) return
  const desk = await deskById(house, { id: deskId })
  if (!desk || (await enterDesk(house, desk, system, 'read', rememberedBy)).length === 0) return
  await enterDesk(house, desk, system, null, remind)
}

/** Some of them hold one desk while they enter another: two that wait for a second connection would keep it from each other. */
export const referralJobs = (house: House, turns = new Turns()): Job[] => [
  job('referral.sent', ofReferral, async (enter, { referral }) => {
    const row = await enter(null, (at) => referralRow(at, referral))
    if (row) await turns.take('two desks', () => deliver(house, row.from_desk, referral))
  }),
  job('referral.accepted', ofReferral, async (enter, { referral }) => {
    const row = await enter(null, (at) => referralRow(at, referral))
    const to = row?.to_desk
    if (to) await turns.take('two desks', () => deliverRest(house, row.from_desk, to, referral))
  }),
  job('referral.said', ofReferral.extend({ message: z.uuid() }), async (enter, { referral, message }) => {
    const row = await enter(null, (at) => referralRow(at, referral))
    // What is written right after sending does not come before what was sent.
    if (row && row.delivered_at === null) await turns.take('two desks', () => deliver(house, row.from_desk, referral))
    await deliverMessage(house, (work) => enter(null, work), referral, message)
  }),
  job('referral.appointed', ofReferral.extend({ no: z.int() }), (enter, { referral, no }) =>
    deliverAppointment(house, (work) => enter(null, work), referral, no),
  ),
  job('referral.finished', ofReferral, (enter, { referral }) =>
    writeBack(house, (work) => enter(null, work), referral),
  ),
  job('referral.filed', ofReferral.extend({ file: z.uuid() }), (enter, { referral, file }) =>
    turns.take('two desks', () => deliverFile(house, enter, referral, file)),
  ),
  job('referral.moved', ofReferral.extend({ kind: NewsKind }), async (enter, { referral, kind }) => {
    const other = await enter(null, otherDeskOf(referral))
    if (other) await within(house, other, 'referral.moved', referral, (there) => noteCame(there, referral, kind))
  }),
  job('referral.erased', ofReferral, async (enter, { referral }) => {
    const other = await enter(null, otherDeskOf(referral))
    if (other) await within(house, other, 'referral.erased', referral, (there) => tellMembers(there, referral))
  }),
  job('ground.ended', z.object({ ground: z.uuid(), person: z.uuid() }), (enter, { ground, person }) =>
    enter({ record: 'person', recordId: person }, (at) => stopOn(at, ground)),
  ),
]
