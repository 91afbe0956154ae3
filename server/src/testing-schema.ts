import type { z } from 'zod'
import type { Endpoint } from '#model/endpoint.ts'

export type Path = readonly (string | number)[]
/** A place in what is sent where a single value stands. */
export type Leaf = { path: Path; schema: z.ZodType }

/** What wraps another schema says nothing of its own about where values stand. */
const wrappers = ['optional', 'nullable', 'default', 'prefault', 'catch', 'readonly', 'nonoptional'] as const
/** What zod keeps of a schema, as far as tests look. */
export type Def = {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  options?: z.ZodType[]
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
  entries?: Record<string, string>
  values?: unknown[]
}
const simple = ['string', 'number', 'int', 'boolean', 'enum', 'literal', 'null', 'undefined']

/** Every place of a schema where a single value may stand; the first element stands for an array's others. */
export function leavesOf(schema: z.ZodType, path: Path = []): Leaf[] {
  const def = schema.def as unknown as Def
  if ((wrappers as readonly string[]).includes(def.type)) return leavesOf(def.innerType as z.ZodType, path)
  if (def.type === 'pipe') return leavesOf(def.in as z.ZodType, path)
  if (def.type === 'union') return (def.options as z.ZodType[]).flatMap((each) => leavesOf(each, path))
  if (def.type === 'array') return leavesOf(def.element as z.ZodType, [...path, 0])
  if (def.type === 'object')
    return Object.entries(def.shape ?? {}).flatMap(([key, each]) => leavesOf(each, [...path, key]))
  // Whoever brings in another kind says here where values stand in it.
  if (!simple.includes(def.type)) throw new Error(`a ${def.type} in a contract, at ${pointer(path)}`)
  return [{ path, schema }]
}

export const pointer = (path: Path) => `/${path.join('/')}`

/** A copy of a value with another one at a place, which is made where it is not there. */
export function withAt(value: unknown, [first, ...rest]: Path, planted: unknown): unknown {
  if (first === undefined) return planted
  const isIndex = /^\d+$/.test(String(first))
  const stands = typeof value === 'object' && value !== null && (isIndex || !Array.isArray(value))
  const copy = (stands ? structuredClone(value) : isIndex ? [] : {}) as Record<string | number, unknown>
  copy[first] = withAt(copy[first], rest, planted)
  return copy
}

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success
const words = ['Zqxfreewvk', 'zqx-free-wvk', '3459871236', 'zqx@wvk.test', 'Zqx Free, Wvk 1']
const takes = ({ schema }: Leaf, values: string[]) =>
  schema.def.type === 'string' && values.some((value) => accepts(schema, value))

/** A text that takes what somebody types: a word, a name, a number of a telephone. */
export const takesWords = (leaf: Leaf) => takes(leaf, words)

/** The same, or a day, which may be one of birth. */
export const isFree = (leaf: Leaf) => takes(leaf, [...words, '1983-04-17'])

/** The place of an id. */
export const isId = (leaf: Leaf) => !isFree(leaf) && accepts(leaf.schema, '0190a000-0000-7000-8000-000000000001')

/** The parts of a request that carry values. */
export const parts = ['params', 'query', 'body'] as const
export type Part = (typeof parts)[number]
export const placesOf = (each: Endpoint): (Leaf & { in: Part })[] =>
  parts.flatMap((part) => leavesOf(each[part] as z.ZodType).map((leaf) => ({ ...leaf, in: part })))
