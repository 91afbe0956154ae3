import { peopleOf } from '#model/appointments/conflicts.ts'
import {
  changeAppointment,
  listCaseAppointments,
  listNearAppointments,
  openBooking,
  planAppointment,
  readCalendar,
  settleAppointment,
} from '#model/appointments/contract.ts'
import {
  chooseMorningMail,
  endCalendarFeed,
  makeCalendarFeed,
  openOwnCalendar,
} from '#model/appointments/contract-own.ts'
import { listCalendarPlaces, saveMediator, savePatronDay, saveRoom } from '#model/appointments/contract-places.ts'
import { listWalkIns, moveWalkIn, noteWalkIn } from '#model/appointments/contract-queue.ts'
import { appointmentProblem, isAgreed, spanProblem } from '#model/appointments/rules.ts'
import { addDays } from '#model/calendar.ts'
import { caseBrief, touchOf } from '../cases/asks.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { checkCase } from './case-check.ts'
import { checkDay, checkNamed, ownKind, refuse } from './checks.ts'
import { bookingsOfReferrals } from './of-referrals.ts'
import { endFeed, makeFeed, ownCalendar, setMorningMail } from './own.ts'
import { calendarPlaces, withMediators, writeMediator, writePatronDay, writeRoom } from './places.ts'
import { presented, wholeAppointment } from './present.ts'
import { addWalkIn, moveInQueue, queueOf } from './queue.ts'
import { seriesRoutes } from './series-routes.ts'
import { appointmentsBetween, appointmentsOfCases, insertStep, type Step, type StepToWrite, stepsOf } from './store.ts'

/** Appointments of a case that are shown at once; how many there are is said beside. */
const SHOWN = 100

/** Writes the next step of an appointment that this actor sees: of two who do so at once one is first, the other is told. */
async function step(
  at: At,
  id: string,
  no: number,
  act: 'change' | 'held' | 'missed' | 'cancelled-by-person' | 'cancelled-by-desk' | 'undone',
  next: (before: Step) => Promise<StepToWrite>,
) {
  const now = await wholeAppointment(at, id)
  if (now.no !== no) throw movedOn(now)
  if (!now.can.includes(act)) throw notPossible('appointment-stands')
  const before = (await stepsOf(at, id)).at(-1)
  if (!before) throw notFound()
  if (!(await insertStep(at, no, await next(before)))) throw movedOn(await wholeAppointment(at, id))
  if (before.case !== null) await touchOf(at, before.case, at.today)
  return wholeAppointment(at, id)
}

export const appointmentRoutes: Route[] = [
  ...seriesRoutes,
  route(readCalendar, async (at, { query }) => {
    refuse(spanProblem(query.from, query.to))
    return {
      rows: await presented(at, await appointmentsBetween(at, query.from, query.to)),
      referrals: await bookingsOfReferrals(at, query.from, query.to),
    }
  }),
  route(listNearAppointments, async (at) => {
    const steps = await appointmentsBetween(at, at.today, addDays(at.today, 1))
    const me = at.actor.accountId ?? ''
    const own = (await withMediators(at, steps)).filter((each) => peopleOf(each).includes(me))
    return {
      rows: (await presented(at, own)).filter(({ state }) => state === 'planned'),
      referrals: (await bookingsOfReferrals(at, at.today, addDays(at.today, 1))).filter(
        (each) => isAgreed(each.state) && each.followers.includes(me),
      ),
    }
  }),
  route(listCaseAppointments, async (at, { params }) => {
    if (!(await caseBrief(at, params.case))) throw notFound()
    const steps = await appointmentsOfCases(at, [params.case])
    return {
      rows: await presented(at, steps.slice(0, SHOWN)),
      total: steps.length,
      missed: steps.filter(({ act }) => act === 'missed').length,
    }
  }),
  route(openBooking, (at, { params }) => wholeAppointment(at, params.appointment)),
  route(planAppointment, async (at, { body }) => {
    if (await at.firstTime(body.id, body, () => wholeAppointment(at, body.id))) {
      await checkCase(at, body.case)
      refuse(ownKind(body))
      await checkDay(at, body)
      await checkNamed(at, body)
      if (!(await insertStep(at, 0, { ...body, series: null, act: 'planned', why: '' })))
        throw movedOn(await wholeAppointment(at, body.id))
      if (body.case !== null) await touchOf(at, body.case, at.today)
    }
    return wholeAppointment(at, body.id)
  }),
  route(changeAppointment, (at, { params, body: { no, why, ...facts } }) =>
    step(at, params.appointment, no, 'change', async (before) => {
      refuse(ownKind(facts))
      if (before.day === facts.day) refuse(appointmentProblem(facts, at.today))
      else await checkDay(at, facts)
      await checkNamed(at, facts, before)
      return { ...facts, id: before.id, case: before.case, series: before.series, act: 'changed', why }
    }),
  ),
  route(settleAppointment, (at, { params, body: { no, act, why } }) =>
    step(at, params.appointment, no, act, async ({ no: _, by: __, at: ___, ...before }) => ({ ...before, act, why })),
  ),
  route(listCalendarPlaces, (at) => calendarPlaces(at)),
  route(saveRoom, (at, { params, body }) => writeRoom(at, params.room, body)),
  route(saveMediator, (at, { params, body }) => writeMediator(at, params.mediator, body)),
  route(savePatronDay, (at, { body }) => writePatronDay(at, body)),
  route(openOwnCalendar, (at) => ownCalendar(at)),
  route(chooseMorningMail, (at, { body }) => setMorningMail(at, body.morningMail)),
  route(makeCalendarFeed, (at) => makeFeed(at)),
  route(endCalendarFeed, (at) => endFeed(at)),
  route(listWalkIns, (at) => queueOf(at)),
  route(noteWalkIn, async (at, { body }) => {
    if (await at.firstTime(body.id, body, () => queueOf(at))) await addWalkIn(at, body)
    return queueOf(at)
  }),
  route(moveWalkIn, async (at, { params, body }) => {
    await moveInQueue(at, params.walkIn, body.version, body.act)
    return queueOf(at)
  }),
]
