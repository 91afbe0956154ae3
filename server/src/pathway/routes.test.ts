import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CivilDate } from '#model/calendar.ts'
import { MOST_FACTS } from '#model/pathway/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { addPathway, newGoal, newReview, newStep, record, takeCharge } from '../testing-records.ts'
import { insertFact } from './store.ts'

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

const read = (kase: string, by = worker) => by.call('GET', `/cases/${kase}/pathway`)
const put = (kase: string, what: string, id: string, body: object, by = worker) =>
  by.call('PUT', `/cases/${kase}/pathway/${what}/${id}`, body)
const close = (kase: string) =>
  worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })

test('goals, their steps and reviews are written with who and when, and what they were before stays', async () => {
  const kase = await takeCharge(worker)
  expect((await read(kase)).body).toMatchObject({ goals: [], steps: [], reviews: [], can: ['write'] })
  const { goal, step, review } = await addPathway(worker, kase)
  const why = { state: 'changed', since: '2026-01-14', why: 'Prefers to work first' }
  expect((await put(kase, 'goals', goal, newGoal({ no: 1, ...why }))).status).toBe(200)
  const done = { no: 1, state: 'done', doneOn: '2026-01-15' }
  expect((await put(kase, 'steps', step, newStep(goal, done))).status).toBe(200)
  const { body } = await read(kase, coordinator)
  expect(body).toMatchObject({
    caseId: kase,
    today: '2026-01-15',
    goals: [
      {
        id: goal,
        history: [
          { no: 2, ...why },
          { no: 1, area: 'italian', state: 'open', since: null, by: expect.stringMatching(/^worker/) },
        ],
      },
    ],
    steps: [
      {
        id: step,
        goal,
        history: [
          { no: 2, state: 'done', doneOn: '2026-01-15' },
          { no: 1, state: 'open' },
        ],
      },
    ],
    reviews: [{ id: review, history: [{ no: 1, text: 'Va meglio', withdrawn: false }] }],
    can: [],
  })
  expect((await put(kase, 'goals', goal, newGoal({ no: 2 }), coordinator)).body.reason).toBe('grant')
})

test('a step has a colleague of the desk, the person, or somebody else', async () => {
  const kase = await takeCharge(worker)
  const { goal } = await addPathway(worker, kase)
  const ownerOf = async (id: string) =>
    (await read(kase)).body.steps.find((each: { id: string }) => each.id === id).history[0]
  const mine = v7()
  await put(kase, 'steps', mine, newStep(goal, { owner: 'member', account: worker.accountId }))
  expect(await ownerOf(mine)).toMatchObject({ account: worker.accountId, ownerName: expect.stringMatching(/^worker/) })
  const theirs = v7()
  await put(kase, 'steps', theirs, newStep(goal, { owner: 'other', other: 'CPIA' }))
  expect(await ownerOf(theirs)).toMatchObject({ owner: 'other', account: null, ownerName: 'CPIA' })
  const foreign = newStep(goal, { owner: 'member', account: stranger.accountId })
  const { status, body } = await put(kase, 'steps', v7(), foreign)
  expect([status, body.errors]).toEqual([422, [{ pointer: '/account', code: 'unknown' }]])
})

test('a colleague who left keeps the step that was agreed, and is given no other', async () => {
  const kase = await takeCharge(worker)
  const { goal } = await addPathway(worker, kase)
  const gone = await server.member(worker.desk, 'worker')
  const step = v7()
  const theirs = { owner: 'member', account: gone.accountId }
  await put(kase, 'steps', step, newStep(goal, theirs))
  const left = `update member set until = '2026-01-10' where account_id = $1`
  await ask(server.database.supervisor, left, [gone.accountId])
  const done = newStep(goal, { ...theirs, no: 1, state: 'done', doneOn: '2026-01-15' })
  expect((await put(kase, 'steps', step, done)).status).toBe(200)
  expect((await put(kase, 'steps', v7(), newStep(goal, theirs))).status).toBe(422)
})

test('a step belongs to a goal of its own case', async () => {
  const [kase, other] = [await takeCharge(worker), await takeCharge(worker)]
  const { goal, step } = await addPathway(worker, other)
  for (const id of [goal, step, v7()]) {
    const { status, body } = await put(kase, 'steps', v7(), newStep(id))
    expect([status, body.errors]).toEqual([422, [{ pointer: '/goal', code: 'unknown' }]])
  }
  // What stands in another case is not changed from here.
  const moved = await put(kase, 'goals', goal, newGoal({ no: 1, text: 'y' }))
  expect([moved.status, moved.body.current.goals]).toEqual([409, []])
  expect((await read(other)).body.goals[0].history).toHaveLength(1)
})

