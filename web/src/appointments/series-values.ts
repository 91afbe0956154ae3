import { v5 } from 'uuid'
import type { AppointmentFacts } from '#model/appointments/contract.ts'
import type { NewSeries } from '#model/appointments/contract-series.ts'
import { MOST_IN_SERIES, type Rhythm, seriesDays } from '#model/appointments/series.ts'
import type { CivilDate } from '#model/calendar.ts'
import { readDate } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { type BookingValues, readBooking } from './booking-values.ts'

/** How an appointment is repeated, as it is typed. `without`: days that were left out by hand. */
export type RepeatValues = {
  rhythm: Rhythm | ''
  ends: 'times' | 'until'
  times: string
  until: string
  without: readonly string[]
}
export type NewBookingValues = BookingValues & RepeatValues

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
  if (days.length < 2) return { ok: false, wrong: { rhythm: 'agenda.wrong.few-days' } }
  const { day: _, ...facts } = one.body
  return { ok: true, body: { several: facts, days } }
}

/** The days with the ids of their appointments: the same however often it is sent. */
export const withIds = (series: string, days: readonly CivilDate[]): NewSeries['days'] =>
  days.map((day) => ({ id: v5(day, series), day }))
