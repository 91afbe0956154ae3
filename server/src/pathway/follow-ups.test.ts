import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { addPathway, closeWithFollowUp, newFollowUp, newGoal, record, takeCharge } from '../testing-records.ts'

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
const tell = (kase: string, body: object, id = v7(), by = worker) =>
  by.call('PUT', `/cases/${kase}/pathway/follow-ups/${id}`, body)
const close = (kase: string, closedOn = '2026-01-14', version = 1) =>
  worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn, version })
const reopen = (kase: string, version = 2) => worker.call('POST', `/cases/${kase}/reopen`, { reason: 'back', version })
/** A case that was opened and closed some time ago. */
async function closedOn(day: string, more: Parameters<typeof takeCharge>[1] = {}): Promise<string> {
  const kase = await takeCharge(worker, { openedOn: '2025-01-10' as never, ...more })
  expect((await close(kase, day)).status).toBe(200)
  return kase
}
const later = (more: object = {}) => newFollowUp({ moment: 'six-months', day: '2026-01-15', ...more })

test('in a closed case it is written how the person is, and corrected and taken back, with all that it was before', async () => {
  const kase = await closedOn('2026-01-14')
  expect((await read(kase)).body).toMatchObject({ closedOn: '2026-01-14', followUps: [], can: ['follow-up'] })
  const id = v7()
  expect((await tell(kase, newFollowUp(), id)).status).toBe(200)
  expect((await tell(kase, newFollowUp({ no: 1, contract: 'declined' }), id)).status).toBe(200)
  expect((await tell(kase, newFollowUp({ no: 2, withdrawn: true }), id)).status).toBe(200)
  const { body } = await read(kase, coordinator)
  const said = {
    moment: 'exit',
    day: '2026-01-14',
    reached: 'yes',
    work: 'regular',
    stay: 'not_asked',
    away: 'not_asked',
  }
  expect(body).toMatchObject({
    followUps: [
      {
        id,
        history: [
          { no: 3, withdrawn: true },
          { no: 2, contract: 'declined', withdrawn: false },
          { no: 1, ...said, contract: 'not_asked', safe: 'yes', by: expect.stringMatching(/^worker/) },
        ],
      },
    ],
    can: [],
  })
  // Taken back it leaves its place to another.
  expect((await tell(kase, newFollowUp({ reached: 'through-others' }))).status).toBe(200)
  expect((await tell(kase, newFollowUp(), v7(), coordinator)).body.reason).toBe('grant')
})

test('an open case has no outcome yet, and what was told stays when it is reopened', async () => {
  const kase = await takeCharge(worker)
  const { status, body } = await tell(kase, newFollowUp())
  expect([status, body.reason]).toEqual([409, 'case-open'])
  const id = await closeWithFollowUp(worker, kase)
  await reopen(kase)
  expect((await read(kase)).body).toMatchObject({ closedOn: null, followUps: [{ id }], can: ['write'] })
  expect((await tell(kase, newFollowUp({ no: 1 }), id)).body.reason).toBe('case-open')
})

test('a later closing asks anew, and what was told after the earlier one is changed no more', async () => {
  const kase = await takeCharge(worker)
  const id = await closeWithFollowUp(worker, kase)
  await reopen(kase)
  await close(kase, '2026-01-15', 3)
  const moved = await tell(kase, newFollowUp({ no: 1, day: '2026-01-15' }), id)
  expect([moved.status, moved.body.code]).toEqual([409, 'moved-on'])
  expect((await tell(kase, newFollowUp({ day: '2026-01-15' }))).status).toBe(200)
  expect((await read(kase)).body.followUps).toHaveLength(2)
})

test('days and answers that do not fit are named', async () => {
  const kase = await closedOn('2025-08-16')
  const refused = async (body: object) => (await tell(kase, body)).body.errors?.[0]
  expect(await refused(newFollowUp({ day: '2026-01-16' }))).toEqual({ pointer: '/day', code: 'date-future' })
  expect(await refused(newFollowUp({ day: '2025-08-15' }))).toEqual({ pointer: '/day', code: 'before' })
  expect(await refused(later())).toEqual({ pointer: '/day', code: 'before' })
  expect(await refused(newFollowUp({ reached: 'not-reached' }))).toEqual({ pointer: '/work', code: 'does-not-fit' })
  expect((await tell(await closedOn('2025-08-15'), later())).status).toBe(200)
})

