import type { Slot } from '#model/appointments/conflicts.ts'
import type { Appointment, AppointmentFacts } from '#model/appointments/contract.ts'
import { appointmentProblem } from '#model/appointments/rules.ts'
import type { CivilDate } from '#model/calendar.ts'
import type { AppointmentKind } from '#model/codes/appointment-kinds.ts'
import type { Language } from '#model/codes/languages.ts'
import { CallError } from '../call.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readTime } from '../ui/time.ts'

/** The form of an appointment, as it is typed. `caseId`: whose it is; empty for a meeting of the desk. */
export type BookingValues = {
  caseId: string
  kind: AppointmentKind | ''
  day: string
  time: string
  minutes: string
  /** The id of a room, or nothing. */
  room: string
  place: string
  colleagues: string[]
  language: string
  mediator: string
  text: string
}

/** The form that moves one: why is said beside. */
export type MoveValues = BookingValues & { why: string }

/** How long an appointment may be in one choice. */
export const lengths = ['15', '30', '45', '60', '90', '120', '180', '240']

export const newBooking = (me: string, more: Partial<BookingValues> = {}): BookingValues => ({
  ...{ caseId: '', kind: '', day: '', time: '', minutes: '60', room: '', place: '' },
  ...{ colleagues: [me], language: '', mediator: '', text: '' },
  ...more,
})

export const valuesOf = (row: Appointment): BookingValues => ({
  ...{ caseId: row.case ?? '', kind: row.kind, day: typed(row.day), time: row.time, minutes: String(row.minutes) },
  ...{ room: row.room ?? '', place: row.place, colleagues: row.colleagues, language: row.language ?? '' },
  ...{ mediator: row.mediator ?? '', text: row.text },
})

/** What of it is a field of the form with another name of its problem. */
const codeOf = (code: string) => `agenda.wrong.${code}`

const told = new Set(['date-too-old', 'date-too-far', 'not-on-the-clock', 'past-midnight'])

/** Why the server refuses a day or an hour, as a message key; nothing where it is something else. */
export function wrongKey(error: unknown): string | null {
  const [wrong] = error instanceof CallError && error.code === 'invalid' ? error.errors : []
  return wrong && told.has(wrong.code) ? codeOf(wrong.code) : null
}

/** What was typed as the facts of an appointment, or by field what is wrong with it. */
export function readBooking(values: BookingValues): Read<AppointmentFacts & { case: string | null }> {
  const wrong: Record<string, string> = {}
  const day = readDate(values.day)
  const time = readTime(values.time)
  if (!values.day.trim()) wrong.day = 'field.missing'
  else if (!day.ok) wrong.day = `field.${day.reason}`
  if (time === null) wrong.time = 'field.missing'
  if (time === undefined) wrong.time = 'field.time'
  if (values.kind === '') wrong.kind = 'field.missing'
  if (Object.keys(wrong).length > 0 || !day.ok || !time || values.kind === '') return { ok: false, wrong }
  const facts: AppointmentFacts = {
    ...{ day: day.date as CivilDate, time, minutes: Number(values.minutes), kind: values.kind },
    ...{ room: values.room || null, place: values.place.trim(), colleagues: values.colleagues },
    ...{ language: (values.language || null) as Language | null, mediator: values.mediator || null, text: values.text },
  }
  const problem = appointmentProblem(facts, todayHere())
  if (problem) return { ok: false, wrong: { [problem.field]: codeOf(problem.code) } }
  return { ok: true, body: { ...facts, case: values.caseId || null } }
}

/** What stands in the form as a place in the calendar, to see what it meets; nothing while day or hour are missing. */
export function slotOf(
  values: BookingValues,
  id: string,
  personId: string | null,
  accountOf: (mediator: string) => string | null,
): Slot | null {
  const day = readDate(values.day)
  const time = readTime(values.time)
  if (!day.ok || !time) return null
  return {
    ...{ id, day: day.date as CivilDate, time, minutes: Number(values.minutes), state: 'planned', personId },
    ...{ room: values.room || null, colleagues: values.colleagues, mediator: values.mediator || null },
    ...{ mediatorAccount: accountOf(values.mediator), case: values.caseId || null },
  }
}
