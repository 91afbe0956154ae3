import { v7 } from 'uuid'
import { endpoints } from '#model/contracts.ts'
import type { Access, Endpoint } from '#model/endpoint.ts'
import { grantsOf, type Role, roles } from '#model/grants.ts'
import type { Problem } from '#model/problem.ts'
import { ask } from './platform/testing-ask.ts'
import type { Answer, Caller, TestServer } from './testing.ts'
import { addressOf, sampleOf } from './testing-samples.ts'
import { inTryoutsOnly, type World } from './testing-world.ts'

/** Each endpoint with its access as the contract declares it, kept before any test takes it away. */
const declared = new Map<Endpoint, Access>(endpoints.map((each) => [each, each.access]))

/** The desk of the caller, another one of the same network, one that does not exist. */
const places = { own: 'here', other: 'there', none: 'no-such-desk' } as const
export type Place = keyof typeof places

const through = [200, 404, 422]

/** What the door must answer: derived from the contract and the table of grants alone. */
function isAsDeclared(
  { name }: Endpoint,
  access: Access,
  role: Role,
  place: Place,
  { status, body }: Answer<Problem>,
): boolean {
  // After the password was changed once, whoever gives the old one again was let through to be told so.
  if (typeof access !== 'object') return status === 200 || body.code === 'wrong-credentials'
  if (place !== 'own') return status === 404 && body.code === 'not-found'
  if (!grantsOf([role]).includes(access.grant)) return status === 403 && body.reason === 'grant'
  // Whoever may fill a desk for trying out is told that this one is none.
  if (inTryoutsOnly.includes(name) && body.reason === 'not-tryout') return true
  return through.includes(status)
}

export type Worlds = { here: World; there: World }

/**
 * Asks for what is there, in another desk too. Only writes in the own desk name records that do not exist, so that nothing
 * changes under the next role.
 */
async function call(server: TestServer, worlds: Worlds, each: Endpoint, place: Place, cookie: string | undefined) {
  const world = place === 'other' ? worlds.there : worlds.here
  const sample = sampleOf(each, world)
  const missing = Object.fromEntries(Object.keys(world.ids).map((name) => [name, v7()]))
  const ids = each.method === 'GET' || place === 'other' ? world.ids : missing
  const payload = sample.bytes ?? (sample.body as object | undefined)
  return (await server.request({
    method: each.method,
    url: addressOf(each, places[place], { ...ids, ...sample.params }, sample.query),
    headers: {
      ...(cookie && { cookie }),
      ...(sample.bytes !== undefined && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload !== undefined && { payload }),
  })) as Answer<Problem>
}

/** For each role a member of `here` who stays signed in, and one for the endpoints that end sessions. */
export type Members = Record<Role, { stays: Caller; leaves: Caller }>

export async function membersByRole(server: TestServer, { caller }: World): Promise<Members> {
  const member = async (role: Role) => [
    role,
    { stays: await server.member(caller.desk, role), leaves: await server.member(caller.desk, role) },
  ]
  const members: Members = Object.fromEntries(await Promise.all(roles.map(member)))
  await ask(
    server.database.platform,
    'update account set password_hash = (select password_hash from account where id = $1) where id = any($2)',
    [caller.accountId, roles.map((role) => members[role].leaves.accountId)],
  )
  return members
}

/** Role × endpoint × desk: what is answered otherwise than declared, and how many calls it took. */
export async function matrix(
  server: TestServer,
  worlds: Worlds,
  members: Members,
  only: readonly Endpoint[] = endpoints,
): Promise<{ calls: number; findings: string[] }> {
  const findings: string[] = []
  let calls = 0
  for (const [each, access] of [...declared].filter(([endpoint]) => only.includes(endpoint))) {
    const here = typeof access === 'object' ? (Object.keys(places) as Place[]) : (['own'] as const)
    const one = async (role: Role, place: Place) => {
      // Some endpoints end the session that calls them.
      const cookie =
        typeof access === 'object'
          ? members[role].stays.cookie
          : `varco=${await server.sessions.start(members[role].leaves.accountId, 'matrix')}`
      const answer = await call(server, worlds, each, place, cookie)
      calls += 1
      if (!isAsDeclared(each, access, role, place, answer))
        findings.push(`${each.name} by ${role} in ${place}: ${answer.status} ${answer.body.reason ?? ''}`)
    }
    await Promise.all(roles.flatMap((role) => here.map((place) => one(role, place))))
    const stranger = await call(server, worlds, each, 'own', undefined)
    calls += 1
    if (access !== 'public' && stranger.body.code !== 'sign-in')
      findings.push(`${each.name} by nobody: ${stranger.status}`)
  }
  return { calls, findings }
}

/** Takes the access check of one endpoint away while `work` runs: every member holds what it then asks for. */
export async function without<T>(server: TestServer, each: Endpoint, work: () => Promise<T>): Promise<T> {
  const access = declared.get(each) as Access
  const find = server.sessions.find.bind(server.sessions)
  const nothing = 'nothing' as never
  each.access = typeof access === 'object' ? { grant: nothing } : 'public'
  server.sessions.find = async (id) => {
    const session = await find(id)
    return (
      session && { ...session, desks: session.desks.map((desk) => ({ ...desk, grants: [...desk.grants, nothing] })) }
    )
  }
  try {
    return await work()
  } finally {
    each.access = access
    server.sessions.find = find
  }
}
