import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import type { Endpoint } from '#model/endpoint.ts'
import { roles } from '#model/grants.ts'
import { type TestServer, testServer } from './testing.ts'
import { type Members, membersByRole } from './testing-matrix.ts'
import { nextTo } from './testing-referrals.ts'
import { addressOf, sampleOf } from './testing-samples.ts'
import { type World, worldOf } from './testing-world.ts'

let server: TestServer
let world: World
let members: Members
/** Records that another desk of the network made and this one shares: what its sender may do, this desk may not. */
let shared: Record<string, string>

beforeAll(async () => {
  server = await testServer()
  world = await worldOf(server, 'here')
  members = await membersByRole(server, world)
  const next = await nextTo(server, world.caller)
  const { rows } = (await next.call('GET', '/directory?show=ours')).body
  const { incoming, besides, signal } = world.ids as Record<string, string>
  shared = { referral: incoming, glass: besides, signal, entry: rows[0].id } as Record<string, string>
}, 120_000)
afterAll(() => server.close())

const named = ({ path }: Endpoint) => Object.keys(shared).filter((name) => path.includes(`/:${name}`))

/** What each role is answered, one after the other: `403 grant` for whom the grant is not, a code for the rest. */
async function answersOf(each: Endpoint, ids: Record<string, string>): Promise<string> {
  const found = new Map<string, string[]>()
  for (const role of roles) {
    const sample = sampleOf(each, world, ids)
    const { status, body } = await server.request({
      method: each.method,
      url: addressOf(each, world.caller.desk.code, ids, sample.query),
      headers: { cookie: members[role].stays.cookie },
      ...(sample.body !== undefined && { payload: sample.body as object }),
    })
    const { reason } = body as { reason?: string }
    const said = status === 200 ? '200' : [status, reason].filter(Boolean).join(' ')
    found.set(said, [...(found.get(said) ?? []), role])
  }
  return [...found]
    .filter(([said]) => said !== '403 grant')
    .map(([said, who]) => `${said}: ${who.join(' ')}`)
    .join('; ')
}

/** One line for each endpoint that names such a record; what is read first, so that it is read as it came. */
async function matrixOf(
  ids: Record<string, string>,
  wanted: (each: Endpoint) => boolean = () => true,
): Promise<string[]> {
  const lines: string[] = []
  const inOrder = [...endpoints].sort((one, other) => Number(one.method !== 'GET') - Number(other.method !== 'GET'))
  for (const each of inOrder.filter((one) => named(one).length > 0 && wanted(one)))
    lines.push(`${each.name} — ${await answersOf(each, { ...world.ids, ...ids })}`)
  return lines
}

test('every role at every endpoint on a record that another desk shares with this one', async () => {
  expect((await matrixOf(shared)).join('\n')).toMatchInlineSnapshot(`
    "openService — 200: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    previewReferral — 404: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openReferral — 200: worker legal_adviser network_manager cultural_mediator coordinator; 404: outreach_worker
    openTerms — 200: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    readThroughGlass — 404: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openSignal — 200: worker legal_adviser network_manager cultural_mediator inspector coordinator
    openAppointment — 200: worker legal_adviser network_manager cultural_mediator coordinator; 404: outreach_worker
    listReferralFiles — 200: worker legal_adviser network_manager cultural_mediator coordinator; 404: outreach_worker
    fetchReferralFile — 404: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openReferralLink — 404: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    countWaiting — 200: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listInvitations — 200: worker legal_adviser network_manager cultural_mediator coordinator; 404: outreach_worker
    setCapacity — 403 kept-elsewhere: network_manager coordinator
    assureService — 403 kept-elsewhere: network_manager coordinator
    retireService — 403 kept-elsewhere: coordinator
    keepServiceNote — 409: worker legal_adviser network_manager cultural_mediator coordinator
    proposeChange — 200: worker legal_adviser network_manager cultural_mediator coordinator
    askProvider — 403 kept-elsewhere: network_manager coordinator
    takeLinkBack — 403 kept-elsewhere: network_manager coordinator
    changeReferral — 404: worker legal_adviser network_manager cultural_mediator
    sendReferral — 409: worker legal_adviser network_manager cultural_mediator
    askToSendReferral — 409: worker legal_adviser network_manager cultural_mediator
    approveSending — 404: coordinator
    lookAtReferral — 200: worker legal_adviser network_manager cultural_mediator coordinator
    seeReferral — 200: worker; 409: legal_adviser network_manager cultural_mediator coordinator
    acceptReferral — 200: worker; 409: legal_adviser network_manager cultural_mediator coordinator
    declineReferral — 409: worker legal_adviser network_manager cultural_mediator coordinator
    takeOverReferral — 409 referral-service-only: worker legal_adviser network_manager cultural_mediator
    beginReferral — 200: worker; 409: legal_adviser network_manager cultural_mediator
    finishReferral — 200: worker; 409: legal_adviser network_manager cultural_mediator
    interruptReferral — 409: worker legal_adviser network_manager cultural_mediator coordinator
    withdrawReferral — 409: worker legal_adviser network_manager cultural_mediator coordinator
    writeMessage — 409 referral-ended: worker legal_adviser network_manager cultural_mediator coordinator
    setTerms — 403 not-yours: network_manager coordinator
    endGlass — 403 not-yours: worker legal_adviser network_manager outreach_worker cultural_mediator; 200: coordinator
    reviewGlass — 200: coordinator
    handleSignal — 200: worker; 409: legal_adviser network_manager cultural_mediator inspector coordinator
    proposeAppointment — 409 appointment-not-now: worker legal_adviser network_manager cultural_mediator coordinator
    confirmAppointment — 409: worker legal_adviser network_manager cultural_mediator coordinator
    cancelAppointment — 409: worker legal_adviser network_manager cultural_mediator coordinator
    sendReferralFile — 409 file-not-now: worker legal_adviser network_manager cultural_mediator coordinator
    takeReferralFileBack — 404: worker legal_adviser network_manager cultural_mediator coordinator
    makeReferralLink — 404: worker legal_adviser network_manager cultural_mediator
    takeReferralLinkBack — 404: worker legal_adviser network_manager cultural_mediator coordinator
    moveReferral — 409: coordinator
    answerInvitation — 404: worker legal_adviser network_manager cultural_mediator coordinator"
  `)
}, 120_000)

test('and on a record of another desk that is not shared, or of another network: nothing is there, whatever the role', async () => {
  const [beside, far] = [await worldOf(server, 'beside'), await worldOf(server, 'far', { network: 'another' })]
  const { entry: _, ...more } = shared
  const of = (ids: object, { ids: theirs }: World) =>
    Object.fromEntries(Object.keys(ids).map((name) => [name, theirs[name] as string]))
  // The directory is read by the whole network: its entries are foreign in another one alone.
  const directory = /\/:entry/
  const lines = [
    ...(await matrixOf({ ...of(more, beside) }, (each) => !directory.test(each.path))),
    ...(await matrixOf(of(shared, far))),
  ]
  expect(lines.length).toBeGreaterThan(50)
  expect(lines.filter((line) => !/^\w+ — (404|422)( [a-z-]+)?: [a-z_ ]+(; (404|422): [a-z_ ]+)*$/.test(line))).toEqual(
    [],
  )
}, 120_000)
