import ICAL from 'ical.js'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newBooking, newPerson, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker', 'coordinator')
})
afterAll(() => server.close())

const made = async (by: Caller) => (await by.call('POST', '/own-calendar/feed')).body.path as string
const fetched = (url: string) => server.request({ method: 'GET', url })
const eventsIn = (text: unknown) => {
  const calendar = new ICAL.Component(ICAL.parse(String(text)))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  return calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
}
const plan = (by: Caller, more: object) =>
  by.call('POST', '/calendar', newBooking({ colleagues: [by.accountId], ...more }))

test('another program reads the hours of the wall and the instants, on both sides of the two days on which clocks are moved', async () => {
  const by = await server.member(worker.desk, 'worker')
  const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-01-20']
  for (const day of days) await plan(by, { day, time: '09:00', minutes: 90 })
  await plan(by, { day: '2026-03-29', time: '01:30', minutes: 120 })
  const before = server.clock.now
  const read = async (url: string) =>
    eventsIn((await fetched(url)).body).map(({ startDate, endDate }) => ({
      start: startDate.toString(),
      end: endDate.toString(),
      instant: startDate.toJSDate().toISOString(),
    }))
  const url = await made(by)
  expect(await read(url)).toEqual([
    { start: '2026-01-20T09:00:00', end: '2026-01-20T10:30:00', instant: '2026-01-20T08:00:00.000Z' },
    { start: '2026-03-28T09:00:00', end: '2026-03-28T10:30:00', instant: '2026-03-28T08:00:00.000Z' },
    { start: '2026-03-29T01:30:00', end: '2026-03-29T03:30:00', instant: '2026-03-29T00:30:00.000Z' },
    { start: '2026-03-29T09:00:00', end: '2026-03-29T10:30:00', instant: '2026-03-29T07:00:00.000Z' },
    { start: '2026-03-30T09:00:00', end: '2026-03-30T10:30:00', instant: '2026-03-30T07:00:00.000Z' },
  ])
  server.clock.now = '2026-10-01T09:00:00.000Z'
  try {
    const late = await server.member(worker.desk, 'worker')
    for (const day of ['2026-10-24', '2026-10-25']) await plan(late, { day, time: '09:00' })
    await plan(late, { day: '2026-10-25', time: '02:30', minutes: 30 })
    const told = await read(await made(late))
    expect(told.map(({ start }) => start)).toEqual([
      '2026-10-24T09:00:00',
      '2026-10-25T02:30:00',
      '2026-10-25T09:00:00',
    ])
    expect([told[0]?.instant, told[2]?.instant]).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z'])
  } finally {
    server.clock.now = before
  }
})

test('nothing of a person leaves: no name, no word, no case, no id; a place only if it is a room of the desk', async () => {
  const by = await server.member(worker.desk, 'worker')
  const person = newPerson()
  await by.call('POST', '/persons', person)
  const kase = await takeCharge(by, { personId: person.id })
  const [room, id, elsewhere] = [v7(), v7(), v7()]
  await worker.call('PUT', `/rooms/${room}`, { version: 0, name: 'Sala, in fondo; a destra', retired: false })
  await plan(by, { id, case: kase, room, text: 'Zq-words', kind: 'legal' })
  await plan(by, { id: elsewhere, case: kase, place: 'Zq-place', time: '15:00' })
  await plan(by, { case: null, kind: 'team', day: '2026-01-17', time: '23:00', minutes: 60 })
  const { body, headers } = await fetched(await made(by))
  expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(headers['cache-control']).toContain('no-store')
  const text = String(body)
  for (const word of ['Zq-', 'Diallo', 'Amina', kase, person.id, id, elsewhere, room, by.accountId])
    expect(text.toLowerCase()).not.toContain(word.toLowerCase())
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(eventsIn(text).map(({ summary, location, endDate }) => [summary, location, endDate.toString()])).toEqual([
    ['Appuntamento', 'Sala, in fondo; a destra', '2026-01-16T10:30:00'],
    ['Appuntamento', null, '2026-01-16T16:00:00'],
    ['Appuntamento: Incontro d’équipe', null, '2026-01-18T00:00:00'],
  ])
})

