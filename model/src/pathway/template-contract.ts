import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { Need } from '../codes/needs.ts'
import { Profile } from '../codes/profiles.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { Pathway } from './contract.ts'

/** Who does a step of a template: whoever begins the pathway at the desk, or the person. */
export const TemplateOwner = z.enum(['member', 'person'])
export type TemplateOwner = z.infer<typeof TemplateOwner>

/** A step that is often agreed. `days`: until when, in days from the agreement; `null`: without a day. */
export const TemplateStep = z.strictObject({
  text: words(500, 1),
  owner: TemplateOwner,
  days: z.number().int().min(0).max(1_000).nullable(),
})
export type TemplateStep = z.infer<typeof TemplateStep>

/** A goal that is often agreed, with its steps. */
export const TemplateGoal = z.strictObject({
  area: Need,
  text: words(1_000, 1),
  steps: z.array(TemplateStep).max(20),
})
export type TemplateGoal = z.infer<typeof TemplateGoal>

/** How many versions a template takes. */
export const MOST_VERSIONS = 200
const Goals = z.array(TemplateGoal).max(30)

/** A version of a desk's own template. `goals: null`: from then on the one of the product holds again. */
export const TemplateVersion = z.object({
  no: z.number().int(),
  by: z.string(),
  at: z.string(),
  goals: Goals.nullable(),
})
export type TemplateVersion = z.infer<typeof TemplateVersion>

/** What a desk wrote itself, by profile: the version that holds first. A profile that is missing has the product's template. */
export const Templates = z.object({
  rows: z.array(z.object({ profile: Profile, versions: z.array(TemplateVersion).min(1) })),
  can: z.array(z.enum(['write'])),
})
export type Templates = z.infer<typeof Templates>

export const listTemplates = endpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/desks/:desk/pathway/templates',
  access: { grant: 'case.read' },
  summary: 'The desk’s own templates of pathways, with what they were before',
  params: inDesk(),
  answer: Templates,
})

export const writeTemplate = endpoint({
  name: 'writeTemplate',
  method: 'PUT',
  path: '/desks/:desk/pathway/templates/:profile',
  access: { grant: 'template.write' },
  summary: 'Write a template of pathways; refused with the templates as they are now if somebody else was first',
  params: inDesk({ profile: Profile }),
  body: z.strictObject({ no: z.number().int().min(0).max(MOST_VERSIONS), goals: Goals.nullable() }),
  answer: Templates,
  audit: { act: 'write', record: 'template' },
})

const AgreedStep = z.strictObject({
  id: Id,
  text: words(500, 1),
  owner: TemplateOwner,
  due: CivilDate.nullable(),
})
const AgreedGoal = z.strictObject({
  id: Id,
  area: Need,
  text: words(1_000, 1),
  steps: z.array(AgreedStep).max(20),
})

/** What was agreed out of a template: goals with their steps, all of them or none. */
export const NewGoals = z.strictObject({
  id: Id,
  agreedOn: CivilDate,
  goals: z.array(AgreedGoal).min(1).max(30),
})
export type NewGoals = z.infer<typeof NewGoals>

export const agreeGoals = endpoint({
  name: 'agreeGoals',
  method: 'POST',
  path: '/desks/:desk/cases/:case/pathway/goals',
  access: { grant: 'case.write' },
  summary: 'Write several goals with their steps at once, as they were agreed',
  params: inDesk({ case: Id }),
  body: NewGoals,
  answer: Pathway,
  audit: { act: 'write', record: 'case', id: 'case' },
})
