import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import type { Endpoint } from '#model/endpoint.ts'
import { type TestServer, testServer } from './testing.ts'
import { addressOf, sampleOf, type World, worldOf } from './testing-world.ts'

let server: TestServer
let world: World

beforeAll(async () => {
  server = await testServer()
  world = await worldOf(server, 'here')
})
afterAll(() => server.close())

/** What programs and people send that nobody expects: NUL, half a surrogate, numbers beyond bounds, ids in capitals. */
const junk = fc.oneof(
  fc.constantFrom(
    '\0',
    'a\0b@c',
    '\ud800',
    '٣',
    '9999-12-31',
    '0001-01-01',
    'NaN',
    '__proto__',
    '%00',
    "';--",
    ' '.repeat(5_000),
  ),
  fc.constantFrom(-1, 0, 1e308, 2 ** 53, -(2 ** 31) - 1, 2 ** 31, 0.5, null, true, [], {}, [[]], ['\0']),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Puts a value in the place of one leaf of another. */
function planted(body: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  const copy = structuredClone(body) as Record<string | number, unknown>
  copy[first] = planted(copy[first], rest, value)
  return copy
}

const placesIn = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => [[...path, key], ...placesIn(each, [...path, key])])
    : [path]

const send = (each: Endpoint, ids: World['ids'], body: unknown, query: Record<string, string> | undefined) =>
  server.request({
    method: each.method,
    url: addressOf(each, 'here', ids, query),
    headers: { cookie: world.caller.cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })

// Those that end the session of the test would only make it say 401 from there on.
const lasting = new Map(
  endpoints
    .filter(({ name }) => !['signOut', 'signOutEverywhere', 'changePassword'].includes(name))
    .map((each) => [each.name, each]),
)

test('nothing that is sent makes the server fail', async () => {
  const one = fc.constantFrom(...lasting.keys()).chain((name) => {
    const each = lasting.get(name) as Endpoint
    const { body, query } = sampleOf(each, world)
    const places = body === undefined ? [] : placesIn(body)
    const ids = Object.keys(world.ids).filter((name) => each.path.includes(`:${name}`))
    const asked = Object.keys(each.query.shape)
    return fc.record({
      name: fc.constant(name),
      body:
        places.length === 0
          ? fc.constant(body)
          : fc.tuple(fc.constantFrom(...places), junk).map(([place, value]) => planted(body, place, value)),
      query:
        asked.length === 0
          ? fc.constant(query)
          : fc.tuple(fc.constantFrom(...asked), junk).map(([name, value]) => ({ ...query, [name]: String(value) })),
      ids:
        ids.length === 0
          ? fc.constant(world.ids)
          : fc
              .constantFrom(...ids)
              .chain((name) =>
                fc
                  .constantFrom(world.ids[name] as string, world.ids[name]?.toUpperCase() as string)
                  .map((id) => ({ ...world.ids, [name]: id })),
              ),
    })
  })
  await fc.assert(
    fc.asyncProperty(one, async ({ name, body, query, ids }) => {
      const each = lasting.get(name) as Endpoint
      const answer = await send(each, ids, body, query)
      expect(
        answer.status,
        `${each.name} ${JSON.stringify(body)} ${JSON.stringify(query)} ${JSON.stringify(answer.body)}`,
      ).toBeLessThan(500)
    }),
    { numRuns: 1_500, seed: 1, endOnFailure: true },
  )
})

test('an id in capitals is the same id', async () => {
  const id = '0190A000-0000-7000-8000-00000000ABCD'
  const put = (path: string) =>
    world.caller.call('PUT', path, { kind: 'note', record: null, body: 'typed', edition: 1 })
  expect((await put(`/drafts/${id}`)).status).toBe(200)
  const { status, body } = await world.caller.call('GET', '/drafts')
  expect([status, body.rows.find((row: { body: string }) => row.body === 'typed').id]).toEqual([200, id.toLowerCase()])
  const person = { id: id.replace('ABCD', 'ABCE'), identity: { familyName: 'Rossi' }, sex: 'M', citizenship: 'ITA' }
  expect((await world.caller.call('POST', '/persons', person)).status).toBe(200)
})