test('it holds the own appointments that stand, and no colleague’s', async () => {
  const [by, other] = [await server.member(worker.desk, 'worker'), await server.member(worker.desk, 'worker')]
  const [kept, gone] = [v7(), v7()]
  await plan(by, { id: kept, kind: 'call' })
  await plan(by, { id: gone, kind: 'work' })
  await plan(other, { kind: 'team' })
  await by.call('POST', `/calendar/${gone}/steps`, { no: 1, act: 'cancelled-by-desk' })
  expect(eventsIn((await fetched(await made(by))).body).map(({ summary }) => summary)).toEqual([
    'Appuntamento: Telefonata',
  ])
})

test('what somebody of the desk mediates stands on her phone', async () => {
  const by = await server.member(worker.desk, 'cultural_mediator')
  const mediator = v7()
  const listed = { version: 0, account: by.accountId, name: '', phone: '', languages: ['wo'], retired: false }
  expect((await worker.call('PUT', `/mediators/${mediator}`, listed)).status).toBe(200)
  await plan(worker, { mediator, language: 'wo', kind: 'call' })
  expect(eventsIn((await fetched(await made(by))).body).map(({ summary }) => summary)).toEqual([
    'Appuntamento: Telefonata',
  ])
})

test('the old address dies with the new one, with switching off, with the membership and with the roles', async () => {
  const by = await server.member(worker.desk, 'worker')
  const first = await made(by)
  expect((await fetched(first)).status).toBe(200)
  expect((await by.call('GET', '/own-calendar')).body.feedSince).not.toBeNull()
  const second = await made(by)
  expect([(await fetched(first)).status, (await fetched(second)).status]).toEqual([404, 200])
  expect((await by.call('DELETE', '/own-calendar/feed')).body).toMatchObject({ feedSince: null })
  expect((await fetched(second)).status).toBe(404)
  const third = await made(by)
  const { supervisor } = server.database
  await ask(supervisor, 'delete from role_grant where account_id = $1', [by.accountId])
  expect((await fetched(third)).status).toBe(404)
  await ask(supervisor, `insert into role_grant (desk_id, account_id, role) values ($1, $2, 'worker')`, [
    by.desk.id,
    by.accountId,
  ])
  expect((await fetched(third)).status).toBe(200)
  // The membership that ended takes it along for good, and so does a new password.
  await ask(supervisor, `update member set until = '2026-01-14' where account_id = $1`, [by.accountId])
  expect((await fetched(third)).status).toBe(404)
  await ask(supervisor, 'update member set until = null where account_id = $1', [by.accountId])
  expect((await fetched(third)).status).toBe(404)
  const fourth = await made(by)
  expect((await fetched(fourth)).status).toBe(200)
  await ask(server.database.platform, `update account set password_hash = 'x' || password_hash where id = $1`, [
    by.accountId,
  ])
  expect((await fetched(fourth)).status).toBe(404)
})

test('the token stands nowhere, is in no answer twice, and each reading is in the register', async () => {
  const by = await server.member(worker.desk, 'worker')
  const url = await made(by)
  const token = url.replace('/agenda/', '').replace('.ics', '')
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(JSON.stringify((await by.call('GET', '/own-calendar')).body)).not.toContain(token)
  await fetched(url)
  await server.reads.flush()
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    `select row_to_json(o)::text as text from own_calendar o union all select row_to_json(a)::text from audit_entry a
     union all select row_to_json(a)::text from audit_pending a`,
  )
  const text = rows.map((row) => row.text).join()
  expect(text).toContain('readCalendarFeed')
  for (const shape of [token, Buffer.from(token).toString('hex')]) expect(text).not.toContain(shape)
})

test('an invented address opens nothing, and there is a ceiling', async () => {
  const invented = `/agenda/${'a'.repeat(43)}.ics`
  expect((await fetched(invented)).status).toBe(404)
  const statuses: number[] = []
  for (let tries = 0; tries < 40; tries += 1) statuses.push((await fetched(invented)).status)
  expect(statuses).toContain(429)
})
