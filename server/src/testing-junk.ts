import fc from 'fast-check'
import type { z } from 'zod'
import type { Endpoint } from '#model/endpoint.ts'
import { sampleOf } from './testing-samples.ts'
import { type Def, type Path, withAt } from './testing-schema.ts'
import type { Sample, World } from './testing-world.ts'

/** Text that programs and people send and nobody expects: NUL, half a surrogate, letters that grow, marks that turn the writing. */
const traps = [
  '',
  ' ',
  '\0',
  'a\0b@c',
  '\ud800',
  'a\udfff',
  '٣',
  'İI\u0307ıß',
  'ﷺ'.repeat(40),
  '\u202egnirts',
  `e${'\u0301'.repeat(900)}`,
  '👩‍👩‍👧‍👦'.repeat(60),
  '\uFEFF\u200B',
  '\r\nx: y',
  '__proto__',
  'constructor',
  '%00',
  '%E0%A4%A',
  '../../etc/passwd',
  "';--",
  '{{7*7}}<b>',
  '=cmd|x',
  'NaN',
  'null',
  '-0',
  ' '.repeat(5_000),
  'x'.repeat(70_000),
]
const days = [
  '9999-12-31',
  '0001-01-01',
  '0000-00-00',
  '2026-02-30',
  '10000-01-01',
  '-00001-01-01',
  '2026-13-01',
  '2026-1-1',
  '+275760-09-13',
]
const numbers = [-1, 0, -0, 0.5, 1e308, -1e308, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, Number.MIN_VALUE]
const deep = (depth: number): unknown => (depth === 0 ? 'deep' : { deep: [deep(depth - 1)] })

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...traps),
  fc.constantFrom(...days),
  fc.constantFrom(...numbers),
  fc.constantFrom(null, true, [], {}, [[]], ['\0'], [null], { length: 3 }, { toString: 'x' }, deep(40)),
  fc.constantFrom('{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}').map((text) => JSON.parse(text)),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(fc.constantFrom(...traps.slice(0, 20)), { maxLength: 120 }),
)

const usual = [
  'Amina',
  'here',
  'me',
  '3459871236',
  '09:30',
  '2026-01-10',
  '2025-05',
  '1983',
  'RSSMRA80A01F205X',
  'csv',
  'long enough for a test',
]

/** Values that a contract's own schema takes, or nearly: codes of its lists, ids that are there, days, words. */
export function valuesOf(schema: z.ZodType, world: World): fc.Arbitrary<unknown> {
  const def = schema.def as unknown as Def
  if (def.in) return valuesOf(def.in, world)
  if (def.innerType) {
    const inner = valuesOf(def.innerType, world)
    const absent = def.type === 'nullable' ? null : undefined
    return fc.oneof({ weight: 3, arbitrary: inner }, { weight: 1, arbitrary: fc.constant(absent) })
  }
  if (def.type === 'union') return fc.oneof(...(def.options as z.ZodType[]).map((each) => valuesOf(each, world)))
  if (def.type === 'array') return fc.array(valuesOf(def.element as z.ZodType, world), { maxLength: 4 })
  if (def.type === 'object')
    return fc.record(
      Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, each]) => [key, valuesOf(each, world)])),
    )
  if (def.type === 'enum') return fc.constantFrom(...Object.values(def.entries ?? {}))
  if (def.type === 'literal') return fc.constantFrom(...(def.values ?? []))
  if (def.type === 'number') return fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer())
  if (def.type === 'boolean') return fc.boolean()
  const fitting = [...usual, ...Object.values(world.ids)].filter((value) => schema.safeParse(value).success)
  const known = fitting.length > 0 ? fc.constantFrom(...fitting) : fc.string()
  return fitting.includes(world.ids.person as string) ? fc.oneof(known, fc.uuid({ version: 7 })) : known
}

const placesIn = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))]
    : [path]

/** A body as it should be, or from its schema, with junk in none to three of its places and perhaps a key too many. */
function bodiesOf(each: Endpoint, world: World): fc.Arbitrary<unknown> {
  const { body } = sampleOf(each, world)
  const isNew = typeof body === 'object' && body !== null && 'id' in body
  const anew = isNew ? fc.uuid({ version: 7 }).map((id) => ({ ...body, id })) : fc.constant(body)
  const sound = body === undefined ? junk : fc.oneof({ weight: 2, arbitrary: anew }, valuesOf(each.body, world))
  return sound.chain((value) => {
    const spoil = fc.tuple(fc.constantFrom(...placesIn(value)), junk)
    return fc.array(spoil, { maxLength: 3 }).map((spoils) =>
      // The later ones may name places that are no more: they are made anew.
      spoils.reduce((at, [path, bad]) => withAt(at, path, bad), value),
    )
  })
}

