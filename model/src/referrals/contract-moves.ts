import { z } from 'zod'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { ReferralLine } from './contract-shown.ts'

/** Why the referrals to a service need another place: it is out of the directory, or says that it has no room. */
export const MoveCause = z.enum(['retired', 'full'])
export type MoveCause = z.infer<typeof MoveCause>

/** What a reassignment comes to: sent at once; a draft, and why; or nothing, and it stays. Reasons are codes. */
export const MoveVerdict = z.object({
  result: z.enum(['sends', 'drafts', 'stays']),
  reasons: z.array(z.string()),
})
export type MoveVerdict = z.infer<typeof MoveVerdict>

export const MoveLine = ReferralLine.extend({
  version: z.number().int(),
  cause: MoveCause,
  /** What would become of it with the service that was asked about; `null` where none was. */
  verdict: MoveVerdict.nullable(),
})
export type MoveLine = z.infer<typeof MoveLine>

export const listMoves = endpoint({
  name: 'listMoves',
  method: 'GET',
  path: '/desks/:desk/reassignments',
  access: { grant: 'referral.move' },
  summary: 'Referrals of this desk that wait at services which are closed or full, and where they could go',
  params: inDesk(),
  query: z.strictObject({ from: Id.optional(), to: Id.optional() }),
  /** The oldest hundred; `services`: all that are concerned. */
  answer: z.object({
    rows: z.array(MoveLine),
    services: z.array(z.object({ id: Id, name: z.string(), cause: MoveCause, count: z.number().int() })),
  }),
  audit: { act: 'read', record: 'referrals' },
})

export const moveReferral = endpoint({
  name: 'moveReferral',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/reassignment',
  access: { grant: 'referral.move' },
  summary: 'Take a referral back and write it anew to another service, sent where it is covered; twice does it once',
  params: inDesk({ referral: Id }),
  body: z.strictObject({ version: z.number().int().min(1), serviceId: Id }),
  answer: MoveVerdict.extend({ referral: Id }),
  audit: { act: 'write', record: 'referral', id: 'referral' },
})

export const countWaiting = endpoint({
  name: 'countWaiting',
  method: 'GET',
  path: '/desks/:desk/directory/:entry/referrals',
  access: { grant: 'referral.read' },
  summary: 'How many open referrals this desk received and sent for a service: to know before it is closed',
  params: inDesk({ entry: Id }),
  answer: z.object({ received: z.number().int(), sent: z.number().int() }),
})
