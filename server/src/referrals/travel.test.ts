import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Scope } from '#model/referrals/contract.ts'
import { minimum } from '#model/referrals/scopes.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'
import { expireReferralsOf } from './jobs.ts'
import { copiesOf } from './sealed.ts'

let server: TestServer
let here: Caller
let colleague: Caller
let there: Caller
let theirColleague: Caller
let target: string
let case_: string

/** One word for each field that can hold one, and some more that have no field at all. */
const words = {
  name: 'Zqxname',
  phones: '3459871236',
  address: 'Zqxaddress',
  taxCode: 'ZQXWVK80A01Z999K',
  birthDate: '1983-04-17',
  story: 'Zqxstory',
  question: 'Zqxquestion',
  notes: 'Zqxnote',
}
const never = ['Zqxdocument', 'Zqxcode', 'Zqxother']

beforeAll(async () => {
  server = await testServer()
  const [desk, other] = [await server.desk('here'), await server.desk('there')]
  here = await server.member(desk, 'worker', 'coordinator')
  colleague = await server.member(desk, 'worker')
  there = await server.member(other, 'worker')
  theirColleague = await server.member(other, 'worker')
  target = await addTarget(server, here, 'there')
  const person = await record(here, {
    identity: {
      familyName: words.name,
      otherNames: 'Zqxother',
      birthDate: words.birthDate,
      phones: [words.phones],
      address: words.address,
      code: 'Zqxcode',
      documents: [{ kind: 'passport', number: 'Zqxdocument' }],
    },
    taxCode: words.taxCode,
  })
  await cover(server, here, person, there)
  case_ = await takeCharge(here, { personId: person, note: 'Zqxnote' })
})
afterAll(() => server.close())

async function sent(scopes: Scope[] = []) {
  const id = await draft(here, case_, target, { scopes, question: words.question, story: words.story })
  expect((await send(here, id)).status).toBe(200)
  return id
}

/** Everything that the receiving desk is answered about a referral. */
async function seenThere(id: string): Promise<string> {
  const one = await there.call('GET', `/referrals/${id}`)
  const list = await there.call('GET', '/referrals?way=in&show=open&most=1')
  return JSON.stringify([one.body, list.body.rows.filter((row: { id: string }) => row.id === id)])
}

test('nothing travels that was not shown and chosen, and before the yes nothing that tells who it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray(Scope.options), async (scopes) => {
      const id = await draft(here, case_, target, { scopes, question: words.question, story: words.story })
      const { body: preview } = await here.call('GET', `/referrals/${id}/preview`)
      expect((await send(here, id)).status).toBe(200)
      await arrived(server)
      const chosen = new Set<Scope>([...minimum, ...scopes])
      for (const [stage, fields] of [
        ['first', preview.now],
        ['second', { ...preview.now, ...preview.afterYes }],
      ] as const) {
        if (stage === 'second') await answered(there, id, ['sight', 'yes'])
        await arrived(server)
        const { body } = await there.call('GET', `/referrals/${id}`)
        expect(body.snapshot, stage).toEqual(fields)
        expect((await there.enter((at) => copiesOf(at, [id]))).get(id), `${stage}, sealed there`).toEqual(fields)
        const text = await seenThere(id)
        for (const [field, word] of Object.entries(words)) {
          const mayShow = chosen.has(field as Scope) && (stage === 'second' || field === 'question')
          expect(text.includes(word), `${field} ${stage}`).toBe(mayShow)
        }
        for (const word of [...never, case_]) expect(text).not.toContain(word)
      }
      for (const field of Scope.options)
        expect(field in { ...preview.now, ...preview.afterYes }).toBe(chosen.has(field))
    }),
    { numRuns: 12 },
  )
}, 60_000)

/** Done at once by two: one is answered with what was done, the other with the referral as it is by then. */
async function onlyOne(calls: Promise<{ status: number; body: { code?: string } }>[]) {
  const answers = await Promise.all(calls)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('moved-on')
}
const act = (by: Caller, id: string, noun: string, version: number, more: object = {}) =>
  by.call('POST', `/referrals/${id}/${noun}`, { version, ...more })

test('of two members who answer at once, or one who takes back while the other says yes, one is first', async () => {
  const ids = [await sent(), await sent(), await sent()] as const
  await arrived(server)
  for (const id of ids) await answered(there, id, ['sight'])
  await onlyOne([act(there, ids[0], 'yes', 3), act(theirColleague, ids[0], 'no', 3, { reason: 'full' })])
  await onlyOne([act(there, ids[1], 'yes', 3), act(theirColleague, ids[1], 'yes', 3)])
  await onlyOne([act(here, ids[2], 'withdrawal', 3), act(there, ids[2], 'yes', 3)])
})

