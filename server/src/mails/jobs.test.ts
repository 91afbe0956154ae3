import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { readParts, type TestSmtp, testSmtp } from '../platform/testing-smtp.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { type Addressee, askMail } from './asks.ts'
import { MOST_TRIES } from './jobs.ts'

let smtp: TestSmtp
let server: TestServer
let ada: Caller

beforeAll(async () => {
  smtp = await testSmtp()
  const url = `smtp://127.0.0.1:${smtp.port}`
  server = await testServer({
    mail: { url, from: 'varco@example.it', origin: 'https://varco.example.it', deadline: 400 },
  })
  ada = await server.member(await server.desk('pua-uno'), 'coordinator')
})
afterAll(async () => {
  await server?.close()
  await smtp?.close()
})
beforeEach(() => {
  smtp.taken.length = 0
})
afterEach(() => {
  smtp.behaviour = null
})

const asked = (to: Addressee, by: Caller = ada) => by.enter((at) => askMail(at, to, 'referrals-waiting', 2))
const service = {
  service: '0198aaaa-0000-7000-8000-000000000009',
  address: 'service@example.it',
  language: 'en',
} as const
const rowOf = async (id: string, on: TestServer = server) =>
  (
    await ask(on.database.supervisor, 'select state, reason, tries, address is null as bare from mail where id = $1', [
      id,
    ])
  )[0]
const jobOf = async (id: string) =>
  (
    await ask(
      server.database.supervisor,
      `select attempts, last_error, run_at > now() as later from graphile_worker._private_jobs where payload->'payload'->>'mail' = $1 and locked_at is null`,
      [id],
    )
  )[0]
/** Waits until the job runner came to this state, as it polls. */
const becomes = (id: string, wanted: object, on?: TestServer) =>
  vi.waitFor(async () => expect(await rowOf(id, on)).toMatchObject(wanted), { timeout: 20_000, interval: 20 })
/** The job runner waits before it tries again; here it does not. */
const again = (id: string) =>
  ask(
    server.database.supervisor,
    `update graphile_worker._private_jobs set run_at = now() where payload->'payload'->>'mail' = $1`,
    [id],
  )

test('a mail goes after the commit: to a member at the account’s address, to a service at the one given', async () => {
  const first = await asked({ member: ada.accountId })
  await becomes(first, { state: 'sent', tries: 1, bare: true })
  const second = await asked(service)
  await becomes(second, { state: 'sent', tries: 1, bare: true })
  expect(smtp.taken.map(({ to }) => to[0])).toEqual([
    `RCPT TO:<${ada.accountId}@varco.test>`,
    'RCPT TO:<service@example.it>',
  ])
  expect(smtp.taken[0]?.raw).toContain(`<${first}@example.it>`)
  expect(readParts(smtp.taken[0]?.raw ?? '').filter((part) => part.includes('2 invii aspettano'))).toHaveLength(2)
  expect(readParts(smtp.taken[1]?.raw ?? '').filter((part) => part.includes('2 referrals wait'))).toHaveLength(2)
})

