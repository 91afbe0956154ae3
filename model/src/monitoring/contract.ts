import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, inDesk } from '../endpoint.ts'

const Counts = z.record(z.string(), z.number().int())

/** One measure over a period: distinct persons, and how they part. Keys are codes (ISO 3166-1 alpha-3, YYYY-MM …). */
export const Measure = z.object({
  total: z.number().int(),
  bySex: Counts,
  byCitizenship: Counts,
  bySector: Counts,
  byMonth: Counts,
})
export type Measure = z.infer<typeof Measure>

/** A target is a range; `standing` says where the figure lies. */
export const TargetStanding = z.object({
  measure: z.enum(['intercepted', 'takenInCharge']),
  programme: z.string(),
  from: CivilDate,
  to: CivilDate,
  min: z.number().int(),
  max: z.number().int(),
  actual: z.number().int(),
  standing: z.enum(['below', 'within', 'above']),
})
export type TargetStanding = z.infer<typeof TargetStanding>

/** The monitoring return (rendicontazione) of a desk, a period and a programme. */
export const FundingReturn = z.object({
  desk: z.string(),
  deskName: z.string(),
  programme: z.string(),
  from: CivilDate,
  to: CivilDate,
  intercepted: Measure,
  takenInCharge: Measure,
  /** Contacts counted beside, never added to persons. */
  contacts: z.object({ total: z.number().int(), anonymous: z.number().int() }),
  targets: z.array(TargetStanding),
  demo: z.boolean(),
})
export type FundingReturn = z.infer<typeof FundingReturn>

/** Absent period: the programme's period, else the current year. */
const period = z.strictObject({
  from: CivilDate.optional(),
  to: CivilDate.optional(),
  programme: z.string().max(60).optional(),
})

export const openReturn = endpoint({
  name: 'openReturn',
  method: 'GET',
  path: '/desks/:desk/return',
  access: { grant: 'return.read' },
  summary: 'Persons intercepted and taken in charge, against their targets',
  params: inDesk(),
  query: period,
  answer: FundingReturn,
  audit: { act: 'read', record: 'return' },
})

export const exportReturn = endpoint({
  name: 'exportReturn',
  method: 'GET',
  path: '/desks/:desk/return/file',
  access: { grant: 'return.read' },
  summary: 'The same return as CSV or XLSX',
  params: inDesk(),
  query: period.extend({ as: z.enum(['csv', 'xlsx']), language: z.enum(['it', 'en']).default('it') }),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: { act: 'read', record: 'return' },
})

export const Programme = z.object({ code: z.string(), name: z.string(), from: CivilDate, to: CivilDate })
export type Programme = z.infer<typeof Programme>

export const listProgrammes = endpoint({
  name: 'listProgrammes',
  method: 'GET',
  path: '/desks/:desk/programmes',
  access: { grant: 'return.read' },
  summary: 'Programmes in which the desk takes part',
  params: inDesk(),
  answer: z.object({ rows: z.array(Programme) }),
})
