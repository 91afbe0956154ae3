import { z } from 'zod'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { CaseCard } from './contract.ts'

/** What needs this member today. */
export const Today = z.object({
  mine: z.array(CaseCard),
  mineTotal: z.number().int(),
  /** Open cases that nobody follows. */
  unassigned: z.array(CaseCard),
  unassignedTotal: z.number().int(),
  /** Own open cases in which nothing was written for 30 days or more. */
  quiet: z.array(CaseCard),
  /** Emergency accesses of the last seven days to cases that this member follows, the newest first. */
  emergencies: z.array(
    z.object({ caseId: Id, personName: z.string(), at: z.string(), by: z.string(), desk: z.string() }),
  ),
})
export type Today = z.infer<typeof Today>

export const openToday = endpoint({
  name: 'openToday',
  method: 'GET',
  path: '/desks/:desk/today',
  access: { grant: 'case.read' },
  summary: 'What needs me today',
  params: inDesk(),
  answer: Today,
  audit: { act: 'read', record: 'cases' },
})
