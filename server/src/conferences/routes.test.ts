import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { answerConference, callConference, newConference } from '../testing-conferences.ts'
import { decided, erased, newErasure } from '../testing-erasure.ts'
import { newBooking, takeCharge } from '../testing-records.ts'
import { arrived, nextTo, referredCase } from '../testing-referrals.ts'

let server: TestServer
let coordinator: Caller
let worker: Caller
let next: Caller
beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator')
  worker = await server.member(coordinator.desk, 'worker')
  next = await nextTo(server, coordinator)
})
afterAll(() => server.close())

/** A case with a referral that another desk accepted. */
const referred = (more: object = {}) => referredCase(server, [coordinator, worker, next], more)
const listed = async (kase: string, by = worker) => (await by.call('GET', `/cases/${kase}/conferences`)).body
const invitations = async (referral: string, by = next) =>
  (await by.call('GET', `/referrals/${referral}/conferences`)).body
const write = (kase: string, id: string, no: number, more: object = {}, by = worker) =>
  by.call('PUT', `/cases/${kase}/conferences/${id}`, { no, ...newConference(by), state: 'called', ...more })
const answer = (referral: string, id: string, more: object = {}, by = next) => answerConference(by, referral, id, more)

test('a conference is called, stands in the calendar, reaches the desk of a referral, and comes back with who comes', async () => {
  const { kase, referral } = await referred()
  expect(await listed(kase)).toMatchObject({
    rows: [],
    invitable: [{ referral, desk: expect.any(String), early: false }],
    can: ['call'],
  })
  const id = await callConference(worker, kase, { referrals: [referral] })
  await arrived(server)
  const agenda = (await worker.call('GET', `/cases/${kase}`)).body.appointments
  expect(agenda.ahead).toMatchObject([{ id, kind: 'conference', day: '2026-01-15', time: '10:00' }])
  const [seen] = (await invitations(referral)).rows
  expect(seen).toEqual({
    ...{ id, no: 1, state: 'called', day: '2026-01-15', time: '10:00', minutes: 60, place: 'Sala grande' },
    ...{ agenda: 'Come andare avanti', record: '', decisions: [], answer: null, open: true, can: ['answer'] },
  })
  // Beside it nothing of the case came, and it stands among no messages.
  expect((await next.call('GET', `/referrals/${referral}`)).body.messages).toEqual([])
  expect((await next.call('GET', `/referrals/${referral}`)).body.news).toEqual(['conference'])
  expect((await answer(referral, id)).body.rows).toMatchObject([{ answer: { comes: true, who: 'Ada' } }])
  await arrived(server)
  const [row] = (await listed(kase)).rows
  expect(row.desks).toMatchObject([{ referral, reached: true, answer: { comes: true, who: 'Ada' } }])
  await answer(referral, id, { comes: false, who: '' })
  await arrived(server)
  expect((await listed(kase)).rows[0].desks[0].answer).toMatchObject({ comes: false })

  const decisions = [{ text: 'Scrivere al datore', who: 'Ada', due: '2026-02-01' }]
  const held = await write(kase, id, 1, { referrals: [referral], state: 'held', record: 'Detto tutto', decisions })
  expect(held.body.rows, JSON.stringify(held.body)).toMatchObject([{ state: 'held', no: 2, record: 'Detto tutto' }])
  await arrived(server)
  expect((await invitations(referral)).rows).toMatchObject([
    { state: 'held', record: 'Detto tutto', decisions, can: [] },
  ])
  expect((await answer(referral, id)).body.reason).toBe('conference-stands')
  const steps = (await worker.call('GET', `/calendar/${id}`)).body.steps.map(({ act }: { act: string }) => act)
  expect(steps).toEqual(['planned', 'held'])
  const { happenings } = (await worker.call('GET', `/cases/${kase}`)).body.timeline
  expect(happenings.filter(({ code }: { code: string }) => code === 'conference')).toHaveLength(2)
})

