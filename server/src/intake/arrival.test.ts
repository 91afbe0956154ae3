import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_FACTS } from '#model/intake/arrival-contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addArrival, newArrival, newDecision, newPayment } from '../testing-arrival.ts'
import { erased } from '../testing-erasure.ts'
import { newSign, record, takeCharge } from '../testing-records.ts'
import { insertFact } from './arrival-store.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let stranger: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

const read = (kase: string, by = worker) => by.call('GET', `/cases/${kase}/arrival`)
const putArrival = (kase: string, more: object = {}, by = worker) =>
  by.call('PUT', `/cases/${kase}/arrival`, newArrival(more))
const putPayment = (kase: string, id: string, more: object = {}, by = worker) =>
  by.call('PUT', `/cases/${kase}/arrival/payments/${id}`, newPayment(more))
const putDecision = (kase: string, id: string, more: object = {}, by = worker) =>
  by.call('PUT', `/cases/${kase}/decisions/${id}`, newDecision(more))

test('how the person came, what was paid and what others decided is written, and what it said before stays', async () => {
  const kase = await takeCharge(worker)
  expect((await read(kase)).body).toMatchObject({ arrival: [], payments: [], decisions: [], can: ['write'] })
  const { payment, decision } = await addArrival(worker, kase, { arrival: {} })
  await putArrival(kase, { no: 1, employer: ['never-met', 'never-signed'], text: 'The firm had closed' })
  await putPayment(kase, payment, { no: 1, amount: null, currency: 'BDT' })
  const why = { no: 1, outcome: 'revoked', why: 'Read wrongly' }
  expect((await putDecision(kase, decision, why)).status).toBe(200)
  const { body } = await read(kase, coordinator)
  expect(body).toMatchObject({
    caseId: kase,
    today: '2026-01-15',
    arrival: [
      { no: 2, employer: ['never-met', 'never-signed'], text: 'The firm had closed' },
      { no: 1, way: 'quota-seasonal', employer: ['never-met'], since: '2025-06', by: expect.stringMatching(/^worker/) },
    ],
    payments: [
      {
        id: payment,
        history: [
          { no: 2, amount: null, currency: 'BDT' },
          { no: 1, amount: 850_000, currency: 'EUR', to: 'intermediary-here', raised: ['debt'] },
        ],
      },
    ],
    decisions: [
      {
        id: decision,
        history: [
          { no: 2, outcome: 'revoked', why: 'Read wrongly' },
          { no: 1, outcome: 'granted', why: '' },
        ],
      },
    ],
    can: [],
  })
})

test('what was written by mistake is taken back by one record more', async () => {
  const kase = await takeCharge(worker)
  const { payment, decision } = await addArrival(worker, kase)
  expect((await putPayment(kase, payment, { no: 1, withdrawn: true })).status).toBe(200)
  expect((await putDecision(kase, decision, { no: 1, withdrawn: true })).body.errors).toEqual([
    { pointer: '/why', code: 'missing' },
  ])
  await putDecision(kase, decision, { no: 1, withdrawn: true, why: 'Another person' })
  const { payments, decisions } = (await read(kase)).body
  expect(payments[0].history.map((one: { withdrawn: boolean }) => one.withdrawn)).toEqual([true, false])
  expect(decisions[0].history.map((one: { withdrawn: boolean }) => one.withdrawn)).toEqual([true, false])
})

test('what is new is not taken back already, what was taken back is not again, and it is put back by one record more', async () => {
  const kase = await takeCharge(worker)
  const { payment, decision } = await addArrival(worker, kase)
  const errors = [{ pointer: '/withdrawn', code: 'does-not-fit' }]
  expect((await putPayment(kase, v7(), { withdrawn: true })).body.errors).toEqual(errors)
  expect((await putDecision(kase, v7(), { withdrawn: true })).body.errors).toEqual(errors)
  await putPayment(kase, payment, { no: 1, withdrawn: true })
  await putDecision(kase, decision, { no: 1, withdrawn: true, why: 'Another person' })
  expect((await putPayment(kase, payment, { no: 2, withdrawn: true })).body.errors).toEqual(errors)
  expect((await putDecision(kase, decision, { no: 2, withdrawn: true, why: 'x' })).body.errors).toEqual(errors)
  expect((await putPayment(kase, payment, { no: 1, withdrawn: true })).status).toBe(409)
  expect((await putPayment(kase, payment, { no: 2 })).status).toBe(200)
  expect((await putDecision(kase, decision, { no: 2, why: 'It was right' })).status).toBe(200)
  const { payments, decisions } = (await read(kase)).body
  for (const [{ history }] of [payments, decisions])
    expect(history.map((one: { withdrawn: boolean }) => one.withdrawn)).toEqual([false, true, false])
})

