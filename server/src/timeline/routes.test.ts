import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseTimeline } from '#model/timeline/contract.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newArrival, newPayment } from '../testing-arrival.ts'
import { erased } from '../testing-erasure.ts'
import { keep } from '../testing-files.ts'
import { newLetter, newLetterTemplate } from '../testing-letters.ts'
import { addAnswers, addQuestion, newAnswer } from '../testing-questions.ts'
import {
  addPathway,
  addTask,
  closeWithFollowUp,
  log,
  newBooking,
  newGoal,
  newHours,
  newSign,
  newTask,
  record,
  takeCharge,
} from '../testing-records.ts'
import { addTies, newSafeContact } from '../testing-ties.ts'

let server: TestServer
let worker: Caller
let colleague: Caller
let lawyer: Caller
let coordinator: Caller
let street: Caller
let stranger: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'worker')
  lawyer = await server.member(desk, 'legal_adviser')
  coordinator = await server.member(desk, 'coordinator')
  street = await server.member(desk, 'outreach_worker')
  stranger = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

/** Time goes by, while everybody works on something else: sessions do not end. */
async function later(minutes: number): Promise<void> {
  for (let gone = 0; gone < minutes; gone += 10) {
    server.clock.now = new Date(Date.parse(server.clock.now) + Math.min(10, minutes - gone) * 60_000).toISOString()
    for (const by of [worker, colleague, lawyer, coordinator, street, stranger]) await by.call('GET', '/cases')
  }
}
const timeline = async (kase: string, by = worker): Promise<CaseTimeline> => {
  const { status, body } = await by.call('GET', `/cases/${kase}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.timeline
}
/** Looks at a case as its page does; answers with what the page shows. */
const look = async (kase: string, by = worker, seen = false): Promise<CaseTimeline> => {
  const { status, body } = await by.call('POST', `/cases/${kase}/look`, { until: server.clock.now, seen })
  expect(status, JSON.stringify(body)).toBe(200)
  const shown = await timeline(kase, by)
  expect(shown.since).toBe(body.since)
  return shown
}
const put = async (path: string, body: object, by = worker) => {
  const answer = await by.call('PUT', path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const post = async (path: string, body: object, by = worker) => {
  const answer = await by.call('POST', path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const said = ({ happenings }: CaseTimeline) => happenings.map(({ kind, act }) => `${kind} ${act}`).sort()
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(30, 'x')])

/** A case in which something happened in every part. */
async function fullCase(): Promise<{ kase: string; person: string }> {
  const person = await record(worker, { identity: { givenName: 'Amina', familyName: 'Diallo' } })
  const kase = await takeCharge(worker, { personId: person })
  const booking = newBooking({ case: kase, colleagues: [worker.accountId] })
  await post('/calendar', booking)
  await addTask(worker, kase, worker.accountId, { day: '2026-01-14' })
  await addPathway(worker, kase)
  await put(`/cases/${kase}/documents/tax-code`, { no: 0, state: 'held', expiresOn: '2026-02-01' })
  await keep(worker, kase, pdf, { name: 'Contratto.pdf' })
  await post(`/cases/${kase}/signs`, newSign())
  await post(`/cases/${kase}/signs`, newSign({ sign: 'index-time' }))
  await put(`/cases/${kase}/arrival`, newArrival())
  await put(`/cases/${kase}/arrival/payments/${v7()}`, newPayment())
  await post(`/cases/${kase}/hours`, newHours())
  await addTies(worker, person, { safeContact: {} })
  const question = await addQuestion(coordinator)
  await addAnswers(worker, `/cases/${kase}`, newAnswer(question))
  const template = v7()
  await put(`/letters/templates/${template}`, newLetterTemplate(), coordinator)
  await post(`/cases/${kase}/letters`, newLetter(template))
  return { kase, person }
}

test('all parts of a case tell what happened in them, answers about signs in one line and not what they say', async () => {
  const { kase } = await fullCase()
  const got = await timeline(kase, colleague)
  expect(said(got)).toEqual([
    'appointment planned',
    'arrival arrival',
    'arrival payment',
    'document recorded',
    'file kept',
    'hours written',
    'letter made',
    'pathway goal-agreed',
    'pathway review',
    'pathway step-agreed',
    'person relative',
    'person safe-contact',
    'questions answered',
    'signs answered',
    'task given',
  ])
  const line = (kind: string) => got.happenings.find((each) => each.kind === kind)
  expect(line('signs')).toMatchObject({ count: 2, what: '', by: expect.stringMatching(/^worker/) })
  expect(line('document')).toMatchObject({ code: 'tax-code', state: 'held', until: '2026-02-01' })
  expect(line('appointment')).toMatchObject({
    day: '2026-01-15',
    until: '2026-01-16',
    time: '09:30',
    code: 'interview',
  })
  expect(line('file')).toMatchObject({ what: 'Contratto.pdf' })
  const days = got.happenings.map(({ day }) => day)
  expect(days).toEqual(days.toSorted().reverse())
  expect(JSON.stringify(got)).not.toMatch(/Buste paga|Messaggi del|dopo le 20/)
})

test('what presses is said first: what is late, then by day', async () => {
  const { kase } = await fullCase()
  const { pressing, pressingTotal } = await timeline(kase)
  expect(pressing.map(({ kind, day, late }) => [kind, day, late])).toEqual([
    ['task', '2026-01-14', true],
    ['appointment', '2026-01-16', false],
    ['document', '2026-02-01', false],
  ])
  expect(pressingTotal).toBe(3)
  // What is over and of which nobody wrote who came is late.
  await post('/calendar', newBooking({ case: kase, colleagues: [worker.accountId], day: '2026-01-15', time: '07:00' }))
  expect((await timeline(kase)).pressing[1]).toMatchObject({ kind: 'appointment', day: '2026-01-15', late: true })
  // Of a closed case only what is to be asked after its closing.
  await post(`/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  expect((await timeline(kase)).pressing.map(({ kind }) => kind)).toContain('follow-up')
  expect((await timeline(kase)).pressing.map(({ kind }) => kind)).not.toContain('document')
})

