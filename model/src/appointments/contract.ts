import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { AppointmentKind } from '../codes/appointment-kinds.ts'
import { Language } from '../codes/languages.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** How many days one reading of the calendar may be long: six weeks, as a month is drawn. */
export const MOST_DAYS = 42
/** How many appointments a desk has on one day, and how many steps one of them takes. */
export const MOST_ON_A_DAY = 200
export const MOST_STEPS = 100

/** A time on the clocks of Italy. */
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')

/** What was done with an appointment; the last act says how it stands. `undone`: held or missed was said by mistake. */
export const AppointmentAct = z.enum([
  'planned',
  'changed',
  'held',
  'missed',
  'cancelled-by-person',
  'cancelled-by-desk',
  'undone',
])
export type AppointmentAct = z.infer<typeof AppointmentAct>

/** `missed`: the person did not come (assenza). A fact, not a fault. */
export const AppointmentState = z.enum(['planned', 'held', 'missed', 'cancelled-by-person', 'cancelled-by-desk'])
export type AppointmentState = z.infer<typeof AppointmentState>

/** What can be settled without saying another day or hour. */
export const SettlingAct = z.enum(['held', 'missed', 'cancelled-by-person', 'cancelled-by-desk', 'undone'])
export type SettlingAct = z.infer<typeof SettlingAct>

/** When, for how long, what for, where and with whom. The hour is that of the wall, not an instant. */
const Facts = {
  day: CivilDate,
  time: WallTime,
  minutes: z.number().int().min(5).max(720),
  kind: AppointmentKind,
  room: Id.nullable().default(null),
  place: words(200).default(''),
  colleagues: z.array(Id).max(20),
  mediator: Id.nullable().default(null),
  /** The language for which somebody mediates. */
  language: Language.nullable().default(null),
  text: words(1_000).default(''),
}
export const AppointmentFacts = z.strictObject(Facts)
export type AppointmentFacts = z.infer<typeof AppointmentFacts>

/** `case`: whose it is; `null`: a meeting of the desk. */
export const NewAppointment = z.strictObject({ id: Id, case: Id.nullable().default(null), ...Facts })
export type NewAppointment = z.infer<typeof NewAppointment>

/** `no`: the number of the last step that was read. */
const no = z.number().int().min(1).max(MOST_STEPS)
export const AppointmentChange = z.strictObject({ no, ...Facts, why: words(500).default('') })
export type AppointmentChange = z.infer<typeof AppointmentChange>

const shown = {
  id: Id,
  no: z.number().int(),
  state: AppointmentState,
  day: CivilDate,
  time: z.string(),
  minutes: z.number().int(),
  kind: AppointmentKind,
  room: Id.nullable(),
  place: z.string(),
  colleagues: z.array(Id),
  mediator: Id.nullable(),
  /** Of who mediates, where it is somebody of the desk: one person, whether as colleague or as mediator. */
  mediatorAccount: Id.nullable(),
  language: Language.nullable(),
  text: z.string(),
  case: Id.nullable(),
  /** The series with which it was planned. */
  series: Id.nullable(),
  personId: Id.nullable(),
  personName: z.string(),
  /** Of a case that this member does not see: that the hour is taken, and nothing else. */
  hidden: z.boolean(),
  can: z.array(z.enum(['change', ...SettlingAct.options])),
}
export const Appointment = z.object(shown)
export type Appointment = z.infer<typeof Appointment>

export const AppointmentStep = z.object({
  no: z.number().int(),
  act: AppointmentAct,
  day: CivilDate,
  time: z.string(),
  why: z.string(),
  by: z.string(),
  at: z.string(),
})
export type AppointmentStep = z.infer<typeof AppointmentStep>

/** `next`: those of its series that are still planned after it, the earliest first. */
export const WholeAppointment = z.object({
  ...shown,
  next: z.array(Appointment),
  steps: z.array(AppointmentStep),
})
export type WholeAppointment = z.infer<typeof WholeAppointment>

/** How long an appointment of a referral is taken to be where hours meet: nobody says its length. */
export const REFERRAL_MINUTES = 60