test('what was not committed is not sent', async () => {
  await expect(
    ada.enter(async (at) => {
      await askMail(at, service, 'referrals-waiting', 1)
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow(/changed my mind/)
  await becomes(await asked(service), { state: 'sent' })
  expect(smtp.taken).toHaveLength(1)
})

test('a server that hangs, or dies in the middle, is tried again later under the same Message-ID', async () => {
  smtp.behaviour = { at: 'DATA', does: 'hang' }
  const id = await asked(service)
  await becomes(id, { state: 'waiting', reason: 'timeout', tries: 1, bare: false })
  await vi.waitFor(async () => expect(await jobOf(id)).toMatchObject({ attempts: 1, later: true }))
  expect((await jobOf(id))?.last_error).toMatch(/^a mail did not go: timeout/)
  smtp.behaviour = { at: '.', does: 'die' }
  await again(id)
  await becomes(id, { state: 'waiting', reason: 'unreachable', tries: 2 })
  smtp.behaviour = null
  await vi.waitFor(async () => expect(await jobOf(id)).toMatchObject({ attempts: 2 }))
  await again(id)
  await becomes(id, { state: 'sent', reason: null, tries: 3, bare: true })
  expect(smtp.taken.map(({ raw }) => raw.includes(`<${id}@example.it>`))).toEqual([true])
})

test('what a server refuses is not tried again, and stands there with its reason', async () => {
  smtp.behaviour = { at: 'RCPT', does: '550 nobody of this name' }
  const id = await asked(service)
  await becomes(id, { state: 'failed', reason: 'refused', tries: 1, bare: false })
  await vi.waitFor(async () => expect(await jobOf(id)).toBeUndefined())
})

test('after many tries it is given up, and says so', async () => {
  smtp.behaviour = { at: 'MAIL', does: '421 not now' }
  const id = await asked(service)
  await becomes(id, { state: 'waiting', reason: 'busy', tries: 1 })
  await vi.waitFor(async () => expect(await jobOf(id)).toMatchObject({ attempts: 1 }))
  await ask(server.database.supervisor, 'update mail set tries = $2 where id = $1', [id, MOST_TRIES - 1])
  await again(id)
  await becomes(id, { state: 'failed', reason: 'busy', tries: MOST_TRIES })
  await vi.waitFor(async () => expect(await jobOf(id)).toBeUndefined())
})

test('a member who left is not written to', async () => {
  const left = await server.member(ada.desk, 'worker')
  await ask(server.database.supervisor, `update member set until = '2026-01-10' where account_id = $1`, [
    left.accountId,
  ])
  await becomes(await asked({ member: left.accountId }), { state: 'failed', reason: 'no-address' })
  const stranger = await server.member(await server.desk('pua-due'), 'worker')
  await becomes(await asked({ member: stranger.accountId }), { state: 'failed', reason: 'no-address' })
  expect(smtp.taken).toEqual([])
})

test('an event that comes twice sends nothing twice', async () => {
  const id = await asked(service)
  await becomes(id, { state: 'sent' })
  await ada.enter((at) => at.tell('mail.asked', { mail: id }))
  const other = await asked(service)
  await becomes(other, { state: 'sent' })
  await vi.waitFor(async () => expect(await jobOf(id)).toBeUndefined())
  expect(smtp.taken).toHaveLength(2)
  expect(await rowOf(id)).toMatchObject({ tries: 1 })
})

test('a mail that went stays as it is, and no desk sees another’s', async () => {
  const id = await asked(service)
  await becomes(id, { state: 'sent' })
  await expect(
    ask(server.database.supervisor, `update mail set state = 'waiting' where id = $1`, [id]),
  ).rejects.toThrow(/stays as it is/)
  const other = await server.member(await server.desk('pua-tre'), 'coordinator')
  const seen = await other.enter((at) => at.tx.selectFrom('mail').select('id').execute())
  expect(seen).toEqual([])
})

test('what is no address is refused where it is asked for', async () => {
  const address = 'service@example.it\r\nBcc: other@example.it'
  await expect(asked({ ...service, address })).rejects.toThrow()
})

test('a server without a way out says so of each mail, and loses none', async () => {
  const silent = await testServer()
  try {
    const bea = await silent.member(await silent.desk('pua-uno'), 'coordinator')
    const id = await asked(service, bea)
    await becomes(id, { state: 'failed', reason: 'not-configured', bare: false }, silent)
  } finally {
    await silent.close()
  }
})

test('a runner that could not write down that a job was done is begun anew, and takes up what one that is gone had begun', async () => {
  const { supervisor } = server.database
  await ask(
    supervisor,
    `create function public.broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
  )
  await ask(
    supervisor,
    'create trigger broken before delete on graphile_worker._private_jobs for each row execute function public.broken()',
  )
  await becomes(await asked(service), { state: 'sent', tries: 1 })
  const left = await asked(service)
  await ask(
    supervisor,
    `update graphile_worker._private_jobs set locked_by = 'pool-gone', locked_at = now() where payload->'payload'->>'mail' = $1`,
    [left],
  )
  await ask(supervisor, 'drop function public.broken cascade')
  await becomes(left, { state: 'sent' })
  await becomes(await asked(service), { state: 'sent', tries: 1 })
  await vi.waitFor(
    async () => expect(await ask(supervisor, 'select id from graphile_worker._private_jobs')).toEqual([]),
    { timeout: 20_000, interval: 20 },
  )
})
