import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HISTORY } from '#model/documents/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let outreach: Caller
let stranger: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  outreach = await server.member(desk, 'outreach_worker')
  stranger = await server.member(await server.desk('there'), 'worker', 'coordinator')
})
afterAll(() => server.close())

const state = (kase: string, document: string, body: object, by = worker) =>
  by.call('PUT', `/cases/${kase}/documents/${document}`, { no: 0, ...body })
const read = (kase: string, by = worker) => by.call('GET', `/cases/${kase}/documents`)

test('how a document stands is recorded with who and when, and what was recorded before stays to be read', async () => {
  const kase = await takeCharge(worker)
  expect((await read(kase)).body).toMatchObject({ caseId: kase, today: '2026-01-15', documents: [], can: ['write'] })
  const withheld = { state: 'withheld', number: 'YA 123', note: 'The owner has it', expiresOn: '2027-05-01' }
  expect((await state(kase, 'passport', withheld)).status).toBe(200)
  const { status, body } = await state(kase, 'passport', { ...withheld, no: 1, state: 'held', note: '' }, coordinator)
  expect([status, body.reason]).toEqual([403, 'grant'])
  await state(kase, 'passport', { ...withheld, no: 1, state: 'held', note: '' })
  const { documents } = (await read(kase, coordinator)).body
  expect(documents).toEqual([
    {
      code: 'passport',
      history: [
        expect.objectContaining({ no: 2, state: 'held', number: 'YA 123', note: '' }),
        expect.objectContaining({ ...withheld, no: 1, by: expect.any(String), at: '2026-01-15T09:00:00.000Z' }),
      ],
    },
  ])
  expect((await read(kase, coordinator)).body.can).toEqual([])
})

test('documents are of the person: another case of the same person shows them', async () => {
  const personId = await record(worker)
  const [one, other] = [await takeCharge(worker, { personId }), await takeCharge(worker, { personId })]
  await state(one, 'tax-code', { state: 'held' })
  expect((await read(other)).body.documents).toMatchObject([{ code: 'tax-code', history: [{ state: 'held' }] }])
})

test('nothing of it stands in clear but of which document it is', async () => {
  const kase = await takeCharge(worker)
  await state(kase, 'permit', { state: 'withheld', number: 'Zq0001', note: 'Zq0002', expiresOn: '2027-05-01' })
  const rows = await ask(server.database.supervisor, 'select row_to_json(f)::text as text from document_fact f')
  const text = rows.map((row) => row.text).join()
  expect(text).toContain('permit')
  for (const word of ['withheld', 'Zq0001', 'Zq0002', '2027-05-01']) expect(text).not.toContain(word)
})

