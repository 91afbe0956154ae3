import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { answer } from '../codes/answer.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { Sex } from '../codes/sexes.ts'
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

/** What was logged in one month for one sex and citizenship; `null`: a few, for those who may not read persons. */
export const YearCell = z.object({
  month: z.string(),
  sex: Sex,
  citizenship: answer(Citizenship),
  contacts: z.number().int().nullable(),
  casesOpened: z.number().int().nullable(),
})
export type YearCell = z.infer<typeof YearCell>

export const openYear = endpoint({
  name: 'openYear',
  method: 'GET',
  path: '/desks/:desk/year',
  access: { grant: 'return.read' },
  summary: 'Contacts logged and cases opened in a year, by month, sex and citizenship',
  params: inDesk(),
  query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) }),
  answer: z.object({ year: z.number().int(), rows: z.array(YearCell), demo: z.boolean() }),
  audit: { act: 'read', record: 'year' },
})
