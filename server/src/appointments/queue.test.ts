import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_WALK_INS } from '#model/appointments/contract-queue.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newBooking, takeCharge } from '../testing-records.ts'
import { tendCalendarOf } from './jobs.ts'
import { addWalkIn } from './queue.ts'

let server: TestServer
let worker: Caller
let colleague: Caller
beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
  colleague = await server.member(worker.desk, 'legal_adviser')
})
afterAll(() => server.close())

const came = (more: object = {}, by = worker) => by.call('POST', '/walk-ins', { id: v7(), ...more })
const move = (id: string, version: number, act: string, by = worker) =>
  by.call('POST', `/walk-ins/${id}/steps`, { version, act })
const rowOf = (body: { rows: { id: string }[] }, id: string) => body.rows.find((row) => row.id === id)

test('who came first waits first; received, done, and nothing of it stands in clear', async () => {
  const [first, second] = [v7(), v7()]
  await came({ id: first, name: 'Zq-maglione rosso', language: 'fr', need: 'work', note: 'Zq-nota' })
  const { body } = await came({ id: second })
  const ids = body.rows.map(({ id }: { id: string }) => id)
  expect(ids.indexOf(first)).toBeLessThan(ids.indexOf(second))
  expect(rowOf(body, first)).toMatchObject({
    state: 'waiting',
    colleague: null,
    name: 'Zq-maglione rosso',
    need: 'work',
  })
  expect(rowOf((await move(first, 1, 'take')).body, first)).toMatchObject({
    state: 'with',
    colleague: worker.accountId,
  })
  expect(rowOf((await move(first, 2, 'finish')).body, first)).toMatchObject({
    state: 'done',
    colleague: worker.accountId,
  })
  expect((await move(first, 3, 'take')).body).toMatchObject({ reason: 'walk-in-stands' })
  expect(rowOf((await move(second, 1, 'leave')).body, second)).toMatchObject({ state: 'left', can: ['return'] })
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    'select row_to_json(w)::text as text from walk_in w',
  )
  expect(rows.map(({ text }) => text).join()).not.toMatch(/Zq-|"work"|"fr"/)
})

