import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newCase, record } from '../testing-records.ts'

let server: TestServer
let worker: Caller

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
})
afterAll(() => server.close())

const weigh = async (more: object) => {
  const { status, body } = await worker.call('POST', '/eligibility', {
    citizenship: 'not_asked',
    stayDocument: 'not_asked',
    profile: 'not_asked',
    on: '2025-06-01',
    ...more,
  })
  expect(status).toBe(200)
  return body.rows
}

test('what a programme asks for is shown with its source and the day it was checked', async () => {
  expect(await weigh({ citizenship: 'SEN' })).toEqual([
    {
      programme: 'InLav',
      source: 'test',
      checkedOn: '2025-05-01',
      requirements: [{ code: 'third-country-national', finding: 'documented' }],
    },
  ])
  expect((await weigh({ citizenship: 'FRA' }))[0].requirements).toEqual([
    { code: 'third-country-national', finding: 'contrary' },
  ])
  expect((await weigh({}))[0].requirements).toEqual([{ code: 'third-country-national', finding: 'not-documented' }])
  expect((await weigh({ citizenship: 'nowhere' }))[0].requirements).toEqual([
    { code: 'third-country-national', finding: 'not-documented' },
  ])
})

test('a requirement is weighed from the day on which it holds', async () => {
  expect(await weigh({ on: '2025-04-30' })).toEqual([])
})

test('nobody is refused for a programme: whoever fits none of it is taken in charge', async () => {
  const personId = await record(worker, { citizenship: 'ITA' })
  const taken = await worker.call(
    'POST',
    '/cases',
    newCase(personId, { stayDocument: 'none', profile: 'declined', workForm: 'regular' }),
  )
  expect(taken).toMatchObject({ status: 200, body: { state: 'open', stayDocument: 'none' } })
})

test('a person, a contact and a follower that the desk does not know are told one by one', async () => {
  const other = await server.member(await server.desk('there'), 'worker')
  const theirs = await record(other)
  expect((await worker.call('POST', '/cases', newCase(theirs))).body.errors).toEqual([
    { pointer: '/personId', code: 'unknown' },
  ])
  const own = await record(worker)
  const followers = [
    { accountId: worker.accountId, role: 'worker' as const },
    { accountId: other.accountId, role: 'worker' as const },
  ]
  expect((await worker.call('POST', '/cases', newCase(own, { followers }))).body.errors).toEqual([
    { pointer: '/followers/1/accountId', code: 'unknown' },
  ])
  expect(
    (await worker.call('GET', '/cases')).body.rows.map((row: { personName: string }) => row.personName),
  ).toHaveLength(1)
})

test('what was refused leaves its id free', async () => {
  const personId = await record(worker)
  const wanted = newCase(personId, { openedOn: '2026-02-01' })
  expect((await worker.call('POST', '/cases', wanted)).status).toBe(422)
  expect((await worker.call('POST', '/cases', { ...wanted, openedOn: '2026-01-15' })).status).toBe(200)
})

test('taking charge from an anonymous contact says whose it was: the person counts as intercepted', async () => {
  const contact = v7()
  const person = v7()
  await worker.call('POST', '/contacts', { id: contact, day: '2025-09-01', channel: 'street-unit' })
  await worker.call('POST', '/persons', { id: person, identity: { givenName: 'Solo' }, sex: 'F', citizenship: 'NGA' })
  const before = (await worker.call('GET', '/return?from=2025-09-01&to=2025-09-01')).body.intercepted.total
  const body = {
    id: v7(),
    personId: person,
    contactId: contact,
    openedOn: '2025-09-01',
    legalBasis: 'public-task',
    followers: [],
  }
  expect((await worker.call('POST', '/cases', body)).status).toBe(200)
  expect((await worker.call('GET', `/contacts/${contact}`)).body.personId).toBe(person)
  expect((await worker.call('GET', '/return?from=2025-09-01&to=2025-09-01')).body.intercepted.total).toBe(before + 1)
})
