import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { peopleOf } from '#model/appointments/conflicts.ts'
import {
  type AppointmentAct,
  type AppointmentFacts,
  type CaseAgenda,
  MOST_STEPS,
  NewAppointment,
} from '#model/appointments/contract.ts'
import { appointmentProblem, stateAfter } from '#model/appointments/rules.ts'
import { addDays, type CivilDate, instantAt, isoOf, millisecondsOf, timeOfDay, today } from '#model/calendar.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { notPossible, unknownId } from '../platform/failure.ts'
import { checkDay, checkNamed, refuse } from './checks.ts'
import { calendarPlaces, withMediators } from './places.ts'
import { rowsOf } from './rows.ts'
import { appointmentsBetween, appointmentsOfCases, insertStep, stepsOf, stepsOfCases } from './store.ts'

export type AppointmentTold = Awaited<ReturnType<typeof appointmentsOf>>[number]

/** The appointments of some cases, the latest day first: when, what for, where, what became of them, and what was noted on each. */
export async function appointmentsOf(at: At, cases: readonly string[]) {
  const byOne = [...Map.groupBy(await stepsOfCases(at, cases), ({ id }) => id).values()]
  return byOne
    .flatMap((steps) => {
      const last = steps.at(-1)
      if (!last) return []
      const { day, time, minutes, kind, place, act } = last
      const noted = [...new Set(steps.flatMap(({ text, why }) => [text, why]))].filter(Boolean)
      return { day, time, minutes, kind, place, state: stateAfter(act), noted }
    })
    .sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? 1 : -1))
}

/** Which appointments are planned between two days, and for which colleagues. */
export const plannedBetween = async (at: At, from: CivilDate, to: CivilDate) =>
  withMediators(
    at,
    (await appointmentsBetween(at, from, to)).filter(({ act }) => stateAfter(act) === 'planned'),
  )

/** What a colleague has planned today and tomorrow, as this actor may see it; `personsOf`: whose the cases are that it sees. */
export async function nearFor(
  at: At,
  account: string,
  personsOf: (at: At, cases: readonly string[]) => Promise<ReadonlyMap<string, string>>,
) {
  const own = (await plannedBetween(at, at.today, addDays(at.today, 1))).filter((step) =>
    peopleOf(step).includes(account),
  )
  const cases = own.flatMap((step) => step.case ?? [])
  return rowsOf(at, own, await personsOf(at, cases))
}

/** When and where the person of a case is expected, from today on, the next one first: for whoever reads the case in an emergency. */
export async function appointmentsAhead(at: At, caseId: string) {
  const [steps, { rooms }] = [await appointmentsOfCases(at, [caseId]), await calendarPlaces(at)]
  return steps
    .filter(({ act, day }) => stateAfter(act) === 'planned' && day >= at.today)
    .reverse()
    .map(({ day, time, minutes, kind, room, place }) => {
      const where = [rooms.find(({ id }) => id === room)?.name ?? '', place].filter(Boolean).join(', ')
      return { day, time, minutes, kind, place: where }
    })
}

/** The day of the latest appointment to which the person came, and until what hour it went; nothing to whoever reads no appointments. */
export async function lastHeld(at: At, caseId: string): Promise<{ day: CivilDate; until: string } | undefined> {
  if (!at.actor.grants.includes('appointment.read')) return undefined
  const [held] = (await appointmentsOfCases(at, [caseId]))
    .filter(({ act }) => act === 'held')
    .sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? 1 : -1))
  if (!held) return undefined
  const end = millisecondsOf(instantAt(held.day as CivilDate, held.time)) + held.minutes * 60_000
  return { day: held.day as CivilDate, until: timeOfDay(isoOf(end)) }
}

/** What a case says of its appointments; nothing to whoever reads no appointments. */
export async function agendaOf(at: At, caseId: string): Promise<z.input<typeof CaseAgenda>> {
  if (!at.actor.grants.includes('appointment.read')) return { ahead: [], total: 0, missed: 0 }
  const steps = await appointmentsOfCases(at, [caseId])
  const planned = steps.filter(({ act, day }) => stateAfter(act) === 'planned' && day >= at.today).reverse()
  const [{ rooms }, nameOf] =
    planned.length > 0
      ? await Promise.all([calendarPlaces(at), namesOfActors(at)])
      : [{ rooms: [] }, (actor: string) => actor]
  return {
    ahead: planned.map(({ id, day, time, minutes, kind, room, place, colleagues }) => {
      const who = colleagues.map((account) => nameOf(`account:${account}`))
      const where = [rooms.find((one) => one.id === room)?.name ?? '', place, ...who].filter(Boolean).join(' · ')
      return { id, day, time, minutes, kind, where } as z.input<typeof CaseAgenda>['ahead'][number]
    }),
    total: steps.length,
    missed: steps.filter(({ act }) => act === 'missed').length,
  }
}

