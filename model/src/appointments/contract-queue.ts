import { z } from 'zod'
import { Language } from '../codes/languages.ts'
import { Need } from '../codes/needs.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** How many come without an appointment on one day, and for how many days it is still known. */
export const MOST_WALK_INS = 300
export const WALK_IN_DAYS = 7

export const WalkInState = z.enum(['waiting', 'with', 'done', 'left'])
export type WalkInState = z.infer<typeof WalkInState>

/** `take`: a colleague receives the person; `return`: back to waiting. */
export const WalkInAct = z.enum(['take', 'finish', 'leave', 'return'])
export type WalkInAct = z.infer<typeof WalkInAct>

/** What is known of who came: what to call the person, which may be nothing, language and need. Sealed. */
const About = {
  name: words(80).default(''),
  language: Language.nullable().default(null),
  need: Need.nullable().default(null),
  note: words(300).default(''),
}

export const WalkIn = z.object({
  id: Id,
  arrivedAt: z.string(),
  state: WalkInState,
  /** The colleague who receives, or received. */
  colleague: Id.nullable(),
  ...About,
  version: z.number().int(),
  can: z.array(WalkInAct),
})
export type WalkIn = z.infer<typeof WalkIn>

/** Those of today, who waits longest first. */
export const Queue = z.object({ rows: z.array(WalkIn) })
export type Queue = z.infer<typeof Queue>

export const listWalkIns = endpoint({
  name: 'listWalkIns',
  method: 'GET',
  path: '/desks/:desk/walk-ins',
  access: { grant: 'appointment.read' },
  summary: 'Who came today without an appointment',
  params: inDesk(),
  answer: Queue,
  audit: { act: 'read', record: 'walk-ins' },
})

export const noteWalkIn = endpoint({
  name: 'noteWalkIn',
  method: 'POST',
  path: '/desks/:desk/walk-ins',
  access: { grant: 'appointment.write' },
  summary: 'Somebody came without an appointment, now',
  params: inDesk(),
  body: z.strictObject({ id: Id, ...About }),
  answer: Queue,
  audit: { act: 'write', record: 'walk-in' },
})

export const moveWalkIn = endpoint({
  name: 'moveWalkIn',
  method: 'POST',
  path: '/desks/:desk/walk-ins/:walkIn/steps',
  access: { grant: 'appointment.write' },
  summary: 'Receive who waits, say that it is done, that the person left, or that the person waits again',
  params: inDesk({ walkIn: Id }),
  body: z.strictObject({ version: z.number().int().min(1).max(9_999), act: WalkInAct }),
  answer: Queue,
  audit: { act: 'write', record: 'walk-in', id: 'walkIn' },
})
