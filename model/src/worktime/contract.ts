import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { SaidBy } from '../codes/said-by.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose, words } from '../words.ts'

/** How many entries a diary takes, those that were taken back among them. */
export const MOST_ENTRIES = 200
/** How many times in a day somebody may have begun to work. */
export const MOST_TURNS = 3

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')
const Weekdays = z.array(z.number().int().min(1).max(7)).max(7)

/** Work without going home between: an end that is not after the start is of the next day, by night. */
export const Turn = z.strictObject({
  start: time,
  end: time,
  /** Minutes of break inside; 0: there was none; `null`: not said, which is never none. */
  pause: z.number().int().min(0).max(720).nullable(),
})
export type Turn = z.infer<typeof Turn>

/**
 * What somebody remembers of working hours (orari di lavoro): between two days, on these days of the week, at these times.
 * Of days of the week that stand in neither list it says nothing. One day alone is a stretch of one day.
 */
const Stretch = {
  from: CivilDate,
  until: CivilDate,
  /** Days of the week that were worked; Monday is 1. */
  worked: Weekdays,
  /** Days of the week of which it is said that they were not worked. */
  free: Weekdays,
  turns: z.array(Turn).max(MOST_TURNS),
  /** For whom, where. */
  place: words(200).default(''),
  saidBy: SaidBy,
  evidence: prose(4_000).default(''),
  note: words(1_000).default(''),
}
export const NewHours = z.strictObject({ id: Id, ...Stretch })
export type NewHours = z.infer<typeof NewHours>

export const HoursEntry = z.object({
  id: Id,
  ...Stretch,
  by: z.string(),
  at: z.string(),
  /** Taken back: it counts no more, and stays readable. */
  withdrawn: z.object({ why: z.string(), by: z.string(), at: z.string() }).nullable(),
})
export type HoursEntry = z.infer<typeof HoursEntry>

/** The diary of a case. Entries in the order in which they were written: on one day a later one holds before an earlier. */
export const HoursDiary = z.object({ entries: z.array(HoursEntry) })
export type HoursDiary = z.infer<typeof HoursDiary>

const ofCase = { case: Id }

export const openHours = endpoint({
  name: 'openHours',
  method: 'GET',
  path: '/desks/:desk/cases/:case/hours',
  access: { grant: 'case.read' },
  summary: 'The diary of working hours of a case, with what was taken back',
  params: inDesk(ofCase),
  answer: HoursDiary,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const recordHours = endpoint({
  name: 'recordHours',
  method: 'POST',
  path: '/desks/:desk/cases/:case/hours',
  access: { grant: 'case.write' },
  summary: 'Write down working hours; what was written before is kept',
  params: inDesk(ofCase),
  body: NewHours,
  answer: HoursDiary,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const withdrawHours = endpoint({
  name: 'withdrawHours',
  method: 'POST',
  path: '/desks/:desk/cases/:case/hours/:hours/withdrawal',
  access: { grant: 'case.write' },
  summary: 'Take back an entry of the diary, which stays readable; a second time changes nothing',
  params: inDesk({ ...ofCase, hours: Id }),
  body: z.strictObject({ why: words(1_000).default('') }),
  answer: HoursDiary,
  audit: { act: 'write', record: 'case', id: 'case' },
})