test('of two who record at once one wins, and the other is told how it is now', async () => {
  const personId = await record(worker)
  const cases = [await takeCharge(worker, { personId }), await takeCharge(worker, { personId })]
  for (let no = 0; no < 5; no++) {
    const answers = await Promise.all(
      cases.map((kase, at) => state(kase, 'permit', { no, state: at ? 'held' : 'lost' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const won = answers.find(({ status }) => status === 200)?.body.documents[0].history[0]
    expect(won.no).toBe(no + 1)
    const told = answers.find(({ status }) => status === 409)?.body
    expect([told.code, told.current.documents[0].history[0]]).toEqual(['moved-on', won])
  }
})

test('a number that was never reached is refused as well: no gap is left', async () => {
  const kase = await takeCharge(worker)
  expect((await state(kase, 'permit', { no: 7, state: 'held' })).status).toBe(409)
})

test('of a long history the latest are read', async () => {
  const kase = await takeCharge(worker)
  for (let no = 0; no < HISTORY + 2; no++) await state(kase, 'permit', { no, state: no % 2 ? 'held' : 'missing' })
  const [{ history }] = (await read(kase)).body.documents
  expect(history.map((fact: { no: number }) => fact.no)).toEqual(
    Array.from({ length: HISTORY }, (_, no) => HISTORY + 2 - no),
  )
})

test('a last day or a number of what is not there, and a document that nobody knows, are refused', async () => {
  const kase = await takeCharge(worker)
  const wrong = await state(kase, 'permit', { state: 'missing', expiresOn: '2026-05-01' })
  expect([wrong.status, wrong.body.errors]).toEqual([422, [{ pointer: '/expiresOn', code: 'does-not-fit' }]])
  expect((await state(kase, 'permit', { state: 'declined', number: '1' })).status).toBe(422)
  expect((await state(kase, 'library-card', { state: 'held' })).status).toBe(404)
  expect((await read(kase)).body.documents).toEqual([])
})

test('another desk, and a colleague of the street who does not follow the case, find nothing', async () => {
  const kase = await takeCharge(worker)
  for (const by of [stranger, outreach]) {
    expect((await read(kase, by)).status).toBe(404)
    expect((await state(kase, 'permit', { state: 'held' }, by)).status).toBe(404)
  }
  await coordinator.call('PUT', `/cases/${kase}/followers/${outreach.accountId}`, { role: 'outreach_worker' })
  expect((await read(kase, outreach)).status).toBe(200)
})

test('in a closed case documents are read and not recorded', async () => {
  const kase = await takeCharge(worker)
  await state(kase, 'permit', { state: 'held' })
  await worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  const { status, body } = await state(kase, 'permit', { no: 1, state: 'lost' })
  expect([status, body.reason]).toEqual([409, 'case-closed'])
  expect((await read(kase)).body).toMatchObject({ can: [], documents: [{ history: [{ state: 'held' }] }] })
})

test('whoever follows a case reads which documents end soon or have ended, the first to end first', async () => {
  const mine = await server.member(worker.desk, 'worker')
  const followers = [{ accountId: mine.accountId, role: 'worker' as const }]
  const kase = await takeCharge(worker, { followers })
  const closed = await takeCharge(worker, { followers })
  const foreign = await takeCharge(worker)
  const held = { state: 'held', expiresOn: '2026-02-01' }
  await state(kase, 'permit', held)
  await state(kase, 'tax-code-provisional', { ...held, expiresOn: '2026-01-01' })
  await state(kase, 'passport', { ...held, expiresOn: '2031-01-01' })
  await state(kase, 'spid', { ...held, state: 'lost' })
  // Renewed meanwhile: the latest holds.
  await state(kase, 'stp', held)
  await state(kase, 'stp', { ...held, no: 1, expiresOn: '2026-12-01' })
  for (const each of [closed, foreign]) await state(each, 'permit', held)
  await worker.call('POST', `/cases/${closed}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  expect((await mine.call('GET', '/documents/expiring')).body).toMatchObject({
    rows: [
      { caseId: kase, document: 'tax-code-provisional', expiresOn: '2026-01-01' },
      { caseId: kase, document: 'permit', expiresOn: '2026-02-01' },
    ],
    total: 2,
  })
  expect((await stranger.call('GET', '/documents/expiring')).body).toEqual({ rows: [], total: 0 })
})

test('once the person was erased nothing is left of it, and nothing new is recorded', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  await state(kase, 'permit', { state: 'held', number: 'AB1', expiresOn: '2026-02-01' })
  await erased(worker, coordinator, personId)
  expect((await read(kase)).body.documents).toMatchObject([
    { code: 'permit', history: [{ state: 'not_asked', number: '', expiresOn: null, note: '' }] },
  ])
  const { status, body } = await state(kase, 'permit', { no: 1, state: 'held' })
  expect([status, body.reason]).toEqual([409, 'person-erased'])
})

test('the copy for the person says all that was recorded, in the language of the copy', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  await state(kase, 'permit', { state: 'withheld', number: 'AB77', note: 'Seen by nobody', expiresOn: '2026-02-01' })
  await state(kase, 'permit', { no: 1, state: 'held' })
  const copyIn = async (language: string) => {
    const id = v7()
    await worker.call('POST', `/persons/${personId}/exports`, { id, language })
    return String((await worker.call('GET', `/persons/${personId}/exports/${id}/file`)).body)
  }
  const said = {
    it: ['Permesso di soggiorno', 'Trattenuto dal datore di lavoro', '1 febbraio 2026'],
    fr: ['Gardé par l’employeur'],
  }
  for (const [language, words] of Object.entries(said)) {
    const copy = await copyIn(language)
    for (const word of [...words, 'AB77', 'Seen by nobody']) expect(copy, language).toContain(word)
  }
})
