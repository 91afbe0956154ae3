import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { deviceMark, markOf, withMark } from './session.ts'
import { ask } from './testing-ask.ts'

let server: TestServer
let by: Caller

beforeAll(async () => {
  server = await testServer({ idleMinutes: 60, absoluteHours: 12 })
})
beforeEach(async () => {
  server.clock.now = '2026-01-15T09:00:00.000Z'
  by = await server.member(await server.desk('here'), 'worker')
})
afterAll(() => server.close())

const status = async (caller = by) =>
  (await server.request({ method: 'GET', url: '/api/v1/session', headers: { cookie: caller.cookie } })).status
const minutes = (count: number) => server.clock.forward(count * 60)

test('a session that is not used ends after its hour, and one that is used does not', async () => {
  minutes(59)
  expect(await status()).toBe(200)
  minutes(59)
  expect(await status()).toBe(200)
  minutes(61)
  expect(await status()).toBe(401)
})

test('a session ends after its twelve hours whatever is done', async () => {
  for (let hour = 0; hour < 14; hour += 1) {
    minutes(50)
    expect(await status(), `after ${(hour + 1) * 50} minutes`).toBe((hour + 1) * 50 < 720 ? 200 : 401)
  }
})

test('only the hash of a session stands in the database', async () => {
  const id = by.cookie.split('=')[1] as string
  const rows = await ask(server.database.supervisor, `select encode(id_hash, 'escape') || device as text from session`)
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(id)
})

test('a membership that ends takes effect within seconds, and one that begins as well', async () => {
  const open = () => by.call('GET', '/persons')
  expect((await open()).status).toBe(200)
  await ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [by.accountId])
  server.clock.forward(4)
  expect((await open()).status).toBe(404)
  await ask(server.database.platform, 'update member set until = null where account_id = $1', [by.accountId])
  server.clock.forward(4)
  expect((await open()).status).toBe(200)
})

test('the last day of a membership is a day in Rome', async () => {
  await ask(server.database.platform, `update member set until = '2026-01-15' where account_id = $1`, [by.accountId])
  const late = await server.sessions.start(by.accountId, 'test')
  const desks = async () => (await server.sessions.find(late))?.desks.length
  server.clock.now = '2026-01-15T22:59:00.000Z'
  await ask(server.database.platform, 'update session set last_seen_at = $2, ends_at = $3 where account_id = $1', [
    by.accountId,
    server.clock.now,
    '2026-01-16T00:00:00.000Z',
  ])
  expect(await desks()).toBe(1)
  server.clock.now = '2026-01-15T23:01:00.000Z'
  expect(await desks()).toBe(0)
})

test('a role that is taken away, and an account that is disabled, take effect within seconds', async () => {
  await ask(server.database.platform, 'delete from role_grant where account_id = $1', [by.accountId])
  server.clock.forward(4)
  expect((await by.call('GET', '/persons')).status).toBe(403)
  await ask(server.database.platform, 'update account set disabled_at = now() where id = $1', [by.accountId])
  server.clock.forward(4)
  expect(await status()).toBe(401)
})

test('sessions that ended are thrown away', async () => {
  minutes(24 * 60)
  await server.sessions.sweep()
  expect(await ask(server.database.supervisor, 'select count(*)::int as rows from session')).toEqual([{ rows: 0 }])
})

test('the mark of a device is of one account, and nobody can make one', () => {
  const key = randomBytes(32)
  const mark = deviceMark(key, 'a')
  expect(markOf(key, 'a', mark)).toBe(mark.split('.')[0])
  expect(markOf(key, 'b', mark)).toBeUndefined()
  expect(markOf(randomBytes(32), 'a', mark)).toBeUndefined()
  for (const other of [undefined, '', '.', 'x', `${mark}x`, mark.slice(0, -2), `x${mark}`])
    expect(markOf(key, 'a', other), String(other)).toBeUndefined()
})

test('a mark varied in any way is no mark, and a shared device keeps the marks of several accounts', () => {
  const key = randomBytes(32)
  const mark = deviceMark(key, 'a')
  for (const varied of [`${mark}.0`, `${mark}=`, `${mark} `, mark.slice(0, -1), mark.toUpperCase()])
    expect(markOf(key, 'a', varied), varied).toBeUndefined()
  const both = withMark(mark, deviceMark(key, 'b'))
  expect(markOf(key, 'a', both)).toBe(mark.split('.')[0])
  expect(markOf(key, 'b', both)).toBeDefined()
})