test('an answer is to the day and hour that were read: after a move it is told as that, and one to what is old is asked anew', async () => {
  const { kase, referral } = await referred()
  const id = await callConference(worker, kase, { referrals: [referral] })
  await arrived(server)
  await answer(referral, id)
  await arrived(server)
  expect((await write(kase, id, 1, { referrals: [referral], agenda: 'Altro' })).status).toBe(200)
  await arrived(server)
  // Other words, the same hour: the answer stands.
  const there = async () => (await invitations(referral)).rows[0].answer
  const here = async () => (await listed(kase)).rows[0].desks[0].answer
  expect([await there(), await here()]).toMatchObject([{ meant: null }, { meant: null }])
  expect((await write(kase, id, 2, { referrals: [referral], day: '2026-01-22', time: '17:00' })).status).toBe(200)
  await arrived(server)
  const meant = { comes: true, who: 'Ada', meant: { day: '2026-01-15', time: '10:00' } }
  expect([await there(), await here()]).toMatchObject([meant, meant])
  const late = await answer(referral, id, { no: 2 })
  expect(late).toMatchObject({ status: 409, body: { code: 'moved-on', current: { rows: [{ no: 3 }] } } })
  expect(await there()).toMatchObject(meant)
  const sent = { id: v7(), no: 3, comes: false, who: '' }
  expect((await answer(referral, id, sent)).status).toBe(200)
  await arrived(server)
  expect([await there(), await here()]).toMatchObject([
    { comes: false, meant: null },
    { comes: false, meant: null },
  ])
  // Sent again, because its answer was lost, it stands once; also after the next change.
  await write(kase, id, 3, { referrals: [referral], day: '2026-01-23' })
  await arrived(server)
  expect((await answer(referral, id, sent)).status).toBe(200)
})

test('a desk that was given minutes keeps them, and is given what is put right', async () => {
  const { kase, referral } = await referred()
  const id = await callConference(worker, kase, { referrals: [referral] })
  const held = { referrals: [referral], state: 'held', record: 'Detto tutto' }
  await write(kase, id, 1, held)
  await arrived(server)
  const dropped = await write(kase, id, 2, { ...held, referrals: [] })
  expect(dropped.body.reason, JSON.stringify(dropped.body)).toBe('conference-held')
  expect((await write(kase, id, 2, { ...held, record: 'Detto meglio' })).status).toBe(200)
  await arrived(server)
  expect((await invitations(referral)).rows).toMatchObject([{ state: 'held', record: 'Detto meglio' }])
})

test('the calendar shows a conference and changes none; none is made there', async () => {
  const kase = await takeCharge(worker)
  const id = await callConference(worker, kase)
  const { body } = await worker.call('GET', `/calendar/${id}`)
  expect(body.can).toEqual([])
  const step = { no: 1, act: 'cancelled-by-desk', why: '' }
  expect((await worker.call('POST', `/calendar/${id}/steps`, step)).body.reason).toBe('appointment-stands')
  const booked = { ...newConference(worker), id: v7(), kind: 'conference', case: kase }
  const { referrals: _, agenda: __, ...booking } = booked
  expect(await worker.call('POST', '/calendar', booking)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/kind' }] },
  })
})

test('the id of an appointment takes nothing from it', async () => {
  const [mine, theirs] = [await takeCharge(worker), await takeCharge(worker)]
  const { id: series, day: _, ...facts } = newBooking({ case: theirs, colleagues: [worker.accountId] })
  const booking = { id: v7() }
  const days = [
    { id: v7(), day: '2026-01-16' },
    { id: booking.id, day: '2026-01-23' },
  ]
  expect((await worker.call('POST', '/calendar/series', { id: series, ...facts, days })).status).toBe(200)
  const { body: before } = await worker.call('GET', `/calendar/${booking.id}`)
  const taken = await worker.call('POST', `/cases/${mine}/conferences`, { ...newConference(worker), id: booking.id })
  expect(taken.body.errors).toEqual([{ pointer: '/id', code: 'unknown' }])
  expect((await listed(mine)).rows).toEqual([])
  expect((await worker.call('GET', `/calendar/${booking.id}`)).body).toEqual(before)
})

test('of a closed case a conference is called off, and nothing else is written', async () => {
  const { kase, referral } = await referred()
  const id = await callConference(worker, kase, { referrals: [referral] })
  const { version } = (await worker.call('GET', `/cases/${kase}`)).body
  const closing = { outcome: 'other', closedOn: '2026-01-15', version }
  expect((await worker.call('POST', `/cases/${kase}/close`, closing)).status).toBe(200)
  expect((await listed(kase)).rows[0].can).toEqual(['call-off'])
  expect((await write(kase, id, 1, { referrals: [referral] })).body.reason).toBe('case-closed')
  const off = await write(kase, id, 1, { referrals: [referral], state: 'cancelled' })
  expect(off.body.rows[0]).toMatchObject({ state: 'cancelled', can: [] })
  await arrived(server)
  expect((await invitations(referral)).rows[0]).toMatchObject({ state: 'cancelled', can: [] })
})

