import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { CaseFile } from '../cases/contract.ts'
import { AppointmentKind } from '../codes/appointment-kinds.ts'
import { CaseNumber } from '../codes/case-number.ts'
import { Emergency } from '../codes/emergencies.ts'
import { DeskCode, endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { words } from '../words.ts'

const DeskNamed = z.object({ code: z.string(), name: z.string() })

/** An emergency access (break-the-glass, accesso d'emergenza) to one case, by one member, for two hours. */
export const Glass = z.object({
  id: Id,
  reader: z.object({ name: z.string(), desk: DeskNamed }),
  owner: DeskNamed,
  reason: Emergency,
  /** What was written; the desk whose case it is reads it. */
  words: z.string().nullable(),
  /** The case, for the desk whose case it is. */
  caseId: Id.nullable(),
  openedAt: z.string(),
  endsAt: z.string(),
  ended: z.object({ at: z.string(), by: z.enum(['reader', 'owner']) }).nullable(),
  reviewed: z.object({ at: z.string(), by: z.string() }).nullable(),
  can: z.array(z.enum(['read', 'end', 'review'])),
})
export type Glass = z.infer<typeof Glass>

/** What is read through the glass: the case as it is now, and until when; when and where the person is expected. */
export const GlassFile = z.object({
  glass: Glass,
  file: CaseFile,
  ahead: z.array(
    z.object({ day: CivilDate, time: z.string(), minutes: z.number().int(), kind: AppointmentKind, place: z.string() }),
  ),
})
export type GlassFile = z.infer<typeof GlassFile>

/** Which case: by the desk and id that its address says, by desk and number, or the one behind a referral that came in. */
export const GlassTarget = z.union([
  z.strictObject({ desk: DeskCode, case: Id }),
  z.strictObject({ desk: DeskCode, number: CaseNumber }),
  z.strictObject({ referral: Id }),
])
export type GlassTarget = z.infer<typeof GlassTarget>

const one = inDesk({ glass: Id })

export const breakGlass = endpoint({
  name: 'breakGlass',
  method: 'POST',
  path: '/desks/:desk/glass',
  access: { grant: 'glass.break' },
  summary: 'Open a case outside one’s rights in an emergency, for two hours; its desk is told at once',
  params: inDesk(),
  body: z.strictObject({
    id: Id,
    target: GlassTarget,
    reason: Emergency,
    words: words(2_000, 10),
  }),
  answer: Glass,
  audit: { act: 'write', record: 'glass' },
})

export const listOwnGlass = endpoint({
  name: 'listOwnGlass',
  method: 'GET',
  path: '/desks/:desk/glass/own',
  access: { grant: 'glass.break' },
  summary: 'Emergency accesses of the own account, the newest first',
  params: inDesk(),
  answer: z.object({ rows: z.array(Glass) }),
})

export const readThroughGlass = endpoint({
  name: 'readThroughGlass',
  method: 'GET',
  path: '/desks/:desk/glass/:glass',
  access: { grant: 'glass.break' },
  summary: 'The case behind an emergency access that is open, to read',
  params: one,
  answer: GlassFile,
  audit: { act: 'read', record: 'glass', id: 'glass' },
})

export const endGlass = endpoint({
  name: 'endGlass',
  method: 'POST',
  path: '/desks/:desk/glass/:glass/end',
  access: { grant: 'glass.break' },
  summary: 'End an emergency access: whoever opened it, or a coordinator of the desk whose case it is',
  params: one,
  answer: Glass,
  audit: { act: 'write', record: 'glass', id: 'glass' },
})

export const listGlass = endpoint({
  name: 'listGlass',
  method: 'GET',
  path: '/desks/:desk/glass',
  access: { grant: 'glass.review' },
  summary: 'Emergency accesses of a month to the cases of the desk, or by its members',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    way: z.enum(['here', 'ours']).default('here'),
    /** The month, `2026-01`; without it every one that nobody looked at yet, or the last of them. */
    month: z
      .string()
      .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/)
      .optional(),
  }),
  answer: pageOf(Glass).extend({ waiting: z.number().int() }),
  audit: { act: 'read', record: 'glass' },
})

export const reviewGlass = endpoint({
  name: 'reviewGlass',
  method: 'POST',
  path: '/desks/:desk/glass/:glass/review',
  access: { grant: 'glass.review' },
  summary: 'A coordinator of the desk whose case it is has looked at an emergency access',
  params: one,
  answer: Glass,
  audit: { act: 'write', record: 'glass', id: 'glass' },
})
