import Fastify from 'fastify'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '#model/contracts.ts'
import { type Endpoint, endpoint } from '#model/endpoint.ts'
import type { Problem } from '#model/problem.ts'
import { mount, route } from './platform/route.ts'
import { type Answer, type TestServer, testServer } from './testing.ts'
import { addressOf, sampleOf, samples } from './testing-samples.ts'

import { inTryoutsOnly, ofNetwork, type Sample, type World, worldOf } from './testing-world.ts'

let server: TestServer
let here: World
let there: World
let far: World
/** In which every endpoint is called in turn. */
let used: World

beforeAll(async () => {
  server = await testServer()
  here = await worldOf(server, 'here')
  there = await worldOf(server, 'there')
  used = await worldOf(server, 'used')
  far = await worldOf(server, 'far', { network: 'another-network' })
})
afterAll(() => server.close())

type Wanted = { desk?: string; ids?: Record<string, string>; cookie?: string | undefined } & Sample

/** Calls an endpoint with its sample, but for what is said. */
async function call(each: Endpoint, world: World, wanted: Wanted = {}): Promise<Answer<Problem>> {
  const sample = { ...sampleOf(each, world), ...wanted }
  const ids = { ...world.ids, ...sample.params, ...wanted.ids }
  const cookie = 'cookie' in wanted ? wanted.cookie : world.caller.cookie
  const payload = sample.bytes ?? (sample.body as object | undefined)
  return server.request({
    method: each.method,
    url: addressOf(each, wanted.desk ?? world.caller.desk.code, ids, sample.query),
    headers: {
      ...(cookie && { cookie }),
      ...(sample.bytes !== undefined && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload !== undefined && { payload }),
  }) as Promise<Answer<Problem>>
}

/** Of another desk; where desks of one network share, of another network. */
const idOfOthers = (name: string) => (ofNetwork.includes(name) ? far : there).ids[name] as string
const said = ({ status, body }: Answer<Problem>) => ({ status, body: { ...body, requestId: '…' } })
const isGranted = (each: Endpoint) => typeof each.access === 'object'
const idsIn = (each: Endpoint) =>
  [...each.path.matchAll(/:([a-zA-Z]+)/g)].map((found) => found[1] as string).filter((name) => name !== 'desk')
const table = (list: readonly Endpoint[]) => list.map((each) => [each.name, each] as const)
const inDesks = endpoints.filter(isGranted)
const withBody = endpoints.filter((each) => each.body instanceof z.ZodObject)
const withIds = inDesks.filter((each) => idsIn(each).length > 0)

const notThere = {
  status: 404,
  body: { code: 'not-found', status: 404, title: 'Not found', type: '/docs/problems/not-found', requestId: '…' },
}

test('every route, with who may call it', () => {
  const lines = endpoints.map(
    ({ method, path, access }) => `${typeof access === 'object' ? access.grant : access} · ${method} ${path}`,
  )
  expect(lines.sort().join('\n')).toMatchInlineSnapshot(`
    "account · DELETE /session
    account · DELETE /sessions
    account · GET /session
    account · GET /sessions
    account · POST /session/password
    account · PUT /session/language
    appointment.read · DELETE /desks/:desk/own-calendar/feed
    appointment.read · GET /desks/:desk/calendar
    appointment.read · GET /desks/:desk/calendar-places
    appointment.read · GET /desks/:desk/calendar/:appointment
    appointment.read · GET /desks/:desk/calendar/near
    appointment.read · GET /desks/:desk/cases/:case/appointments
    appointment.read · GET /desks/:desk/own-calendar
    appointment.read · GET /desks/:desk/walk-ins
    appointment.read · POST /desks/:desk/own-calendar/feed
    appointment.read · PUT /desks/:desk/own-calendar
    appointment.write · POST /desks/:desk/calendar
    appointment.write · POST /desks/:desk/calendar/:appointment/following/cancellation
    appointment.write · POST /desks/:desk/calendar/:appointment/steps
    appointment.write · POST /desks/:desk/calendar/series
    appointment.write · POST /desks/:desk/walk-ins
    appointment.write · POST /desks/:desk/walk-ins/:walkIn/steps
    appointment.write · PUT /desks/:desk/calendar/:appointment
    appointment.write · PUT /desks/:desk/calendar/:appointment/following
    arrangement.write · GET /desks/:desk/unarranged-referrals
    arrangement.write · POST /desks/:desk/arrangements
    arrangement.write · POST /desks/:desk/arrangements/:writer/:arrangement/end
    audit.read · GET /desks/:desk/accesses
    calendar.tend · PUT /desks/:desk/mediators/:mediator
    calendar.tend · PUT /desks/:desk/patron-day
    calendar.tend · PUT /desks/:desk/rooms/:room
    case.assign · DELETE /desks/:desk/cases/:case/followers/:account
    case.assign · GET /desks/:desk/holdings
    case.assign · POST /desks/:desk/cases/:case/handovers
    case.assign · POST /desks/:desk/cases/:case/handovers/:handover/back
    case.assign · POST /desks/:desk/members/:account/handovers
    case.assign · PUT /desks/:desk/cases/:case/followers/:account
    case.close · POST /desks/:desk/cases/:case/approvals
    case.close · POST /desks/:desk/cases/:case/close
    case.close · POST /desks/:desk/cases/:case/reopen
    case.read · GET /desks/:desk/approval-setting
    case.read · GET /desks/:desk/approvals
    case.read · GET /desks/:desk/cases
    case.read · GET /desks/:desk/cases/:case
    case.read · GET /desks/:desk/cases/:case/answers
    case.read · GET /desks/:desk/cases/:case/approvals
    case.read · GET /desks/:desk/cases/:case/arrival
    case.read · GET /desks/:desk/cases/:case/conferences
    case.read · GET /desks/:desk/cases/:case/documents
    case.read · GET /desks/:desk/cases/:case/files
    case.read · GET /desks/:desk/cases/:case/files/:keptFile/bytes
    case.read · GET /desks/:desk/cases/:case/files/:keptFile/custody
    case.read · GET /desks/:desk/cases/:case/handovers
    case.read · GET /desks/:desk/cases/:case/hours
    case.read · GET /desks/:desk/cases/:case/letters
    case.read · GET /desks/:desk/cases/:case/letters/:letter/paper
    case.read · GET /desks/:desk/cases/:case/notes/:note/versions
    case.read · GET /desks/:desk/cases/:case/pathway
    case.read · GET /desks/:desk/cases/:case/pathway/sheet
    case.read · GET /desks/:desk/cases/:case/sign-answers
    case.read · GET /desks/:desk/cases/:case/signs
    case.read · GET /desks/:desk/documents/edits
    case.read · GET /desks/:desk/documents/expiring
    case.read · GET /desks/:desk/handovers
    case.read · GET /desks/:desk/letters/templates
    case.read · GET /desks/:desk/mentions
    case.read · GET /desks/:desk/pathway/due
    case.read · GET /desks/:desk/pathway/templates
    case.read · GET /desks/:desk/questions
    case.read · GET /desks/:desk/stand-ins
    case.read · GET /desks/:desk/substitutions
    case.read · GET /desks/:desk/today
    case.read · GET /desks/:desk/workload
    case.read · POST /desks/:desk/cases/:case/approvals/:approval/seen
    case.read · POST /desks/:desk/cases/:case/approvals/:approval/withdraw
    case.read · POST /desks/:desk/cases/:case/files/:keptFile/withdrawal
    case.read · POST /desks/:desk/cases/:case/handovers/:handover/seen
    case.read · POST /desks/:desk/cases/:case/look
    case.read · POST /desks/:desk/cases/:case/notes/:note/seen
    case.read · POST /desks/:desk/eligibility
    case.read · POST /desks/:desk/substitutions
    case.read · POST /desks/:desk/substitutions/:substitution/end
    case.write · DELETE /desks/:desk/cases/:case/files/:keptFile
    case.write · DELETE /desks/:desk/cases/:case/services/:service
    case.write · GET /desks/:desk/cases/:case/letters/filling
    case.write · POST /desks/:desk/cases
    case.write · POST /desks/:desk/cases/:case/conferences
    case.write · POST /desks/:desk/cases/:case/files
    case.write · POST /desks/:desk/cases/:case/files/:keptFile/end
    case.write · POST /desks/:desk/cases/:case/files/:keptFile/parts/:no
    case.write · POST /desks/:desk/cases/:case/hours
    case.write · POST /desks/:desk/cases/:case/hours/:hours/withdrawal
    case.write · POST /desks/:desk/cases/:case/letters
    case.write · POST /desks/:desk/cases/:case/letters/:letter/withdrawal
    case.write · POST /desks/:desk/cases/:case/notes
    case.write · POST /desks/:desk/cases/:case/pathway/goals
    case.write · POST /desks/:desk/cases/:case/services
    case.write · POST /desks/:desk/cases/:case/signs
    case.write · PUT /desks/:desk/cases/:case
    case.write · PUT /desks/:desk/cases/:case/answers
    case.write · PUT /desks/:desk/cases/:case/arrival
    case.write · PUT /desks/:desk/cases/:case/arrival/payments/:payment
    case.write · PUT /desks/:desk/cases/:case/conferences/:conference
    case.write · PUT /desks/:desk/cases/:case/decisions/:decision
    case.write · PUT /desks/:desk/cases/:case/documents/:document
    case.write · PUT /desks/:desk/cases/:case/notes/:note
    case.write · PUT /desks/:desk/cases/:case/pathway/follow-ups/:followUp
    case.write · PUT /desks/:desk/cases/:case/pathway/goals/:goal
    case.write · PUT /desks/:desk/cases/:case/pathway/reviews/:review
    case.write · PUT /desks/:desk/cases/:case/pathway/steps/:step
    contact.read · GET /desks/:desk/contacts
    contact.read · GET /desks/:desk/contacts/:contact
    contact.write · DELETE /desks/:desk/contacts/:contact
    contact.write · POST /desks/:desk/contacts
    contact.write · PUT /desks/:desk/contacts/:contact
    draft.write · DELETE /desks/:desk/drafts/:draft
    draft.write · GET /desks/:desk/drafts
    draft.write · PUT /desks/:desk/drafts/:draft
    glass.break · GET /desks/:desk/glass/:glass
    glass.break · GET /desks/:desk/glass/own
    glass.break · POST /desks/:desk/glass
    glass.break · POST /desks/:desk/glass/:glass/end
    glass.review · GET /desks/:desk/glass
    glass.review · POST /desks/:desk/glass/:glass/review
    import.run · DELETE /desks/:desk/import-columns/:kind
    import.run · DELETE /desks/:desk/imports/:import
    import.run · GET /desks/:desk/import-columns
    import.run · GET /desks/:desk/imports
    import.run · GET /desks/:desk/imports/:import
    import.run · GET /desks/:desk/imports/:import/doubts
    import.run · GET /desks/:desk/imports/:import/errors
    import.run · POST /desks/:desk/imports/:import
    import.run · POST /desks/:desk/imports/:import/run
    import.run · PUT /desks/:desk/imports/:import/columns
    import.run · PUT /desks/:desk/imports/:import/doubts/:doubt
    mail.tend · GET /desks/:desk/mails
    mail.tend · POST /desks/:desk/mails/:mail/again
    member.read · GET /desks/:desk/arrangements
    member.read · GET /desks/:desk/controllers
    member.read · GET /desks/:desk/members
    member.read · GET /desks/:desk/notices
    notice.write · POST /desks/:desk/notices
    person.read · GET /desks/:desk/persons
    person.read · GET /desks/:desk/persons/:person
    person.read · GET /desks/:desk/persons/:person/answers
    person.read · GET /desks/:desk/persons/:person/restriction
    person.read · GET /desks/:desk/persons/:person/ties
    person.read · POST /desks/:desk/persons/:person/tax-code
    person.read · POST /desks/:desk/persons/matches
    person.read · POST /desks/:desk/persons/search
    person.write · POST /desks/:desk/persons
    person.write · PUT /desks/:desk/persons/:person
    person.write · PUT /desks/:desk/persons/:person/answers
    person.write · PUT /desks/:desk/persons/:person/minor
    person.write · PUT /desks/:desk/persons/:person/relatives/:relative
    person.write · PUT /desks/:desk/persons/:person/safe-contact
    privacy.decide · GET /desks/:desk/erasures
    privacy.decide · POST /desks/:desk/persons/:person/erasures/:erasure/decision
    privacy.decide · POST /desks/:desk/persons/:person/restrictions/:restriction/end
    privacy.read · GET /desks/:desk/cases/:case/dossiers/:dossier/file
    privacy.read · GET /desks/:desk/persons/:person/accesses
    privacy.read · GET /desks/:desk/persons/:person/grounds
    privacy.read · GET /desks/:desk/persons/:person/grounds/:ground/signature
    privacy.read · GET /desks/:desk/persons/:person/privacy
    privacy.read · POST /desks/:desk/cases/:case/dossiers
    privacy.read · POST /desks/:desk/persons/:person/share-check
    privacy.write · GET /desks/:desk/persons/:person/exports/:export/file
    privacy.write · POST /desks/:desk/persons/:person/erasures
    privacy.write · POST /desks/:desk/persons/:person/exports
    privacy.write · POST /desks/:desk/persons/:person/grounds
    privacy.write · POST /desks/:desk/persons/:person/grounds/:ground/end
    privacy.write · POST /desks/:desk/persons/:person/grounds/:ground/signature
    privacy.write · POST /desks/:desk/persons/:person/restrictions
    public · GET /networks/:network/hsds
    public · GET /networks/:network/hsds/organizations
    public · GET /networks/:network/hsds/organizations/:id
    public · GET /networks/:network/hsds/package
    public · GET /networks/:network/hsds/service_at_locations
    public · GET /networks/:network/hsds/service_at_locations/:id
    public · GET /networks/:network/hsds/services
    public · GET /networks/:network/hsds/services/:id
    public · GET /networks/:network/hsds/taxonomies
    public · GET /networks/:network/hsds/taxonomies/:id
    public · GET /networks/:network/hsds/taxonomy_terms
    public · GET /networks/:network/hsds/taxonomy_terms/:id
    public · POST /session
    referral.answer · DELETE /desks/:desk/referrals/:referral/files/:file
    referral.answer · DELETE /desks/:desk/referrals/:referral/link
    referral.answer · POST /desks/:desk/referrals/:referral/appointment
    referral.answer · POST /desks/:desk/referrals/:referral/appointment/cancellation
    referral.answer · POST /desks/:desk/referrals/:referral/appointment/confirmation
    referral.answer · POST /desks/:desk/referrals/:referral/conferences/:conference/answers
    referral.answer · POST /desks/:desk/referrals/:referral/files/:file
    referral.answer · POST /desks/:desk/referrals/:referral/interruption
    referral.answer · POST /desks/:desk/referrals/:referral/look
    referral.answer · POST /desks/:desk/referrals/:referral/messages
    referral.answer · POST /desks/:desk/referrals/:referral/no
    referral.answer · POST /desks/:desk/referrals/:referral/sight
    referral.answer · POST /desks/:desk/referrals/:referral/withdrawal
    referral.answer · POST /desks/:desk/referrals/:referral/yes
    referral.move · GET /desks/:desk/reassignments
    referral.move · POST /desks/:desk/referrals/:referral/reassignment
    referral.read · GET /desks/:desk/appointments
    referral.read · GET /desks/:desk/directory/:entry/referrals
    referral.read · GET /desks/:desk/referrals
    referral.read · GET /desks/:desk/referrals/:referral
    referral.read · GET /desks/:desk/referrals/:referral/appointment
    referral.read · GET /desks/:desk/referrals/:referral/conferences
    referral.read · GET /desks/:desk/referrals/:referral/files
    referral.read · GET /desks/:desk/referrals/:referral/files/:file
    referral.read · GET /desks/:desk/referrals/:referral/link
    referral.read · GET /desks/:desk/referrals/:referral/preview
    referral.read · POST /desks/:desk/referrals/search
    referral.write · POST /desks/:desk/cases/:case/referrals
    referral.write · POST /desks/:desk/referrals/:referral/approvals
    referral.write · POST /desks/:desk/referrals/:referral/beginning
    referral.write · POST /desks/:desk/referrals/:referral/case
    referral.write · POST /desks/:desk/referrals/:referral/link
    referral.write · POST /desks/:desk/referrals/:referral/outcome
    referral.write · POST /desks/:desk/referrals/:referral/send
    referral.write · PUT /desks/:desk/referrals/:referral
    return.read · GET /desks/:desk/programmes
    return.read · GET /desks/:desk/return
    return.read · GET /desks/:desk/return/file
    return.read · GET /desks/:desk/year
    service.approve · GET /desks/:desk/directory-assurance
    service.approve · POST /desks/:desk/directory-assurance
    service.approve · POST /desks/:desk/directory-list
    service.approve · POST /desks/:desk/proposals/:proposal/decision
    service.approve · PUT /desks/:desk/directory-list
    service.approve · PUT /desks/:desk/directory/:entry/state
    service.propose · GET /desks/:desk/directory-news
    service.propose · GET /desks/:desk/proposals
    service.propose · GET /desks/:desk/proposals/:proposal
    service.propose · POST /desks/:desk/directory
    service.propose · POST /desks/:desk/directory/:entry/proposals
    service.propose · POST /desks/:desk/proposals/:proposal/withdrawal
    service.propose · PUT /desks/:desk/directory/:entry/note
    service.read · GET /desks/:desk/bodies
    service.read · GET /desks/:desk/directory
    service.read · GET /desks/:desk/directory/:entry
    service.read · GET /desks/:desk/directory/:entry/terms
    service.read · GET /desks/:desk/network-map
    service.read · POST /desks/:desk/directory-search
    service.tend · DELETE /desks/:desk/directory/:entry/assurance-link
    service.tend · POST /desks/:desk/agreements
    service.tend · POST /desks/:desk/directory/:entry/assurance
    service.tend · POST /desks/:desk/directory/:entry/assurance-link
    service.tend · PUT /desks/:desk/agreements/:agreement
    service.tend · PUT /desks/:desk/directory/:entry/capacity
    service.tend · PUT /desks/:desk/directory/:entry/terms
    signal.answer · GET /desks/:desk/signals
    signal.answer · GET /desks/:desk/signals/:signal
    signal.answer · POST /desks/:desk/signals/:signal/state
    signal.send · GET /desks/:desk/signal-targets
    signal.send · GET /desks/:desk/signals/sent
    signal.send · POST /desks/:desk/signals
    task.read · GET /desks/:desk/due-tasks
    task.read · GET /desks/:desk/tasks
    task.read · GET /desks/:desk/tasks/:task
    task.read · POST /desks/:desk/tasks/:task/seen
    task.write · PUT /desks/:desk/tasks/:task
    team.approve · POST /desks/:desk/cases/:case/approvals/:approval/approve
    team.approve · POST /desks/:desk/cases/:case/approvals/:approval/refuse
    team.approve · POST /desks/:desk/referrals/:referral/approvals/:approval/approve
    team.tend · PUT /desks/:desk/approval-setting
    template.write · GET /desks/:desk/question-file
    template.write · GET /desks/:desk/question-use
    template.write · POST /desks/:desk/question-file
    template.write · POST /desks/:desk/questions/:question/retirement
    template.write · PUT /desks/:desk/documents/edits/:localDocument
    template.write · PUT /desks/:desk/letters/templates/:letterTemplate
    template.write · PUT /desks/:desk/pathway/templates/:profile
    template.write · PUT /desks/:desk/question-file
    template.write · PUT /desks/:desk/questions/:question
    template.write · PUT /desks/:desk/questions/:question/place
    tryout.manage · DELETE /desks/:desk/tryout
    tryout.manage · GET /desks/:desk/tryout
    tryout.manage · POST /desks/:desk/tryout"
  `)
})

test('every endpoint has its sample', () => {
  expect(endpoints.map((each) => each.name).sort()).toEqual(Object.keys(samples).sort())
  expect(new Set(endpoints.map((each) => `${each.method} ${each.path}`)).size).toBe(endpoints.length)
})

describe.each(table(endpoints))('%s', (_, each) => {
  test('answers whoever may call it', async () => {
    const tryout = inTryoutsOnly.includes(each.name)
    const sample = sampleOf(each, here)
    // Most leave the next one what it needs; what does not find it is asked again where nothing was done before.
    if (!tryout && !sample.before && (await call(each, used)).status === 200) return
    const world = await worldOf(server, `own-${each.name.toLowerCase()}`, { tryout })
    if (!tryout) used = world
    await sampleOf(each, world).before?.(world)
    const answer = await call(each, world)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  })

  test.runIf(each.access !== 'public')('tells nobody but to sign in', async () => {
    for (const cookie of [undefined, 'varco=nonsense']) {
      const answer = await call(each, here, { cookie })
      expect(answer).toMatchObject({ status: 401, body: { code: 'sign-in' } })
    }
  })
})

describe.each(table(inDesks))('%s in a desk', (_, each) => {
  test('is not there for a member of another desk, nor for a desk that does not exist', async () => {
    expect(said(await call(each, here, { cookie: there.caller.cookie }))).toEqual(notThere)
    expect(said(await call(each, here, { cookie: there.caller.cookie, body: { junk: 1 } }))).toEqual(notThere)
    expect(said(await call(each, here, { desk: 'no-such-desk' }))).toEqual(notThere)
  })

  test('is refused to a member without the grant, whatever is asked for', async () => {
    const nobody = await server.member(here.caller.desk)
    const missing = Object.fromEntries(Object.keys(here.ids).map((name) => [name, v7()]))
    const malformed = Object.fromEntries(Object.keys(here.ids).map((name) => [name, 'x']))
    for (const ids of [here.ids, there.ids, missing, malformed]) {
      const answer = await call(each, here, { cookie: nobody.cookie, ids })
      expect(answer).toMatchObject({ status: 403, body: { code: 'not-allowed', reason: 'grant' } })
    }
    expect((await call(each, here, { cookie: nobody.cookie, body: { junk: 1 } })).status).toBe(403)
  })
})

/** Ids that the caller makes: another desk's one is simply a new one here. */
const ownIds = [
  'saveDraft draft',
  'discardDraft draft',
  'uploadRegister import',
  'sendReferralFile file',
  'writeGoal goal',
  'writeStep step',
  'writeReview review',
  'writeRelative relative',
  'writePayment payment',
  'writeTask task',
  'writeQuestion question',
  'writeDecision decision',
  'writeFollowUp followUp',
  'saveRoom room',
  'saveMediator mediator',
  'writeLetterTemplate letterTemplate',
  'writeLocalDocument localDocument',
]

describe.each(table(withIds))('%s and its ids', (_, each) => {
  test('an id of another desk, one that does not exist and one that is none answer the same', async () => {
    for (const name of idsIn(each).filter((id) => !ownIds.includes(`${each.name} ${id}`))) {
      const base = sampleOf(each, here).params
      for (const id of [idOfOthers(name), v7()])
        expect(said(await call(each, here, { ids: { ...base, [name]: id } })), `${name} ${id}`).toEqual(notThere)
    }
    for (const name of idsIn(each))
      for (const id of ['x', `${v7()}0`, "'", '%00', '00000000-0000-0000-0000-00000000000g'])
        expect(said(await call(each, here, { ids: { [name]: id } })), `${name} ${id}`).toEqual(notThere)
  })
})

/** A draft may be about anything: the server does not read it. */
const opaque = ['saveDraft']

describe.each(table(withBody))('%s and its body', (_, each) => {
  const bodyOf = (world: World, ids = world.ids) => sampleOf(each, world, ids).body as Record<string, unknown>

  test.runIf(isGranted(each) && !opaque.includes(each.name))(
    'an id of another desk answers as one that does not exist',
    async () => {
      const sent = JSON.stringify(bodyOf(here))
      for (const [name, own] of Object.entries(here.ids).filter(([, id]) => sent.includes(id))) {
        const withId = (id: string) => call(each, here, { body: { ...bodyOf(here, { ...here.ids, [name]: id }) } })
        const [theirs, nobodys] = [await withId(idOfOthers(name)), await withId(v7())]
        expect(theirs, `${name} ${own}`).toMatchObject({
          status: 422,
          body: { code: 'invalid', errors: [{ code: 'unknown' }] },
        })
        expect(said(theirs)).toEqual(said(nobodys))
      }
    },
  )

  test('a field too many is told by its pointer', async () => {
    const answer = await call(each, here, { body: { ...bodyOf(here), extra: 1, 'a/b~c': 1 } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(answer.body.errors).toEqual([
      { pointer: '/extra', code: 'not-expected' },
      { pointer: '/a~1b~0c', code: 'not-expected' },
    ])
  })

  test('a wrong type is told by its pointer, and so is what is missing', async () => {
    for (const field of Object.keys((each.body as z.ZodObject).shape)) {
      const answer = await call(each, here, { body: { ...bodyOf(here), [field]: { wrong: true } } })
      expect(answer, field).toMatchObject({ status: 422, body: { code: 'invalid' } })
      expect(answer.body.errors?.[0]?.pointer.startsWith(`/${field}`), field).toBe(true)
    }
    expect(await call(each, here, { body: [] })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/' }] } })
  })
})

test('what takes nothing refuses a body, and every query refuses a field too many', async () => {
  for (const each of endpoints.filter((one) => !withBody.includes(one) && !one.upload && one.method !== 'GET'))
    expect(await call(each, here, { body: { extra: 1 } }), each.name).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    })
  for (const each of endpoints) {
    const { query } = sampleOf(each, here)
    const answer = await call(each, here, { query: { ...query, extra: '1' } })
    expect(answer, each.name).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/extra', code: 'not-expected' }] },
    })
  }
})

