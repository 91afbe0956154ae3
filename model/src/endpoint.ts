import { z } from 'zod'
import type { Grant } from './grants.ts'

/**
 * Who may call: a grant of a member in the desk named by the path, any signed-in account, or anybody.
 * There is no default: an endpoint without an access is a type error, and a route without one stops the server.
 */
export type Access = { grant: Grant } | 'account' | 'public'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Shape = z.ZodObject<z.ZodRawShape>

/** One endpoint, as a value: the server mounts it, the web calls it, OpenAPI is printed from it. */
export type Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> = {
  name: string
  method: Method
  /** Below `/api/v1`. `:desk` is the code of the desk: the door checks the membership. */
  path: string
  access: Access
  summary: string
  params: P
  query: Q
  /** `z.undefined()` where nothing is sent; `'bytes'` endpoints take a bounded stream instead. */
  body: B
  /** The presenter: a field that is not in it never leaves. */
  answer: A
  /** What the audit chain says about a call: record kind, and the param that names the record. */
  audit?: { act: 'read' | 'write'; record: string; id?: string }
  /** Bytes: an upload of at most this many bytes, handed to the handler as a stream. */
  upload?: { most: number }
  /** Reads through a whole file: such calls, and uploads, are done one after the other. */
  slow?: boolean
  /** Bytes: the answer is a file, not JSON. */
  file?: boolean
  /** Writes that may be far apart in size get their own bound, in bytes (default 256 KiB). */
  bodyLimit?: number
}

type Parts<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> = Omit<
  Endpoint<P, Q, B, A>,
  'params' | 'query' | 'body'
> & { params?: P; query?: Q; body?: B }

const Nothing = z.strictObject({})

/** Declares an endpoint; params, query and body default to "nothing is accepted". */
export function endpoint<
  A extends z.ZodType,
  P extends Shape = typeof Nothing,
  Q extends Shape = typeof Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(parts: Parts<P, Q, B, A>): Endpoint<P, Q, B, A> {
  return {
    ...parts,
    params: parts.params ?? (Nothing as unknown as P),
    query: parts.query ?? (Nothing as unknown as Q),
    body: parts.body ?? (z.undefined() as unknown as B),
  }
}

/** The code of a desk as it stands in addresses: `pua-milano`. */
export const DeskCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)

/** Record ids are UUIDs (v7, made by the client or by the server before the insert). */
export const Id = z.uuid().toLowerCase()
export type Id = string

/** Params of every endpoint of a desk. */
export const inDesk = <S extends z.ZodRawShape>(more: S = {} as S) => z.strictObject({ desk: DeskCode, ...more })

/** Pages: opaque cursor, at most 100 rows. */
export const Paging = {
  after: z.string().max(200).optional(),
  most: z.coerce.number().int().min(1).max(100).default(40),
}

/** One page of a list: rows, the cursor of the next page, and how many there are in all. */
/** Rows of a list are counted no further: `total` is then one more than this and says "more than". */
export const COUNTED = 300

export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().int().nullable() })

/** Nothing to say but that it is done. */
export const Done = z.object({ done: z.literal(true) })