test('decisions of others are no signs: none is made of them, none is counted', async () => {
  const kase = await takeCharge(worker)
  await addArrival(worker, kase, {
    arrival: { employer: ['asked-money'] },
    payment: { to: 'employer' },
    decision: { what: 'formal-identification', outcome: null },
  })
  expect((await worker.call('GET', `/cases/${kase}/signs`)).body).toEqual({ rows: [] })
  await worker.call('POST', `/cases/${kase}/signs`, newSign())
  expect((await read(kase)).body.decisions).toHaveLength(1)
})

test('codes that are in no list, days to come, an outcome that cannot be are refused with their field', async () => {
  const kase = await takeCharge(worker)
  const wrong = async (sent: ReturnType<typeof putArrival>) => {
    const { status, body } = await sent
    expect(status).toBe(422)
    return body.errors[0]
  }
  expect(await wrong(putArrival(kase, { way: 'crime' }))).toMatchObject({ pointer: '/way' })
  expect(await wrong(putArrival(kase, { employer: ['x'] }))).toMatchObject({ pointer: '/employer' })
  expect(await wrong(putArrival(kase, { since: '2026-02' }))).toEqual({ pointer: '/since', code: 'date-future' })
  const misfit = { code: 'does-not-fit' }
  expect(await wrong(putArrival(kase, { since: '0001' }))).toEqual({ pointer: '/since', code: 'date-too-old' })
  expect(await wrong(putArrival(kase, { employer: ['as-agreed', 'never-met', 'unknown'] }))).toEqual({
    pointer: '/employer',
    ...misfit,
  })
  expect(await wrong(putPayment(kase, v7(), { things: ['visa', 'visa'] }))).toEqual({ pointer: '/things', ...misfit })
  expect(await wrong(putDecision(kase, v7(), { decidedOn: '0100' }))).toEqual({
    pointer: '/decidedOn',
    code: 'date-too-old',
  })
  expect(await wrong(putDecision(kase, v7(), { source: 'told-by-person', seenBy: 'x' }))).toEqual({
    pointer: '/seenBy',
    ...misfit,
  })
  expect(await wrong(putPayment(kase, v7(), { to: 'x' }))).toMatchObject({ pointer: '/to' })
  expect(await wrong(putPayment(kase, v7(), { currency: 'XYZ' }))).toMatchObject({ pointer: '/currency' })
  expect(await wrong(putPayment(kase, v7(), { amount: 12.5 }))).toMatchObject({ pointer: '/amount' })
  expect(await wrong(putPayment(kase, v7(), { paidOn: '2027' }))).toEqual({ pointer: '/paidOn', code: 'date-future' })
  expect(await wrong(putDecision(kase, v7(), { body: 'varco' }))).toMatchObject({ pointer: '/body' })
  expect(await wrong(putDecision(kase, v7(), { outcome: 'recognised' }))).toEqual({
    pointer: '/outcome',
    code: 'does-not-fit',
  })
  // Under the id of the case stands the arrival: no payment takes its place.
  expect(await wrong(putPayment(kase, kase))).toEqual({ pointer: '/payment', code: 'unknown' })
  expect((await read(kase)).body).toMatchObject({ arrival: [], payments: [], decisions: [] })
})

