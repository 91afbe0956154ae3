import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { CaseFacts, CaseFile, FollowerRole } from '../cases/contract.ts'
import { LegalBasis } from '../codes/legal-bases.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose } from '../words.ts'

/** Taking charge (presa in carico) of a person, from a contact or directly. */
export const NewCase = CaseFacts.extend({
  id: Id,
  personId: Id,
  /** The contact from which it came. */
  contactId: Id.nullable().default(null),
  openedOn: CivilDate,
  /** The legal basis recorded when the person was taken in charge; to be confirmed by the controller's DPO. */
  legalBasis: LegalBasis,
  followers: z.array(z.strictObject({ accountId: Id, role: FollowerRole })).max(20),
  note: prose(10_000).default(''),
})
export type NewCase = z.infer<typeof NewCase>

export const takeInCharge = endpoint({
  name: 'takeInCharge',
  method: 'POST',
  path: '/desks/:desk/cases',
  access: { grant: 'case.write' },
  summary: 'Take a person in charge',
  params: inDesk(),
  body: NewCase,
  answer: CaseFile,
  audit: { act: 'write', record: 'case' },
})

/** A programme's requirement as data: shown beside the intake, never a gate. */
export const Requirement = z.object({
  code: z.enum(['third-country-national', 'regular-stay', 'grey-or-exploited']),
  /** What the record says: documented, documented otherwise, or nothing recorded. */
  finding: z.enum(['documented', 'not-documented', 'contrary']),
})
export type Requirement = z.infer<typeof Requirement>
export const Eligibility = z.object({
  programme: z.string(),
  source: z.string(),
  checkedOn: CivilDate,
  requirements: z.array(Requirement),
})
export type Eligibility = z.infer<typeof Eligibility>

export const weighEligibility = endpoint({
  name: 'weighEligibility',
  method: 'POST',
  path: '/desks/:desk/eligibility',
  access: { grant: 'case.read' },
  summary: 'What the programmes of the desk ask for, against what is recorded (never a condition of intake)',
  params: inDesk(),
  body: z.strictObject({
    citizenship: z.string().max(60),
    stayDocument: z.string().max(60),
    profile: z.string().max(60),
    on: CivilDate,
  }),
  answer: z.object({ rows: z.array(Eligibility) }),
})
