import { z } from 'zod'
import { Appointment } from '../appointments/contract.ts'
import { CivilDate } from '../calendar.ts'
import { CaseCard } from '../cases/contract.ts'
import { ExpiringDocument } from '../documents/contract.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { DueThing } from '../pathway/contract.ts'
import { Task } from '../tasks/contract.ts'
import { Handover } from './handover-contract.ts'

const Colleague = z.object({ accountId: Id, name: z.string() })

/** That a colleague stands in for another one from day to day (sostituzione), both days included. It ends by itself. */
export const Substitution = z.object({
  id: Id,
  absent: Colleague,
  standIn: Colleague,
  from: CivilDate,
  until: CivilDate,
  by: z.string(),
  can: z.array(z.enum(['end'])),
})
export type Substitution = z.infer<typeof Substitution>

export const NewSubstitution = z.strictObject({
  id: Id,
  absent: Id,
  standIn: Id,
  fromDay: CivilDate,
  untilDay: CivilDate,
})
export type NewSubstitution = z.infer<typeof NewSubstitution>

const Substitutions = z.object({ rows: z.array(Substitution) })

/** What an absent colleague has today, as the one who stands in may see it. */
export const StandIn = z.object({
  absent: Colleague,
  until: CivilDate,
  tasks: z.array(Task),
  tasksTotal: z.number().int(),
  due: z.array(DueThing),
  appointments: z.array(Appointment),
  documents: z.array(ExpiringDocument),
  handovers: z.array(Handover),
  cases: z.array(CaseCard),
  casesTotal: z.number().int(),
})
export type StandIn = z.infer<typeof StandIn>

export const listSubstitutions = endpoint({
  name: 'listSubstitutions',
  method: 'GET',
  path: '/desks/:desk/substitutions',
  access: { grant: 'case.read' },
  summary: 'Who stands in for whom today and later: the own ones, to whoever tends the team all',
  params: inDesk(),
  answer: Substitutions,
})

export const standIn = endpoint({
  name: 'standIn',
  method: 'POST',
  path: '/desks/:desk/substitutions',
  access: { grant: 'case.read' },
  summary: 'Have a colleague stand in for a member from day to day',
  params: inDesk(),
  body: NewSubstitution,
  answer: Substitutions,
  audit: { act: 'write', record: 'substitution' },
})

export const endSubstitution = endpoint({
  name: 'endSubstitution',
  method: 'POST',
  path: '/desks/:desk/substitutions/:substitution/end',
  access: { grant: 'case.read' },
  summary: 'End a substitution before its last day',
  params: inDesk({ substitution: Id }),
  answer: Substitutions,
  audit: { act: 'write', record: 'substitution', id: 'substitution' },
})

export const openStandIns = endpoint({
  name: 'openStandIns',
  method: 'GET',
  path: '/desks/:desk/stand-ins',
  access: { grant: 'case.read' },
  summary: 'What the colleagues have today for whom I stand in, as far as my own roles show it',
  params: inDesk(),
  answer: z.object({ rows: z.array(StandIn) }),
  audit: { act: 'read', record: 'cases' },
})
