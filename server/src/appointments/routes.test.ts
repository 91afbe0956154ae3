import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newBooking, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let colleague: Caller
let coordinator: Caller
let kase: string
beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
  colleague = await server.member(worker.desk, 'legal_adviser')
  coordinator = await server.member(worker.desk, 'coordinator')
  kase = await takeCharge(worker, { personId: await record(worker) })
})
afterAll(() => server.close())

const booking = (more: object = {}) => newBooking({ case: kase, colleagues: [worker.accountId], ...more })
const plan = (more: object = {}, by = worker) => by.call('POST', '/calendar', booking(more))
const change = (id: string, no: number, more: object = {}, by = worker) => {
  const { id: _, case: __, ...facts } = booking(more) as Record<string, unknown>
  return by.call('PUT', `/calendar/${id}`, { no, ...facts, ...more })
}
const settle = (id: string, no: number, act: string, why = '', by = worker) =>
  by.call('POST', `/calendar/${id}/steps`, { no, act, why })
const between = async (from: string, to = from, by = worker) =>
  (await by.call('GET', `/calendar?from=${from}&to=${to}`)).body.rows

test('an appointment is planned, moved and held, and every step stays readable', async () => {
  const id = v7()
  const planned = await plan({ id, day: '2026-01-15', time: '11:00' })
  expect(planned).toMatchObject({ status: 200, body: { id, no: 1, state: 'planned', personName: 'Amina Diallo' } })
  const moved = await change(id, 1, { day: '2026-01-15', time: '12:00', why: 'Il treno' })
  expect(moved.body).toMatchObject({ no: 2, state: 'planned', time: '12:00' })
  const held = await settle(id, 2, 'held')
  expect(held.body).toMatchObject({ no: 3, state: 'held', can: ['undone'] })
  expect(held.body.steps).toMatchObject([
    { no: 1, act: 'planned', time: '11:00', why: '' },
    { no: 2, act: 'changed', time: '12:00', why: 'Il treno' },
    { no: 3, act: 'held', time: '12:00' },
  ])
  expect((await worker.call('GET', `/calendar/${id}`)).body).toEqual(held.body)
})

test('that the person did not come is counted on the case, and taken back on the same day alone', async () => {
  const of = await takeCharge(worker)
  const ids = [v7(), v7()]
  for (const id of ids) {
    await plan({ id, case: of, day: '2026-01-14' })
    expect((await settle(id, 1, 'missed')).body.state).toBe('missed')
  }
  const told = async () => (await worker.call('GET', `/cases/${of}/appointments`)).body
  expect(await told()).toMatchObject({ total: 2, missed: 2 })
  expect((await settle(ids[0] as string, 2, 'undone')).body).toMatchObject({ no: 3, state: 'planned' })
  expect(await told()).toMatchObject({ total: 2, missed: 1 })
  const before = server.clock.now
  server.clock.now = '2026-01-16T09:00:00.000Z'
  try {
    const by = await server.member(worker.desk, 'worker')
    const late = await settle(ids[1] as string, 2, 'undone', '', by)
    expect(late).toMatchObject({ status: 409, body: { reason: 'appointment-stands' } })
  } finally {
    server.clock.now = before
  }
})

test('what is to come is not held yet, what was cancelled stays so, and nobody misses a meeting of the desk', async () => {
  const [id, meeting] = [v7(), v7()]
  await plan({ id })
  expect((await settle(id, 1, 'held')).body).toMatchObject({ reason: 'appointment-stands' })
  expect((await settle(id, 1, 'cancelled-by-person', 'Ha trovato lavoro')).body).toMatchObject({
    state: 'cancelled-by-person',
    can: [],
  })
  expect((await change(id, 2)).body).toMatchObject({ reason: 'appointment-stands' })
  await plan({ id: meeting, case: null, kind: 'team', day: '2026-01-15' })
  const { body } = await worker.call('GET', `/calendar/${meeting}`)
  expect(body).toMatchObject({ case: null, personId: null, can: ['change', 'held', 'cancelled-by-desk'] })
})

