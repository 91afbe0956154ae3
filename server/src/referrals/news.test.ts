import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { readParts, type TestSmtp, testSmtp } from '../platform/testing-smtp.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addReferrals, answered, arrived, newAppointment, nextTo, sentAnew } from '../testing-referrals.ts'
import { expireReferralsOf, remindOfReferrals } from './jobs.ts'

let server: TestServer
let smtp: TestSmtp
let [ada, reader, bea] = [] as unknown as [Caller, Caller, Caller]

// Thursday, ten in the morning in Rome.
const thursday = '2026-01-15T09:00:00.000Z'
const friday = '2026-01-16T09:00:00.000Z'

beforeAll(async () => {
  smtp = await testSmtp()
  server = await testServer({
    idleMinutes: 10_000_000,
    absoluteHours: 1_000_000,
    mail: { url: `smtp://127.0.0.1:${smtp.port}`, from: 'varco@varco.test', origin: 'https://varco.test' },
  })
  const desk = await server.desk('here')
  ada = await server.member(desk, 'worker', 'coordinator')
  reader = await server.member(desk, 'outreach_worker')
  bea = await nextTo(server, ada)
})
afterAll(async () => {
  await server?.close()
  await smtp?.close()
})
beforeEach(() => {
  server.clock.now = thursday
})

const open = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}`)).body
const newsFor = async (by: Caller, id: string) => (await open(by, id)).news
const look = async (by: Caller, id: string) =>
  by.call('POST', `/referrals/${id}/look`, { until: (await open(by, id)).newsAt ?? server.clock.now })
const list = async (by: Caller, way: 'in' | 'out') =>
  (await by.call('GET', `/referrals?way=${way}&show=news&most=100`)).body
const write = async (by: Caller, id: string) => {
  expect((await by.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Quando viene?' })).status).toBe(200)
  await arrived(server)
}

test('what the other desk does is new until somebody who may answer has looked, and one’s own acts are not', async () => {
  const { id } = await sentAnew(server, ada, bea, ['sight'])
  expect([await newsFor(ada, id), await newsFor(bea, id)]).toEqual([[], []])
  await write(bea, id)
  await answered(bea, id, ['yes'])
  await arrived(server)
  expect((await newsFor(ada, id)).sort()).toEqual(['answer', 'message'])
  expect(await newsFor(bea, id)).toEqual([])

  const { rows, counts } = await list(ada, 'out')
  expect(rows.map((row: { id: string }) => row.id)).toEqual([id])
  expect(counts).toMatchObject({ in: { news: 0 }, out: { news: 1 } })
  expect((await reader.call('POST', `/referrals/${id}/look`, { until: thursday })).status).toBe(403)
  const never = { until: '0000-01-01T00:00:00Z' }
  expect((await ada.call('POST', `/referrals/${id}/look`, never)).status).toBe(422)
  expect((await look(ada, id)).status).toBe(200)
  expect(await newsFor(ada, id)).toEqual([])
  expect((await list(ada, 'out')).counts.out.news).toBe(0)
})

test('an appointment, a file and each further step are new to the other desk, until the end', async () => {
  const { id } = await sentAnew(server, ada, bea, ['sight', 'yes'])
  await look(ada, id)
  await ada.call('POST', `/referrals/${id}/appointment`, { no: 0, ...newAppointment })
  expect((await ada.upload(`/referrals/${id}/files/${v7()}`, 'A file', 'a.txt')).status).toBe(200)
  await arrived(server)
  expect((await newsFor(bea, id)).sort()).toEqual(['appointment', 'file'])
  await look(bea, id)
  expect((await bea.call('POST', `/referrals/${id}/appointment/confirmation`, { no: 1 })).status).toBe(200)
  await answered(bea, id, ['beginning', 'outcome'])
  await arrived(server)
  expect((await newsFor(ada, id)).sort()).toEqual(['appointment', 'state'])
  expect((await list(ada, 'out')).rows.map((row: { id: string }) => row.id)).toContain(id)
})

test('what came after it was looked at stays new', async () => {
  const { id } = await sentAnew(server, ada, bea, ['sight'])
  await write(bea, id)
  const { newsAt } = await open(ada, id)
  server.clock.now = '2026-01-15T09:05:00.000Z'
  await write(bea, id)
  expect((await ada.call('POST', `/referrals/${id}/look`, { until: newsAt })).status).toBe(200)
  expect(await newsFor(ada, id)).toEqual(['message'])
})

test('of what was taken back the step is new, and what was written before is not: nobody reads it any more', async () => {
  const { id } = await sentAnew(server, ada, bea, [])
  await write(ada, id)
  await answered(ada, id, ['withdrawal'])
  await arrived(server)
  const { news, messages } = await open(bea, id)
  expect([news, messages]).toEqual([['state'], []])
})

test('that nobody answered is new to both desks', async () => {
  const { id } = await sentAnew(server, ada, bea, [])
  server.clock.now = '2026-02-20T09:00:00.000Z'
  await expireReferralsOf(server.house, ada.desk.id)
  await arrived(server)
  expect([await newsFor(ada, id), await newsFor(bea, id)]).toEqual([['state'], ['state']])
})

test('a line of the case says what is new too, and a desk that has nothing to do with it cannot look', async () => {
  const kase = await takeCharge(ada, { personId: await record(ada) })
  const { met } = await addReferrals(server, ada, kase)
  const stranger = await server.member(await server.desk('away'), 'worker')
  expect((await stranger.call('POST', `/referrals/${met}/look`, { until: thursday })).status).toBe(404)
  expect(await newsFor(ada, met as string)).toContain('file')
  const { id, person } = await sentAnew(server, ada, bea, ['sight'])
  await write(bea, id)
  const { body } = await ada.call('GET', `/persons/${person}`)
  const { body: file } = await ada.call('GET', `/cases/${body.cases[0].id}`)
  expect(file.referrals).toMatchObject([{ id, kind: 'service', news: ['message'] }])
})

/** The mails about news that went since the last look. */
let taken = 0
async function mailsOfNews(): Promise<string[]> {
  const waiting = () => ask(server.database.supervisor, `select 1 from mail where state = 'waiting'`)
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 20_000, interval: 20 })
  const mails = smtp.taken.slice(taken)
  taken = smtp.taken.length
  return mails.map(({ raw }) => readParts(raw)[0] ?? '').filter((text) => text.includes('novità'))
}

test('a mail without content tells of it once a day and referral, until somebody has looked', async () => {
  const [first, second] = [
    await sentAnew(server, bea, ada, ['sight', 'yes']),
    await sentAnew(server, bea, ada, ['sight', 'yes']),
  ]
  for (const { id } of [first, second]) await look(bea, id)
  await ask(server.database.supervisor, `delete from referral_news where desk_id = $1`, [bea.desk.id])
  const remind = () => remindOfReferrals(server.house, bea.desk.id)
  await remind()
  await mailsOfNews()

  await write(ada, first.id)
  await write(ada, first.id)
  await remind()
  await remind()
  const told = await mailsOfNews()
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('in un invio c’è novità')
  for (const word of ['Diallo', 'Quando', first.id]) expect(told[0]).not.toContain(word)

  // Another referral does not wait for the next day, and an answer has a mail of its own.
  await write(ada, second.id)
  await remind()
  expect(await mailsOfNews()).toHaveLength(1)

  await look(bea, second.id)
  server.clock.now = friday
  await remind()
  expect(await mailsOfNews()).toHaveLength(1)
  await look(bea, first.id)
  server.clock.now = '2026-01-19T09:00:00.000Z'
  await remind()
  expect(await mailsOfNews()).toEqual([])
})
