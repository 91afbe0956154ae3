import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_ENTRIES, NewHours } from '#model/worktime/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newHours, record, takeCharge } from '../testing-records.ts'
import { addHours } from './asks.ts'

let server: TestServer
let worker: Caller
let kase: string
beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker', 'coordinator')
  kase = await takeCharge(worker, { personId: await record(worker) })
})
afterAll(() => server.close())

const write = (more: object = {}, by = worker, of = kase) => by.call('POST', `/cases/${of}/hours`, newHours(more))
const back = (id: string, why = '', by = worker, of = kase) =>
  by.call('POST', `/cases/${of}/hours/${id}/withdrawal`, { why })
const diary = async (of = kase) => (await worker.call('GET', `/cases/${of}/hours`)).body.entries

test('hours are kept in the order in which they were written, with who said it, who wrote it, and when', async () => {
  const of = await takeCharge(worker)
  // Ids say nothing of the order.
  const [later, earlier] = ['01900000-0000-7000-8000-000000000001', '01800000-0000-7000-8000-000000000001']
  await write({ id: later, saidBy: 'colleague' }, worker, of)
  const { status, body } = await write({ id: earlier, place: 'Cucina', turns: [], worked: [] }, worker, of)
  expect(status).toBe(200)
  expect(body.entries.map(({ id }: { id: string }) => id)).toEqual([later, earlier])
  expect(body.entries[0]).toMatchObject({
    ...{ from: '2025-10-06', until: '2025-10-12', worked: [1, 2, 3, 4, 5, 6], free: [7], saidBy: 'colleague' },
    turns: [{ start: '06:00', end: '20:00', pause: 60 }],
    by: expect.stringContaining(''),
    at: expect.stringMatching(/^2026-/),
    withdrawn: null,
  })
  expect(await diary(of)).toEqual(body.entries)
})

test('what is taken back stays readable, once and for all', async () => {
  const id = v7()
  await write({ id })
  const { body } = await back(id, 'Si ricordava male')
  const found = () => body.entries.find((entry: { id: string }) => entry.id === id)
  expect(found()).toMatchObject({ place: 'Cantiere di via Roma', withdrawn: { why: 'Si ricordava male' } })
  expect((await back(id, 'Ancora')).body.entries).toEqual(body.entries)
  expect((await back(v7())).status).toBe(404)
  const other = await takeCharge(worker)
  expect((await back(id, '', worker, other)).status).toBe(404)
})

