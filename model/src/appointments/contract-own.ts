import { z } from 'zod'
import { endpoint, inDesk } from '../endpoint.ts'

/** What I want of my own calendar in this desk: since when an address for a phone stands, and whether a mail comes in the morning. */
export const OwnCalendar = z.object({ feedSince: z.string().nullable(), morningMail: z.boolean() })
export type OwnCalendar = z.infer<typeof OwnCalendar>

export const openOwnCalendar = endpoint({
  name: 'openOwnCalendar',
  method: 'GET',
  path: '/desks/:desk/own-calendar',
  access: { grant: 'appointment.read' },
  summary: 'What I want of my own calendar; never the address itself',
  params: inDesk(),
  answer: OwnCalendar,
})

export const chooseMorningMail = endpoint({
  name: 'chooseMorningMail',
  method: 'PUT',
  path: '/desks/:desk/own-calendar',
  access: { grant: 'appointment.read' },
  summary: 'Have a mail in the morning that says how many appointments I have, or none',
  params: inDesk(),
  body: z.strictObject({ morningMail: z.boolean() }),
  answer: OwnCalendar,
  audit: { act: 'write', record: 'own-calendar' },
})

export const makeCalendarFeed = endpoint({
  name: 'makeCalendarFeed',
  method: 'POST',
  path: '/desks/:desk/own-calendar/feed',
  access: { grant: 'appointment.read' },
  summary: 'Make an address from which a phone reads my calendar; an older one opens nothing any more',
  params: inDesk(),
  /** The path is told once: only its hash is kept. */
  answer: z.object({ path: z.string(), own: OwnCalendar }),
  audit: { act: 'write', record: 'own-calendar' },
})

export const endCalendarFeed = endpoint({
  name: 'endCalendarFeed',
  method: 'DELETE',
  path: '/desks/:desk/own-calendar/feed',
  access: { grant: 'appointment.read' },
  summary: 'Switch off the address from which a phone reads my calendar',
  params: inDesk(),
  answer: OwnCalendar,
  audit: { act: 'write', record: 'own-calendar' },
})
