import { MOST_ON_A_DAY } from '#model/appointments/contract.ts'
import { cancelFollowing, moveFollowing, type NewSeries, planSeries } from '#model/appointments/contract-series.ts'
import { appointmentProblem } from '#model/appointments/rules.ts'
import { addDays, daysBetween } from '#model/calendar.ts'
import { touchOf } from '../cases/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { checkCase } from './case-check.ts'
import { checkNamed, ownKind, refuse } from './checks.ts'
import { followingOf } from './following.ts'
import { wholeAppointment } from './present.ts'
import { countOnDay, insertStep, type Step, type StepToWrite, stepsOf } from './store.ts'

/** One day of several: which one is wrong is said by its place. */
async function checkOne(at: At, facts: Parameters<typeof appointmentProblem>[0], place: number, isNew: boolean) {
  const wrong = appointmentProblem(facts, at.today)
  const pointer = wrong && ['day', 'time'].includes(wrong.field) ? `/days/${place}/day` : `/${wrong?.field}`
  if (wrong) throw invalid({ pointer, code: wrong.code })
  if (isNew && (await countOnDay(at, facts.day)) >= MOST_ON_A_DAY) throw notPossible('day-full')
}

async function plan(at: At, { id: series, days, ...body }: NewSeries): Promise<void> {
  await checkCase(at, body.case)
  if (new Set(days.map(({ day }) => day)).size < days.length) throw invalid({ pointer: '/days', code: 'twice' })
  for (const [place, { id, day }] of days.entries()) {
    const facts = { ...body, day }
    refuse(ownKind(facts))
    await checkOne(at, facts, place, true)
    if (place === 0) await checkNamed(at, facts)
    // An id that is taken is one of another appointment: nothing of the series is written.
    if (!(await insertStep(at, 0, { ...facts, id, series, act: 'planned', why: '' })))
      throw invalid({ pointer: `/days/${place}/id`, code: 'unknown' })
  }
  if (body.case !== null) await touchOf(at, body.case, at.today)
}

/** Writes a step of an appointment and of those of its series that follow: all of them or none. */
async function both(
  at: At,
  id: string,
  no: number,
  act: 'change' | 'cancelled-by-person' | 'cancelled-by-desk',
  next: (step: Step, place: number) => Promise<StepToWrite>,
) {
  const now = await wholeAppointment(at, id)
  if (now.no !== no) throw movedOn(now)
  if (!now.can.includes(act)) throw notPossible('appointment-stands')
  const last = (await stepsOf(at, id)).at(-1)
  if (!last) throw notFound()
  for (const [place, step] of [last, ...(await followingOf(at, last))].entries()) {
    const one = place === 0 ? now : await wholeAppointment(at, step.id)
    if (!one.can.includes(act)) throw notPossible('appointment-stands')
    if (!(await insertStep(at, step.no, await next(step, place)))) throw movedOn(await wholeAppointment(at, id))
  }
  if (last.case !== null) await touchOf(at, last.case, at.today)
  return wholeAppointment(at, id)
}

export const seriesRoutes: Route[] = [
  route(planSeries, async (at, { body }) => {
    const first = body.days[0]?.id as string
    if (await at.firstTime(body.id, body, () => wholeAppointment(at, first))) await plan(at, body)
    return wholeAppointment(at, first)
  }),
  route(moveFollowing, async (at, { params, body: { no, day, time, why } }) => {
    const { day: from } = await wholeAppointment(at, params.appointment)
    const shift = daysBetween(from, day)
    return both(at, params.appointment, no, 'change', async (step, place) => {
      const { no: _, by: __, at: ___, ...before } = step
      const facts = { ...before, day: addDays(step.day, shift), time }
      await checkOne(at, facts, place, shift !== 0)
      return { ...facts, act: 'changed', why }
    })
  }),
  route(cancelFollowing, (at, { params, body: { no, act, why } }) =>
    both(at, params.appointment, no, act, async ({ no: _, by: __, at: ___, ...before }) => ({ ...before, act, why })),
  ),
]