/** Appointments of a case of which nothing was written but that they are planned, also those whose hour is past. */
export async function plannedIn(at: At, caseId: string) {
  if (!at.actor.grants.includes('appointment.read')) return []
  const steps = await appointmentsOfCases(at, [caseId])
  return steps.flatMap(({ act, id, day, time, minutes, kind }) =>
    stateAfter(act) === 'planned' ? [{ id, day: day as CivilDate, time, minutes, kind }] : [],
  )
}

/** Plans an appointment on somebody's behalf (demonstration data). */
export async function addAppointment(at: At, asked: z.input<typeof NewAppointment>): Promise<void> {
  await insertStep(at, 0, { ...NewAppointment.parse(asked), series: null, act: 'planned', why: '' })
}

/** What was done with the appointments of a case; nothing to whoever reads no appointments. */
export async function appointmentsHappened(at: At, caseId: string): Promise<Happened[]> {
  if (!at.actor.grants.includes('appointment.read')) return []
  return (await stepsOfCases(at, [caseId])).map(({ id, no, act, kind, day, time, by, at: when }) => {
    const isOver = act === 'held' || act === 'missed'
    return happened({
      ...{ kind: 'appointment', act, key: `${id}#${no}`, thing: id, actor: by, at: when, code: kind },
      ...(isOver ? { day } : { day: today(when), until: day, time }),
    })
  })
}

/** A colleague comes to appointments in the place of another one; false where one of them is not so any more. */
export async function giveAppointments(
  at: At,
  {
    caseId,
    from,
    to,
    appointments,
  }: { caseId: string | null; from: string; to: string; appointments: readonly string[] },
): Promise<boolean> {
  for (const id of appointments) {
    const last = (await stepsOf(at, id)).at(-1)
    if (!last || last.case !== caseId || stateAfter(last.act) !== 'planned' || !last.colleagues.includes(from))
      return false
    // The last steps of an appointment are kept for how it ends.
    if (last.no >= MOST_STEPS - 1) throw notPossible('appointment-stands')
    const { no, by: _, at: __, ...facts } = last
    const colleagues = [...new Set(facts.colleagues.map((each) => (each === from ? to : each)))]
    if (!(await insertStep(at, no, { ...facts, colleagues, act: 'changed', why: '' }))) return false
  }
  return true
}

type Booking = Pick<AppointmentFacts, 'day' | 'time' | 'minutes' | 'place' | 'colleagues'> & {
  id: string
  case: string
}

/** How the conferences about a case stand in the calendar. */
export const bookedConferences = async (at: At, caseId: string): Promise<Map<string, Booking>> =>
  new Map(
    (await appointmentsOfCases(at, [caseId])).flatMap(({ id, kind, day, time, minutes, place, colleagues }) =>
      kind === 'conference' ? [[id, { id, case: caseId, day, time, minutes, place, colleagues }] as const] : [],
    ),
  )

/** Puts a conference into the calendar as it stands now, for the first time if it is `isNew`; false where somebody else wrote meanwhile. */
export async function bookConference(
  at: At,
  booking: Booking,
  state: 'called' | 'held' | 'cancelled',
  isNew: boolean,
): Promise<boolean> {
  const before = (await stepsOf(at, booking.id)).at(-1)
  // The id of another appointment takes nothing from it.
  const isIts = before === undefined ? isNew : !isNew && before.kind === 'conference' && before.case === booking.case
  if (!isIts) throw unknownId('/id')
  const facts = { ...booking, kind: 'conference', room: null, mediator: null, language: null, text: '' } as const
  const { day, time, minutes, place, colleagues } = before ?? {}
  const isSame = isDeepStrictEqual(
    { day, time, minutes, place, colleagues },
    {
      ...{ day: facts.day, time: facts.time, minutes: facts.minutes, place: facts.place },
      colleagues: facts.colleagues,
    },
  )
  const act = before ? { called: 'changed', held: 'held', cancelled: 'cancelled-by-desk' }[state] : 'planned'
  // What is corrected of one that was held, or of its words alone, changes nothing in the calendar.
  if (before && isSame && (state === 'called' || before.act === 'held')) return true
  // The last place is kept for how it ends.
  if (before && before.no >= MOST_STEPS - (state === 'called' ? 1 : 0)) throw notPossible('appointment-stands')
  if (before?.day === facts.day) refuse(appointmentProblem(facts, at.today))
  else await checkDay(at, facts)
  await checkNamed(at, facts, before)
  return insertStep(at, before?.no ?? 0, { ...facts, series: null, act: act as AppointmentAct, why: '' })
}
