import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { decided, erased, newErasure } from '../testing-erasure.ts'
import { newGround } from '../testing-privacy.ts'
import { log, newPerson, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
})
afterAll(() => server.close())

test('a request waits on the home page of who may decide it, of nobody else, until it is decided', async () => {
  const both = await server.member(worker.desk, 'worker', 'coordinator')
  const stranger = await server.member(await server.desk('there'), 'coordinator')
  const { identity } = newPerson({ identity: { givenName: 'Amina', familyName: 'Diallo' } })
  const person = await record(worker, { identity })
  const asked = newErasure({ askedBy: 'representative' })
  await both.call('POST', `/persons/${person}/erasures`, asked)
  const waiting = async (by: Caller) => (await by.call('GET', '/erasures')).body
  expect(await waiting(coordinator)).toEqual({
    rows: [
      {
        id: asked.id,
        personId: person,
        personName: 'Amina Diallo',
        ground: 'no-longer-needed',
        askedBy: 'representative',
        fromDay: '2026-01-15',
        by: expect.any(String),
      },
    ],
    total: 1,
  })
  expect(await waiting(both)).toEqual({ rows: [], total: 0 })
  expect(await waiting(stranger)).toEqual({ rows: [], total: 0 })
  expect((await worker.call('GET', '/erasures')).status).toBe(403)
  await decided(coordinator, person, asked.id)
  expect(await waiting(coordinator)).toEqual({ rows: [], total: 0 })
})

test('what was erased is open in no list and offers nothing that could not be done', async () => {
  const person = await record(worker)
  const contact = await log(worker, { personId: person })
  const kase = await takeCharge(worker, {
    personId: person,
    followers: [{ accountId: worker.accountId, role: 'worker' }],
  })
  await worker.call('POST', `/persons/${person}/grounds`, newGround())
  const get = async (path: string) => (await worker.call('GET', path)).body
  const isIn = async (list: string) => (await get(list)).rows.some(({ id }: { id: string }) => id === kase)
  expect([await isIn('/cases'), await isIn('/cases?state=closed')]).toEqual([true, false])
  expect((await get('/today')).mine).toHaveLength(1)
  expect((await get(`/persons/${person}/grounds`)).rows[0].can).not.toEqual([])
  const openCases = async () => (await get('/persons')).rows.find(({ id }: { id: string }) => id === person)?.openCases
  const met = await record(worker)
  await log(worker, { personId: met })
  const wait = async () => (await get('/contacts?show=waiting')).rows.map((row: { personId: string }) => row.personId)
  expect([await openCases(), await wait()]).toEqual([1, [met]])
  await erased(worker, coordinator, met)
  await erased(worker, coordinator, person)
  expect([await openCases(), await wait()]).toEqual([0, []])
  expect([await isIn('/cases'), await isIn('/cases?state=closed'), await isIn('/cases?state=all')]).toEqual([
    false,
    true,
    true,
  ])
  expect(await get('/today')).toMatchObject({ mine: [], mineTotal: 0, quiet: [] })
  expect((await get(`/cases/${kase}`)).can).toEqual([])
  expect((await get(`/contacts/${contact}`)).can).toEqual([])
  const ledger = await get(`/persons/${person}/grounds`)
  expect(ledger).toMatchObject({ erased: true, rows: [{ can: [] }] })
})