test('two who take the same entry back at once take it back once', async () => {
  const colleague = await server.member(worker.desk, 'legal_adviser')
  const id = v7()
  await write({ id })
  const both = await Promise.all([back(id, 'one'), back(id, 'two', colleague)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const rows = await ask<{ no: number }>(
    server.database.supervisor,
    'select no from worktime_entry where case_id = $1 order by no',
    [kase],
  )
  expect(rows.map(({ no }) => no)).toEqual(rows.map((_, at) => at + 1))
  expect(rows).toHaveLength(4)
})

test('two who write at once both keep what they wrote, in one order for everybody', async () => {
  const colleague = await server.member(worker.desk, 'legal_adviser')
  const before = (await diary()).length
  const both = await Promise.all([write({ note: 'one' }), write({ note: 'two' }, colleague)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(await diary()).toHaveLength(before + 2)
})

test('sent twice it is one entry, and other hours under the same id are refused', async () => {
  const one = newHours()
  const send = (body: object) => worker.call('POST', `/cases/${kase}/hours`, body)
  const before = (await diary()).length
  expect((await send(one)).status).toBe(200)
  expect((await send(one)).status).toBe(200)
  expect((await send({ ...one, free: [] })).status).toBe(409)
  expect(await diary()).toHaveLength(before + 1)
})

test('what cannot be is refused with its field', async () => {
  const wrong = async (more: object) => (await write(more)).body.errors?.[0]
  expect(await wrong({ until: '2026-02-01' })).toMatchObject({ pointer: '/until', code: 'date-future' })
  expect(await wrong({ from: '2025-10-13' })).toMatchObject({ pointer: '/until', code: 'before' })
  expect(await wrong({ from: '2014-01-01' })).toMatchObject({ pointer: '/until', code: 'too-long' })
  expect(await wrong({ free: [6] })).toMatchObject({ pointer: '/free', code: 'twice' })
  expect(await wrong({ turns: [] })).toMatchObject({ pointer: '/turns', code: 'missing' })
  const turn = (start: string, end: string, pause: number | null = null) => ({ start, end, pause })
  expect(await wrong({ turns: [turn('08:00', '12:00'), turn('11:00', '15:00')] })).toMatchObject({
    pointer: '/turns/1/start',
    code: 'overlaps',
  })
  expect(await wrong({ turns: [turn('25:00', '12:00')] })).toMatchObject({ pointer: '/turns/0/start' })
  expect(await wrong({ turns: [turn('08:00', '12:00', -1)] })).toMatchObject({ pointer: '/turns/0/pause' })
  expect(await wrong({ worked: [0] })).toMatchObject({ pointer: '/worked/0' })
  expect(await wrong({ saidBy: 'rumour' })).toMatchObject({ pointer: '/saidBy' })
})

test('a closed case is read and not written; a case of others is not there', async () => {
  const closed = await takeCharge(worker)
  const id = v7()
  await write({ id }, worker, closed)
  const close = { outcome: 'other', closedOn: '2026-01-15', version: 1 }
  expect((await worker.call('POST', `/cases/${closed}/close`, close)).status).toBe(200)
  for (const answer of [await write({}, worker, closed), await back(id, '', worker, closed)])
    expect(answer.body).toMatchObject({ code: 'not-possible', reason: 'case-closed' })
  expect(await diary(closed)).toHaveLength(1)
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const other = await server.member(await server.desk('there'), 'worker')
  for (const by of [outreach, other]) {
    expect((await by.call('GET', `/cases/${kase}/hours`)).status).toBe(404)
    expect((await write({}, by)).status).toBe(404)
    expect((await back(id, '', by)).status).toBe(404)
  }
})

test('a coordinator reads and does not write', async () => {
  const coordinator = await server.member(worker.desk, 'coordinator')
  expect((await coordinator.call('GET', `/cases/${kase}/hours`)).status).toBe(200)
  expect((await write({}, coordinator)).status).toBe(403)
})

test('nothing of what it says stands in clear, nor which entry was taken back', async () => {
  const of = await takeCharge(worker)
  const id = v7()
  await write({ id, from: '2025-09-01', place: 'Zq0001', evidence: 'Zq0002', note: 'Zq0003' }, worker, of)
  await back(id, 'Zq0004', worker, of)
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    'select row_to_json(f)::text as text from worktime_entry f where case_id = $1 order by no',
    [of],
  )
  expect(rows).toHaveLength(2)
  const text = rows.map((row) => row.text).join()
  for (const word of ['Zq000', '2025-09-01', '06:00', 'person"']) expect(text).not.toContain(word)
  expect(rows[1]?.text).not.toContain(id)
})

test('the copy for the person holds the diary, and leaves out with the notes what colleagues noted on it', async () => {
  const person = await record(worker)
  const of = await takeCharge(worker, { personId: person })
  const id = v7()
  await write({ id, place: 'Own-place', evidence: 'Own-evidence', note: 'Own-note', saidBy: 'colleague' }, worker, of)
  await back(id, 'Own-reason', worker, of)
  await write({ turns: [{ start: '22:00', end: '06:00', pause: null }] }, worker, of)
  await write({ turns: [{ start: '08:00', end: '12:00', pause: 0 }] }, worker, of)
  const copy = async (more: object) => {
    const asked = { id: v7(), language: 'it', ...more }
    expect((await worker.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
    return String((await worker.call('GET', `/persons/${person}/exports/${asked.id}/file`)).body)
  }
  const whole = await copy({})
  for (const words of [
    'dal 6 ottobre 2025 al 12 ottobre 2025',
    '06:00–20:00, pausa di 60 minuti',
    '22:00–06:00, pausa non detta<',
  ])
    expect(whole).toContain(words)
  for (const words of ['08:00–12:00, senza pausa<', 'Un compagno di lavoro', 'La persona'])
    expect(whole).toContain(words)
  for (const words of [
    'lunedì, martedì',
    'domenica',
    'Tolto il',
    'Own-place',
    'Own-evidence',
    'Own-note',
    'Own-reason',
  ])
    expect(whole).toContain(words)
  const less = await copy({ withheld: ['case-notes'], words: 'Why' })
  expect(less).toContain('Own-place')
  expect(less).not.toMatch(/Own-evidence|Own-note|Own-reason|compagno/)
  expect(less).toContain('La persona')
  const english = await copy({ language: 'en' })
  expect(english).toContain('Monday, Tuesday')
  const held = (await worker.call('GET', `/persons/${person}/privacy`)).body.held
  expect(held.find(({ what }: { what: string }) => what === 'worktime')).toMatchObject({ count: 4 })
})

test('a diary takes so many entries and no more, those taken back among them; what is there can still be taken back', async () => {
  const full = await takeCharge(worker)
  const first = v7()
  await write({ id: first }, worker, full)
  await worker.enter(async (at) => {
    for (let no = 2; no <= MOST_ENTRIES; no += 1) await addHours(at, full, NewHours.parse(newHours()))
  })
  expect((await write({}, worker, full)).body).toMatchObject({ code: 'not-possible', reason: 'hours-full' })
  expect((await back(first as string, '', worker, full)).status).toBe(200)
  expect((await write({}, worker, full)).body).toMatchObject({ reason: 'hours-full' })
})
