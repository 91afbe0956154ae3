import type { CivilDate } from '#model/calendar.ts'
import { wordsProblem } from '#model/referrals/appointments.ts'
import type { AppointmentWords } from '#model/referrals/contract-appointments.ts'
import { readDate } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readTime } from '../ui/time.ts'

/** The form of an appointment, as it is typed. */
export type AppointmentValues = { day: string; time: string; place: string; with: string }

export const emptyAppointment: AppointmentValues = { day: '', time: '', place: '', with: '' }

export function readAppointment(values: AppointmentValues, now = new Date().toISOString()): Read<AppointmentWords> {
  const wrong: Record<string, string> = {}
  const day = readDate(values.day)
  const time = readTime(values.time)
  if (!values.day.trim()) wrong.day = 'field.missing'
  else if (!day.ok) wrong.day = `field.${day.reason}`
  if (time === null) wrong.time = 'field.missing'
  if (time === undefined) wrong.time = 'field.time'
  if (!values.place.trim()) wrong.place = 'field.missing'
  if (Object.keys(wrong).length > 0 || !day.ok || !time) return { ok: false, wrong }
  const problem = wordsProblem({ day: day.date as CivilDate, time }, now)
  if (problem)
    return {
      ok: false,
      wrong: { [problem.field]: problem.code === 'past' ? 'field.past' : `agenda.wrong.${problem.code}` },
    }
  const words = { day: day.date as AppointmentWords['day'], time, place: values.place, with: values.with }
  return { ok: true, body: words }
}