test('of two who write of one moment at once one wins, and the other is told what stands there', async () => {
  const colleague = await server.member(worker.desk, 'worker')
  const kase = await closedOn('2025-08-10')
  for (const body of [newFollowUp(), later()]) {
    const answers = await Promise.all([worker, colleague].map((by) => tell(kase, body, v7(), by)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [won, told] = [200, 409].map((code) => answers.find(({ status }) => status === code)?.body)
    expect([told.code, told.current.followUps]).toEqual(['moved-on', won.followUps])
  }
  const { followUps } = (await read(kase)).body
  expect(followUps.map(({ history }: { history: { moment: string }[] }) => history[0]?.moment)).toEqual([
    'exit',
    'six-months',
  ])
  // What was taken back does not come back beside another.
  const exit = followUps[0].id
  expect((await tell(kase, newFollowUp({ no: 1, withdrawn: true }), exit)).status).toBe(200)
  expect((await tell(kase, newFollowUp())).status).toBe(200)
  expect((await tell(kase, newFollowUp({ no: 2 }), exit)).body.code).toBe('moved-on')
})

test('what was told at the exit does not become what was told six months later', async () => {
  const kase = await closedOn('2025-08-10')
  const id = v7()
  await tell(kase, newFollowUp({ day: '2026-01-15' }), id)
  expect((await tell(kase, later({ no: 1 }), id)).body.code).toBe('moved-on')
})

test('what is sent twice, because no answer came, is written once', async () => {
  const kase = await closedOn('2026-01-14')
  const id = v7()
  for (const _ of [1, 2]) expect((await tell(kase, newFollowUp(), id)).status).toBe(200)
  expect((await read(kase)).body.followUps).toMatchObject([{ history: [{ no: 1 }] }])
})

test('who sees no case writes nothing in it', async () => {
  const kase = await closedOn('2026-01-14')
  const outreach = await server.member(worker.desk, 'outreach_worker')
  for (const by of [stranger, outreach]) expect((await tell(kase, newFollowUp(), v7(), by)).status).toBe(404)
})

test('nothing of what was told stands in clear', async () => {
  const kase = await closedOn('2026-01-14')
  await tell(kase, newFollowUp({ text: 'Zq0009', work: 'seasonal-quota', stay: 'long-term-card' }))
  const rows = await ask(server.database.supervisor, 'select row_to_json(f)::text as text from pathway_fact f')
  const text = rows.map((row) => row.text).join()
  expect(text).toContain('"follow-up"')
  for (const word of ['Zq0009', 'seasonal-quota', 'long-term-card', 'six-months', '2026-01-14'])
    expect(text).not.toContain(word)
})

test('what is to be asked of the closed cases that I follow stands on the home page until it is written', async () => {
  const mine = await server.member(worker.desk, 'worker')
  const followers = [{ accountId: mine.accountId, role: 'worker' as const }]
  const due = async () => (await mine.call('GET', '/pathway/due')).body
  const told = await closedOn('2026-01-10', { followers })
  const late = await closedOn('2025-05-01', { followers })
  const soon = await closedOn('2025-07-22', { followers })
  for (const day of ['2025-04-16', '2025-07-23', '2025-12-15']) await closedOn(day, { followers })
  await closedOn('2026-01-10')
  expect(await due()).toMatchObject({
    rows: [
      { what: 'six-months', id: late, caseId: late, text: '', due: '2025-11-01', personName: 'Amina Diallo' },
      { what: 'six-months', caseId: soon, due: '2026-01-22' },
      { what: 'exit', caseId: told, due: '2026-02-09' },
    ],
    total: 3,
  })
  await tell(told, newFollowUp({ reached: 'not-reached', work: 'not_asked', safe: 'not_asked' }))
  await tell(late, newFollowUp({ day: '2025-05-01' }))
  await tell(late, later({ withdrawn: true }))
  expect((await due()).rows.map(({ caseId }: { caseId: string }) => caseId)).toEqual([late, soon])
})

test('of a person whose data were erased nothing is asked, nothing is left and nothing is written', async () => {
  const mine = await server.member(worker.desk, 'worker')
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId, followers: [{ accountId: mine.accountId, role: 'worker' }] })
  await addPathway(worker, kase)
  await closeWithFollowUp(worker, kase, { withdrawn: true })
  expect((await mine.call('GET', '/pathway/due')).body.total).toBe(1)
  await erased(worker, coordinator, personId)
  expect((await mine.call('GET', '/pathway/due')).body).toEqual({ rows: [], total: 0 })
  expect((await read(kase)).body).toMatchObject({ followUps: [], can: [] })
  expect((await tell(kase, newFollowUp())).body.reason).toBe('person-erased')
})

test('the copy for the person says what was told, and leaves its words out where notes are withheld', async () => {
  const personId = await record(worker)
  const kase = await takeCharge(worker, { personId })
  await closeWithFollowUp(worker, kase, { text: 'AB81', contract: 'no', stay: 'receipt' })
  const copyIn = async (language: string, more: object = {}) => {
    const id = v7()
    await worker.call('POST', `/persons/${personId}/exports`, { id, language, ...more })
    return String((await worker.call('GET', `/persons/${personId}/exports/${id}/file`)).body)
  }
  const it = await copyIn('it')
  for (const word of [
    'Esito all’uscita',
    'Regolare, alle dipendenze',
    'Ricevuta',
    'Dice di sentirsi al sicuro',
    'AB81',
  ])
    expect(it).toContain(word)
  for (const [language, word] of Object.entries({ fr: 'Situation à la sortie', ar: 'الوضع عند الخروج', pa: 'ਨਿਕਲਣ' }))
    expect(await copyIn(language)).toContain(word)
  const withheld = await copyIn('it', { withheld: ['case-notes'], words: 'x' })
  expect(withheld).toContain('Regolare, alle dipendenze')
  expect(withheld).not.toContain('AB81')
})

test('a closed case takes an outcome and nothing else of a pathway', async () => {
  const kase = await closedOn('2026-01-14')
  const { status, body } = await worker.call('PUT', `/cases/${kase}/pathway/goals/${v7()}`, newGoal())
  expect([status, body.reason]).toEqual([409, 'case-closed'])
})
