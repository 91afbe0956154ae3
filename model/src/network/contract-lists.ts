import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, inDesk } from '../endpoint.ts'

/** What is in a file of services, and what became of it. */
export const ServiceList = z.object({
  kind: z.enum(['hsds', 'hsds-package', 'sheet']),
  rows: z.number().int(),
  good: z.number().int(),
  /** In the directory already: the same file brought in again adds nothing. */
  already: z.number().int(),
  added: z.number().int(),
  /** How many say on which day they were true. */
  dated: z.number().int(),
  unknownColumns: z.array(z.string()),
  /** The first good ones. */
  sample: z.array(z.object({ row: z.number().int(), name: z.string(), organisation: z.string() })),
  errors: z.array(z.object({ row: z.number().int(), field: z.string(), code: z.string() })),
  notUnderstood: z.array(z.object({ row: z.number().int(), field: z.string(), text: z.string() })),
})
export type ServiceList = z.infer<typeof ServiceList>

const upload = { most: 10 * 1024 * 1024 }

export const lookAtServices = endpoint({
  name: 'lookAtServices',
  method: 'POST',
  path: '/desks/:desk/directory-list',
  access: { grant: 'service.approve' },
  summary: 'Look at a file of services (HSDS JSON or package, spreadsheet) without writing anything',
  params: inDesk(),
  answer: ServiceList,
  upload,
})

export const bringServices = endpoint({
  name: 'bringServices',
  method: 'PUT',
  path: '/desks/:desk/directory-list',
  access: { grant: 'service.approve' },
  summary: 'Bring the good entries of a file of services in, kept by the own desk',
  params: inDesk(),
  /** The day on which those that name none were true: none of another time. */
  query: z.strictObject({ assured: CivilDate }),
  answer: ServiceList,
  upload,
  audit: { act: 'write', record: 'service' },
})
