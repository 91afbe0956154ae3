import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** A time on the clocks of Italy. */
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What is agreed on, as people say it: the day and the hour in Italy, where or how, with whom. Sealed. */
export const AppointmentWords = z.strictObject({
  day: CivilDate,
  time: WallTime,
  place: words(200, 1),
  with: words(100).default(''),
})
export type AppointmentWords = z.infer<typeof AppointmentWords>

export const AppointmentAct = z.enum(['propose', 'confirm', 'cancel'])
export type AppointmentAct = z.infer<typeof AppointmentAct>

const shownWords = {
  day: z.string(),
  time: z.string(),
  place: z.string(),
  with: z.string(),
}

/** The appointment of a referral (appuntamento): one at a time, proposed by either side and confirmed by the other. */
export const Appointment = z.object({
  /** How many steps were made: whoever acts names the last one that was read. */
  no: z.number().int(),
  state: z.enum(['none', 'proposed', 'confirmed', 'cancelled']),
  /** Whether this side proposed what stands. */
  own: z.boolean(),
  /** `null`: on its way here, or not to be seen any more. */
  words: z.object(shownWords).nullable(),
  steps: z.array(
    z.object({
      no: z.number().int(),
      act: AppointmentAct,
      at: z.string(),
      desk: z.object({ code: z.string(), name: z.string() }),
      by: z.string().nullable(),
    }),
  ),
  can: z.array(AppointmentAct),
})
export type Appointment = z.infer<typeof Appointment>

const one = inDesk({ referral: Id })
const no = z.number().int().min(0)

const act = <S extends z.ZodRawShape>(name: string, noun: string, summary: string, more: S) =>
  endpoint({
    name,
    method: 'POST',
    path: `/desks/:desk/referrals/:referral/appointment${noun}`,
    access: { grant: 'referral.answer' },
    summary,
    params: one,
    body: z.strictObject({ no, ...more }),
    answer: Appointment,
    audit: { act: 'write', record: 'referral', id: 'referral' },
  })

export const proposeAppointment = act(
  'proposeAppointment',
  '',
  'Propose an appointment, in the place of the one that stands',
  AppointmentWords.shape,
)
export const confirmAppointment = act(
  'confirmAppointment',
  '/confirmation',
  'Say yes to what the other side proposed',
  {},
)
export const cancelAppointment = act('cancelAppointment', '/cancellation', 'No appointment stands any more', {})

export const openAppointment = endpoint({
  name: 'openAppointment',
  method: 'GET',
  path: '/desks/:desk/referrals/:referral/appointment',
  access: { grant: 'referral.read' },
  summary: 'The appointment of a referral, and how it came about',
  params: one,
  answer: Appointment,
  audit: { act: 'read', record: 'referral', id: 'referral' },
})

export const listAppointments = endpoint({
  name: 'listAppointments',
  method: 'GET',
  path: '/desks/:desk/appointments',
  access: { grant: 'referral.read' },
  summary: 'Appointments of referrals of today and tomorrow, and those that this desk has yet to confirm',
  params: inDesk(),
  answer: z.object({
    rows: z.array(
      z.object({
        referral: Id,
        service: z.string(),
        desk: z.string(),
        personName: z.string().nullable(),
        state: z.enum(['proposed', 'confirmed']),
        /** The other side proposed it: this one says yes or no. */
        toConfirm: z.boolean(),
        words: z.object(shownWords),
      }),
    ),
  }),
  audit: { act: 'read', record: 'referrals' },
})
