import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { answer, YesNo } from '../codes/answer.ts'
import { Language } from '../codes/languages.ts'
import { Need } from '../codes/needs.ts'
import { StayDocument } from '../codes/stay-documents.ts'
import { WorkForm } from '../codes/work-forms.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose, words } from '../words.ts'

/** How a goal stands. `withdrawn`: it was written by mistake; it stands in no list and stays in the history. */
export const GoalState = z.enum(['open', 'reached', 'changed', 'left', 'withdrawn'])
export type GoalState = z.infer<typeof GoalState>

export const StepState = z.enum(['open', 'done', 'withdrawn'])
export type StepState = z.infer<typeof StepState>

/** Who does a step: a colleague of the desk, the person, or somebody else, in words. */
export const StepOwner = z.enum(['member', 'person', 'other'])
export type StepOwner = z.infer<typeof StepOwner>

/** What every record of a pathway has: the first of a thing is 1, the next 2, and nothing is overwritten. */
const Written = { no: z.number().int(), by: z.string(), at: z.string() }

export const GoalFact = z.object({
  ...Written,
  area: Need,
  text: z.string(),
  agreedOn: CivilDate,
  state: GoalState,
  /** The day on which it came to stand so; of an open one none. */
  since: CivilDate.nullable(),
  why: z.string(),
  discreet: z.boolean(),
})
export type GoalFact = z.infer<typeof GoalFact>

export const StepFact = z.object({
  ...Written,
  text: z.string(),
  owner: StepOwner,
  account: Id.nullable(),
  /** The colleague, or the words for somebody else; empty for the person. */
  ownerName: z.string(),
  due: CivilDate.nullable(),
  state: StepState,
  doneOn: CivilDate.nullable(),
  discreet: z.boolean(),
})
export type StepFact = z.infer<typeof StepFact>

/** A talk with the person about how it goes (verifica). */
export const ReviewFact = z.object({
  ...Written,
  day: CivilDate,
  text: z.string(),
  nextOn: CivilDate.nullable(),
  withdrawn: z.boolean(),
})
export type ReviewFact = z.infer<typeof ReviewFact>

/** When it is asked how somebody is after a case was closed: at its end, and half a year later. */
export const Moment = z.enum(['exit', 'six-months'])
export type Moment = z.infer<typeof Moment>

/** Who told it: the person, others for the person, or nobody could be reached. */
export const Reached = z.enum(['yes', 'through-others', 'not-reached'])
export type Reached = z.infer<typeof Reached>

/** What is asked then, as it is told and no finding. Each may stay unanswered: no help depends on it. */
const asked = {
  work: answer(WorkForm).default('not_asked'),
  /** Has a regular contract of work. */
  contract: YesNo.default('not_asked'),
  stay: answer(StayDocument).default('not_asked'),
  /** Has left the work or the housing of the beginning. */
  away: YesNo.default('not_asked'),
  /** Says to feel safe. */
  safe: YesNo.default('not_asked'),
}

/** How somebody is after a case was closed (esito dopo la chiusura). It says of nothing that it succeeded. */
export const FollowUpFact = z.object({
  ...Written,
  moment: Moment,
  day: CivilDate,
  reached: Reached,
  ...asked,
  text: z.string(),
  withdrawn: z.boolean(),
})
export type FollowUpFact = z.infer<typeof FollowUpFact>

const historyOf = <T extends z.ZodType>(fact: T) => z.array(fact).min(1)

/** The pathway (percorso) of a case. `history`: the record that holds first, those before after it. */
export const Pathway = z.object({
  caseId: Id,
  today: CivilDate,
  /** Of an open case none. */
  closedOn: CivilDate.nullable(),
  person: z.object({ id: Id, name: z.string(), code: z.string(), erased: z.boolean() }),
  goals: z.array(z.object({ id: Id, history: historyOf(GoalFact) })),
  steps: z.array(z.object({ id: Id, goal: Id, history: historyOf(StepFact) })),
  reviews: z.array(z.object({ id: Id, history: historyOf(ReviewFact) })),
  followUps: z.array(z.object({ id: Id, history: historyOf(FollowUpFact) })),
  can: z.array(z.enum(['write', 'follow-up'])),
})
export type Pathway = z.infer<typeof Pathway>

/** How many records a pathway takes, those that no longer hold among them. */
export const MOST_FACTS = 2_000

/** Whether the words may stand on the sheet that hides what it is about. Nobody said so: they may not. */
const discreet = z.boolean().default(false)
/** The number of the record that was seen last; 0: it is new. */
const no = z.number().int().min(0)

