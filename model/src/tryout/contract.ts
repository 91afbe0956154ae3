import { z } from 'zod'
import { endpoint, inDesk } from '../endpoint.ts'

/** What stands in a desk for trying out (sportello di prova): counts of invented records. */
export const Tryout = z.object({
  persons: z.number().int(),
  contacts: z.number().int(),
  cases: z.number().int(),
})
export type Tryout = z.infer<typeof Tryout>

export const openTryout = endpoint({
  name: 'openTryout',
  method: 'GET',
  path: '/desks/:desk/tryout',
  access: { grant: 'tryout.manage' },
  summary: 'What stands in a desk for trying out',
  params: inDesk(),
  answer: Tryout,
})

export const fillTryout = endpoint({
  name: 'fillTryout',
  method: 'POST',
  path: '/desks/:desk/tryout',
  access: { grant: 'tryout.manage' },
  summary: 'Fill a desk for trying out with the invented workers of the demonstration; twice adds nothing',
  params: inDesk(),
  answer: Tryout,
  audit: { act: 'write', record: 'desk' },
})

export const emptyTryout = endpoint({
  name: 'emptyTryout',
  method: 'DELETE',
  path: '/desks/:desk/tryout',
  access: { grant: 'tryout.manage' },
  summary: 'Empty a desk for trying out of all its records; the register of accesses stays',
  params: inDesk(),
  answer: Tryout,
  audit: { act: 'write', record: 'desk' },
})
