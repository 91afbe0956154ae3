import { z } from 'zod'

/** The closed catalogue of errors (RFC 9457). Each has its page in docs/problems. */
export const problems = {
  invalid: 422,
  'sign-in': 401,
  'wrong-credentials': 401,
  'not-allowed': 403,
  'not-found': 404,
  'moved-on': 409,
  'not-possible': 409,
  'too-large': 413,
  'too-many': 429,
  'not-ready': 503,
  internal: 500,
} as const

export type ProblemCode = keyof typeof problems
export const ProblemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]])

/** One thing wrong with what was sent: where, and a code that the interface translates. */
export const FieldError = z.object({ pointer: z.string(), code: z.string() })
export type FieldError = z.infer<typeof FieldError>

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ProblemCode,
  /** Which rule said no, as a code; never personal data. */
  reason: z.string().optional(),
  errors: z.array(FieldError).optional(),
  /** For `moved-on`: the record as it is now, so that the second writer sees what changed. */
  current: z.unknown().optional(),
  requestId: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
