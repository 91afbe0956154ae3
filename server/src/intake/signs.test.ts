import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_ANSWERS } from '#model/intake/sign-contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newSign, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let kase: string
beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker', 'coordinator')
  kase = await takeCharge(worker, { personId: await record(worker) })
})
afterAll(() => server.close())

const answer = (more: object = {}, by = worker, of = kase) => by.call('POST', `/cases/${of}/signs`, newSign(more))
const sheet = async () => (await worker.call('GET', `/cases/${kase}/signs`)).body.rows

test('the last answer to each question counts, in the order of the questionnaire; those before are kept', async () => {
  await answer({ sign: 'papers-taken', answer: 'no' })
  await answer({ sign: 'index-pay', answer: 'yes', evidence: 'Le buste di ottobre' })
  const { status, body } = await answer({ sign: 'papers-taken', answer: 'yes', saidBy: 'colleague', periods: [] })
  expect(status).toBe(200)
  expect(body.rows).toMatchObject([
    { sign: 'index-pay', answer: 'yes', evidence: 'Le buste di ottobre', earlier: 0, edition: 1 },
    { sign: 'papers-taken', answer: 'yes', saidBy: 'colleague', earlier: 1 },
  ])
  expect(await sheet()).toEqual(body.rows)
  const first = (await worker.call('GET', `/cases/${kase}/sign-answers?most=2`)).body
  const second = (await worker.call('GET', `/cases/${kase}/sign-answers?most=2&after=${first.next}`)).body
  expect(
    [...first.rows, ...second.rows].map((row: { sign: string; answer: string }) => [row.sign, row.answer]),
  ).toEqual([
    ['papers-taken', 'yes'],
    ['index-pay', 'yes'],
    ['papers-taken', 'no'],
  ])
  expect([first.total, second.next]).toEqual([3, null])
})

test('sent twice it is one answer, and another answer under the same id is refused', async () => {
  const one = newSign({ sign: 'low-pay' })
  const send = (body: object) => worker.call('POST', `/cases/${kase}/signs`, body)
  expect((await send(one)).status).toBe(200)
  expect((await send(one)).status).toBe(200)
  expect((await send({ ...one, answer: 'no' })).status).toBe(409)
  expect((await sheet()).find((row: { sign: string }) => row.sign === 'low-pay')).toMatchObject({ earlier: 0 })
})

test('what cannot be is refused with its field: a day before the case, a month to come, months the wrong way', async () => {
  const wrong = async (more: object) => (await answer(more)).body.errors?.[0]
  expect(await wrong({ day: '2027-01-01' })).toMatchObject({ pointer: '/day', code: 'date-future' })
  expect(await wrong({ day: '2020-01-01' })).toMatchObject({ pointer: '/day', code: 'before-opening' })
  expect(await wrong({ periods: [{ from: '2025-10', until: '2026-02' }] })).toMatchObject({
    pointer: '/periods/0/until',
    code: 'date-future',
  })
  expect(await wrong({ periods: [{ from: '2025-10', until: '2025-09' }] })).toMatchObject({ pointer: '/periods/0' })
  expect(await wrong({ sign: 'victim' })).toMatchObject({ pointer: '/sign' })
})

test('a closed case is read and not written; a case of others is not there', async () => {
  const closed = await takeCharge(worker)
  await answer({}, worker, closed)
  const close = { outcome: 'other', closedOn: '2026-01-15', version: 1 }
  expect((await worker.call('POST', `/cases/${closed}/close`, close)).status).toBe(200)
  expect((await answer({}, worker, closed)).body).toMatchObject({ code: 'not-possible', reason: 'case-closed' })
  expect((await worker.call('GET', `/cases/${closed}/signs`)).body.rows).toHaveLength(1)
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const other = await server.member(await server.desk('there'), 'worker')
  for (const by of [outreach, other])
    for (const path of ['signs', 'sign-answers'])
      expect((await by.call('GET', `/cases/${kase}/${path}`)).status).toBe(404)
  expect((await answer({}, outreach)).status).toBe(404)
})

test('two colleagues who answer the same question at once both keep what they wrote', async () => {
  const colleague = await server.member(worker.desk, 'legal_adviser')
  const both = await Promise.all([
    answer({ sign: 'violence', evidence: 'one' }),
    answer({ sign: 'violence', evidence: 'two' }, colleague),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await sheet()).find((row: { sign: string }) => row.sign === 'violence')).toMatchObject({ earlier: 1 })
})

test('a case takes so many answers and no more', async () => {
  const full = await takeCharge(worker)
  await answer({}, worker, full)
  await ask(
    server.database.supervisor,
    `insert into sign_answer select desk_id, gen_random_uuid(), case_id, day, edition, words, by, at from sign_answer,
      generate_series(2, $2::int) where case_id = $1`,
    [full, MOST_ANSWERS],
  )
  expect((await answer({ id: v7() }, worker, full)).body).toMatchObject({ reason: 'too-many-answers' })
})