/** JSON that is none, or that hides something; bytes that are no text; texts cut short. */
const rawOf = (bodies: fc.Arbitrary<unknown>): fc.Arbitrary<string | Buffer> =>
  fc.oneof(
    bodies.chain((body) => {
      const text = JSON.stringify(body) ?? ''
      return fc.nat(text.length).map((at) => text.slice(0, at))
    }),
    fc.constantFrom(
      '['.repeat(20_000),
      '{"a":'.repeat(5_000),
      '{"__proto__":{"a":1},"id":1}',
      '{"a":1,"a":2}',
      '{"a":1e999,"b":-1e999}',
      '\uFEFF{}',
      'undefined',
      '{"a":"\\ud800"}',
      `{"text":"${'x'.repeat(270_000)}"}`,
    ),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  )

const contentTypes = [
  'application/json',
  'application/json; charset=utf-16',
  'application/octet-stream',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/problem+json',
  'x',
  'application/json;'.repeat(30),
  '',
]
const uploads = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    'PK\x03\x04',
    'PK\x05\x06',
    '<?xml',
    'a;b\n"',
    '\uFEFFCodice;Data contatto\n',
    `Codice\n${'"'.repeat(999)}`,
    ';'.repeat(3_000),
    '\0\0',
  ),
  fc
    .array(fc.constantFrom(...traps, ...days), { maxLength: 30 })
    .map((cells) => `Codice;Data contatto;Cognome\n${cells.join(';')}`),
)

const headerJunk = fc.record(
  {
    'x-file-name': fc.constantFrom('%E0%A4%A', '%00.csv', 'a'.repeat(3_000), '..%2F..%2Fx', '%F0%9F%91%A9', ''),
    'x-varco-account': fc.constantFrom('x', '', '__proto__'),
    'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
    'accept-language': fc.constantFrom('*', 'x'.repeat(500)),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', 'x', ','),
    'user-agent': fc.constantFrom('', 'x'.repeat(2_000)),
    'if-none-match': fc.constant('*'),
    range: fc.constant('bytes=9-1'),
  },
  { requiredKeys: [] },
)

export type Case = {
  name: string
  ids: Record<string, string>
  query: string
  headers: Record<string, string>
  payload?: string | Buffer
}

const written = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const pairs = (entries: [string, unknown][]) =>
  entries
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(written(value).toWellFormed())}`)
    .join('&')

/** A hostile call of an endpoint. */
export function callsOf(each: Endpoint, world: World): fc.Arbitrary<Case> {
  const sample: Sample = sampleOf(each, world)
  const bodies = bodiesOf(each, world)
  const json = bodies.map((body) => ({ type: 'application/json', payload: JSON.stringify(body) ?? 'null' }))
  const raw = fc.record({ type: fc.constantFrom(...contentTypes), payload: rawOf(bodies) })
  // What is read strictly is only ever reached with a file as it should be.
  const files = fc.oneof({ weight: 5, arbitrary: uploads }, fc.constant(sample.bytes ?? ''))
  const bytes = files.map((payload) => ({ type: 'application/octet-stream', payload }))
  const takesBody = each.method !== 'GET' && (sample.body !== undefined || each.upload)
  const sent = each.upload
    ? fc.oneof({ weight: 3, arbitrary: bytes }, raw, json)
    : takesBody
      ? fc.oneof({ weight: 4, arbitrary: json }, raw)
      : fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, ...(each.method === 'GET' ? [] : [raw, json]))
  const asked = Object.entries(each.query.shape)
  const query = fc.oneof(
    { weight: 4, arbitrary: fc.constant(pairs(Object.entries(sample.query ?? {}))) },
    ...(asked.length === 0
      ? []
      : [
          fc
            .record(
              Object.fromEntries(
                asked.map(([key, schema]) => [key, fc.oneof(valuesOf(schema as z.ZodType, world), junk)]),
              ),
              { requiredKeys: [] },
            )
            .map((record) => pairs(Object.entries(record))),
        ]),
    fc.constantFrom(
      'a=1&a=2',
      'most=1&most=2',
      'after[]=x',
      'most=1e9',
      '%E0%A4%A=1',
      '__proto__=1',
      '&&&=',
      `after=${'x'.repeat(9_000)}`,
    ),
  )
  const names = [...each.path.matchAll(/:([a-zA-Z]+)/g)]
    .map((found) => found[1] as string)
    .filter((name) => name !== 'desk')
  const id = (name: string) =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constant(world.ids[name] as string) },
      fc.uuid({ version: 7 }),
      fc.constantFrom(...Object.values(world.ids)).map((one) => one.toUpperCase()),
      fc.constantFrom('%00', '..%2F..', '%E0%A4%A', 'x'.repeat(300), '%F0%9F%91%A9', '__proto__', '-'),
    )
  return fc
    .record({
      sent,
      query,
      more: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, headerJunk),
      ids: fc.record(Object.fromEntries(names.map((name) => [name, id(name)]))),
    })
    .map(({ sent, query, more, ids }) => ({
      name: each.name,
      ids,
      query,
      headers: { ...more, ...(sent?.type !== undefined && { 'content-type': sent.type }) },
      ...(sent !== undefined && { payload: sent.payload }),
    }))
}

/** A case in a line, for whoever must look into it. */
export const told = ({ name, ids, query, headers, payload }: Case) =>
  `${name} ${JSON.stringify({ ids, query: query.slice(0, 300), headers })} ${String(payload).slice(0, 500)}`
