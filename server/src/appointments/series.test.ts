import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newBooking, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let kase: string

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker', 'coordinator')
  kase = await takeCharge(worker)
})
afterAll(() => server.close())

const days = (...all: string[]) => all.map((day) => ({ id: v7(), day }))
const series = (of: { id: string; day: string }[], more: object = {}) => {
  const { day: _, ...booked } = newBooking({ case: kase, colleagues: [worker.accountId], ...more })
  return { ...booked, days: of }
}
const plan = (body: object, by = worker) => by.call('POST', '/calendar/series', body)
const open = async (id: string, by = worker) => (await by.call('GET', `/calendar/${id}`)).body
/** Those that follow one of these, as it names them. */
const after = (of: { id: string; day: string }[], at: number) => of.slice(at + 1).map(({ id, day }) => ({ id, day }))
const rows = async () => (await worker.call('GET', `/cases/${kase}/appointments`)).body.total

test('a series is planned as single appointments that share it, at the same hour of the wall over the change of clocks', async () => {
  const of = days('2026-03-24', '2026-03-31', '2026-04-07')
  const body = series(of)
  const { status, body: first } = await plan(body)
  expect([status, first]).toMatchObject([
    200,
    { id: of[0]?.id, day: '2026-03-24', series: body.id, next: after(of, 0) },
  ])
  for (const [at, each] of of.entries())
    expect(await open(each.id)).toMatchObject({ day: each.day, time: '09:30', series: body.id, next: after(of, at) })
  // Sent twice it is one series, and another one under the same id is refused.
  const before = await rows()
  expect((await plan(body)).status).toBe(200)
  expect((await plan({ ...body, time: '11:00' })).status).toBe(409)
  expect(await rows()).toBe(before)
})

test('all of them or none: a day that cannot be, one that is there twice and an id that is taken write nothing', async () => {
  const before = await rows()
  const wrong = async (of: { id: string; day: string }[], more: object = {}) =>
    (await plan(series(of, more))).body.errors
  expect(await wrong(days('2026-03-22', '2026-03-29', '2026-04-05'), { time: '02:30' })).toEqual([
    { pointer: '/days/1/day', code: 'not-on-the-clock' },
  ])
  expect(await wrong(days('2026-02-02', '2026-02-02'))).toEqual([{ pointer: '/days', code: 'twice' }])
  expect(await wrong(days('2026-02-02', '2029-02-02'))).toEqual([{ pointer: '/days/1/day', code: 'date-too-far' }])
  const [taken] = days('2026-05-04', '2026-05-11')
  expect((await plan(series([taken as { id: string; day: string }, ...days('2026-05-11')]))).status).toBe(200)
  const after = await rows()
  expect(await wrong([...days('2026-06-01'), { id: taken?.id as string, day: '2026-06-08' }])).toEqual([
    { pointer: '/days/1/id', code: 'unknown' },
  ])
  expect([after - before, await rows()]).toEqual([2, after])
  expect((await plan(series(days('2026-02-02')))).status).toBe(422)
  expect((await plan(series(days('2026-02-02', '2026-02-09'), { case: v7() }))).body.errors).toEqual([
    { pointer: '/case', code: 'unknown' },
  ])
})

test('this one and those that follow are moved together, and those before stay', async () => {
  const of = days('2026-07-06', '2026-07-13', '2026-07-20')
  await plan(series(of))
  const [one, two, three] = of.map(({ id }) => id) as [string, string, string]
  const move = (id: string, more: object) =>
    worker.call('PUT', `/calendar/${id}/following`, { no: 1, day: '2026-07-15', time: '16:00', ...more })
  expect((await move(two, {})).body).toMatchObject({
    no: 2,
    day: '2026-07-15',
    time: '16:00',
    next: [{ id: three, day: '2026-07-22' }],
  })
  expect((await open(three)).day).toBe('2026-07-22')
  expect(await open(one)).toMatchObject({ no: 1, day: '2026-07-06', time: '09:30', next: [{ id: two }, { id: three }] })
  expect((await move(two, {})).status).toBe(409)
  // One of them that cannot be there leaves all where they are.
  expect((await move(two, { no: 2, day: '2028-01-14' })).body.errors?.[0].code).toBe('date-too-far')
  expect((await open(two)).no).toBe(2)
})

test('a move of this one and those that follow is had back by moving them the other way', async () => {
  const of = days('2026-09-07', '2026-09-14', '2026-09-21')
  await plan(series(of))
  const [one, two, three] = of.map(({ id }) => id) as [string, string, string]
  const move = (no: number, day: string, time: string) =>
    worker.call('PUT', `/calendar/${two}/following`, { no, day, time })
  await move(1, '2026-09-16', '16:00')
  expect((await move(2, '2026-09-14', '09:30')).body).toMatchObject({ no: 3, next: [{ id: three, day: '2026-09-21' }] })
  for (const [at, id] of [one, two, three].entries())
    expect(await open(id)).toMatchObject({ day: of[at]?.day, time: '09:30' })
})

test('this one and those that follow are cancelled together; what was settled or moved away before stays as it is', async () => {
  const of = days('2026-08-03', '2026-08-10', '2026-08-17', '2026-08-24')
  await plan(series(of))
  const [one, two, three, four] = of.map(({ id }) => id) as [string, string, string, string]
  await worker.call('POST', `/calendar/${three}/steps`, { no: 1, act: 'cancelled-by-person', why: 'Zq-own' })
  const cancel = (id: string, no: number, by = worker) =>
    by.call('POST', `/calendar/${id}/following/cancellation`, { no, act: 'cancelled-by-desk', why: 'Chiusura' })
  const stranger = await server.member(await server.desk('there'), 'worker')
  expect((await cancel(two, 1, stranger)).status).toBe(404)
  expect((await cancel(two, 1)).body).toMatchObject({ state: 'cancelled-by-desk', next: [] })
  const states = await Promise.all([one, two, three, four].map(async (id) => (await open(id)).state))
  expect(states).toEqual(['planned', 'cancelled-by-desk', 'cancelled-by-person', 'cancelled-by-desk'])
  expect((await cancel(two, 2)).body.reason).toBe('appointment-stands')
  const single = v7()
  await worker.call('POST', '/calendar', newBooking({ id: single, case: kase, colleagues: [worker.accountId] }))
  expect((await cancel(single, 1)).body).toMatchObject({ state: 'cancelled-by-desk', series: null })
})
