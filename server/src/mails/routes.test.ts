import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Mail } from '#model/mails/contract.ts'
import { type TestSmtp, testSmtp } from '../platform/testing-smtp.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { askMail } from './asks.ts'

let smtp: TestSmtp
let server: TestServer
let ada: Caller
let refused: string

const address = 'service@example.it'
const list = async (by = ada, query = ''): Promise<Mail[]> => (await by.call('GET', `/mails${query}`)).body.rows
const becomes = (id: string, state: string) =>
  vi.waitFor(async () => expect((await list()).find((mail) => mail.id === id)?.state).toBe(state), {
    timeout: 20_000,
    interval: 20,
  })
const asked = (kind: 'referrals-waiting' | 'services-stale', to?: string) =>
  ada.enter((at) => askMail(at, to ? { service: to, address, language: 'it' } : { member: ada.accountId }, kind, 3))

beforeAll(async () => {
  smtp = await testSmtp()
  const url = `smtp://127.0.0.1:${smtp.port}`
  server = await testServer({ mail: { url, from: 'varco@example.it', origin: 'https://varco.example.it' } })
  ada = await server.member(await server.desk('pua-uno'), 'coordinator')
  await becomes(await asked('referrals-waiting'), 'sent')
  smtp.behaviour = { at: 'RCPT', does: '550 nobody of this name' }
  refused = await asked('services-stale', '0198aaaa-0000-7000-8000-000000000009')
  await becomes(refused, 'failed')
})
afterAll(async () => {
  await server?.close()
  await smtp?.close()
})

test('a coordinator sees what went and what did not, and why; never the address', async () => {
  const [failed, sent] = await list()
  expect(failed).toMatchObject({
    id: refused,
    toKind: 'service',
    toName: null,
    kind: 'services-stale',
    count: 3,
    state: 'failed',
    reason: 'refused',
    tries: 1,
    can: ['try-again'],
  })
  expect(sent).toMatchObject({
    toKind: 'member',
    toName: expect.stringMatching(/^coordinator /),
    state: 'sent',
    can: [],
  })
  expect(JSON.stringify([failed, sent])).not.toMatch(/@/)
  expect((await list(ada, '?show=failed')).map(({ id }) => id)).toEqual([refused])
  expect(await list(ada, '?show=waiting')).toEqual([])
})

test('a list goes on where its page ended', async () => {
  const first = (await ada.call('GET', '/mails?most=1')).body
  expect(first).toMatchObject({ total: 2, rows: [{ id: refused }] })
  const second = (await ada.call('GET', `/mails?most=1&after=${first.next}`)).body
  expect([second.rows.length, second.next]).toEqual([1, null])
  expect(second.rows[0].id).not.toBe(refused)
})

test('nobody else of the desk sees it, and a stranger finds nothing', async () => {
  for (const role of ['worker', 'network_manager', 'desk_administrator', 'outreach_worker'] as const)
    expect((await (await server.member(ada.desk, role)).call('GET', '/mails')).status, role).toBe(403)
  const stranger = await server.member(await server.desk('pua-due'), 'coordinator')
  expect(await list(stranger)).toEqual([])
  expect((await stranger.call('POST', `/mails/${refused}/again`)).status).toBe(404)
})

test('what failed is tried again, once, however often it is asked; what went is not', async () => {
  smtp.behaviour = null
  const before = smtp.taken.length
  const answers = await Promise.all([1, 2, 3].map(() => ada.call('POST', `/mails/${refused}/again`)))
  // Who comes when it has gone is told so.
  for (const { status, body } of answers)
    expect([status, status === 200 ? body.state : body.reason]).toEqual(
      status === 200 ? [200, 'waiting'] : [409, 'mail-went'],
    )
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  await becomes(refused, 'sent')
  expect(await ada.call('POST', `/mails/${refused}/again`)).toMatchObject({
    status: 409,
    body: { reason: 'mail-went' },
  })
  expect(smtp.taken).toHaveLength(before + 1)
})