test('an upload takes bytes and nothing else', async () => {
  for (const [type, payload] of [
    ['application/json', '{}'],
    ['application/json', '[1]'],
    ['text/plain', 'a;b'],
    ['application/x-www-form-urlencoded', 'a=b'],
  ]) {
    const answer = await server.request({
      method: 'POST',
      url: `/api/v1/desks/here/imports/${v7()}`,
      headers: { cookie: here.caller.cookie, 'content-type': type as string },
      payload: payload as string,
    })
    expect(answer, type).toMatchObject({ status: 422, body: { code: 'invalid' } })
  }
})

test('an endpoint that does not say who may call it stops the boot', () => {
  const silent = endpoint({
    name: 'silent',
    method: 'GET',
    path: '/silent',
    summary: '',
    answer: z.object({}),
    access: undefined as never,
  })
  expect(() =>
    mount(
      Fastify(),
      {} as never,
      route(silent, async () => ({})),
    ),
  ).toThrow(/silent/)
  const misplaced = endpoint({
    name: 'misplaced',
    method: 'GET',
    path: '/misplaced',
    summary: '',
    answer: z.object({}),
    access: 'account',
  })
  expect(() =>
    mount(
      Fastify(),
      {} as never,
      route(misplaced, async () => ({})),
    ),
  ).toThrow(/misplaced/)
})