export const NewGoalFact = z.strictObject({
  no,
  area: Need,
  text: words(1_000, 1),
  agreedOn: CivilDate,
  state: GoalState.default('open'),
  since: CivilDate.nullable().default(null),
  why: words(1_000).default(''),
  discreet,
})
export type NewGoalFact = z.infer<typeof NewGoalFact>

export const NewStepFact = z.strictObject({
  no,
  goal: Id,
  text: words(500, 1),
  owner: StepOwner,
  account: Id.nullable().default(null),
  other: words(120).default(''),
  due: CivilDate.nullable().default(null),
  state: StepState.default('open'),
  doneOn: CivilDate.nullable().default(null),
  discreet,
})
export type NewStepFact = z.infer<typeof NewStepFact>

export const NewReviewFact = z.strictObject({
  no,
  day: CivilDate,
  text: prose(10_000, 1),
  nextOn: CivilDate.nullable().default(null),
  withdrawn: z.boolean().default(false),
})
export type NewReviewFact = z.infer<typeof NewReviewFact>

export const NewFollowUpFact = z.strictObject({
  no,
  moment: Moment,
  day: CivilDate,
  reached: Reached,
  ...asked,
  text: prose(4_000).default(''),
  withdrawn: z.boolean().default(false),
})
export type NewFollowUpFact = z.infer<typeof NewFollowUpFact>

const ofCase = { case: Id }
const writes = { act: 'write', record: 'case', id: 'case' } as const

export const openPathway = endpoint({
  name: 'openPathway',
  method: 'GET',
  path: '/desks/:desk/cases/:case/pathway',
  access: { grant: 'case.read' },
  summary: 'Goals, steps, reviews and outcomes after the closing of a case, with what they were before',
  params: inDesk(ofCase),
  answer: Pathway,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const writeGoal = endpoint({
  name: 'writeGoal',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/pathway/goals/:goal',
  access: { grant: 'case.write' },
  summary: 'Write or change a goal; refused with the pathway as it is now if somebody else was first',
  params: inDesk({ ...ofCase, goal: Id }),
  body: NewGoalFact,
  answer: Pathway,
  audit: writes,
})

export const writeStep = endpoint({
  name: 'writeStep',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/pathway/steps/:step',
  access: { grant: 'case.write' },
  summary: 'Write, change or tick a step; refused with the pathway as it is now if somebody else was first',
  params: inDesk({ ...ofCase, step: Id }),
  body: NewStepFact,
  answer: Pathway,
  audit: writes,
})

export const writeReview = endpoint({
  name: 'writeReview',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/pathway/reviews/:review',
  access: { grant: 'case.write' },
  summary:
    'Write or change what was said in a review; refused with the pathway as it is now if somebody else was first',
  params: inDesk({ ...ofCase, review: Id }),
  body: NewReviewFact,
  answer: Pathway,
  audit: writes,
})

export const writeFollowUp = endpoint({
  name: 'writeFollowUp',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/pathway/follow-ups/:followUp',
  access: { grant: 'case.write' },
  summary:
    'Write or change how the person of a closed case is, at the end or six months later; refused with the pathway as it is now if somebody else was first',
  params: inDesk({ ...ofCase, followUp: Id }),
  body: NewFollowUpFact,
  answer: Pathway,
  audit: writes,
})

/**
 * A step of mine, or a review of a case that I follow, that is due within a week or was due before; or what is to be asked
 * of a closed case that I follow.
 */
export const DueThing = z.object({
  what: z.enum(['step', 'review', ...Moment.options]),
  /** The step, the review, or the case of which it is to be asked how the person is. */
  id: Id,
  caseId: Id,
  personName: z.string(),
  personCode: z.string(),
  text: z.string(),
  due: CivilDate,
})
export type DueThing = z.infer<typeof DueThing>

export const listDue = endpoint({
  name: 'listDue',
  method: 'GET',
  path: '/desks/:desk/pathway/due',
  access: { grant: 'case.read' },
  summary:
    'My steps, the reviews of the open cases that I follow, and what is to be asked of the closed ones, as it is due',
  params: inDesk(),
  answer: z.object({ rows: z.array(DueThing), total: z.number().int() }),
  audit: { act: 'read', record: 'cases' },
})

export const printPathway = endpoint({
  name: 'printPathway',
  method: 'GET',
  path: '/desks/:desk/cases/:case/pathway/sheet',
  access: { grant: 'case.read' },
  summary: 'The sheet that the person keeps, as a page to be printed: all that was agreed, or without what endangers',
  params: inDesk(ofCase),
  query: z.strictObject({ language: Language, kind: z.enum(['full', 'discreet']) }),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: { act: 'read', record: 'case', id: 'case' },
})
