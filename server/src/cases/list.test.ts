import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { takeCharge } from '../testing-records.ts'

let server: TestServer
let me: Caller
let colleague: Caller
const ids: string[] = []

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  me = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'worker')
  const days = ['2025-11-01', '2025-12-01', '2026-01-02', '2026-01-02', '2026-01-02']
  for (const [at, day] of days.entries()) {
    const followers =
      at < 3 ? [{ accountId: at === 0 ? me.accountId : colleague.accountId, role: 'worker' as const }] : []
    ids.push(
      await takeCharge(me, {
        openedOn: day,
        followers,
        needs: at === 1 ? ['housing'] : 'not_asked',
        profile: at === 1 ? 'exploited' : 'not_asked',
      } as never),
    )
  }
  await me.call('POST', `/cases/${ids[4]}/close`, { outcome: 'other', closedOn: '2026-01-03', version: 1 })
})
afterAll(() => server.close())

const listed = async (query: string, by = me): Promise<string[]> => {
  const { body } = await by.call('GET', `/cases?${query}`)
  expect(body.total).toBe(body.rows.length)
  return body.rows.map((row: { id: string }) => row.id)
}

test('cases are listed by state, follower, need and profile', async () => {
  expect((await listed('')).sort()).toEqual(ids.slice(0, 4).sort())
  expect(await listed('state=closed')).toEqual([ids[4]])
  expect(await listed('state=all')).toHaveLength(5)
  expect(await listed('follower=me')).toEqual([ids[0]])
  expect(await listed('follower=nobody')).toEqual([ids[3]])
  expect((await listed(`follower=${colleague.accountId}`)).sort()).toEqual([ids[1], ids[2]])
  expect(await listed(`follower=${v7()}`)).toEqual([])
  expect(await listed('need=housing')).toEqual([ids[1]])
  expect(await listed('profile=exploited')).toEqual([ids[1]])
})

test('those that wait longest come first when asked so', async () => {
  expect((await listed('order=waiting'))[0]).toBe(ids[0])
  expect((await listed('order=opened')).at(-1)).toBe(ids[0])
})

test('pages hold every case once, in every order', async () => {
  for (const order of ['activity', 'opened', 'waiting']) {
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 5; page += 1) {
      const { body } = await me.call('GET', `/cases?state=all&most=2&order=${order}${after}`)
      expect(body.total).toBe(5)
      seen.push(...body.rows.map((row: { id: string }) => row.id))
      if (!body.next) break
      after = `&after=${body.next}`
    }
    expect(seen, order).toEqual(await listed(`state=all&order=${order}`))
  }
})

test('a cursor that was not made here is refused by its name', async () => {
  for (const after of [
    'x',
    '%7B%7D',
    Buffer.from('{"day":"2026-02-31","id":"x"}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])
    expect(await me.call('GET', `/cases?after=${after}`)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/after', code: 'cursor' }] },
    })
})

test('today shows my cases, those nobody follows, and mine that went quiet', async () => {
  const { body } = await me.call('GET', '/today')
  const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id)
  expect(idsOf(body.mine)).toEqual([ids[0]])
  expect(idsOf(body.unassigned)).toEqual([ids[3]])
  expect(idsOf(body.quiet)).toEqual([ids[0]])
  expect(body).toMatchObject({ mineTotal: 1, unassignedTotal: 1 })
  await me.call('POST', `/cases/${ids[0]}/notes`, { id: v7(), day: '2026-01-15', kind: 'call', text: 'x' })
  expect((await me.call('GET', '/today')).body.quiet).toEqual([])
})