test('nothing of what it says stands in clear', async () => {
  const kase = await takeCharge(worker)
  const words = ['Zq0001', 'Zq0002', 'Zq0003', 'Zq0004', 'Zq0005', 'Zq0006', 'Zq0007']
  await addArrival(worker, kase, {
    arrival: { text: words[0] },
    payment: { toName: words[1], text: words[2], amount: 777_777_777 },
    decision: {
      bodyName: words[3],
      number: words[4],
      seenBy: words[5],
      text: words[6],
      what: 'injured-party',
      outcome: null,
    },
  })
  const rows = await ask(
    server.database.supervisor,
    `select row_to_json(f)::text as text from arrival_fact f union all select row_to_json(f)::text from decision_fact f`,
  )
  const text = rows.map((row) => row.text).join()
  expect(text).toContain(kase)
  for (const word of [...words, '777777777', 'quota', 'intermediary', 'debt', 'injured', 'questura', '2025-0', 'EUR'])
    expect(text).not.toContain(word)
})

test('of two who correct at once one wins, and the other is told how it is now', async () => {
  const kase = await takeCharge(worker)
  const { payment, decision } = await addArrival(worker, kase, { arrival: {} })
  const both = async (send: (text: string) => ReturnType<typeof putArrival>) => {
    const answers = await Promise.all(['first', 'second'].map(send))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    return answers.find(({ status }) => status === 409)?.body
  }
  const other = await both((text) => putDecision(kase, decision, { no: 1, why: text }))
  expect(other).toMatchObject({ code: 'moved-on', current: { caseId: kase } })
  expect(other.current.decisions[0].history.map(({ no }: { no: number }) => no)).toEqual([2, 1])
  await both((text) => putArrival(kase, { no: 1, text }))
  await both((text) => putPayment(kase, payment, { no: 1, text }))
  const { body } = await read(kase)
  for (const { history } of [{ history: body.arrival }, ...body.payments, ...body.decisions])
    expect(history).toHaveLength(2)
})

test('what is sent twice, because no answer came, is written once', async () => {
  const kase = await takeCharge(worker)
  const [payment, decision] = [v7(), v7()]
  for (let times = 0; times < 2; times++) {
    expect((await putPayment(kase, payment)).status).toBe(200)
    expect((await putDecision(kase, decision)).status).toBe(200)
  }
  expect((await putPayment(kase, payment, { amount: 1 })).status).toBe(409)
  const { body } = await read(kase)
  expect([...body.payments, ...body.decisions].map(({ history }) => history.length)).toEqual([1, 1])
})

test('who sees no case reads nothing of it and writes nothing, and another case is not reached from this one', async () => {
  const [kase, other] = [await takeCharge(worker), await takeCharge(worker)]
  const { payment, decision } = await addArrival(worker, kase, { arrival: {} })
  const answers = [
    await read(kase, stranger),
    await putArrival(kase, { no: 1 }, stranger),
    await putPayment(kase, v7(), {}, stranger),
    await putPayment(kase, payment, { no: 1 }, stranger),
    await putDecision(kase, v7(), {}, stranger),
    await putDecision(kase, decision, { no: 1, why: 'x' }, stranger),
  ]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  expect((await putDecision(other, decision, { no: 1, why: 'x' })).status).toBe(409)
  expect((await putPayment(other, payment, { no: 1 })).status).toBe(409)
  const { body } = await read(kase)
  for (const { history } of [{ history: body.arrival }, ...body.payments, ...body.decisions])
    expect(history).toHaveLength(1)
  expect((await putArrival(kase, { no: 1 }, coordinator)).status).toBe(403)
})

test('in a closed case it is read and not written', async () => {
  const kase = await takeCharge(worker)
  await addArrival(worker, kase, { arrival: {} })
  await worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  for (const { status, body } of [await putArrival(kase, { no: 1 }), await putDecision(kase, v7())])
    expect([status, body.reason]).toEqual([409, 'case-closed'])
  expect((await read(kase)).body).toMatchObject({ can: [], arrival: [{ no: 1 }] })
})

