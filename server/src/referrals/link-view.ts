import { sql } from 'kysely'
import { MOST_MESSAGES, type Snapshot, type Urgency } from '#model/referrals/contract.ts'
import type { Appointment } from '#model/referrals/contract-appointments.ts'
import { mayDo, wasErased } from '#model/referrals/rules.ts'
import { seenByReceiver } from '#model/referrals/scopes.ts'
import type { At } from '../platform/door.ts'
import { presentAppointment } from './appointments.ts'
import { copiesOf, messagesOf } from './sealed.ts'
import { namesOfNetwork, ownPhone } from './services.ts'
import { mayFollow } from './still-covered.ts'
import { eventsOf, isLink, type ReferralRow, standingOf } from './store.ts'

export type Asker = { desk: string; network: string }

/** All that is said before the code: who asks. */
export async function asker(at: At): Promise<Asker> {
  const { rows } = await sql<{ name: string }>`select name from network where id = ${at.desk.networkId}`.execute(at.tx)
  return { desk: at.desk.name, network: rows[0]?.name ?? '' }
}

/** What whoever holds the link reads of a referral. */
export type HeldReferral = Asker & {
  /** By which the desk that sent is called, if it says so in the directory. */
  phone: string | null
  service: string
  version: number
  urgency: Urgency
  snapshot: Snapshot
  withheld: boolean
  /** Nothing covers the giving any more: whoever sent has stopped it. */
  stopped: boolean
  answered: boolean
  answerBy: string | null
  startBy: string | null
  messages: { own: boolean; at: string; text: string }[]
  /** Whoever sent erased the data: nothing that is written is read there. */
  erased: boolean
  /** This side has written all that it may. */
  isFull: boolean
  appointment: Appointment
  can: ReturnType<typeof mayDo>
}

const waiting: readonly ReferralRow['state'][] = ['sent', 'seen']

/** What is left to do where nothing may be given any more: to say that it does not go on, or that it was done. */
export const whenStopped: readonly string[] = ['decline', 'interrupt', 'finish']
const noAppointment: Appointment = { no: 0, state: 'none', own: false, words: null, steps: [], can: [] }

/**
 * Whether what was sent may be given is asked at each opening. The second part is opened after a yes alone, and not where on that
 * day it could not be given.
 */
export async function shownToHolder(at: At, row: ReferralRow): Promise<HeldReferral> {
  const answered = !waiting.includes(row.state)
  const [covered, events, names, messages, who, phone, appointment] = await Promise.all([
    mayFollow(at, row),
    eventsOf(at, row.id),
    namesOfNetwork(at),
    messagesOf(at, row.id),
    asker(at),
    ownPhone(at),
    presentAppointment(at, row),
  ])
  const withheld = events.some(({ act }) => act === 'withhold')
  const copies = covered ? await copiesOf(at, [row.id], answered && !withheld ? undefined : 1) : new Map()
  return {
    ...who,
    phone,
    service: names.service(row.service_id).name,
    version: row.version,
    urgency: row.urgency,
    snapshot: seenByReceiver(copies.get(row.id) ?? {}, row),
    withheld,
    stopped: !covered,
    erased: wasErased(events),
    answered,
    answerBy: row.answer_by,
    startBy: row.start_by,
    messages: covered ? messages.map(({ by, at: written, text }) => ({ own: isLink(by), at: written, text })) : [],
    isFull: messages.filter(({ by, act }) => isLink(by) && act === 'message').length >= MOST_MESSAGES,
    appointment: covered ? appointment : noAppointment,
    can: mayDo(standingOf(row), 'link-holder', at.now).filter((act) => covered || whenStopped.includes(act)),
  }
}
