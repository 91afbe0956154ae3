import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_VERSIONS } from '#model/pathway/template-contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { takeCharge } from '../testing-records.ts'
import { newGoals, newTemplate } from '../testing-templates.ts'
import { insertVersion } from './template-store.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let stranger: Caller
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('there'), 'coordinator')
})
afterAll(() => server.close())

const write = (profile: string, more: object = {}, by = coordinator) =>
  by.call('PUT', `/pathway/templates/${profile}`, newTemplate(more))
const read = async (by = worker) => (await by.call('GET', '/pathway/templates')).body
const agree = (kase: string, more: object = {}, by = worker) =>
  by.call('POST', `/cases/${kase}/pathway/goals`, newGoals(more))

test('a desk writes its own templates, each in versions; who works with cases reads them, another desk does not', async () => {
  expect(await read()).toEqual({ rows: [], can: [] })
  expect((await write('exploited')).status).toBe(200)
  expect((await write('exploited', { no: 1, goals: null })).status).toBe(200)
  const { rows } = await read()
  expect(rows).toMatchObject([
    {
      profile: 'exploited',
      versions: [
        { no: 2, goals: null },
        { no: 1, goals: [{ text: 'A contract' }] },
      ],
    },
  ])
  expect((await read(coordinator)).can).toEqual(['write'])
  expect((await read(stranger)).rows).toEqual([])
  expect((await write('exploited', { no: 2 }, worker)).status).toBe(403)
  expect((await write('nobody')).status).toBe(404)
})

test('of two who write at once one wins, and the other is told how it is now', async () => {
  const both = await Promise.all(
    ['a', 'b'].map((text) => write('newly-arrived', { goals: [{ area: 'work', text, steps: [] }] })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'moved-on',
    current: { can: ['write'] },
  })
})

test('what is sent twice, because no answer came, is one version', async () => {
  const { rows } = await read()
  const { no, goals } = rows.find(({ profile }: { profile: string }) => profile === 'newly-arrived').versions[0]
  expect((await write('newly-arrived', { no: no - 1, goals })).body.rows).toEqual(rows)
  expect((await write('newly-arrived', { no: no - 1, goals: null })).status).toBe(409)
})

test('a template takes so many versions and no more', async () => {
  await coordinator.enter(async (at) => {
    for (let no = 0; no < MOST_VERSIONS; no++) await insertVersion(at, 'grey-settled', no, { goals: [] })
  })
  expect((await write('grey-settled', { no: MOST_VERSIONS })).body.reason).toBe('template-full')
})

test('goals that were agreed are written with their steps, once however often they are sent', async () => {
  const kase = await takeCharge(worker)
  const body = newGoals()
  for (let times = 0; times < 2; times++) {
    const { status, body: now } = await worker.call('POST', `/cases/${kase}/pathway/goals`, body)
    expect(status).toBe(200)
    expect(now.goals).toHaveLength(1)
    expect(now.goals[0].history).toMatchObject([
      { no: 1, area: 'work', state: 'open', agreedOn: '2026-01-15', discreet: false },
    ])
    expect(
      now.steps.map(({ history: [step] }: { history: { owner: string; account: string; due: string }[] }) => step),
    ).toMatchObject([
      { owner: 'member', account: worker.accountId, due: '2026-01-29' },
      { owner: 'person', account: null, due: null },
    ])
  }
})

test('all of it or nothing: an id that stands somewhere, a day to come, more than fits', async () => {
  const kase = await takeCharge(worker)
  const first = newGoals()
  await worker.call('POST', `/cases/${kase}/pathway/goals`, first)
  const count = async () => (await worker.call('GET', `/cases/${kase}/pathway`)).body.goals.length
  const goal = (id: string) => ({ id, area: 'legal', text: 'x', steps: [] })
  const again = await agree(kase, { goals: [goal(v7()), goal(first.goals[0]?.id as string)] })
  expect(again.body.errors).toEqual([{ pointer: '/goals/1/id', code: 'does-not-fit' }])
  const step = { id: v7(), text: 'x', owner: 'person', due: null }
  const twice = await agree(kase, { goals: [{ ...goal(v7()), steps: [step, step] }] })
  expect(twice.body.errors).toEqual([{ pointer: '/goals/0/id', code: 'does-not-fit' }])
  expect((await agree(kase, { agreedOn: '2026-02-01' })).body.errors).toEqual([
    { pointer: '/agreedOn', code: 'date-future' },
  ])
  expect((await agree(kase, { goals: [] })).status).toBe(422)
  expect(await count()).toBe(1)
})

test('who does not see the case agrees nothing in it, nor does anybody in a closed one', async () => {
  const kase = await takeCharge(worker)
  const other = await server.member(await server.desk('there'), 'worker')
  expect((await agree(kase, {}, other)).status).toBe(404)
  expect((await agree(kase, {}, await server.member(worker.desk, 'outreach_worker'))).status).toBe(404)
  expect((await agree(kase, {}, coordinator)).status).toBe(403)
  await worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 })
  expect((await agree(kase)).body.reason).toBe('case-closed')
})

test('no word of a template stands in clear', async () => {
  await write('newly-arrived', {
    no: 1,
    goals: [{ area: 'work', text: 'Zq0001', steps: [{ text: 'Zq0002', owner: 'person', days: 3 }] }],
  })
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    'select row_to_json(t)::text as text from pathway_template t',
  )
  expect(rows.length).toBeGreaterThan(2)
  expect(rows.map(({ text }) => text).join()).not.toContain('Zq000')
})
