import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, newAppointment, send } from '../testing-referrals.ts'

let server: TestServer
let [here, there, outreach] = [] as unknown as [Caller, Caller, Caller]
let target: string
let person: string
let kase: string

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  here = await server.member(desk, 'worker', 'coordinator')
  outreach = await server.member(desk, 'outreach_worker')
  there = await server.member(await server.desk('there'), 'worker')
  target = await addTarget(server, here, 'there')
  person = await record(here, { identity: { familyName: 'Keita' } })
  await cover(server, here, person, there)
  kase = await takeCharge(here, { personId: person, followers: [{ accountId: here.accountId, role: 'worker' }] })
})
afterAll(() => server.close())

async function proposed(more: object = {}): Promise<string> {
  const id = await draft(here, kase, target)
  expect((await send(here, id)).status).toBe(200)
  await arrived(server)
  await answered(there, id, ['sight', 'yes'])
  expect((await there.call('POST', `/referrals/${id}/appointment`, { no: 0, ...newAppointment, ...more })).status).toBe(
    200,
  )
  await arrived(server)
  return id
}
const confirm = (id: string) => here.call('POST', `/referrals/${id}/appointment/confirmation`, { no: 1 })
const shown = async (by: Caller, from = '2026-01-19', to = '2026-01-25') =>
  (await by.call('GET', `/calendar?from=${from}&to=${to}`)).body.referrals

test('an appointment of a referral stands in the calendars of both desks, with the person where the person is known', async () => {
  const id = await proposed()
  expect(await shown(here)).toEqual([
    {
      ...{
        id,
        referral: id,
        state: 'proposed',
        minutes: 60,
        ...newAppointment,
        desk: 'Desk there',
        service: expect.any(String),
      },
      ...{ case: kase, personId: person, personName: expect.stringContaining('Keita'), followers: [here.accountId] },
    },
  ])
  expect((await confirm(id)).status).toBe(200)
  await arrived(server)
  expect(await shown(there)).toMatchObject([
    { referral: id, state: 'confirmed', desk: 'Desk here', case: null, personId: null, personName: '', followers: [] },
  ])
  for (const [from, to] of [
    ['2026-01-21', '2026-01-25'],
    ['2026-01-12', '2026-01-19'],
  ])
    expect(await shown(here, from, to)).toEqual([])
  // Whoever does not see the case sees nothing of it.
  expect(await shown(outreach)).toEqual([])
  expect((await here.call('POST', `/referrals/${id}/appointment/cancellation`, { no: 2 })).status).toBe(200)
  expect([await shown(here), await shown(there)]).toEqual([[], []])
})

test('on the home page of who follows the case it is told once it is agreed on, to be held against the own ones', async () => {
  const near = async (by: Caller) => (await by.call('GET', '/calendar/near')).body.referrals
  const id = await proposed({ day: '2026-01-16', time: '23:30' })
  expect(await near(here)).toEqual([])
  await confirm(id)
  expect(await near(here)).toMatchObject([{ referral: id, time: '23:30', minutes: 30 }])
  expect(await near(await server.member(here.desk, 'worker'))).toEqual([])
  // An hour is assumed, and never beyond midnight.
  const url = (await here.call('POST', '/own-calendar/feed')).body.path as string
  const text = String((await server.request({ method: 'GET', url })).body)
  expect(text).toContain('DTEND;TZID=Europe/Rome:20260117T000000')
  expect((await here.call('POST', `/referrals/${id}/appointment/cancellation`, { no: 2 })).status).toBe(200)
})

test('on the phone of who follows the case stands that there is one, once it is agreed on, and nothing of it', async () => {
  const url = (await here.call('POST', '/own-calendar/feed')).body.path as string
  const colleague = await server.member(here.desk, 'worker')
  const other = (await colleague.call('POST', '/own-calendar/feed')).body.path as string
  const read = async (from: string) => String((await server.request({ method: 'GET', url: from })).body)
  const id = await proposed({ day: '2026-01-22', place: 'Zq-place', with: 'Zq-with' })
  expect(await read(url)).not.toContain('BEGIN:VEVENT')
  await confirm(id)
  const text = await read(url)
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  expect(text).toContain('DTSTART;TZID=Europe/Rome:20260122T103000')
  expect(text).toContain('SUMMARY:Appuntamento\r\n')
  for (const word of ['Zq-', 'Keita', 'Desk there', id, kase]) expect(text).not.toContain(word)
  expect(await read(other)).not.toContain('BEGIN:VEVENT')
  expect(text).toContain('DTEND;TZID=Europe/Rome:20260122T113000')
  // Its words lie sealed, as before.
  const [{ text: rows } = { text: '' }] = await ask<{ text: string }>(
    server.database.supervisor,
    "select string_agg(row_to_json(a)::text, '') as text from referral_appointment a",
  )
  expect(rows).not.toContain('Zq-')
})