test('sent by two colleagues at once it goes once; finished twice it stands once in the case', async () => {
  const id = await draft(here, case_, target)
  const { body } = await here.call('GET', `/referrals/${id}/preview`)
  await onlyOne([here, colleague].map((by) => act(by, id, 'send', 1, { shown: body.shown })))
  await arrived(server)
  await answered(there, id, ['sight', 'yes', 'beginning'])
  const done = { outcome: 'need-met' }
  await onlyOne([act(there, id, 'outcome', 5, done), act(theirColleague, id, 'outcome', 5, done)])
  await arrived(server)
  const rows = () => ask(server.database.supervisor, `select count(*)::int from service_delivered where id = $1`, [id])
  expect(await rows()).toEqual([{ count: 1 }])
})

test('a job that runs again delivers nothing twice', async () => {
  const id = await sent(['name', 'story'])
  await here.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Una volta' })
  await arrived(server)
  await answered(there, id, ['sight', 'yes', 'beginning', 'outcome'])
  await arrived(server)
  const all = async () => {
    const count = (table: string, key: string) =>
      ask(server.database.supervisor, `select count(*)::int from ${table} where ${key} = $1`, [id])
    return Promise.all([
      count('referral_copy', 'referral_id'),
      count('referral_message', 'referral_id'),
      count('referral_event', 'referral_id'),
      count('service_delivered', 'id'),
    ])
  }
  const before = await all()
  expect(before).toEqual([[{ count: 4 }], [{ count: 2 }], [{ count: 7 }], [{ count: 1 }]])
  const [message] = await ask<{ id: string }>(
    server.database.supervisor,
    'select id from referral_message where referral_id = $1 limit 1',
    [id],
  )
  await here.enter(async (at) => {
    await at.tell('referral.sent', { referral: id })
    await at.tell('referral.said', { referral: id, message: message?.id as string })
  })
  await there.enter(async (at) => {
    await at.tell('referral.accepted', { referral: id })
    await at.tell('referral.finished', { referral: id })
  })
  await arrived(server)
  expect(await all()).toEqual(before)
})

test('what was acknowledged and could not be delivered is on its way, unseen by the other desk, and arrives later', async () => {
  const { supervisor } = server.database
  await ask(supervisor, `alter table referral add constraint broken check (delivered_at is null) not valid`)
  const id = await sent()
  const failed = () =>
    ask(supervisor, `select 1 from graphile_worker._private_jobs where last_error is not null and attempts > 0`)
  await expect.poll(failed, { timeout: 20_000 }).not.toEqual([])
  expect((await here.call('GET', `/referrals/${id}`)).body).toMatchObject({ state: 'sent', deliveredAt: null })
  expect((await there.call('GET', `/referrals/${id}`)).status).toBe(404)
  await ask(supervisor, 'alter table referral drop constraint broken')
  await ask(supervisor, 'update graphile_worker._private_jobs set run_at = now()')
  await arrived(server)
  expect((await there.call('GET', `/referrals/${id}`)).body.state).toBe('sent')
})

test('what is taken back before it arrived never arrives', async () => {
  const { supervisor } = server.database
  await ask(supervisor, `alter table referral add constraint broken check (delivered_at is null) not valid`)
  const id = await sent()
  await expect
    .poll(() => ask(supervisor, `select 1 from graphile_worker._private_jobs where last_error is not null`), {
      timeout: 20_000,
    })
    .not.toEqual([])
  expect((await act(here, id, 'withdrawal', 2)).status).toBe(200)
  await ask(supervisor, 'alter table referral drop constraint broken')
  await ask(supervisor, 'update graphile_worker._private_jobs set run_at = now()')
  await arrived(server)
  expect((await there.call('GET', `/referrals/${id}`)).status).toBe(404)
})

test('nobody answered: it ends at its instant and not before', async () => {
  const id = await sent()
  await arrived(server)
  const { body } = await here.call('GET', `/referrals/${id}`)
  const before = server.clock.now
  const state = async () => (await ask(server.database.supervisor, 'select state from referral where id = $1', [id]))[0]
  server.clock.now = new Date(Date.parse(body.expiresAt) - 1_000).toISOString()
  await expireReferralsOf(server.house, here.desk.id)
  expect(await state()).toEqual({ state: 'sent' })
  server.clock.now = body.expiresAt
  // Over at its instant, though nobody has written it down: nobody answers any more.
  const later = await server.member(there.desk, 'worker')
  const held = (await later.call('GET', `/referrals/${id}`)).body
  expect([held.state, held.can]).toEqual(['sent', []])
  const seen = await later.call('POST', `/referrals/${id}/sight`, { version: held.version })
  expect([seen.status, seen.body.reason]).toEqual([409, 'referral-ended'])
  await expireReferralsOf(server.house, here.desk.id)
  expect(await state()).toEqual({ state: 'expired' })
  server.clock.now = before
})
