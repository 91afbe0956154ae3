import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseFile } from '#model/cases/contract.ts'
import { endpoints } from '#model/contracts.ts'
import { grants, grantsOf, type Role, roles } from '#model/grants.ts'
import { type Caller, type TestServer, testServer } from './testing.ts'
import { newFollowUp, takeCharge } from './testing-records.ts'
import { addressOf, sampleOf } from './testing-samples.ts'
import { type World, worldOf } from './testing-world.ts'

let server: TestServer
let world: World

beforeAll(async () => {
  server = await testServer()
  world = await worldOf(server, 'here')
})
afterAll(() => server.close())

const inDesks = endpoints.filter((each) => typeof each.access === 'object')
const someRoles = fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 4 })

/** Only the door is asked: a body that no endpoint takes stops whoever came through. */
const passes = async (by: Caller, name: string): Promise<boolean> => {
  const each = inDesks.find((one) => one.name === name) as (typeof inDesks)[number]
  const { params, query } = sampleOf(each, world)
  const { status, body } = await server.request({
    method: each.method,
    url: addressOf(each, 'here', { ...world.ids, ...params }, { ...query, extra: '1' }),
    headers: { cookie: by.cookie },
  })
  expect([403, 422], `${name}: ${JSON.stringify(body)}`).toContain(status)
  return status === 422
}

test('whatever roles a member has, an endpoint lets through exactly those that have its grant', async () => {
  await fc.assert(
    fc.asyncProperty(someRoles, async (has) => {
      const by = await server.member(world.caller.desk, ...has)
      const granted = grantsOf(has)
      for (const { name, access } of inDesks)
        expect(await passes(by, name), `${has} ${name}`).toBe(
          typeof access === 'object' && granted.includes(access.grant),
        )
    }),
    { numRuns: 25, seed: 3 },
  )
})

test('the session tells the same grants as the table', async () => {
  for (const role of roles) {
    const by = await server.member(world.caller.desk, role)
    const { body } = await server.request({ method: 'GET', url: '/api/v1/session', headers: { cookie: by.cookie } })
    expect((body as { desks: { grants: string[] }[] }).desks[0]?.grants, role).toEqual(grantsOf([role]))
  }
})

test('more roles never take a grant away', () => {
  fc.assert(
    fc.property(someRoles, someRoles, (some, more) => {
      const all = grantsOf([...some, ...more])
      for (const grant of grantsOf(some)) expect(all).toContain(grant)
      expect(all).toEqual(grants.filter((grant) => all.includes(grant)))
    }),
  )
})

/** A case is given to nobody who could not read it: those roles stand beside. */
const followersOf = (by: Caller, role: Role) =>
  grantsOf([role]).includes('case.read') ? [{ accountId: by.accountId, role: 'worker' as const }] : []

type Act = CaseFile['can'][number]
const does: Record<Act, (by: Caller, file: CaseFile) => ReturnType<Caller['call']>> = {
  correct: (by, { id, version }) => by.call('PUT', `/cases/${id}`, { version }),
  assign: (by, { id }) => by.call('PUT', `/cases/${id}/followers/${world.caller.accountId}`, { role: 'worker' }),
  write: (by, { id }) =>
    by.call('POST', `/cases/${id}/notes`, { id: crypto.randomUUID(), day: '2026-01-15', kind: 'other', text: 'x' }),
  close: (by, { id, version }) =>
    by.call('POST', `/cases/${id}/close`, { outcome: 'other', closedOn: '2026-01-15', version }),
  reopen: (by, { id, version }) => by.call('POST', `/cases/${id}/reopen`, { reason: 'came back', version }),
  'follow-up': (by, { id }) =>
    by.call('PUT', `/cases/${id}/pathway/follow-ups/${crypto.randomUUID()}`, newFollowUp({ day: '2026-01-15' })),
}

test.each(roles)(
  'what a case says that a %s can do is what the server lets do, open and closed',
  async (role: Role) => {
    for (const state of ['open', 'closed']) {
      for (const act of Object.keys(does) as Act[]) {
        const by = await server.member(world.caller.desk, role)
        const id = await takeCharge(world.caller, { followers: followersOf(by, role) })
        if (state === 'closed')
          await world.caller.call('POST', `/cases/${id}/close`, {
            outcome: 'other',
            closedOn: '2026-01-15',
            version: 1,
          })
        const seen = await by.call('GET', `/cases/${id}`)
        const can: Act[] = seen.status === 200 ? seen.body.can : []
        const file = (await world.caller.call('GET', `/cases/${id}`)).body
        const { status } = await does[act](by, file)
        expect([200, 403, 409], `${act} ${state}`).toContain(status)
        expect(status === 200, `${act} when ${state}`).toBe(can.includes(act))
      }
    }
  },
)

test.each(roles)('what a person and a contact say that a %s can do is what the server lets do', async (role: Role) => {
  const by = await server.member(world.caller.desk, role)
  const person = await by.call('GET', `/persons/${world.ids.person}`)
  if (role === 'outreach_worker') expect(person.status).toBe(404)
  await takeCharge(world.caller, { personId: world.ids.person as string, followers: followersOf(by, role) })
  const seen = await by.call('GET', `/persons/${world.ids.person}`)
  const can: string[] = seen.status === 200 ? seen.body.can : []
  const { version } = (await world.caller.call('GET', `/persons/${world.ids.person}`)).body
  expect(
    (await by.call('PUT', `/persons/${world.ids.person}`, { identity: {}, sex: 'F', citizenship: 'SEN', version }))
      .status === 200,
  ).toBe(can.includes('correct'))
  const charge = {
    id: crypto.randomUUID(),
    personId: world.ids.person,
    openedOn: '2026-01-10',
    legalBasis: 'consent',
    followers: [],
  }
  expect((await by.call('POST', '/cases', charge)).status === 200).toBe(can.includes('take-in-charge'))
  const contact = await by.call('GET', `/contacts/${world.ids.contact}`)
  const may: string[] = contact.status === 200 ? contact.body.can : []
  const put = { day: '2026-01-10', channel: 'desk', personId: world.ids.person, version: contact.body?.version ?? 1 }
  expect((await by.call('PUT', `/contacts/${world.ids.contact}`, put)).status === 200).toBe(may.includes('correct'))
})
