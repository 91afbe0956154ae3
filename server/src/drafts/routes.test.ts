import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'

let server: TestServer
let me: Caller
let colleague: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  me = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'worker')
})
afterAll(() => server.close())

const keep = (by: Caller, id: string, edition: number, body: string) =>
  by.call('PUT', `/drafts/${id}`, { kind: 'note', record: null, body, edition })
const own = async (by: Caller) =>
  (await by.call('GET', '/drafts')).body.rows.map(
    ({ id, body, edition }: { id: string; body: string; edition: number }) => [id, body, edition],
  )

test("a draft is its writer's alone, even under the same id", async () => {
  const id = v7()
  await keep(me, id, 1, 'mine')
  await keep(colleague, id, 1, 'theirs')
  expect(await own(me)).toEqual([[id, 'mine', 1]])
  expect(await own(colleague)).toEqual([[id, 'theirs', 1]])
  await colleague.call('DELETE', `/drafts/${id}`)
  expect(await own(me)).toEqual([[id, 'mine', 1]])
})

test('a draft of a member of two desks stays in the desk where it was typed', async () => {
  const other = await server.member(await server.desk('there'), 'worker')
  const id = v7()
  await keep(other, id, 1, 'x')
  expect((await own(me)).map(([each]: string[]) => each)).not.toContain(id)
})

test('an older edition that arrives late changes nothing; the same or a newer one does', async () => {
  const id = v7()
  await keep(me, id, 5, 'five')
  expect((await keep(me, id, 4, 'four')).status).toBe(200)
  expect(await own(me)).toContainEqual([id, 'five', 5])
  await keep(me, id, 5, 'five again')
  await keep(me, id, 9, 'nine')
  expect(await own(me)).toContainEqual([id, 'nine', 9])
  await Promise.all(Array.from({ length: 10 }, (_, at) => keep(me, id, 10 + at, String(10 + at))))
  expect(await own(me)).toContainEqual([id, '19', 19])
})

test('a draft that was thrown away is gone, and may be thrown away twice', async () => {
  const id = v7()
  await keep(me, id, 1, 'x')
  for (const _ of [1, 2]) expect((await me.call('DELETE', `/drafts/${id}`)).body).toEqual({ done: true })
  expect((await own(me)).map(([each]: string[]) => each)).not.toContain(id)
})

test('a draft is at most 64 KiB', async () => {
  expect((await keep(me, v7(), 1, 'x'.repeat(65_536))).status).toBe(200)
  expect(await keep(me, v7(), 1, 'x'.repeat(65_537))).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/body' }] },
  })
})

test('a hundred drafts are enough for anybody, and those that are there can still be typed in', async () => {
  const busy = await server.member(me.desk, 'worker')
  const ids = Array.from({ length: 100 }, () => v7())
  for (const id of ids) expect((await keep(busy, id, 1, 'x')).status).toBe(200)
  expect(await keep(busy, v7(), 1, 'x')).toMatchObject({
    status: 409,
    body: { code: 'not-possible', reason: 'too-many-drafts' },
  })
  for (const id of [ids[0] as string, ids[99] as string]) expect((await keep(busy, id, 2, 'typed on')).status).toBe(200)
  expect(await own(busy)).toHaveLength(100)
})
