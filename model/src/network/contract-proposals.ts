import { z } from 'zod'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { words } from '../words.ts'
import { ServiceEntry } from './contract.ts'

const DeskNamed = z.object({ code: z.string(), name: z.string() })
const why = words(600)

/** An entry or a change that waits for the coordinator of the desk that keeps it, or that was answered. */
export const Proposal = z.object({
  id: Id,
  /** The entry that it is about, and that it makes where it is new. */
  serviceId: Id,
  isNew: z.boolean(),
  name: z.string(),
  from: DeskNamed,
  tendedBy: DeskNamed,
  why: z.string(),
  state: z.enum(['waiting', 'approved', 'changed', 'declined', 'withdrawn']),
  reason: z.string(),
  proposedAt: z.string(),
  /** Names of colleagues are told in their own desk alone. */
  proposedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  changed: z.array(z.string()),
  can: z.array(z.enum(['decide', 'withdraw'])),
})
export type Proposal = z.infer<typeof Proposal>

/** The same with what stands beside each other: the entry as it is now, and as it would be. */
export const ProposalInFull = Proposal.extend({
  current: ServiceEntry.nullable(),
  proposed: ServiceEntry,
  /** Of the entry as it is now; 0: there is none. */
  version: z.number().int(),
})
export type ProposalInFull = z.infer<typeof ProposalInFull>

/** A new entry lives at once where the member may approve, and else waits. */
export const proposeService = endpoint({
  name: 'proposeService',
  method: 'POST',
  path: '/desks/:desk/directory',
  access: { grant: 'service.propose' },
  summary: 'Propose a new entry, kept by the own desk',
  params: inDesk(),
  body: z.strictObject({ id: Id, entry: ServiceEntry, why }),
  answer: z.object({ live: z.boolean() }),
  audit: { act: 'write', record: 'service' },
})

export const proposeChange = endpoint({
  name: 'proposeChange',
  method: 'POST',
  path: '/desks/:desk/directory/:entry/proposals',
  access: { grant: 'service.propose' },
  summary: 'Propose a change of an entry, or make it where the member may approve it',
  params: inDesk({ entry: Id }),
  /** `version`: of the entry that was read. */
  body: z.strictObject({ id: Id, entry: ServiceEntry, why, version: z.number().int() }),
  answer: z.object({ live: z.boolean() }),
  audit: { act: 'write', record: 'service', id: 'entry' },
})

export const listProposals = endpoint({
  name: 'listProposals',
  method: 'GET',
  path: '/desks/:desk/proposals',
  access: { grant: 'service.propose' },
  summary: 'Proposals that this desk made or answers: those that wait, the oldest first, or those that ended',
  params: inDesk(),
  query: z.strictObject({ ...Paging, show: z.enum(['waiting', 'ended']).default('waiting') }),
  answer: pageOf(Proposal),
})

export const openProposal = endpoint({
  name: 'openProposal',
  method: 'GET',
  path: '/desks/:desk/proposals/:proposal',
  access: { grant: 'service.propose' },
  summary: 'One proposal: what it would change',
  params: inDesk({ proposal: Id }),
  answer: ProposalInFull,
})

/** Who made it, or a coordinator of the same desk, while nobody answered. */
export const withdrawProposal = endpoint({
  name: 'withdrawProposal',
  method: 'POST',
  path: '/desks/:desk/proposals/:proposal/withdrawal',
  access: { grant: 'service.propose' },
  summary: 'Take a proposal back that nobody answered yet',
  params: inDesk({ proposal: Id }),
  answer: ProposalInFull,
  audit: { act: 'write', record: 'service-proposal', id: 'proposal' },
})

export const decideProposal = endpoint({
  name: 'decideProposal',
  method: 'POST',
  path: '/desks/:desk/proposals/:proposal/decision',
  access: { grant: 'service.approve' },
  summary: 'Approve a proposal, approve it otherwise, or decline it with a reason',
  params: inDesk({ proposal: Id }),
  body: z.strictObject({
    act: z.enum(['approve', 'decline']),
    reason: why,
    /** The entry as the coordinator wants it; `null`: as it was proposed. */
    entry: ServiceEntry.nullable(),
    /** Of the entry as it was read; 0 for a new one. */
    version: z.number().int().min(0),
  }),
  answer: ProposalInFull,
  audit: { act: 'write', record: 'service-proposal', id: 'proposal' },
})
