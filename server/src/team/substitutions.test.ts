import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tendCalendarOf } from '../appointments/jobs.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import {
  addPathway,
  addSubstitution,
  addTask,
  markOf,
  newBooking,
  newHandover,
  newSubstitution,
  newTask,
  takeCharge,
} from '../testing-records.ts'
import { shownStandIns, shownSubstitutions } from './substitutions.ts'

let server: TestServer
let coordinator: Caller
let stranger: Caller
beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator')
  stranger = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

const worker = () => server.member(coordinator.desk, 'worker')
const standIns = async (by: Caller) => (await by.call('GET', '/stand-ins')).body.rows
const listed = async (by: Caller) =>
  (await by.call('GET', '/substitutions')).body.rows.map(({ id }: { id: string }) => id)
const mailsTo = async ({ accountId }: Caller, kind: string) =>
  (await ask(server.database.supervisor, 'select 1 from mail where to_id = $1 and kind = $2', [accountId, kind])).length

/** A case that somebody follows, with a step and a task that are due and an appointment of today. */
async function busy(of: Caller) {
  const kase = await takeCharge(of, { followers: [{ accountId: of.accountId, role: 'worker' }] })
  await addPathway(of, kase, { step: { owner: 'member', account: of.accountId, due: '2026-01-16', text: 'A-step' } })
  await addTask(coordinator, kase, of.accountId, { text: 'A-task' })
  await of.call('PUT', `/cases/${kase}/documents/permit`, { no: 0, state: 'held', expiresOn: '2026-01-25' })
  await of.call(
    'POST',
    '/calendar',
    newBooking({ day: '2026-01-15', time: '15:00', case: kase, colleagues: [of.accountId] }),
  )
  return kase
}

test('from day to day the colleague sees what the absent one has; it ends by itself, at midnight in Rome', async () => {
  const [away, here, other] = [await worker(), await worker(), await worker()]
  const kase = await busy(away)
  expect(await standIns(here)).toEqual([])
  const id = await addSubstitution(away, away.accountId, here.accountId, {
    fromDay: '2026-01-16',
    untilDay: '2026-01-17',
  })
  expect(await standIns(here), 'not yet').toEqual([])
  expect([await listed(here), await listed(coordinator), await listed(other)]).toEqual([[id], [id], []])
  // Sessions end meanwhile: asked inside the desk, at another hour.
  const at = async (now: string, by: Caller) => {
    const before = server.clock.now
    server.clock.now = now
    const { rows } = await by.enter((inside) => shownStandIns(inside))
    const own = await by.enter((inside) => shownSubstitutions(inside))
    server.clock.now = before
    return { rows, substitutions: own.rows.length }
  }
  const first = await at('2026-01-15T23:30:00.000Z', here)
  expect(first.rows).toMatchObject([
    {
      ...{ absent: { accountId: away.accountId }, until: '2026-01-17', casesTotal: 1, cases: [{ id: kase }] },
      ...{ tasks: [{ text: 'A-task' }], appointments: [], due: [{ what: 'step', text: 'A-step' }] },
      documents: [{ caseId: kase, document: 'permit' }],
    },
  ])
  expect((await at('2026-01-15T23:30:00.000Z', other)).rows).toEqual([])
  expect(await at('2026-01-17T22:59:00.000Z', here)).toMatchObject({ rows: [{}], substitutions: 1 })
  expect(await at('2026-01-17T23:00:00.000Z', here)).toEqual({ rows: [], substitutions: 0 })
})

test('nobody sees more by it: an outreach worker the own reach, and restricted notes stay restricted', async () => {
  const away = await server.member(coordinator.desk, 'legal_adviser')
  const kase = await busy(away)
  const note = { id: v7(), day: '2026-01-12', kind: 'interview', text: 'Riservato', visibility: 'legal' }
  await away.call('POST', `/cases/${kase}/notes`, note)
  const street = await server.member(coordinator.desk, 'outreach_worker')
  const plain = await worker()
  for (const by of [street, plain]) await addSubstitution(coordinator, away.accountId, by.accountId)
  expect(await standIns(street)).toMatchObject([
    {
      tasks: [],
      due: [],
      documents: [],
      handovers: [],
      cases: [],
      casesTotal: 0,
      appointments: [{ hidden: true, personName: '', text: '' }],
    },
  ])
  expect((await street.call('GET', `/cases/${kase}`)).status).toBe(404)
  expect(await standIns(plain)).toMatchObject([{ casesTotal: 1 }])
  expect(JSON.stringify((await plain.call('GET', `/cases/${kase}`)).body)).not.toContain('Riservato')
})

