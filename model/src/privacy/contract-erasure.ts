import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { ErasureGround } from '../codes/erasure-reasons.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { PersonPrivacy } from './contract.ts'
import { ErasureAsker, ErasureDecision, NewErasure } from './erasure.ts'

/** A request for erasure that waits for this member: who asked, since when, about whom. */
export const WaitingErasure = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  ground: ErasureGround,
  askedBy: ErasureAsker,
  fromDay: CivilDate,
  by: z.string(),
})
export type WaitingErasure = z.infer<typeof WaitingErasure>

export const listWaitingErasures = endpoint({
  name: 'listWaitingErasures',
  method: 'GET',
  path: '/desks/:desk/erasures',
  access: { grant: 'privacy.decide' },
  summary: 'Requests for erasure that this member may decide, the oldest first: fifty, and how many there are',
  params: inDesk(),
  answer: z.object({ rows: z.array(WaitingErasure), total: z.number().int() }),
  audit: { act: 'read', record: 'persons' },
})

export const askErasure = endpoint({
  name: 'askErasure',
  method: 'POST',
  path: '/desks/:desk/persons/:person/erasures',
  access: { grant: 'privacy.write' },
  summary: 'Note that a person’s data are asked to be erased (art. 17). Another member decides',
  params: inDesk({ person: Id }),
  body: NewErasure,
  answer: PersonPrivacy,
  audit: { act: 'write', record: 'person', id: 'person' },
})

export const decideErasure = endpoint({
  name: 'decideErasure',
  method: 'POST',
  path: '/desks/:desk/persons/:person/erasures/:erasure/decision',
  access: { grant: 'privacy.decide' },
  summary: 'Erase what is sealed about a person, for good, or refuse it with a reason of art. 17(3)',
  params: inDesk({ person: Id, erasure: Id }),
  body: ErasureDecision,
  answer: PersonPrivacy,
  audit: { act: 'write', record: 'person', id: 'person' },
})
