import { v5 } from 'uuid'
import type { Slot } from '#model/appointments/conflicts.ts'
import type { AppointmentFacts, WholeAppointment } from '#model/appointments/contract.ts'
import type { NewSeries } from '#model/appointments/contract-series.ts'
import { dayProblem } from '#model/appointments/rules.ts'
import { MOST_IN_SERIES, type Rhythm, seriesDays } from '#model/appointments/series.ts'
import { addDays, type CivilDate, daysBetween } from '#model/calendar.ts'
import { isTooFar } from '#model/planning.ts'
import { CallError } from '../call.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { type BookingValues, readBooking, wrongKey } from './booking-values.ts'

/** How an appointment is repeated, as it is typed. `without`: days that were left out by hand. */
export type RepeatValues = {
  rhythm: Rhythm | ''
  ends: 'times' | 'until'
  times: string
  until: string
  without: readonly string[]
}
/** `asked`: the day and hour of the address with which the form was opened. */
export type NewBookingValues = BookingValues & RepeatValues & { asked: string }

export const noRepeat: RepeatValues = { rhythm: '', ends: 'times', times: '4', until: '', without: [] }

/** All days of the rule, those that are left out among them; by field what is wrong with it. */
export function repeatedDays(values: NewBookingValues): Read<CivilDate[]> {
  const first = readDate(values.day)
  if (values.rhythm === '' || !first.ok) return { ok: true, body: [] }
  if (values.ends === 'times') {
    const times = /^\d{1,2}$/.test(values.times.trim()) ? Number(values.times) : 0
    if (times < 2 || times > MOST_IN_SERIES) return { ok: false, wrong: { times: 'agenda.wrong.times' } }
    return { ok: true, body: seriesDays(first.date as CivilDate, values.rhythm, { times, until: null }) }
  }
  const until = readDate(values.until)
  if (!until.ok) return { ok: false, wrong: { until: values.until.trim() ? `field.${until.reason}` : 'field.missing' } }
  return {
    ok: true,
    body: seriesDays(first.date as CivilDate, values.rhythm, { times: null, until: until.date as CivilDate }),
  }
}

/** From which day on a series is too far ahead, and how many of its days fit; nothing where all do. */
export function tooFarFrom(values: NewBookingValues): { day: CivilDate; fit: number } | null {
  const all = repeatedDays(values)
  const at = all.ok ? all.body.findIndex((day) => isTooFar(day, todayHere())) : -1
  const day = all.ok ? all.body[at] : undefined
  // The first one alone is told at its own field.
  return day === undefined || at === 0 ? null : { day, fit: at }
}

/** A draft under another day or hour than those of the address: what changes in it, and what stood there before. Nothing where it began there. */
export function takenUp(
  { asked, day, time }: NewBookingValues,
  { giorno, ora }: { giorno?: CivilDate | undefined; ora?: string | undefined },
): { change: Partial<NewBookingValues>; before: string } | null {
  const wanted = askedOf({ giorno, ora })
  if (wanted === '' || wanted === asked) return null
  const to = { day: giorno ? typed(giorno) : day, time: ora ?? time }
  const before = [day !== to.day && day, time !== to.time && time].filter(Boolean).join(', ')
  return { change: { ...to, asked: wanted }, before }
}

export const askedOf = ({ giorno, ora }: { giorno?: CivilDate | undefined; ora?: string | undefined }): string =>
  [giorno, ora].filter(Boolean).join(' ')

export type RefusedDay = { day: CivilDate; says: string }

/** Which day of a series the server refused, and why: another one than this device thinks possible. */
export function refusedDay(error: unknown, days: readonly CivilDate[]): RefusedDay | null {
  const [wrong] = error instanceof CallError && error.code === 'invalid' ? error.errors : []
  const day = days[Number(/^\/days\/(\d+)\/day$/.exec(wrong?.pointer ?? '')?.[1])]
  const says = wrongKey(error)
  return day && says ? { day, says } : null
}

type Planned =
  | { one: AppointmentFacts & { case: string | null } }
  | { several: Omit<NewSeries, 'id' | 'days'>; days: CivilDate[] }

/** What is planned: one appointment, or several on the days that are left. */
export function readPlan(values: NewBookingValues): Read<Planned> {
  const one = readBooking(values)
  if (!one.ok) return one
  if (values.rhythm === '') return { ok: true, body: { one: one.body } }
  const all = repeatedDays(values)
  if (!all.ok) return all
  const days = all.body.filter((day) => !values.without.includes(day))
  const far = tooFarFrom(values)
  const field = values.ends === 'times' ? 'times' : 'until'
  if (far && days.some((day) => day >= far.day)) return { ok: false, wrong: { [field]: 'agenda.wrong.too-far-from' } }
  if (days.some((day) => dayProblem({ day, time: one.body.time }, todayHere()) !== null))
    return { ok: false, wrong: { days: 'agenda.wrong.days' } }
  if (days.length < 2) return { ok: false, wrong: { rhythm: 'agenda.wrong.few-days' } }
  const { day: _, ...facts } = one.body
  return { ok: true, body: { several: facts, days } }
}

/** The days with the ids of their appointments: the same however often it is sent. */
export const withIds = (series: string, days: readonly CivilDate[]): NewSeries['days'] =>
  days.map((day) => ({ id: v5(day, series), day }))

/** An appointment and those that follow it, where they would be: by as many days, at one hour. */
export function movedOnes(row: WholeAppointment, to: { day: CivilDate; time: string }): Slot[] {
  const shift = daysBetween(row.day, to.day)
  return [row, ...row.next].map((one) => ({ ...one, day: addDays(one.day, shift), time: to.time }))
}

/** Whether moving them the other way brings back exactly what stood there: the same ones, which were at one hour. */
export const canBeHadBack = (before: WholeAppointment, after: WholeAppointment): boolean =>
  before.next.every(({ time }) => time === before.time) &&
  before.next.map(({ id }) => id).join() === after.next.map(({ id }) => id).join()
