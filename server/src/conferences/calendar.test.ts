import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { answerConference, callConference, newConference } from '../testing-conferences.ts'
import { arrived, nextTo, referredCase, wholeCase } from '../testing-referrals.ts'

let server: TestServer
let [coordinator, worker, next] = [] as unknown as [Caller, Caller, Caller]
beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator')
  worker = await server.member(coordinator.desk, 'worker')
  next = await nextTo(server, coordinator)
})
afterAll(() => server.close())

const write = (kase: string, id: string, no: number, more: object) =>
  worker.call('PUT', `/cases/${kase}/conferences/${id}`, { no, ...newConference(worker), state: 'called', ...more })

test('the desk that was asked has it in its calendar until it says that nobody comes, and on the day to which it is moved', async () => {
  const { kase, referral } = await referredCase(server, [coordinator, worker, next])
  const id = await callConference(worker, kase, { referrals: [referral] })
  await arrived(server)
  const theirs = async (from = '2026-01-12', to = '2026-01-18') => {
    const { body } = await next.call('GET', `/calendar?from=${from}&to=${to}`)
    return body.referrals.filter((each: { referral: string }) => each.referral === referral)
  }
  const shown = { id, state: 'invited', day: '2026-01-15', time: '10:00', minutes: 60, place: 'Sala grande' }
  expect(await theirs()).toMatchObject([{ ...shown, case: null, personName: '', followers: [] }])
  // In the calendar of the desk that called it, it stands once.
  expect((await worker.call('GET', '/calendar?from=2026-01-12&to=2026-01-18')).body.referrals).toEqual([])
  await answerConference(next, referral, id)
  expect(await theirs()).toMatchObject([{ ...shown, state: 'comes' }])
  expect((await write(kase, id, 1, { referrals: [referral], day: '2026-01-20', time: '11:00' })).status).toBe(200)
  await arrived(server)
  const moved = [{ time: '11:00', state: 'invited' }]
  expect([await theirs(), await theirs('2026-01-20', '2026-01-20')]).toMatchObject([[], moved])
  await answerConference(next, referral, id, { no: 2, comes: false, who: '' })
  expect(await theirs('2026-01-20', '2026-01-20')).toEqual([])
  await answerConference(next, referral, id, { no: 2 })
  expect(await theirs('2026-01-20', '2026-01-20')).toMatchObject([{ state: 'comes' }])
  expect((await write(kase, id, 2, { referrals: [referral], state: 'cancelled' })).status).toBe(200)
  await arrived(server)
  expect(await theirs('2026-01-12', '2026-01-25')).toEqual([])
})

test('on the phone of who follows the case that came of it stands the hour, once somebody comes', async () => {
  const { kase, referral } = await referredCase(server, [coordinator, worker, next], { ...wholeCase, kind: 'shared' })
  const { version } = (await next.call('GET', `/referrals/${referral}`)).body
  const as = { givenName: 'Amina', familyName: 'Diallo' }
  const opened = { version, id: v7(), as, legalBasis: 'public-task' }
  const taken = await next.call('POST', `/referrals/${referral}/case`, opened)
  expect(taken.status, JSON.stringify(taken.body)).toBe(200)
  const url = (await next.call('POST', '/own-calendar/feed')).body.path as string
  const read = async () => String((await server.request({ method: 'GET', url })).body)
  const id = await callConference(worker, kase, { referrals: [referral], place: 'Zq-sala', agenda: 'Zq-ordine' })
  await arrived(server)
  expect(await read()).not.toContain('BEGIN:VEVENT')
  await answerConference(next, referral, id)
  const text = await read()
  expect(text).toContain('DTSTART;TZID=Europe/Rome:20260115T100000')
  for (const word of ['Zq-', id, referral]) expect(text).not.toContain(word)
})