test('days that do not fit and reasons that are missing are named', async () => {
  const kase = await takeCharge(worker)
  const { goal, step } = await addPathway(worker, kase)
  const refused = async (what: string, id: string, body: object) => (await put(kase, what, id, body)).body.errors?.[0]
  expect(await refused('goals', goal, newGoal({ no: 1, agreedOn: '2026-01-16' }))).toEqual({
    pointer: '/agreedOn',
    code: 'date-future',
  })
  expect(await refused('goals', goal, newGoal({ no: 1, state: 'left', since: '2026-01-12' }))).toEqual({
    pointer: '/why',
    code: 'missing',
  })
  expect(await refused('steps', step, newStep(goal, { no: 1, state: 'done' }))).toMatchObject({ pointer: '/doneOn' })
  expect(await refused('reviews', v7(), newReview({ nextOn: '2026-01-12' }))).toEqual({
    pointer: '/nextOn',
    code: 'before',
  })
})

test('nothing of what it says stands in clear', async () => {
  const kase = await takeCharge(worker)
  const words = ['Zq0001', 'Zq0002', 'Zq0003', 'Zq0004', 'Zq0005']
  await addPathway(worker, kase, {
    goal: { text: words[0], area: 'protection', state: 'left', since: '2026-01-11', why: words[1] },
    step: { text: words[2], owner: 'other', other: words[3], due: '2027-05-01' },
    review: { text: words[4], nextOn: '2027-06-01' },
  })
  const rows = await ask(server.database.supervisor, 'select row_to_json(f)::text as text from pathway_fact f')
  const text = rows.map((row) => row.text).join()
  expect(text).toContain('"review"')
  for (const word of [...words, 'protection', 'left', '2027-05-01', '2027-06-01']) expect(text).not.toContain(word)
})