test('of two colleagues who receive the same person one wins, and the other is told how the queue stands', async () => {
  const id = v7()
  await came({ id })
  const both = await Promise.all([move(id, 1, 'take'), move(id, 1, 'take', colleague)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const lost = both.find(({ status }) => status === 409)
  const winner = both[0]?.status === 200 ? worker : colleague
  expect(rowOf(lost?.body.current, id)).toMatchObject({ state: 'with', colleague: winner.accountId })
})

test('a stranger sees nobody and moves nobody', async () => {
  const id = v7()
  await came({ id })
  const stranger = await server.member(await server.desk('there'), 'worker')
  expect((await stranger.call('GET', '/walk-ins')).body).toEqual({ rows: [] })
  expect((await move(id, 1, 'take', stranger)).status).toBe(404)
})

test('a day takes so many and no more', async () => {
  const by = await server.member(await server.desk('full'), 'worker')
  await by.enter(async (at) => {
    for (let no = 0; no < MOST_WALK_INS; no += 1)
      await addWalkIn(at, { id: v7(), name: '', language: null, need: null, note: '' })
  })
  expect((await came({}, by)).body).toMatchObject({ reason: 'queue-full' })
}, 60_000)

test('the next day nobody waits, and after a week nothing is known of who came', async () => {
  const by = await server.member(await server.desk('forgetful'), 'worker')
  await came({}, by)
  const left = async () =>
    (await ask(server.database.supervisor, 'select id from walk_in where desk_id = $1', [by.desk.id])).length
  const before = server.clock.now
  const tended = async (now: string) => {
    server.clock.now = now
    await tendCalendarOf(server.house, by.desk.id)
    const fresh = await server.member(by.desk, 'worker')
    expect((await fresh.call('GET', '/walk-ins')).body).toEqual({ rows: [] })
    return left()
  }
  try {
    expect(await tended('2026-01-16T09:30:00.000Z')).toBe(1)
    expect(await tended('2026-01-23T09:30:00.000Z')).toBe(0)
  } finally {
    server.clock.now = before
  }
})

test('on Mondays whoever wants the mail is told of how many documents end in the cases that she follows, once', async () => {
  const desk = await server.desk('monday')
  const [by, other] = [await server.member(desk, 'worker'), await server.member(desk, 'worker')]
  const mine = { followers: [{ accountId: by.accountId, role: 'worker' as const }] }
  const [kase, closed, unfollowed] = [await takeCharge(by, mine), await takeCharge(by, mine), await takeCharge(by)]
  const paper = (of: string, document: string, expiresOn: string) =>
    by.call('PUT', `/cases/${of}/documents/${document}`, { no: 0, state: 'held', expiresOn, number: '', note: '' })
  for (const of of [kase, closed, unfollowed]) await paper(of, 'permit', '2026-02-01')
  await paper(kase, 'passport', '2026-01-01')
  await paper(kase, 'health-card', '2031-01-01')
  await by.call('POST', `/cases/${closed}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  for (const who of [by, other]) await who.call('PUT', '/own-calendar', { morningMail: true })
  const before = server.clock.now
  const mails = () =>
    ask(server.database.supervisor, `select to_id, kind, count from mail where desk_id = $1`, [desk.id])
  try {
    server.clock.now = '2026-01-16T07:00:00.000Z'
    await tendCalendarOf(server.house, desk.id)
    expect(await mails()).toEqual([])
    server.clock.now = '2026-01-19T07:00:00.000Z'
    for (let times = 0; times < 2; times++) await tendCalendarOf(server.house, desk.id)
    expect(await mails()).toEqual([{ to_id: by.accountId, kind: 'documents-expiring', count: 2 }])
  } finally {
    server.clock.now = before
  }
})

test('whoever wants it is told in the morning how many appointments the day has, once, and nothing else', async () => {
  const desk = await server.desk('morning')
  const [by, other] = [await server.member(desk, 'worker'), await server.member(desk, 'worker')]
  await by.call('PUT', '/own-calendar', { morningMail: true })
  const booked = (who: Caller, more: object) =>
    who.call('POST', '/calendar', newBooking({ day: '2026-01-16', colleagues: [who.accountId], ...more }))
  const gone = v7()
  for (const time of ['09:00', '11:00']) await booked(by, { time })
  await booked(by, { id: gone, time: '15:00' })
  await by.call('POST', `/calendar/${gone}/steps`, { no: 1, act: 'cancelled-by-desk' })
  await booked(other, {})
  // What she mediates for a colleague is hers too.
  const coordinator = await server.member(desk, 'coordinator')
  const mediator = v7()
  const listed = { version: 0, account: by.accountId, name: '', phone: '', languages: ['wo'], retired: false }
  expect((await coordinator.call('PUT', `/mediators/${mediator}`, listed)).status).toBe(200)
  await booked(other, { time: '17:00', mediator, language: 'wo' })
  const mails = () =>
    ask(server.database.supervisor, `select to_id, kind, count from mail where desk_id = $1`, [desk.id])
  const before = server.clock.now
  try {
    for (const now of ['2026-01-16T04:00:00.000Z', '2026-01-16T09:30:00.000Z']) {
      server.clock.now = now
      await tendCalendarOf(server.house, desk.id)
      expect(await mails()).toEqual([])
    }
    server.clock.now = '2026-01-16T06:00:00.000Z'
    await Promise.all([tendCalendarOf(server.house, desk.id), tendCalendarOf(server.house, desk.id)])
    expect(await mails()).toEqual([{ to_id: by.accountId, kind: 'appointments-today', count: 3 }])
    server.clock.now = '2026-01-17T06:00:00.000Z'
    await tendCalendarOf(server.house, desk.id)
    expect(await mails()).toHaveLength(1)
  } finally {
    server.clock.now = before
  }
})