test('of two who move the same appointment at once one is first, and the other is told how it stands', async () => {
  const id = v7()
  await plan({ id })
  const both = await Promise.all([change(id, 1, { time: '14:00' }), change(id, 1, { time: '15:00' }, colleague)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const [won, lost] = both[0]?.status === 200 ? both : [both[1], both[0]]
  expect(lost?.body).toMatchObject({ code: 'moved-on', current: { no: 2, time: won?.body.time } })
})

test('sent twice it is one appointment, and another one under the same id is refused', async () => {
  const body = booking({ day: '2026-01-20' })
  const send = (more = {}) => worker.call('POST', '/calendar', { ...body, ...more })
  expect([(await send()).status, (await send()).status, (await send({ minutes: 30 })).status]).toEqual([200, 200, 409])
  expect(await between('2026-01-20')).toHaveLength(1)
})

test('the hour that is kept is that of the wall, also on the days on which clocks are moved', async () => {
  const pointer = async (more: object) => (await plan(more)).body.errors?.[0]
  expect(await pointer({ day: '2026-03-29', time: '02:30' })).toEqual({ pointer: '/time', code: 'not-on-the-clock' })
  for (const [day, time] of [
    ['2026-03-29', '09:00'],
    ['2026-10-25', '02:30'],
    ['2026-10-25', '09:00'],
  ] as const) {
    const id = v7()
    expect((await plan({ id, day, time })).status).toBe(200)
    expect((await worker.call('GET', `/calendar/${id}`)).body).toMatchObject({ day, time })
  }
})

test('what cannot be is refused with its field', async () => {
  const wrong = async (more: object) => (await plan(more)).body.errors?.[0]
  expect(await wrong({ day: '2024-01-01' })).toMatchObject({ pointer: '/day', code: 'date-too-old' })
  expect(await wrong({ day: '2029-01-01' })).toMatchObject({ pointer: '/day', code: 'date-too-far' })
  expect(await wrong({ time: '23:30' })).toMatchObject({ pointer: '/minutes', code: 'past-midnight' })
  expect(await wrong({ colleagues: [] })).toMatchObject({ pointer: '/colleagues', code: 'missing' })
  expect(await wrong({ colleagues: [worker.accountId, worker.accountId] })).toMatchObject({ code: 'twice' })
  expect(await wrong({ case: v7() })).toMatchObject({ pointer: '/case', code: 'unknown' })
  expect(await wrong({ room: v7() })).toMatchObject({ pointer: '/room', code: 'unknown' })
  const evaluator = await server.member(worker.desk, 'evaluator')
  expect(await wrong({ colleagues: [evaluator.accountId] })).toEqual({ pointer: '/colleagues/0', code: 'unknown' })
  const far = await worker.call('GET', '/calendar?from=2026-01-01&to=2026-02-12')
  expect(far.body.errors).toEqual([{ pointer: '/to', code: 'too-long' }])
  expect((await worker.call('GET', '/calendar?from=2026-01-01&to=2026-02-11')).status).toBe(200)
})

test('no new appointment in a closed case, and one that stood is still settled', async () => {
  const of = await takeCharge(worker)
  const id = v7()
  await plan({ id, case: of, day: '2026-01-15' })
  const close = { outcome: 'other', closedOn: '2026-01-15', version: 1 }
  expect((await coordinator.call('POST', `/cases/${of}/close`, close)).status).toBe(200)
  expect((await plan({ case: of })).body).toMatchObject({ reason: 'case-closed' })
  expect((await settle(id, 1, 'missed', '', coordinator)).body).toMatchObject({ state: 'missed' })
})

test('a stranger finds nothing, and an outreach worker sees that an hour is taken and not by whom', async () => {
  const id = v7()
  await plan({ id, day: '2026-02-03', text: 'Own-words', kind: 'legal' })
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const [row] = await between('2026-02-03', '2026-02-03', outreach)
  expect(row).toMatchObject({ hidden: true, personName: '', text: '', kind: 'other', case: null, can: [] })
  expect(row).toMatchObject({ time: '09:30', colleagues: [worker.accountId] })
  const stranger = await server.member(await server.desk('there'), 'worker')
  expect(await between('2026-02-03', '2026-02-03', stranger)).toEqual([])
  for (const by of [outreach, stranger]) {
    expect((await by.call('GET', `/calendar/${id}`)).status).toBe(404)
    expect((await change(id, 1, {}, by)).status).toBe(404)
    expect((await settle(id, 1, 'cancelled-by-desk', '', by)).status).toBe(404)
    expect((await by.call('GET', `/cases/${kase}/appointments`)).status).toBe(404)
  }
})

test('own appointments of today and tomorrow are told, and not those that were cancelled or of colleagues', async () => {
  const by = await server.member(worker.desk, 'worker')
  const [today, tomorrow, gone] = [v7(), v7(), v7()]
  const colleagues = [by.accountId]
  await plan({ id: today, day: '2026-01-15', time: '17:00', colleagues })
  await plan({ id: tomorrow, colleagues })
  await plan({ id: gone, colleagues })
  await plan({ day: '2026-01-17', colleagues })
  await settle(gone, 1, 'cancelled-by-desk')
  const { rows } = (await by.call('GET', '/calendar/near')).body
  expect(rows.map(({ id }: { id: string }) => id)).toEqual([today, tomorrow])
})

test('rooms are kept by who coordinates, taken out of use and not away; a name stands nowhere in clear', async () => {
  const room = v7()
  const put = (body: object, by = coordinator) => by.call('PUT', `/rooms/${room}`, body)
  expect((await put({ version: 0, name: 'Zq-sala', retired: false }, worker)).status).toBe(403)
  expect((await put({ version: 0, name: 'Zq-sala', retired: false })).status).toBe(200)
  const id = v7()
  expect((await plan({ id, room })).body).toMatchObject({ room })
  expect((await put({ version: 1, name: 'Zq-sala grande', retired: true })).status).toBe(200)
  expect((await put({ version: 1, name: 'Zq-altra', retired: false })).status).toBe(409)
  expect((await plan({ room })).body.errors[0]).toEqual({ pointer: '/room', code: 'unknown' })
  expect((await change(id, 1, { room, time: '10:00' })).status).toBe(200)
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    `select row_to_json(r)::text as text from room r union all select row_to_json(s)::text from appointment_step s`,
  )
  expect(rows.map(({ text }) => text).join()).not.toMatch(/Zq-|Own-words|treno|interview/)
})

test('the holiday of the place is said by who coordinates, once for all, and taken away again', async () => {
  const put = (version: number, saint: object | null, by = coordinator) =>
    by.call('PUT', '/patron-day', { version, saint })
  const patron = async (by = worker) => (await by.call('GET', '/calendar-places')).body.patron
  const ambrose = { day: '12-07', name: 'Zq-Ambrogio' }
  expect(await patron()).toEqual({ version: 0, saint: null })
  expect((await put(0, ambrose, worker)).status).toBe(403)
  for (const day of ['12-32', '02-30', '7/12', '2026-12-07'])
    expect((await put(0, { ...ambrose, day })).status).toBe(422)
  // Of two who say one at once one is first; who says the same again changes nothing.
  const both = await Promise.all([put(0, ambrose), put(0, { day: '06-24', name: 'Giovanni' })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const first = await patron()
  expect(first.version).toBe(1)
  expect((await put(0, first.saint)).body.patron).toEqual(first)
  expect((await put(1, { day: '02-29', name: 'Zq-Ambrogio' })).body.patron.version).toBe(2)
  expect((await put(1, ambrose)).body.current.patron).toEqual({
    version: 2,
    saint: { day: '02-29', name: 'Zq-Ambrogio' },
  })
  const elsewhere = await server.member(await server.desk('elsewhere'), 'worker')
  expect(await patron(elsewhere)).toEqual({ version: 0, saint: null })
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    'select row_to_json(p)::text as text from patron_day p',
  )
  expect(rows.map(({ text }) => text).join()).not.toMatch(/Zq-|02-29/)
  expect((await put(2, null)).body.patron).toEqual({ version: 3, saint: null })
})

test('who mediates is a colleague or somebody from outside, with languages', async () => {
  const [own, outside] = [v7(), v7()]
  const put = (id: string, more: object) =>
    coordinator.call('PUT', `/mediators/${id}`, {
      version: 0,
      account: null,
      languages: ['ar'],
      retired: false,
      ...more,
    })
  expect((await put(outside, {})).body.errors[0]).toMatchObject({ pointer: '/name', code: 'missing' })
  expect((await put(outside, { account: v7() })).body.errors[0]).toMatchObject({ pointer: '/account', code: 'unknown' })
  expect((await put(outside, { name: 'Amina', phone: '000' })).status).toBe(200)
  const { mediators } = (await put(own, { account: colleague.accountId, name: 'ignored' })).body
  expect(mediators).toHaveLength(2)
  expect(mediators.find(({ id }: { id: string }) => id === own).name).not.toBe('ignored')
  expect((await plan({ mediator: outside })).body.errors[0]).toMatchObject({ pointer: '/language', code: 'missing' })
  expect((await plan({ mediator: outside, language: 'ar' })).body).toMatchObject({ mediator: outside, language: 'ar' })
})

test('who is listed as mediator and is a member has what she mediates among the own ones', async () => {
  const by = await server.member(worker.desk, 'cultural_mediator')
  const [mediator, id, other] = [v7(), v7(), v7()]
  const body = { version: 0, account: by.accountId, name: '', phone: '', languages: ['wo'], retired: false }
  expect((await coordinator.call('PUT', `/mediators/${mediator}`, body)).status).toBe(200)
  await plan({ id, mediator, language: 'wo' })
  await plan({ id: other })
  const { rows } = (await by.call('GET', '/calendar/near')).body
  expect(rows.map((row: { id: string }) => row.id)).toEqual([id])
  expect(rows[0]).toMatchObject({ mediator, mediatorAccount: by.accountId })
  const shown = await between('2026-01-16', '2026-01-16', worker)
  expect(shown.find((row: { id: string }) => row.id === other)).toMatchObject({ mediatorAccount: null })
})

test('whoever reads the case in an emergency is told when and where the person is expected, and nothing else of it', async () => {
  const by = await server.member(worker.desk, 'worker', 'coordinator')
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const of = await takeCharge(by, { personId: await record(by) })
  const [room, gone] = [v7(), v7()]
  await by.call('PUT', `/rooms/${room}`, { version: 0, name: 'Sala verde', retired: false })
  await plan({ case: of, day: '2026-01-20', time: '15:00', room, place: 'Secondo piano', text: 'Own-words' })
  await plan({ case: of, day: '2026-01-16', kind: 'legal' })
  await plan({ case: of, day: '2026-01-14' })
  await plan({ id: gone, case: of, day: '2026-01-21' })
  await settle(gone, 1, 'cancelled-by-desk')
  const glass = v7()
  const target = { desk: 'here', case: of }
  const asked = await outreach.call('POST', '/glass', {
    id: glass,
    target,
    reason: 'health',
    words: 'Al pronto soccorso',
  })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { body } = await outreach.call('GET', `/glass/${asked.body.id}`)
  expect(body.ahead).toEqual([
    { day: '2026-01-16', time: '09:30', minutes: 60, kind: 'legal', place: '' },
    { day: '2026-01-20', time: '15:00', minutes: 60, kind: 'interview', place: 'Sala verde, Secondo piano' },
  ])
})

test('who reads an appointment stands among those who saw the person', async () => {
  const person = await record(worker)
  const of = await takeCharge(worker, { personId: person })
  const id = v7()
  await plan({ id, case: of })
  await colleague.call('GET', `/calendar/${id}`)
  await server.reads.flush()
  const { rows } = (await worker.call('GET', `/persons/${person}/accesses`)).body
  expect(rows.flatMap(({ acts }: { acts: string[] }) => acts)).toContain('openBooking')
})

test('the copy for the person holds appointments and what became of them; what colleagues noted is withheld with the notes', async () => {
  const person = await record(worker)
  const of = await takeCharge(worker, { personId: person })
  const id = v7()
  await plan({ id, case: of, day: '2026-01-14', place: 'Own-place', text: 'Own-words', kind: 'legal' })
  await change(id, 1, { day: '2026-01-15', place: 'Own-place', text: 'Own-words', kind: 'legal', why: 'Own-reason' })
  await settle(id, 2, 'missed', 'Own-outcome')
  const copy = async (more: object) => {
    const asked = { id: v7(), language: 'it', ...more }
    expect((await worker.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
    return String((await worker.call('GET', `/persons/${person}/exports/${asked.id}/file`)).body)
  }
  const whole = await copy({})
  for (const words of [
    'Appuntamenti allo sportello',
    '15 gennaio 2026, 09:30',
    'Consulenza legale',
    'Persona non venuta',
  ])
    expect(whole).toContain(words)
  for (const words of ['Own-place', 'Own-words', 'Own-reason', 'Own-outcome']) expect(whole).toContain(words)
  const less = await copy({ withheld: ['case-notes'], words: 'Why' })
  expect(less).toContain('Own-place')
  expect(less).not.toMatch(/Own-words|Own-reason|Own-outcome/)
  expect(await copy({ language: 'fr' })).toContain('Conseil juridique')
  const held = (await worker.call('GET', `/persons/${person}/privacy`)).body.held
  expect(held.find(({ what }: { what: string }) => what === 'appointments')).toMatchObject({ count: 1 })
})