test('of two who write at once one wins, and the other is told how it is now', async () => {
  const kase = await takeCharge(worker)
  const colleague = await server.member(worker.desk, 'worker')
  const { goal } = await addPathway(worker, kase)
  for (let no = 1; no < 5; no++) {
    const answers = await Promise.all(
      [worker, colleague].map((by, at) => put(kase, 'goals', goal, newGoal({ no, text: `text ${at}` }), by)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const won = answers.find(({ status }) => status === 200)?.body.goals[0].history[0]
    expect(won.no).toBe(no + 1)
    const told = answers.find(({ status }) => status === 409)?.body
    expect([told.code, told.current.goals[0].history[0]]).toEqual(['moved-on', won])
  }
  expect((await put(kase, 'goals', goal, newGoal({ no: 9 }))).status).toBe(409)
})

test('what is sent twice, because no answer came, is written once', async () => {
  const kase = await takeCharge(worker)
  const [goal, body] = [v7(), newGoal()]
  for (const _ of [1, 2]) expect((await put(kase, 'goals', goal, body)).status).toBe(200)
  expect((await read(kase)).body.goals).toHaveLength(1)
  expect((await put(kase, 'goals', goal, newGoal({ text: 'y' }))).status).toBe(409)
})

test('who sees no case sees no pathway and writes none', async () => {
  const kase = await takeCharge(worker)
  const { goal } = await addPathway(worker, kase)
  const outreach = await server.member(worker.desk, 'outreach_worker')
  for (const by of [stranger, outreach]) {
    expect((await read(kase, by)).status).toBe(404)
    expect((await put(kase, 'goals', goal, newGoal({ no: 1 }), by)).status).toBe(404)
    expect((await put(kase, 'goals', v7(), newGoal(), by)).status).toBe(404)
  }
})

test('in a closed case the pathway is read and not written', async () => {
  const kase = await takeCharge(worker)
  const { step, goal } = await addPathway(worker, kase)
  await close(kase)
  const { status, body } = await put(kase, 'steps', step, newStep(goal, { no: 1 }))
  expect([status, body.reason]).toEqual([409, 'case-closed'])
  expect((await read(kase)).body).toMatchObject({ can: ['follow-up'], goals: [{ id: goal }] })
})

test('a pathway takes so many records and no more', async () => {
  const kase = await takeCharge(worker)
  const { review } = await addPathway(worker, kase)
  const words = { day: '2026-01-12' as CivilDate, text: 'x', nextOn: null, withdrawn: false }
  await worker.enter(async (at) => {
    for (let no = 1; no <= MOST_FACTS - 4; no++)
      expect(await insertFact(at, { caseId: kase, kind: 'review', thing: review, no, words })).toBe(true)
  })
  expect((await put(kase, 'goals', v7(), newGoal())).status).toBe(200)
  const more = await put(kase, 'goals', v7(), newGoal())
  expect([more.status, more.body.reason]).toEqual([409, 'pathway-full'])
})

test('my steps and the reviews of the cases that I follow stand on the home page when they are due', async () => {
  const mine = await server.member(worker.desk, 'worker')
  const followers = [{ accountId: mine.accountId, role: 'worker' as const }]
  const [followed, free, closed] = [
    await takeCharge(worker, { followers }),
    await takeCharge(worker),
    await takeCharge(worker, { followers }),
  ]
  const step = async (kase: string, more: object) => {
    const { goal } = await addPathway(worker, kase)
    const id = v7()
    const own = { owner: 'member', account: mine.accountId, ...more }
    expect((await put(kase, 'steps', id, newStep(goal, own))).status).toBe(200)
    return { id, goal, own }
  }
  await step(followed, { text: 'late', due: '2026-01-02' })
  await step(followed, { text: 'far', due: '2026-01-23' })
  await step(followed, { text: 'not mine', owner: 'person', account: null, due: '2026-01-02' })
  await step(closed, { text: 'closed', due: '2026-01-02' })
  await step(free, { text: 'elsewhere', due: '2026-01-22' })
  const done = await step(free, { text: 'done', due: '2026-01-02' })
  await put(free, 'steps', done.id, newStep(done.goal, { ...done.own, no: 1, state: 'done', doneOn: '2026-01-10' }))
  const given = await step(free, { text: 'given away', due: '2026-01-02' })
  await put(free, 'steps', given.id, newStep(given.goal, { no: 1, due: '2026-01-02' }))
  const left = await step(free, { text: 'of a goal that was left', due: '2026-01-02' })
  await put(free, 'goals', left.goal, newGoal({ no: 1, state: 'left', since: '2026-01-12', why: 'x' }))
  // Of two reviews the later one says when the next is.
  await put(followed, 'reviews', v7(), newReview({ day: '2026-01-11', nextOn: '2026-01-14' }))
  await put(followed, 'reviews', v7(), newReview({ day: '2026-01-13', nextOn: '2026-01-16' }))
  await put(free, 'reviews', v7(), newReview({ day: '2026-01-13', nextOn: '2026-01-16' }))
  await close(closed)
  // Of a closed case no step is waited for, but how the person is at its end.
  const { rows, total } = (await mine.call('GET', '/pathway/due')).body
  expect(rows).toMatchObject([
    { what: 'step', caseId: followed, text: 'late', due: '2026-01-02' },
    { what: 'review', caseId: followed, text: '', due: '2026-01-16' },
    { what: 'step', caseId: free, text: 'elsewhere', due: '2026-01-22' },
    { what: 'exit', caseId: closed, text: '', due: '2026-02-13' },
  ])
  expect([rows.length, total]).toEqual([4, 4])
  expect((await stranger.call('GET', '/pathway/due')).body).toEqual({ rows: [], total: 0 })
})

test('once the person was erased nothing is left of it, and nothing new is written', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  const { goal } = await addPathway(worker, kase)
  await erased(worker, coordinator, personId)
  expect((await read(kase)).body).toMatchObject({ goals: [], steps: [], reviews: [], can: [] })
  for (const [id, body] of [
    [v7(), newGoal()],
    [goal, newGoal({ no: 1 })],
  ] as const) {
    const sent = await put(kase, 'goals', id, body)
    expect([sent.status, sent.body.reason]).toEqual([409, 'person-erased'])
  }
})

test('the copy for the person says all that was written, in the language of the copy, and leaves notes out where it must', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  await addPathway(worker, kase, {
    goal: { text: 'AB71', state: 'left', since: '2026-01-12', why: 'AB72' },
    step: { text: 'AB73', owner: 'other', other: 'AB74' },
    review: { text: 'AB75' },
  })
  const copyIn = async (language: string, more: object = {}) => {
    const id = v7()
    await worker.call('POST', `/persons/${personId}/exports`, { id, language, ...more })
    return String((await worker.call('GET', `/persons/${personId}/exports/${id}/file`)).body)
  }
  for (const [language, said] of Object.entries({ it: 'Chi lo fa', fr: 'Le parcours convenu', ur: 'طے شدہ راستہ' })) {
    const copy = await copyIn(language)
    for (const word of [said, 'AB71', 'AB72', 'AB73', 'AB74', 'AB75']) expect(copy, language).toContain(word)
  }
  const withheld = await copyIn('it', { withheld: ['case-notes'], words: 'x' })
  for (const word of ['AB71', 'AB73', 'AB74']) expect(withheld).toContain(word)
  for (const word of ['AB72', 'AB75']) expect(withheld).not.toContain(word)
})
