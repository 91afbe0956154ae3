import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { FollowerRole } from '../cases/contract.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { Role } from '../grants.ts'

const count = z.number().int()

/** What lies on one member (carico): counts and days, and no score. */
export const Load = z.object({
  accountId: Id,
  name: z.string(),
  roles: z.array(Role),
  /** No member any more, or without a role that opens cases: what stands under the name waits for somebody else. */
  gone: z.boolean(),
  /** Open cases that the member follows, and in which part. */
  cases: count,
  parts: z.array(z.object({ role: FollowerRole, cases: count })),
  /** The same cases by the first day by which something is to be done in them, by whomever. */
  next: z.object({ overdue: count, today: count, near: count, later: count, none: count }),
  /** What the member has to do oneself, and the day has passed. */
  overdueSteps: count,
  overdueTasks: count,
  /** Of today and the seven days after it. */
  appointments: count,
  /** Days since something was written in the one of the cases that waits longest. */
  quietDays: count.nullable(),
})
export type Load = z.infer<typeof Load>

export const readWorkload = endpoint({
  name: 'readWorkload',
  method: 'GET',
  path: '/desks/:desk/workload',
  access: { grant: 'case.read' },
  summary: 'What lies on the members of the desk; to whoever does not tend the team, the own line alone',
  params: inDesk(),
  answer: z.object({
    today: CivilDate,
    rows: z.array(Load),
    /** Open cases that nobody follows who could open them. */
    unfollowed: count,
  }),
  audit: { act: 'read', record: 'cases' },
})