test('what is sent again because its answer was lost stands once', async () => {
  const kase = await takeCharge(worker)
  const id = await callConference(worker, kase)
  for (let time = 0; time < 2; time += 1)
    expect((await write(kase, id, 1, { time: '11:00', agenda: 'Casa' })).body.rows[0]).toMatchObject({ no: 2 })
  expect((await write(kase, id, 1, { time: '11:00', agenda: 'Lavoro' })).status).toBe(409)
})

test('of two who write at once one is first, the other sees how it stands; what was called off stays so', async () => {
  const kase = await takeCharge(worker)
  const id = await callConference(worker, kase)
  const both = await Promise.all([write(kase, id, 1, { time: '11:00' }), write(kase, id, 1, { time: '12:00' })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const lost = both.find(({ status }) => status === 409)
  expect(lost?.body).toMatchObject({ code: 'moved-on', current: { rows: [{ no: 2 }] } })
  expect((await write(kase, id, 2, { day: '2026-01-20', state: 'held' })).body.errors).toEqual([
    { pointer: '/state', code: 'date-future' },
  ])
  expect((await write(kase, id, 2, { record: 'x' })).body.errors).toEqual([
    { pointer: '/record', code: 'does-not-fit' },
  ])
  expect((await write(kase, id, 2, { state: 'cancelled' })).body.rows[0]).toMatchObject({ state: 'cancelled', can: [] })
  expect((await write(kase, id, 3)).body.reason).toBe('conference-stands')
  const ahead = (await worker.call('GET', `/cases/${kase}`)).body.appointments.ahead
  expect(ahead).toEqual([])
})

test('a referral that ended gets nothing new, and its desk answers no more; one that is not asked any more is told', async () => {
  const { kase, referral } = await referred()
  const id = await callConference(worker, kase, { referrals: [referral] })
  await arrived(server)
  await write(kase, id, 1, { referrals: [] })
  await arrived(server)
  expect((await invitations(referral)).rows).toMatchObject([{ state: 'uninvited', agenda: '', can: [] }])
  await write(kase, id, 2, { referrals: [referral], agenda: 'Di nuovo' })
  await arrived(server)
  expect((await invitations(referral)).rows).toMatchObject([{ state: 'called', agenda: 'Di nuovo' }])
  const { version } = (await worker.call('GET', `/referrals/${referral}`)).body
  expect((await worker.call('POST', `/referrals/${referral}/withdrawal`, { version })).status).toBe(200)
  await arrived(server)
  await write(kase, id, 3, { referrals: [referral], state: 'held', record: 'Segreto di dopo' })
  await arrived(server)
  // With what travelled the words are hidden again that came with it.
  expect((await invitations(referral)).rows).toEqual([])
  expect((await answer(referral, id)).status).not.toBe(200)
  expect((await listed(kase)).rows[0].desks).toMatchObject([{ referral, reached: false }])
  const texts = await next.enter(
    async (at) =>
      (await at.tx.selectFrom('referral_message').select('id').where('referral_id', '=', referral).execute()).length,
  )
  expect(texts, 'three invitations came, the fourth did not').toBe(3)
})

test('where nothing covers the giving any more, nothing more goes', async () => {
  const { kase, referral, person } = await referred()
  const id = await callConference(worker, kase, { referrals: [referral] })
  await arrived(server)
  const { rows } = (await worker.call('GET', `/persons/${person}/grounds`)).body
  const restriction = { id: v7(), reason: 'contested', words: 'x' }
  expect((await worker.call('POST', `/persons/${person}/restrictions`, restriction)).status, rows.length).toBe(200)
  const held = await write(kase, id, 1, { referrals: [referral], state: 'held', record: 'Non va oltre' })
  expect(held.status).toBe(200)
  expect(held.body.rows[0].desks).toMatchObject([{ reached: false }])
  await arrived(server)
  expect(JSON.stringify(await invitations(referral))).not.toContain('Non va oltre')
})

test('what could not be given while the data were restricted is said not to have arrived, and given afterwards', async () => {
  const { kase, referral, person } = await referred()
  const [off, left] = [
    await callConference(worker, kase, { referrals: [referral] }),
    await callConference(worker, kase, { referrals: [referral] }),
  ]
  const halt = { id: v7(), reason: 'contested' }
  expect((await worker.call('POST', `/persons/${person}/restrictions`, halt)).status).toBe(200)
  expect((await write(kase, off, 1, { referrals: [referral], state: 'cancelled' })).status).toBe(200)
  expect((await write(kase, left, 1)).status).toBe(200)
  await arrived(server)
  const states = async () => {
    const { rows } = (await invitations(referral)) as { rows: { id: string; state: string }[] }
    // Of two at one hour the one that was called later stands first.
    expect(rows.map(({ id }) => id)).toEqual([off, left].sort().reverse())
    return [off, left].map((id) => rows.find((each) => each.id === id)?.state)
  }
  expect(await states()).toEqual(['called', 'called'])
  const row = async (id: string) => (await listed(kase)).rows.find((each: { id: string }) => each.id === id)
  expect(await row(off)).toMatchObject({ desks: [{ reached: false, open: false }], can: [] })
  const end = await coordinator.call('POST', `/persons/${person}/restrictions/${halt.id}/end`, { words: 'Chiarito' })
  expect(end.status, JSON.stringify(end.body)).toBe(200)
  expect(await row(off)).toMatchObject({ desks: [{ reached: false, open: true }], can: ['tell'] })
  expect((await row(left)).can).toContain('tell')
  for (let time = 0; time < 2; time += 1) {
    const told = await write(kase, off, 2, { referrals: [referral], state: 'cancelled' })
    expect(told.status, JSON.stringify(told.body)).toBe(200)
  }
  expect((await write(kase, left, 2)).status).toBe(200)
  await arrived(server)
  expect(await states()).toEqual(['cancelled', 'uninvited'])
  expect(await row(off)).toMatchObject({ no: 2, desks: [{ reached: true }], can: [] })
})

test('a stranger, a desk that was not asked, a referral of another case: nothing is there', async () => {
  const [{ kase, referral }, other] = [await referred(), await referred()]
  const id = await callConference(worker, kase, { referrals: [referral] })
  await arrived(server)
  expect((await invitations(other.referral)).rows).toEqual([])
  expect((await answer(other.referral, id)).status).toBe(404)
  expect((await answer(referral, id, {}, worker)).body.reason, 'the desk that called').toBe('conference-stands')
  expect((await next.call('GET', `/cases/${kase}/conferences`)).status).toBe(404)
  const stranger = await server.member(await server.desk('there'), 'worker', 'coordinator')
  for (const by of [stranger]) {
    expect((await by.call('GET', `/referrals/${referral}/conferences`)).status).toBe(404)
    expect((await answer(referral, id, {}, by)).status).toBe(404)
    expect((await write(kase, id, 1, {}, by)).status).toBe(404)
  }
  const foreign = await worker.call('POST', `/cases/${other.kase}/conferences`, {
    ...{ id: v7(), ...newConference(worker, { referrals: [referral] }) },
  })
  expect(foreign.body.errors).toEqual([{ pointer: '/referrals/0', code: 'unknown' }])
  expect((await write(other.kase, id, 1)).status).toBe(404)
  const street = await server.member(coordinator.desk, 'outreach_worker')
  expect((await street.call('GET', `/cases/${kase}/conferences`)).status).toBe(404)
})

test('of who was erased nothing is left, here and in what was said to the other desk', async () => {
  const { kase, referral, person } = await referred()
  const id = await callConference(worker, kase, { referrals: [referral], agenda: 'Sparisce' })
  await arrived(server)
  await erased(worker, coordinator, person)
  expect((await listed(kase)).rows).toEqual([])
  const [words] = await ask<{ most: number }>(
    server.database.supervisor,
    `select max(length(words))::int as most from (select words from conference_fact where conference_id = $1
      union all select words from referral_message where referral_id = $2 and desk_id = $3) w`,
    [id, referral, worker.desk.id],
  )
  expect(words).toEqual({ most: 0 })
  expect((await write(kase, id, 1)).status).not.toBe(200)
})

test('what is written while the person is erased waits or is refused; neither waits for the other for ever', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { kase, referral, person } = await referred()
    const erasure = newErasure()
    expect((await worker.call('POST', `/persons/${person}/erasures`, erasure)).status).toBe(200)
    const called = () => ({ id: v7(), ...newConference(worker, { referrals: [referral] }) })
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => worker.call('POST', `/cases/${kase}/conferences`, called())),
      decided(coordinator, person, erasure.id),
      ...Array.from({ length: 4 }, () => worker.call('POST', `/cases/${kase}/conferences`, called())),
    ])
    for (const { status, body } of answers) expect(status, JSON.stringify(body)).toBeLessThan(500)
    expect(answers[4]?.status).toBe(200)
  }
})
