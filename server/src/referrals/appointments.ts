import { sql } from 'kysely'
import type { CivilDate } from '#model/calendar.ts'
import {
  isNear,
  isOver,
  meetsIn,
  refusalOf,
  type Step,
  standingOf,
  wordsProblem,
} from '#model/referrals/appointments.ts'
import type { Appointment, AppointmentAct, AppointmentWords } from '#model/referrals/contract-appointments.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible } from '../platform/failure.ts'
import { tellNews } from './news.ts'
import { originsOf } from './sealed.ts'
import { namesOfNetwork } from './services.ts'
import { isMute, mustBeRead } from './still-covered.ts'
import { eventsOf, isLink, lockReferral, on, type ReferralRow, referralsSeen, type Side, sideOf } from './store.ts'

const spot = (id: string, no: number) => ({ in: 'referral_appointment.words', id: `${id}#${no}` })

/** Keeps what was proposed in the desk at hand, once; false if it lay there. */
export async function putAppointment(at: At, id: string, no: number, words: AppointmentWords): Promise<boolean> {
  const added = await on(at)
    .insertInto('referral_appointment')
    .values({ desk_id: at.desk.id, referral_id: id, no, words: at.vault.seal(spot(id, no), words) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('no')
    .executeTakeFirst()
  return added !== undefined
}

/** What was proposed in referrals, as far as it lies in the desk at hand: by referral and number. */
export async function proposalsOf(at: At, ids: readonly string[]): Promise<Map<string, AppointmentWords>> {
  if (ids.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('referral_appointment')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', 'in', ids)
    // Of a person who was erased nothing is left to be told.
    .where(sql<boolean>`length(words) > 0`)
    .orderBy('referral_id')
    .orderBy('no')
    .execute()
  return new Map(
    rows.map(({ referral_id: id, no, words }) => [`${id}#${no}`, at.vault.open<AppointmentWords>(spot(id, no), words)]),
  )
}

type StepRow = Step & { referral: string; by_desk: string; actor: string; at: string }

/** What was done with the appointments of referrals, in the order in which it was. */
export async function stepsOf(at: At, rows: readonly Pick<ReferralRow, 'id' | 'from_desk'>[]): Promise<StepRow[]> {
  if (rows.length === 0) return []
  const senders = new Map(rows.map(({ id, from_desk }) => [id, from_desk]))
  const steps = await on(at)
    .selectFrom('referral_appointment_step')
    .select(['referral_id as referral', 'no', 'act', 'by_desk', 'actor', 'at'])
    .where('network_id', '=', at.desk.networkId)
    .where('referral_id', 'in', [...senders.keys()])
    .orderBy('referral_id')
    .orderBy('no')
    .execute()
  const isSender = (step: (typeof steps)[number]) => step.by_desk === senders.get(step.referral) && !isLink(step.actor)
  return steps.map((step) => ({ ...step, side: isSender(step) ? 'sender' : 'receiver' }))
}

/** Who acts here: whoever holds the link is the other side, though in the desk that sent. */
const hereAs = (at: At, row: ReferralRow): Side => (isLink(at.actor.name) ? 'receiver' : sideOf(at, row))

/** The appointment of a referral as this side may see it: nothing of it once there is nobody to be met any more. */
export async function presentAppointment(at: At, row: ReferralRow): Promise<Appointment> {
  const [steps, proposals, names, nameOf, events] = [
    await stepsOf(at, [row]),
    await proposalsOf(at, [row.id]),
    await namesOfNetwork(at),
    await namesOfActors(at),
    await eventsOf(at, row.id),
  ]
  const { no, state, proposal } = standingOf(steps)
  const side = hereAs(at, row)
  const meets = meetsIn(row.state)
  const words = (meets && proposal && state !== 'cancelled' && proposals.get(`${row.id}#${proposal.no}`)) || null
  const may = at.actor.grants.includes('referral.answer') || isLink(at.actor.name)
  const mute = await isMute(at, row, events)
  const acts: AppointmentAct[] = ['confirm', 'propose', 'cancel']
  return {
    no,
    state: meets ? state : 'none',
    own: proposal?.side === side,
    words,
    steps: steps.map(({ no, act, at: when, by_desk: by, actor }) => ({
      no,
      act,
      at: when,
      desk: isLink(actor) ? names.receiver(row) : names.desk(by),
      by: by === at.desk.id && !isLink(actor) ? nameOf(actor) : null,
    })),
    can: acts.filter(
      (act) =>
        may &&
        refusalOf(row.state, steps, act, side) === null &&
        (act === 'cancel' || !mute) &&
        (act !== 'confirm' || (words !== null && !isOver(words, at.now))),
    ),
  }
}

/**
 * One step with the appointment of a referral, which is held meanwhile: of two who act at once one is first, and the other
 * is told how it stands.
 */
export async function appoint(
  at: At,
  id: string,
  act: AppointmentAct,
  { no, words }: { no: number; words?: AppointmentWords },
): Promise<Appointment> {
  const row = await lockReferral(at, id)
  if (!row) throw notFound()
  const steps = await stepsOf(at, [row])
  const now = await presentAppointment(at, row)
  if (no !== now.no) throw movedOn(now)
  if (act !== 'cancel') await mustBeRead(at, row)
  const refused = refusalOf(row.state, steps, act, hereAs(at, row))
  if (refused) throw notPossible(refused)
  // What has not arrived yet, or is over meanwhile, is not confirmed.
  if (act === 'confirm' && !now.can.includes('confirm')) throw movedOn(now)
  const wrong = words && wordsProblem(words, at.now)
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
  await on(at)
    .insertInto('referral_appointment_step')
    .values({
      ...{ network_id: row.network_id, referral_id: id, no: no + 1, act },
      ...{ from_desk: row.from_desk, to_desk: row.to_desk, by_desk: at.desk.id, actor: at.actor.name, at: at.now },
    })
    .execute()
  if (words) {
    await putAppointment(at, id, no + 1, words)
    if (row.to_desk !== null) await at.tell('referral.appointed', { referral: id, no: no + 1 })
  }
  // What was proposed to another desk is new there when its words are.
  if (!words || row.to_desk === null) await tellNews(at, row, 'appointment')
  return presentAppointment(at, row)
}

/** The appointments of referrals that stand. When they are stands sealed alone: all of them are opened. */
async function standingOnes(at: At) {
  const rows = await on(at)
    .selectFrom('referral')
    .selectAll('referral')
    .where(referralsSeen(at))
    .where('state', 'in', ['accepted', 'in-progress'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('referral_appointment_step as s')
          .select('s.no')
          .whereRef('s.network_id', '=', 'referral.network_id')
          .whereRef('s.referral_id', '=', 'referral.id'),
      ),
    )
    .execute()
  const [steps, proposals] = [
    await stepsOf(at, rows),
    await proposalsOf(
      at,
      rows.map(({ id }) => id),
    ),
  ]
  return rows.flatMap((row) => {
    const own = steps.filter(({ referral }) => referral === row.id)
    const { state, proposal } = standingOf(own)
    const words = proposal && proposals.get(`${row.id}#${proposal.no}`)
    const last = own.at(-1)
    if (!words || !last || (state !== 'proposed' && state !== 'confirmed')) return []
    return { row, state, proposal, words, last }
  })
}

/** Appointments of today and tomorrow, the earliest first. */
export async function appointmentsNear(at: At) {
  const all = await standingOnes(at)
  const [names, origins] = [
    await namesOfNetwork(at),
    await originsOf(
      at,
      all.map(({ row }) => row.id),
    ),
  ]
  const persons = await namesOfPersons(
    at,
    [...origins.values()].map((each) => each.person_id),
  )
  return all
    .flatMap(({ row, state, proposal, words }) => {
      const toConfirm = state === 'proposed' && proposal.side !== sideOf(at, row) && words.day >= at.today
      if (!toConfirm && !isNear(words.day, at.today)) return []
      const origin = origins.get(row.id)
      return {
        referral: row.id,
        service: names.service(row.service_id).name,
        desk: (sideOf(at, row) === 'sender' ? names.receiver(row) : names.desk(row.from_desk)).name,
        personName: (origin && persons.get(origin.person_id)?.name) ?? null,
        state,
        toConfirm,
        words,
      }
    })
    .sort((a, b) => (`${a.words.day} ${a.words.time}` < `${b.words.day} ${b.words.time}` ? -1 : 1))
}

/** Appointments of referrals between two days, with the case of this desk that each came from or led to. */
export async function appointmentsOfDays(at: At, from: CivilDate, to: CivilDate) {
  const found = (await standingOnes(at)).filter(({ words }) => from <= words.day && words.day <= to)
  if (found.length === 0) return []
  const ids = found.map(({ row }) => row.id)
  const [names, origins, taken] = [
    await namesOfNetwork(at),
    await originsOf(at, ids),
    await on(at)
      .selectFrom('referral_case')
      .select(['referral_id', 'case_id'])
      .where('desk_id', '=', at.desk.id)
      .where('referral_id', 'in', ids)
      .execute(),
  ]
  return found.map(({ row, state, words, last }) => ({
    ...{ referral: row.id, state, ...words, no: last.no, changedAt: last.at },
    service: names.service(row.service_id).name,
    desk: (sideOf(at, row) === 'sender' ? names.receiver(row) : names.desk(row.from_desk)).name,
    case: origins.get(row.id)?.case_id ?? taken.find((each) => each.referral_id === row.id)?.case_id ?? null,
  }))
}