test('a document that is withheld presses until it was looked at among the signs', async () => {
  const kase = await takeCharge(worker)
  const pressing = async () => (await timeline(kase)).pressing.map(({ kind, code }) => [kind, code])
  await put(`/cases/${kase}/documents/passport`, { no: 0, state: 'withheld', expiresOn: null, number: '', note: '' })
  expect(await pressing()).toEqual([['withheld', 'passport']])
  await post(`/cases/${kase}/signs`, newSign())
  expect(await pressing(), 'an answer about something else').toEqual([['withheld', 'passport']])
  await post(`/cases/${kase}/signs`, newSign({ sign: 'papers-taken', answer: 'no', evidence: '', periods: [] }))
  expect(await pressing()).toEqual([])
})

test('a goal that is reached, a task that is done and opened again, a step that is done each tell it; a mistake tells nothing', async () => {
  const kase = await takeCharge(worker)
  const { goal, step } = await addPathway(worker, kase)
  await put(`/cases/${kase}/pathway/goals/${goal}`, newGoal({ no: 1, state: 'reached', since: '2026-01-13' }))
  await put(`/cases/${kase}/pathway/steps/${step}`, {
    ...{ no: 1, goal, text: 'Iscriversi al corso', owner: 'person', state: 'done', doneOn: '2026-01-12' },
  })
  const task = await addTask(worker, kase, worker.accountId)
  const of = { caseId: kase, owner: worker.accountId }
  await put(`/tasks/${task}`, newTask({ ...of, no: 1, state: 'done' }))
  await put(`/tasks/${task}`, newTask({ ...of, no: 2, state: 'open' }))
  const got = await timeline(kase)
  expect(said(got)).toEqual([
    ...['pathway goal-agreed', 'pathway goal-reached', 'pathway review', 'pathway step-agreed', 'pathway step-done'],
    ...['task done', 'task given', 'task reopened'],
  ])
  expect(got.happenings.find(({ act }) => act === 'goal-reached')?.day).toBe('2026-01-13')
  expect(got.happenings.find(({ act }) => act === 'step-done')?.day).toBe('2026-01-12')
  await put(`/cases/${kase}/pathway/goals/${goal}`, newGoal({ no: 2, state: 'withdrawn' }))
  expect(said(await timeline(kase)).filter((line) => line.includes('goal'))).toEqual([])
})

