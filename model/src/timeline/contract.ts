import { z } from 'zod'
import { CivilDate, Instant } from '../calendar.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'

/** What happens in the parts of a case that have pages of their own, and how each is told in its timeline (cronologia). */
export const happenings = {
  appointment: ['planned', 'changed', 'held', 'missed', 'cancelled-by-person', 'cancelled-by-desk', 'undone'],
  task: ['given', 'changed', 'done', 'dropped', 'reopened'],
  pathway: [
    'goal-agreed',
    'goal-changed',
    'goal-reached',
    'goal-left',
    'goal-open',
    'goal-corrected',
    'step-agreed',
    'step-done',
    'step-open',
    'step-corrected',
    'review',
    'review-corrected',
    'follow-up',
    'follow-up-corrected',
  ],
  document: ['recorded'],
  file: ['kept', 'refused', 'taken-back'],
  referral: ['told'],
  signs: ['answered', 'decision', 'decision-corrected'],
  arrival: ['arrival', 'payment', 'corrected'],
  hours: ['written'],
  letter: ['made'],
  questions: ['answered'],
  approval: ['asked-close', 'asked-send', 'approved', 'refused', 'withdrawn'],
  person: ['safe-contact', 'minor', 'relative'],
} as const satisfies Record<string, readonly string[]>

const kinds = Object.keys(happenings) as [HappeningKind, ...HappeningKind[]]
export type HappeningKind = keyof typeof happenings
export const HappeningKind = z.enum(kinds)
export type HappeningAct = (typeof happenings)[HappeningKind][number]

/** Something that happened, in a line; what there is to read of it stands on the page of its kind. */
export const Happening = z.object({
  /** Of this line alone. */
  id: z.string(),
  kind: HappeningKind,
  act: z.enum(Object.values(happenings).flat() as [HappeningAct, ...HappeningAct[]]),
  /** The record that it speaks of: an appointment, a referral, the case or the person. */
  thing: Id,
  /** The day it speaks of: of a step the day it was done, of an appointment that was held that of the appointment. */
  day: CivilDate,
  /** When it was written. */
  at: z.string(),
  by: z.string(),
  /** What somebody typed, or the name of a service. */
  what: z.string(),
  /** Of a document which one and how it stands, of an appointment its kind, of a referral what was done; else empty. */
  code: z.string(),
  state: z.string(),
  /** By when, until when or for when, if there is a day. */
  until: CivilDate.nullable(),
  time: z.string(),
  /** How many records it stands for. */
  count: z.number().int(),
})
export type Happening = z.infer<typeof Happening>

/** What presses in a case, before anything is read: overdue, or near. */
export const Pressing = z.object({
  kind: z.enum(['task', 'step', 'review', 'follow-up', 'document', 'withheld', 'appointment', 'referral', 'approval']),
  thing: Id,
  what: z.string(),
  code: z.string(),
  day: CivilDate.nullable(),
  time: z.string(),
  late: z.boolean(),
})
export type Pressing = z.infer<typeof Pressing>

/** So many lines a timeline shows beside notes and services; older ones stand on the pages of their kinds. */
export const MOST_HAPPENINGS = 1_000
/** So many things are said to press at most; how many more there are is said. */
export const MOST_PRESSING = 60

export const CaseTimeline = z.object({
  /** What it shows was known then. */
  at: z.string(),
  /** The latest day first. */
  happenings: z.array(Happening),
  /** How many are left out. */
  older: z.number().int(),
  pressing: z.array(Pressing),
  pressingTotal: z.number().int(),
  /** When this member looked at the case before this visit; `null`: never. */
  since: z.string().nullable(),
  /** Of notes, services, events, contacts and happenings those that colleagues wrote after it. */
  fresh: z.array(z.string()),
})
export type CaseTimeline = z.infer<typeof CaseTimeline>

const ofCase = inDesk({ case: Id })

export const lookAtCase = endpoint({
  name: 'lookAtCase',
  method: 'POST',
  path: '/desks/:desk/cases/:case/look',
  access: { grant: 'case.read' },
  summary: 'This member has looked at what the case showed until then; `seen`: nothing of it is new any more',
  params: ofCase,
  body: z.strictObject({ until: Instant, seen: z.boolean() }),
  answer: z.object({ since: z.string().nullable() }),
  audit: { act: 'write', record: 'case', id: 'case' },
})
