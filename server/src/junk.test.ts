import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import type { Endpoint } from '#model/endpoint.ts'
import { Problem, problems } from '#model/problem.ts'
import { type Answer, type Caller, type TestServer, testServer } from './testing.ts'
import { type Case, callsOf, told } from './testing-junk.ts'
import { addressOf } from './testing-samples.ts'
import { placesOf, pointer, takesWords } from './testing-schema.ts'
import { type World, worldOf } from './testing-world.ts'

/** As many for each endpoint as are needed to come past its door; more by `VARCO_JUNK=50000` (CONTRIBUTING.md). */
const CASES = Number(process.env.VARCO_JUNK ?? Math.max(10_000, 60 * endpoints.length))
const AT_ONCE = 20

let server: TestServer
let world: World
/** What is taken back, closed or run is of another world, so that the others find their records standing. */
let spare: World
/** Whoever calls what ends sessions or changes passwords, in a session of its own each time. */
let leaver: Caller

beforeAll(async () => {
  server = await testServer()
  world = await worldOf(server, 'here')
  spare = { ...(await worldOf(server, 'here')), caller: world.caller }
  leaver = (await worldOf(server, 'here')).caller
})
afterAll(() => server.close())

const byName = new Map<string, Endpoint>(endpoints.map((each) => [each.name, each]))
const ending = ['signIn', 'signOut', 'signOutEverywhere', 'changePassword']

const spending = [
  'withdrawContact',
  'withdrawService',
  'closeCase',
  'approveClosing',
  'reopenCase',
  'runImport',
  'discardImport',
]

/** A correction that names the first version means the one that stands now: else only one of them would ever come through. */
async function payloadOf({ name, payload }: Case): Promise<string | Buffer | undefined> {
  const record = { correctContact: 'contact', correctPerson: 'person', correctCase: 'case', correctNote: 'case' }[name]
  if (!record || typeof payload !== 'string' || !payload.includes('"version":1')) return payload
  const { body } = await world.caller.call('GET', `/${record}s/${world.ids[record]}`)
  const { version } =
    name === 'correctNote' ? body.notes.find((note: { id: string }) => note.id === world.ids.note) : body
  return payload.replace('"version":1', `"version":${version}`)
}

async function send(sent: Case): Promise<Answer> {
  const { name, ids, query, headers } = sent
  const payload = await payloadOf(sent)
  const each = byName.get(name) as Endpoint
  const cookie = ending.includes(name)
    ? `varco=${await server.sessions.start(leaver.accountId, 'junk')}`
    : world.caller.cookie
  return server.request({
    method: each.method,
    url: `${addressOf(each, 'here', ids)}${query ? `?${query}` : ''}`,
    headers: { cookie, ...headers },
    ...(payload !== undefined && { payload }),
  })
}

/** What is wrong with an answer, whatever was asked. */
function wrongWith({ status, body, headers }: Answer): string | undefined {
  if (status < 300) return undefined
  if (status < 400 || status >= 500) return `answered ${status}`
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `no problem document: ${status}`
  const problem = Problem.safeParse(body)
  if (!problem.success) return `a problem of another shape: ${JSON.stringify(body).slice(0, 300)}`
  const { code, type } = problem.data
  return problems[code] === status && problem.data.status === status && type === `/docs/problems/${code}`
    ? undefined
    : `a problem that contradicts itself: ${code} ${status}`
}

test('nothing that is sent makes the server fail, and every refusal is a problem document', async () => {
  const calls = new Map(
    endpoints.map((each) => [each.name, callsOf(each, spending.includes(each.name) ? spare : world)]),
  )
  const one = fc.constantFrom(...byName.keys()).chain((name) => calls.get(name) as fc.Arbitrary<Case>)
  const answered = new Map<string, Set<number>>()
  let sent = 0
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (cases) => {
      const wrong = await Promise.all(
        cases.map(async (each) => {
          const answer = await send(each)
          sent += 1
          answered.set(each.name, (answered.get(each.name) ?? new Set()).add(answer.status))
          const why = wrongWith(answer)
          return why && `${why} by ${told(each)}`
        }),
      )
      expect(wrong.filter((each) => each !== undefined)).toEqual([])
    }),
    { numRuns: Math.ceil(CASES / AT_ONCE), seed: 1, endOnFailure: true },
  )
  expect(sent).toBeGreaterThanOrEqual(CASES)
  // Junk alone would never come past the door: each endpoint must have been reached, and have refused something.
  for (const name of byName.keys()) {
    expect(
      [...(answered.get(name) ?? [])].some((status) => status < 300 || status === 404 || status === 409),
      `${name} was reached`,
    ).toBe(true)
    expect(
      [...(answered.get(name) ?? [])].some((status) => status >= 400),
      `${name} refused something`,
    ).toBe(true)
  }
}, 600_000)

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

test('no place takes a NUL or half of a letter, but what is only compared, and a draft, which is kept as it was typed', () => {
  const taken = endpoints.flatMap((each) =>
    placesOf(each)
      .filter((place) => place.in === 'body' && takesWords(place))
      .filter(({ schema }) => ['Zqx free \0 text', 'Zqx free \ud800 text'].some((bad) => schema.safeParse(bad).success))
      .map((place) => `${each.name}${pointer(place.path)}`),
  )
  expect(taken).toMatchInlineSnapshot(`
    [
      "signIn/email",
      "signIn/password",
      "changePassword/current",
      "changePassword/next",
      "saveDraft/body",
      "mapColumns/fields/0",
      "mapColumns/words/0/field",
      "mapColumns/words/0/word",
      "mapColumns/words/0/code",
      "weighEligibility/citizenship",
      "weighEligibility/stayDocument",
      "weighEligibility/profile",
    ]
  `)
})