/** An appointment of a referral, or a conference told in one, as the calendar of a desk shows it: read here, and kept where the referral is. */
export const ReferralBooking = z.object({
  /** Of the referral, or of the conference. */
  id: Id,
  referral: Id,
  /** `invited`, `comes`: a conference to which this desk was asked. */
  state: z.enum(['proposed', 'confirmed', 'invited', 'comes']),
  day: CivilDate,
  time: z.string(),
  minutes: z.number().int(),
  place: z.string(),
  with: z.string(),
  service: z.string(),
  /** The other desk, or the body without an account. */
  desk: z.string(),
  /** The case of this desk that it came from or led to. */
  case: Id.nullable(),
  personId: Id.nullable(),
  personName: z.string(),
  /** Who follows that case. */
  followers: z.array(Id),
})
export type ReferralBooking = z.infer<typeof ReferralBooking>

export const readCalendar = endpoint({
  name: 'readCalendar',
  method: 'GET',
  path: '/desks/:desk/calendar',
  access: { grant: 'appointment.read' },
  summary: 'The calendar of the desk between two days, at most six weeks',
  params: inDesk(),
  query: z.strictObject({ from: CivilDate, to: CivilDate }),
  answer: z.object({ rows: z.array(Appointment), referrals: z.array(ReferralBooking) }),
  audit: { act: 'read', record: 'appointments' },
})

export const listNearAppointments = endpoint({
  name: 'listNearAppointments',
  method: 'GET',
  path: '/desks/:desk/calendar/near',
  access: { grant: 'appointment.read' },
  summary: 'My own appointments of today and tomorrow',
  params: inDesk(),
  /** `referrals`: agreed on in referrals of cases that I follow. */
  answer: z.object({ rows: z.array(Appointment), referrals: z.array(ReferralBooking) }),
  audit: { act: 'read', record: 'appointments' },
})

/** What a case says of its appointments in its one answer: those to come, the next one first; how many there are, and were missed. */
export const CaseAgenda = z.object({
  ahead: z.array(
    z.object({
      id: Id,
      day: CivilDate,
      time: z.string(),
      minutes: z.number().int(),
      kind: AppointmentKind,
      /** Room, place and colleagues, in words. */
      where: z.string(),
    }),
  ),
  total: z.number().int(),
  missed: z.number().int(),
})
export type CaseAgenda = z.infer<typeof CaseAgenda>

export const listCaseAppointments = endpoint({
  name: 'listCaseAppointments',
  method: 'GET',
  path: '/desks/:desk/cases/:case/appointments',
  access: { grant: 'appointment.read' },
  summary: 'The appointments of a case, the latest day first, and how often the person did not come',
  params: inDesk({ case: Id }),
  answer: z.object({ rows: z.array(Appointment), total: z.number().int(), missed: z.number().int() }),
  audit: { act: 'read', record: 'case', id: 'case' },
})

const one = inDesk({ appointment: Id })

export const openBooking = endpoint({
  name: 'openBooking',
  method: 'GET',
  path: '/desks/:desk/calendar/:appointment',
  access: { grant: 'appointment.read' },
  summary: 'An appointment with what was done with it',
  params: one,
  answer: WholeAppointment,
  audit: { act: 'read', record: 'appointment', id: 'appointment' },
})

export const planAppointment = endpoint({
  name: 'planAppointment',
  method: 'POST',
  path: '/desks/:desk/calendar',
  access: { grant: 'appointment.write' },
  summary: 'Plan an appointment of a case, or a meeting of the desk',
  params: inDesk(),
  body: NewAppointment,
  answer: WholeAppointment,
  audit: { act: 'write', record: 'appointment' },
})

export const changeAppointment = endpoint({
  name: 'changeAppointment',
  method: 'PUT',
  path: '/desks/:desk/calendar/:appointment',
  access: { grant: 'appointment.write' },
  summary: 'Move an appointment, or put its facts right; what stood there stays readable',
  params: one,
  body: AppointmentChange,
  answer: WholeAppointment,
  audit: { act: 'write', record: 'appointment', id: 'appointment' },
})

export const settleAppointment = endpoint({
  name: 'settleAppointment',
  method: 'POST',
  path: '/desks/:desk/calendar/:appointment/steps',
  access: { grant: 'appointment.write' },
  summary: 'Say that an appointment was held, that the person did not come, that it is cancelled; or take that back',
  params: one,
  body: z.strictObject({ no, act: SettlingAct, why: words(500).default('') }),
  answer: WholeAppointment,
  audit: { act: 'write', record: 'appointment', id: 'appointment' },
})
