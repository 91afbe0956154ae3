import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { AppointmentFacts, MOST_STEPS, WholeAppointment } from './contract.ts'
import { MOST_IN_SERIES } from './series.ts'

const { day: _, ...facts } = AppointmentFacts.shape

/** Appointments that are planned together: the same but for their days. `id` is that of the series. */
export const NewSeries = z.strictObject({
  id: Id,
  case: Id.nullable().default(null),
  ...facts,
  days: z
    .array(z.strictObject({ id: Id, day: CivilDate }))
    .min(2)
    .max(MOST_IN_SERIES),
})
export type NewSeries = z.infer<typeof NewSeries>

export const planSeries = endpoint({
  name: 'planSeries',
  method: 'POST',
  path: '/desks/:desk/calendar/series',
  access: { grant: 'appointment.write' },
  summary: 'Plan appointments on several days at once, all of them or none; answers with the first',
  params: inDesk(),
  body: NewSeries,
  answer: WholeAppointment,
  audit: { act: 'write', record: 'appointment' },
})

const one = inDesk({ appointment: Id })
const no = z.number().int().min(1).max(MOST_STEPS)

export const moveFollowing = endpoint({
  name: 'moveFollowing',
  method: 'PUT',
  path: '/desks/:desk/calendar/:appointment/following',
  access: { grant: 'appointment.write' },
  summary: 'Move an appointment and those of its series that follow, by as many days, to one hour; all of them or none',
  params: one,
  body: z.strictObject({ no, day: CivilDate, time: facts.time, why: words(500).default('') }),
  answer: WholeAppointment,
  audit: { act: 'write', record: 'appointment', id: 'appointment' },
})

export const cancelFollowing = endpoint({
  name: 'cancelFollowing',
  method: 'POST',
  path: '/desks/:desk/calendar/:appointment/following/cancellation',
  access: { grant: 'appointment.write' },
  summary: 'Cancel an appointment and those of its series that follow, all of them or none',
  params: one,
  body: z.strictObject({
    no,
    act: z.enum(['cancelled-by-person', 'cancelled-by-desk']),
    why: words(500).default(''),
  }),
  answer: WholeAppointment,
  audit: { act: 'write', record: 'appointment', id: 'appointment' },
})
