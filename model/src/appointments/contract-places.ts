import { z } from 'zod'
import { Language } from '../codes/languages.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { YearlyDay } from '../holidays.ts'
import { words } from '../words.ts'

/** How many rooms, and how many who mediate, a desk keeps; those out of use among them. */
export const MOST_PLACES = 100

const version = z.number().int().min(0).max(9_999)

/** A room of the desk. One that is out of use stays where it stood, and is chosen no more. */
export const Room = z.object({ id: Id, name: z.string(), retired: z.boolean(), version: z.number().int() })
export type Room = z.infer<typeof Room>

/** Who mediates between languages: a colleague, or somebody from outside with a name and a phone. */
export const Mediator = z.object({
  id: Id,
  account: Id.nullable(),
  name: z.string(),
  phone: z.string(),
  languages: z.array(Language),
  retired: z.boolean(),
  version: z.number().int(),
})
export type Mediator = z.infer<typeof Mediator>

/** The holiday of the place (santo patrono), every year. It rests on custom and contracts, on no list. */
export const PatronDay = z.strictObject({ day: YearlyDay, name: words(80, 1) })
export type PatronDay = z.infer<typeof PatronDay>

/** `saint: null`: the desk has said none, or that there is none. */
export const CalendarPlaces = z.object({
  rooms: z.array(Room),
  mediators: z.array(Mediator),
  patron: z.object({ version: z.number().int(), saint: PatronDay.nullable() }),
})
export type CalendarPlaces = z.infer<typeof CalendarPlaces>

export const listCalendarPlaces = endpoint({
  name: 'listCalendarPlaces',
  method: 'GET',
  path: '/desks/:desk/calendar-places',
  access: { grant: 'appointment.read' },
  summary: 'The rooms of the desk and who mediates, those out of use among them, and the holiday of its place',
  params: inDesk(),
  answer: CalendarPlaces,
  audit: { act: 'read', record: 'calendar-places' },
})

export const saveRoom = endpoint({
  name: 'saveRoom',
  method: 'PUT',
  path: '/desks/:desk/rooms/:room',
  access: { grant: 'calendar.tend' },
  summary: 'Add a room (version 0), call it otherwise, take it out of use or bring it back',
  params: inDesk({ room: Id }),
  body: z.strictObject({ version, name: words(80, 1), retired: z.boolean() }),
  answer: CalendarPlaces,
  audit: { act: 'write', record: 'room', id: 'room' },
})

export const savePatronDay = endpoint({
  name: 'savePatronDay',
  method: 'PUT',
  path: '/desks/:desk/patron-day',
  access: { grant: 'calendar.tend' },
  summary: 'Say which day is the holiday of the place (version 0 the first time), or that there is none',
  params: inDesk(),
  body: z.strictObject({ version, saint: PatronDay.nullable() }),
  answer: CalendarPlaces,
  audit: { act: 'write', record: 'calendar-places' },
})

export const saveMediator = endpoint({
  name: 'saveMediator',
  method: 'PUT',
  path: '/desks/:desk/mediators/:mediator',
  access: { grant: 'calendar.tend' },
  summary: 'Add somebody who mediates (version 0), change what is known, take out of use or bring back',
  params: inDesk({ mediator: Id }),
  body: z.strictObject({
    version,
    account: Id.nullable(),
    name: words(120).default(''),
    phone: words(40).default(''),
    languages: z.array(Language).min(1).max(20),
    retired: z.boolean(),
  }),
  answer: CalendarPlaces,
  audit: { act: 'write', record: 'mediator', id: 'mediator' },
})
