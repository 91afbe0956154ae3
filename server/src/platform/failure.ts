import { type FieldError, type ProblemCode, problems } from '#model/problem.ts'

/** What a handler throws: one entry of the catalogue, with codes and never with personal data. */
export class Failure extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly reason: string | undefined
  readonly errors: FieldError[] | undefined
  readonly current: unknown
  readonly retryAfter: number | undefined

  constructor(
    code: ProblemCode,
    more: { reason?: string; errors?: FieldError[]; current?: unknown; retryAfter?: number } = {},
  ) {
    super(more.reason ? `${code}: ${more.reason}` : code)
    this.code = code
    this.status = problems[code]
    this.reason = more.reason
    this.errors = more.errors
    this.current = more.current
    this.retryAfter = more.retryAfter
  }
}

export const notFound = () => new Failure('not-found')
export const notAllowed = (reason: string) => new Failure('not-allowed', { reason })
/** The state of the record does not allow it: a code from the subject's rules. */
export const notPossible = (reason: string) => new Failure('not-possible', { reason })
/** Somebody else was first: `current` is the record as it is now. */
export const movedOn = (current: unknown) => new Failure('moved-on', { current })
export const invalid = (...errors: FieldError[]) => new Failure('invalid', { errors })
/** An id in the body that this desk cannot see answers like one that does not exist. */
export const unknownId = (pointer: string) => invalid({ pointer, code: 'unknown' })