test('a case takes so many records and no more; what holds is taken back all the same, and the arrival is counted apart', async () => {
  const kase = await takeCharge(worker)
  const { payment, decision } = await addArrival(worker, kase)
  const { no: _, ...words } = newPayment()
  await worker.enter(async (at) => {
    for (let no = 0; no < MOST_FACTS - 1; no++)
      await insertFact(at, 'arrival_fact', { caseId: kase, thing: v7(), no: 0, words: words as never })
  })
  const more = await putPayment(kase, v7())
  expect([more.status, more.body.reason]).toEqual([409, 'arrival-full'])
  expect((await putPayment(kase, payment, { no: 1, text: 'x' })).body.reason).toBe('arrival-full')
  expect((await putPayment(kase, payment, { no: 1, withdrawn: true })).status).toBe(200)
  expect((await putPayment(kase, payment, { no: 2, withdrawn: true })).status).toBe(422)
  expect((await putPayment(kase, payment, { no: 2 })).body.reason).toBe('arrival-full')
  expect((await putArrival(kase)).status).toBe(200)
  expect((await putDecision(kase, v7())).status).toBe(200)
  await worker.enter(async (at) => {
    const { no: _, ...said } = newDecision()
    for (let no = 1; no < MOST_FACTS; no++)
      await insertFact(at, 'decision_fact', { caseId: kase, thing: decision, no, words: said as never })
  })
  expect((await putDecision(kase, v7())).body.reason).toBe('arrival-full')
  const last = { no: MOST_FACTS, withdrawn: true, why: 'x' }
  expect((await putDecision(kase, decision, last)).status).toBe(200)
  expect((await putDecision(kase, decision, { no: MOST_FACTS + 1, why: 'x' })).body.reason).toBe('arrival-full')
})

test('once the person was erased nothing is left of it, and nothing new is written', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  const { payment, decision } = await addArrival(worker, kase, { arrival: {} })
  await erased(worker, coordinator, personId)
  expect((await read(kase)).body).toMatchObject({ arrival: [], payments: [], decisions: [], can: [] })
  for (const sent of [
    await putArrival(kase),
    await putArrival(kase, { no: 1 }),
    await putPayment(kase, v7()),
    await putPayment(kase, payment, { no: 1, withdrawn: true }),
    await putDecision(kase, v7()),
    await putDecision(kase, decision, { no: 1, why: 'x' }),
  ])
    expect([sent.status, sent.body.reason]).toEqual([409, 'person-erased'])
})

test('the copy for the person says all of it in the language of the copy, and leaves out what colleagues noted where it must', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  const { decision } = await addArrival(worker, kase, {
    arrival: { text: 'AB81' },
    payment: { toName: 'AB82', text: 'AB83' },
    decision: { bodyName: 'AB84', number: 'AB85', seenBy: 'AB86', text: 'AB87' },
  })
  await putDecision(kase, decision, { no: 1, bodyName: 'AB84', withdrawn: true, why: 'AB88' })
  const told = { what: 'formal-identification', outcome: null, source: 'told-by-person', text: '' }
  await putDecision(kase, v7(), told)
  await putPayment(kase, v7(), { amount: 1_250, currency: 'ALL', text: '' })
  const copyIn = async (language: string, more: object = {}) => {
    const id = v7()
    await worker.call('POST', `/persons/${personId}/exports`, { id, language, ...more })
    return String((await worker.call('GET', `/persons/${personId}/exports/${id}/file`)).body)
  }
  const all = ['AB81', 'AB82', 'AB83', 'AB84', 'AB85', 'AB87', 'AB88']
  const said = {
    it: [
      'Decreto flussi, lavoro stagionale',
      'Intermediario in Italia',
      '8.500,00',
      'Rilasciato',
      'aprile 2025',
      'Scritto per errore',
      'Identificazione formale come vittima di tratta – lo dice la persona',
      '12,50',
    ],
    fr: ['Quotas d’entrée', 'Dette envers l’employeur', 'Délivré', 'avril 2025', 'pas par ce guichet'],
    ur: ['اٹلی میں بیچوان', 'جاری ہوا'],
  }
  for (const [language, texts] of Object.entries(said)) {
    const copy = await copyIn(language)
    for (const word of [...texts, ...all]) expect(copy, language).toContain(word)
    expect(copy).not.toContain('AB86')
    if (language !== 'it') expect(copy).not.toContain('Intermediario in Italia')
  }
  const withheld = await copyIn('it', { withheld: ['case-notes'], words: 'x' })
  for (const word of ['AB84', 'AB85', 'Rilasciato']) expect(withheld).toContain(word)
  for (const word of ['AB81', 'AB82', 'AB83', 'AB87', 'AB88']) expect(withheld).not.toContain(word)
})
