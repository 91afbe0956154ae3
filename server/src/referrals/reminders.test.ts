import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { readParts, type TestSmtp, testSmtp } from '../platform/testing-smtp.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addByLink, addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'
import { remindOfReferrals } from './jobs.ts'

let server: TestServer
let smtp: TestSmtp
let [author, coordinator, worker, theirCoordinator] = [] as unknown as [Caller, Caller, Caller, Caller]
let target: string
let names = 0

// Thursday, ten in the morning in Rome.
const thursday = '2026-01-15T09:00:00.000Z'

beforeAll(async () => {
  smtp = await testSmtp()
  server = await testServer({
    // Days go by here, and nobody signs in anew.
    idleMinutes: 10_000_000,
    absoluteHours: 1_000_000,
    mail: { url: `smtp://127.0.0.1:${smtp.port}`, from: 'varco@varco.test', origin: 'https://varco.test' },
  })
})
afterAll(async () => {
  await server?.close()
  await smtp?.close()
})
beforeEach(async () => {
  server.clock.now = thursday
  names += 1
  const [here, there] = [await server.desk(`here-${names}`), await server.desk(`there-${names}`)]
  author = await server.member(here, 'worker')
  coordinator = await server.member(here, 'coordinator')
  worker = await server.member(there, 'worker')
  theirCoordinator = await server.member(there, 'coordinator')
  await server.member(there, 'inspector')
  target = await addTarget(server, coordinator, there.code)
})

async function sent(): Promise<string> {
  const person = await record(author)
  await cover(server, author, person, worker)
  const id = await draft(author, await takeCharge(author, { personId: person }), target)
  expect((await send(author, id)).status).toBe(200)
  await arrived(server)
  return id
}

const remind = async (...sides: Caller[]) => {
  for (const { desk } of sides) await remindOfReferrals(server.house, desk.id)
}

const words = {
  'referrals-waiting': /aspetta(no)? risposta/,
  'referrals-overdue': /non (ha|hanno) avuto risposta/,
  'referrals-answered': /(ha|hanno) avuto risposta/,
  'referrals-to-move': /riassegnat/,
}

/** What went since the last look: to whom, and about what. */
let looked = 0
async function went(): Promise<string[]> {
  const waiting = () => ask(server.database.supervisor, `select 1 from mail where state = 'waiting'`)
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 20_000, interval: 20 })
  const mails = smtp.taken.slice(looked)
  looked = smtp.taken.length
  const who = new Map(
    Object.entries({ author, coordinator, worker, theirCoordinator }).map(([name, { accountId }]) => [accountId, name]),
  )
  return mails
    .map(({ to, raw }) => {
      const [text = ''] = readParts(raw)
      const kind = Object.entries(words).find(([, pattern]) => pattern.test(text))?.[0]
      const [, address = ''] = /<(.*)@/.exec(to.join()) ?? []
      return `${who.get(address) ?? address} ${kind}`
    })
    .sort()
}

describe('members are told by mail', () => {
  test('that a service closed with a referral open, to those who may reassign it', async () => {
    const id = await sent()
    await coordinator.call('PUT', `/directory/${target}/state`, { state: 'retired' })
    await Promise.all([remind(author), remind(author)])
    expect(await went()).toEqual(['coordinator referrals-to-move'])
    server.clock.now = '2026-01-16T09:00:00.000Z'
    const { body } = await author.call('GET', `/referrals/${id}`)
    await author.call('POST', `/referrals/${id}/withdrawal`, { version: body.version })
    await remind(author)
    expect(await went()).toEqual([])
  })

  test('what waits for an answer, once a day, in working hours', async () => {
    await sent()
    await Promise.all([remind(worker), remind(worker), remind(worker), remind(author)])
    expect(await went()).toEqual(['worker referrals-waiting'])
    server.clock.forward(3_600)
    await remind(worker, author)
    expect(await went()).toEqual([])
    for (const [now, mails] of [
      ['2026-01-15T22:30:00.000Z', 0],
      ['2026-01-16T06:30:00.000Z', 0],
      ['2026-01-16T08:30:00.000Z', 1],
      ['2026-01-17T09:00:00.000Z', 0],
    ] as const) {
      server.clock.now = now
      await remind(worker, author)
      expect([now, await went()]).toEqual([now, mails === 1 ? ['worker referrals-waiting'] : []])
    }
  })

  test('what is late, on both sides; a working day later the coordinators of both as well', async () => {
    const id = await sent()
    const { answerBy } = (await author.call('GET', `/referrals/${id}`)).body
    server.clock.now = new Date(Date.parse(answerBy) + 60_000).toISOString()
    await remind(author, worker)
    expect(await went()).toEqual(['author referrals-overdue', 'worker referrals-overdue'])
    server.clock.forward(24 * 3_600)
    await remind(author, worker)
    expect(await went()).toEqual([
      'author referrals-overdue',
      'coordinator referrals-overdue',
      'theirCoordinator referrals-overdue',
      'worker referrals-overdue',
    ])
    await answered(worker, id, ['sight', 'yes'])
    await remind(author, worker)
    expect(await went()).toEqual(['author referrals-answered'])
  })

  test('that an answer came, once; another one of the same day is told on the next', async () => {
    const ids = [await sent(), await sent()] as const
    await answered(worker, ids[0], ['sight', 'yes'])
    await remind(author)
    expect(await went()).toEqual(['author referrals-answered'])
    await answered(worker, ids[1], ['sight', 'yes'])
    await remind(author)
    expect(await went()).toEqual([])
    server.clock.forward(24 * 3_600)
    await remind(author)
    expect(await went()).toEqual(['author referrals-answered'])
    server.clock.forward(3 * 24 * 3_600)
    await remind(author)
    expect(await went()).toEqual([])
  })

  test('twice never, though a run was cut off in its middle', async () => {
    await sent()
    const { supervisor } = server.database
    await ask(supervisor, `alter table referral_told add constraint broken check (false) not valid`)
    await expect(remind(worker)).rejects.toThrow()
    expect(await went()).toEqual([])
    await ask(supervisor, 'alter table referral_told drop constraint broken')
    await remind(worker)
    await remind(worker)
    expect(await went()).toEqual(['worker referrals-waiting'])
  })
})

test('whoever holds a link is reminded from the next day on, without the link and without a word of anybody', async () => {
  const by = await server.member(author.desk, 'worker', 'coordinator')
  const { id, code } = await addByLink(server, by)
  await went()
  await remind(author)
  expect(await went()).toEqual([])
  server.clock.forward(24 * 3_600)
  const before = smtp.taken.length
  await remind(author)
  await remind(author)
  expect(await went()).toEqual(['body undefined'])
  const raw = smtp.taken[before]?.raw ?? ''
  const text = readParts(raw).join()
  expect(text).toContain('Desk here')
  for (const word of ['http', '/invio/', code, id, 'Keita', 'Ascolto']) expect(`${raw}${text}`).not.toContain(word)
  expect((await by.call('DELETE', `/referrals/${id}/link`)).status).toBe(200)
  server.clock.forward(3 * 24 * 3_600)
  await remind(author)
  expect((await went()).filter((line) => line.startsWith('body'))).toEqual([])
})
