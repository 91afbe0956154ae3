import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { answered, arrived, sentAnew } from '../testing-referrals.ts'

let server: TestServer
let [here, coordinator, there] = [] as unknown as [Caller, Caller, Caller]

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  here = await server.member(desk, 'worker', 'coordinator')
  coordinator = await server.member(desk, 'coordinator')
  there = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

const refused = { status: 409, body: { reason: 'referral-erased' } }
const pdf = Buffer.from('%PDF-1.7\n')

test('where one side erased its data the other is told of no word as arrived that nobody reads: it is refused', async () => {
  const { id, person } = await sentAnew(server, here, there, ['sight', 'yes', 'beginning'])
  const propose = { no: 0, day: '2026-02-12', time: '10:30', place: 'Via Roma 1', with: '' }
  expect((await there.call('POST', `/referrals/${id}/appointment`, propose)).status).toBe(200)
  await arrived(server)
  await erased(here, coordinator, person)
  // What was erased is told as not there, not as a day that is none.
  expect((await here.call('GET', `/referrals/${id}/appointment`)).body).toMatchObject({
    state: 'proposed',
    words: null,
  })
  for (const by of [here, there]) {
    expect(await by.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Who reads this?' })).toMatchObject(
      refused,
    )
    expect(await by.upload(`/referrals/${id}/files/${v7()}`, pdf, 'x.pdf')).toMatchObject(refused)
    expect(await by.call('POST', `/referrals/${id}/appointment`, { ...propose, no: 1 })).toMatchObject({ status: 409 })
    expect((await by.call('GET', `/referrals/${id}`)).body.can).not.toContain('message')
    expect((await by.call('GET', `/referrals/${id}/files`)).body.can).toEqual([])
    expect((await by.call('GET', `/referrals/${id}/appointment`)).body.can).toEqual(['cancel'])
  }
  const { version } = (await there.call('GET', `/referrals/${id}`)).body
  const words = 'It went well'
  for (const [act, more] of [
    ['outcome', { outcome: 'need-met', words }],
    ['interruption', { reason: 'person-left', words }],
  ] as const)
    expect(await there.call('POST', `/referrals/${id}/${act}`, { version, ...more }), act).toMatchObject(refused)
  expect((await here.call('GET', `/referrals/${id}`)).body).toMatchObject({ personErased: true, personName: null })
  expect((await there.call('GET', `/referrals/${id}`)).body).toMatchObject({ personErased: false })
  // Without words it can still come to its end.
  await answered(there, id, ['outcome'])
  expect((await here.call('GET', `/referrals/${id}`)).body).toMatchObject({ state: 'done', messages: [] })
})
