import { z } from 'zod'
import { FollowerRole } from '../cases/contract.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose } from '../words.ts'
import { ApprovalAct } from './approval-contract.ts'

const count = z.number().int()

/** What goes beside the following of a case. */
export const HandoverPart = z.enum(['steps', 'tasks', 'appointments'])
export type HandoverPart = z.infer<typeof HandoverPart>

/** Why nothing can go to this colleague. */
export const HandoverRefusal = z.enum(['no-part', 'not-seen'])
export type HandoverRefusal = z.infer<typeof HandoverRefusal>

/** What is said before, and forbids nothing. */
export const HandoverWarning = z.enum(['part-changes', 'follows-already', 'legal-notes', 'appointments-collide'])
export type HandoverWarning = z.infer<typeof HandoverWarning>

/** How a case would go to a colleague; `as`: in which part the colleague would follow it. */
export const Verdict = z.object({
  refused: HandoverRefusal.nullable(),
  as: FollowerRole.nullable(),
  said: z.array(HandoverWarning),
})
export type Verdict = z.infer<typeof Verdict>

const ofPerson = { personName: z.string(), personCode: z.string() }

/** An open case in which a member has something; `role`: follows it. */
export const Holding = z.object({
  caseId: Id,
  ...ofPerson,
  role: FollowerRole.nullable(),
  steps: count,
  tasks: count,
  appointments: count,
  /** What the member asked for in it and nobody answered yet: it does not go, whoever follows the case may take it back. */
  approvals: z.array(z.object({ act: ApprovalAct, service: z.string() })),
  /** Of exactly what was shown: whoever hands it over names it. */
  mark: z.string(),
  verdict: Verdict.nullable(),
})
export type Holding = z.infer<typeof Holding>

export const Holdings = z.object({
  from: z.object({ accountId: Id, name: z.string(), gone: z.boolean() }),
  rows: z.array(Holding),
  /** Tasks of the desk and meetings without a case. */
  rest: z.object({ tasks: count, meetings: count, mark: z.string() }),
  /** Tasks of closed cases: they stay, and are given on one by one. */
  closedTasks: count,
})
export type Holdings = z.infer<typeof Holdings>

/** That a case went from one colleague to another (passaggio di consegne), as it was. */
export const Handover = z.object({
  id: Id,
  caseId: Id,
  ...ofPerson,
  from: z.string(),
  to: z.string(),
  by: z.string(),
  at: z.string(),
  role: FollowerRole.nullable(),
  steps: count,
  tasks: count,
  appointments: count,
  /** What matters now, in the words of whoever handed it over. */
  note: z.string(),
  /** It takes another one back; it was taken back itself. */
  isReturn: z.boolean(),
  returned: z.boolean(),
  /** It came to who asks, who has not read it yet. */
  newForMe: z.boolean(),
  can: z.array(z.enum(['hand-back'])),
})
export type Handover = z.infer<typeof Handover>

const mark = z.string().regex(/^[0-9a-f]{32}$/)
const ofCase = inDesk({ case: Id })
const ofHandover = inDesk({ case: Id, handover: Id })

export const listHoldings = endpoint({
  name: 'listHoldings',
  method: 'GET',
  path: '/desks/:desk/holdings',
  access: { grant: 'case.assign' },
  summary: 'What a member has that can be handed over, and how it would go to a colleague',
  params: inDesk(),
  query: z.strictObject({ from: Id, to: Id.optional() }),
  answer: Holdings,
  audit: { act: 'read', record: 'cases' },
})

export const handOverCase = endpoint({
  name: 'handOverCase',
  method: 'POST',
  path: '/desks/:desk/cases/:case/handovers',
  access: { grant: 'case.assign' },
  summary:
    'Hand over a case as it was shown, with what a colleague has to do in it; refused whole if it is different now',
  params: ofCase,
  body: z.strictObject({
    id: Id,
    from: Id,
    to: Id,
    what: z.array(HandoverPart).max(3),
    note: prose(2_000).default(''),
    mark,
  }),
  answer: Handover,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const handOverRest = endpoint({
  name: 'handOverRest',
  method: 'POST',
  path: '/desks/:desk/members/:account/handovers',
  access: { grant: 'case.assign' },
  summary: 'Hand over the tasks of the desk and the meetings of a member, as they were shown',
  params: inDesk({ account: Id }),
  body: z.strictObject({ id: Id, to: Id, mark }),
  answer: Holdings,
  audit: { act: 'write', record: 'task' },
})

export const listHandovers = endpoint({
  name: 'listHandovers',
  method: 'GET',
  path: '/desks/:desk/cases/:case/handovers',
  access: { grant: 'case.read' },
  summary: 'From whom to whom a case went, the last first',
  params: ofCase,
  answer: z.object({ rows: z.array(Handover) }),
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const listNewHandovers = endpoint({
  name: 'listNewHandovers',
  method: 'GET',
  path: '/desks/:desk/handovers',
  access: { grant: 'case.read' },
  summary: 'Cases that came to me and of which I have not read the handover yet',
  params: inDesk(),
  answer: z.object({ rows: z.array(Handover) }),
  audit: { act: 'read', record: 'cases' },
})

export const sawHandover = endpoint({
  name: 'sawHandover',
  method: 'POST',
  path: '/desks/:desk/cases/:case/handovers/:handover/seen',
  access: { grant: 'case.read' },
  summary: 'I have read what was handed over to me',
  params: ofHandover,
  answer: Handover,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const handBack = endpoint({
  name: 'handBack',
  method: 'POST',
  path: '/desks/:desk/cases/:case/handovers/:handover/back',
  access: { grant: 'case.assign' },
  summary: 'Hand a case back, with what of it the colleague still has',
  params: ofHandover,
  body: z.strictObject({ id: Id }),
  answer: Handover,
  audit: { act: 'write', record: 'case', id: 'case' },
})
