import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, nextTo, send } from '../testing-referrals.ts'

let server: TestServer
let [ada, bea, stranger] = [] as unknown as [Caller, Caller, Caller]
let target: string

beforeAll(async () => {
  server = await testServer()
  ada = await server.member(await server.desk('here'), 'worker', 'coordinator')
  bea = await nextTo(server, ada)
  stranger = await server.member(await server.desk('away'), 'worker')
  target = await addTarget(server, ada, bea.desk.code)
})
afterAll(() => server?.close())

async function sent(familyName: string, scopes = ['name']): Promise<string> {
  const person = await record(ada, { identity: { givenName: 'Mariam', familyName } })
  await cover(server, ada, person, bea)
  const id = await draft(ada, await takeCharge(ada, { personId: person }), target, { scopes })
  expect((await send(ada, id)).status).toBe(200)
  await arrived(server)
  return id
}

const found = async (by: Caller, way: 'in' | 'out', text: string) => {
  const { status, body } = await by.call('POST', '/referrals/search', { way, text })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.rows.map(({ id }: { id: string }) => id)
}
const lineOf = async (by: Caller, way: 'in' | 'out', id: string) =>
  (await by.call('GET', `/referrals?way=${way}&most=100`)).body.rows.find((row: { id: string }) => row.id === id)

test('the sender finds a person by the beginning of a name; the receiver, and its list, know the name after the yes alone', async () => {
  const id = await sent('Traoré')
  expect(await found(ada, 'out', 'traore mari')).toEqual([id])
  expect(await lineOf(ada, 'out', id)).toMatchObject({ personName: 'Mariam Traoré', kind: 'service' })
  expect(await found(bea, 'in', 'traore')).toEqual([])
  await answered(bea, id, ['sight'])
  expect((await lineOf(bea, 'in', id)).personName).toBeNull()
  await answered(bea, id, ['yes'])
  await arrived(server)
  expect(await found(bea, 'in', 'TRAORÉ')).toEqual([id])
  expect((await lineOf(bea, 'in', id)).personName).toBe('Mariam Traoré')
  expect((await lineOf(bea, 'in', id)).sentAt).not.toBeNull()
})

test('a name that did not travel, or is shown no more, is found by nobody who got the referral', async () => {
  const [nameless, taken] = [await sent('Camara', []), await sent('Sow')]
  for (const id of [nameless, taken]) await answered(bea, id, ['sight', 'yes'])
  await arrived(server)
  expect(await found(bea, 'in', 'camara')).toEqual([])
  expect((await lineOf(bea, 'in', nameless)).personName).toBeNull()
  expect(await found(bea, 'in', 'sow')).toEqual([taken])
  await answered(ada, taken, ['withdrawal'])
  await arrived(server)
  expect(await found(bea, 'in', 'sow')).toEqual([])
})

test('a referral is found by service and desk, on its own way, in its own desks', async () => {
  const id = await sent('Barry')
  const { service, toDesk } = await lineOf(ada, 'out', id)
  expect(await found(ada, 'out', `${service.name} ${toDesk.name}`)).toContain(id)
  expect(await found(ada, 'in', 'barry')).toEqual([])
  expect(await found(stranger, 'out', 'barry')).toEqual([])
  for (const text of ['x', '', '\u0000\u0000\u0000'])
    expect((await ada.call('POST', '/referrals/search', { way: 'out', text })).status).toBe(422)
  expect(await found(ada, 'out', '!!!')).toEqual([])
})
