import { z } from 'zod'
import { endpoint, Id, inDesk } from '../endpoint.ts'

export const listUnarranged = endpoint({
  name: 'listUnarranged',
  method: 'GET',
  path: '/desks/:desk/unarranged-referrals',
  access: { grant: 'arrangement.write' },
  summary: 'Bodies to which drafts of this desk cannot be sent for want of an arrangement, and how many: of no person',
  params: inDesk(),
  answer: z.object({ rows: z.array(z.object({ body: Id, name: z.string(), drafts: z.number().int() })) }),
})