test('how the person is after the closing is told', async () => {
  const kase = await takeCharge(worker)
  await closeWithFollowUp(worker, kase)
  expect(said(await timeline(kase))).toEqual(['pathway follow-up'])
})

test('the name of a restricted file is told to whoever may open it', async () => {
  const kase = await takeCharge(worker)
  await keep(lawyer, kase, pdf, { name: 'Denuncia.pdf', visibility: 'legal' })
  expect((await timeline(kase, lawyer)).happenings[0]).toMatchObject({ kind: 'file', what: 'Denuncia.pdf' })
  expect((await timeline(kase, worker)).happenings[0]).toMatchObject({ kind: 'file', what: '' })
})

test('what colleagues wrote since the last visit is new, what one wrote oneself never is', async () => {
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  const started = server.clock.now
  expect(await look(kase)).toMatchObject({ since: null, fresh: [] })
  await later(10)
  const [mine, note, service] = [v7(), v7(), v7()]
  const day = '2026-01-15'
  await post(`/cases/${kase}/notes`, { id: mine, day, kind: 'call', text: 'Mine' })
  await post(`/cases/${kase}/notes`, { id: note, day, kind: 'call', text: 'Hers' }, colleague)
  await post(`/cases/${kase}/services`, { id: service, day, kind: 'legal', text: '' }, colleague)
  const contact = await log(colleague, { personId: person, day })
  const task = await addTask(colleague, kase, worker.accountId)
  await later(1)
  expect(await timeline(kase), 'within the first visit nothing is told apart').toMatchObject({ since: null, fresh: [] })
  await later(49)
  const after = await look(kase)
  expect(after.since).toBe(started)
  expect(after.fresh.toSorted()).toEqual([note, service, contact, `task ${task}`].toSorted())
  await later(10)
  expect((await timeline(kase)).fresh, 'within the visit it stays new').toEqual(after.fresh)
  expect((await timeline(kase, lawyer)).fresh, 'to whoever never looked nothing is').toEqual([])
  expect(await look(kase, worker, true)).toMatchObject({ fresh: [] })
  await later(10)
  await put(`/cases/${kase}/notes/${note}`, { kind: 'call', text: 'Hers, corrected', version: 1 }, colleague)
  expect((await timeline(kase)).fresh, 'what is corrected is new again').toEqual([note])
})

test('what came after the page was asked for is not known, whatever is said to be seen; nobody looks ahead', async () => {
  const kase = await takeCharge(worker)
  await look(kase)
  await later(50)
  const { at: until } = await timeline(kase)
  expect(until).toBe(server.clock.now)
  const [shown, late] = [v7(), v7()]
  const day = '2026-01-15'
  await post(`/cases/${kase}/notes`, { id: shown, day, kind: 'call', text: 'Hers' }, colleague)
  await later(10)
  await post(`/cases/${kase}/notes`, { id: late, day, kind: 'call', text: 'Hers, later' }, colleague)
  const see = (more: object) => post(`/cases/${kase}/look`, { until, seen: true, ...more })
  await see({})
  expect((await timeline(kase)).fresh).toEqual([late])
  await see({ until: '2030-01-01T00:00:00Z' })
  await later(1)
  await put(`/cases/${kase}/notes/${late}`, { kind: 'call', text: 'Hers, corrected', version: 1 }, colleague)
  expect((await timeline(kase)).fresh).toEqual([late])
})

test('two looks at once are one', async () => {
  const kase = await takeCharge(worker)
  const answers = await Promise.all([look(kase), look(kase), look(kase)])
  expect(answers.map(({ since }) => since)).toEqual([null, null, null])
})

test('a case that is not theirs is not there for another desk, nor for an outreach worker who does not follow it', async () => {
  const { kase } = await fullCase()
  for (const by of [stranger, street])
    for (const answer of [await by.call('POST', `/cases/${kase}/look`, { until: server.clock.now, seen: true })])
      expect(answer.status).toBe(404)
})

test('of somebody whose data were erased nothing is told', async () => {
  const { kase, person } = await fullCase()
  await put(`/persons/${person}/safe-contact`, newSafeContact({ no: 1 }))
  await look(kase)
  await erased(worker, coordinator, person)
  const got = await timeline(kase)
  expect(got.happenings).toEqual([])
  expect(got.pressing).toEqual([])
})
