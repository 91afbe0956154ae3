import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'

/** One line of the register of accesses: who did what to which record. Carries no personal data of a worker. */
export const AuditEntry = z.object({
  id: Id,
  at: z.string(),
  by: z.string(),
  /** Name of the endpoint, job or command. */
  act: z.string(),
  kind: z.enum(['read', 'write']),
  record: z.string(),
  recordId: z.string().nullable(),
  /** Number of the seal that closes it in; null while it waits for one (about a second). */
  seal: z.number().int().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const listAccesses = endpoint({
  name: 'listAccesses',
  method: 'GET',
  path: '/desks/:desk/accesses',
  access: { grant: 'audit.read' },
  summary: 'Register of accesses of the desk, newest first (reading it is logged too)',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    kind: z.enum(['read', 'write', 'all']).default('all'),
    account: Id.optional(),
    recordId: Id.optional(),
    from: CivilDate.optional(),
    to: CivilDate.optional(),
  }),
  answer: pageOf(AuditEntry),
  audit: { act: 'read', record: 'accesses' },
})