test('whoever is absent or tends the team says it, and ends it; whoever stands in does not', async () => {
  const [away, here] = [await worker(), await worker()]
  const asked = (more: object = {}) => newSubstitution(away.accountId, here.accountId, more)
  const errors = async (by: Caller, body: object) => (await by.call('POST', '/substitutions', body)).body.errors
  expect(await errors(here, asked())).toEqual([{ pointer: '/absent', code: 'does-not-fit' }])
  expect(await errors(away, asked({ standIn: stranger.accountId }))).toEqual([{ pointer: '/standIn', code: 'unknown' }])
  expect(await errors(coordinator, asked({ absent: v7() }))).toEqual([{ pointer: '/absent', code: 'unknown' }])
  expect(await errors(away, asked({ untilDay: '2026-01-14' }))).toEqual([{ pointer: '/untilDay', code: 'before' }])
  const body = asked()
  for (let time = 0; time < 2; time += 1)
    expect((await coordinator.call('POST', '/substitutions', body)).status).toBe(200)
  expect(await listed(here)).toEqual([body.id])
  expect((await here.call('POST', `/substitutions/${body.id}/end`)).status).toBe(403)
  expect((await stranger.call('POST', `/substitutions/${body.id}/end`)).status).toBe(404)
  expect((await away.call('POST', `/substitutions/${body.id}/end`)).body.rows).toEqual([])
  expect(await standIns(here)).toEqual([])
})

test('the same one in the same days, and one by whoever is absent then, are refused with the reason', async () => {
  const [away, here, third] = [await worker(), await worker(), await worker()]
  const reason = async (absent: Caller, standIn: Caller, more: object = {}) => {
    const body = newSubstitution(absent.accountId, standIn.accountId, more)
    return (await coordinator.call('POST', '/substitutions', body)).body.reason
  }
  expect(await reason(away, here)).toBeUndefined()
  expect(await reason(away, here)).toBe('substitution-there')
  expect(await reason(here, away)).toBe('stand-in-absent')
  expect(await reason(third, away)).toBe('stand-in-absent')
  expect(await reason(away, third), 'a second one stands in too').toBeUndefined()
  expect(await reason(here, third), 'whoever stands in falls ill').toBeUndefined()
  const later = { fromDay: '2026-03-01', untilDay: '2026-03-02' }
  expect(await reason(here, away, later)).toBeUndefined()
})

test('the mail of the morning, and that a task is given, come to whoever stands in too', async () => {
  const [away, here] = [await worker(), await worker()]
  await busy(away)
  await away.call('PUT', '/own-calendar', { morningMail: true })
  await addSubstitution(away, away.accountId, here.accountId)
  const before = server.clock.now
  server.clock.now = '2026-01-15T07:30:00.000Z'
  await tendCalendarOf(server.house, coordinator.desk.id)
  server.clock.now = before
  expect([await mailsTo(away, 'appointments-today'), await mailsTo(here, 'appointments-today')]).toEqual([1, 1])
  await coordinator.call('PUT', `/tasks/${v7()}`, newTask({ owner: away.accountId }))
  expect([await mailsTo(away, 'task-given'), await mailsTo(here, 'task-given')]).toEqual([1, 1])
})

test('whoever stands in hears of a case that comes; of documents in cases that are not theirs to open, not even how many', async () => {
  const [away, plain] = [await worker(), await worker()]
  const street = await server.member(coordinator.desk, 'outreach_worker')
  for (const by of [street, plain])
    await addSubstitution(coordinator, away.accountId, by.accountId, { untilDay: '2026-01-20' })
  const giver = await worker()
  const kase = await takeCharge(giver, { followers: [{ accountId: giver.accountId, role: 'worker' }] })
  const mark = await markOf(coordinator, giver.accountId, kase)
  const handed = newHandover(giver.accountId, away.accountId, mark)
  expect((await coordinator.call('POST', `/cases/${kase}/handovers`, handed)).status).toBe(200)
  expect(await mailsTo(plain, 'case-handed-over')).toBe(1)
  const ends = { no: 0, state: 'held', expiresOn: '2026-01-25', number: '' }
  expect((await away.call('PUT', `/cases/${kase}/documents/tax-code`, ends)).status).toBe(200)
  await away.call('PUT', '/own-calendar', { morningMail: true })
  const before = server.clock.now
  server.clock.now = '2026-01-19T07:30:00.000Z'
  await tendCalendarOf(server.house, coordinator.desk.id)
  server.clock.now = before
  const told = [away, plain, street].map((by) => mailsTo(by, 'documents-expiring'))
  expect(await Promise.all(told)).toEqual([1, 1, 0])
})
