import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ground } from '#model/grounds/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import {
  allHeard,
  type Bodies,
  bodiesOf,
  newArrangement,
  newGround,
  newNotice,
  noticeKey,
  secondTo,
} from '../testing-privacy.ts'
import { record } from '../testing-records.ts'
import { insertGroundEnd } from './store.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let person: string
let bodies: Bodies

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  person = await record(worker)
  bodies = await bodiesOf(server, worker)
  await coordinator.call('POST', '/notices', newNotice)
})
afterAll(() => server.close())

const grounds = (of = person) => `/persons/${of}/grounds`
const recorded = async (more: object = {}): Promise<string> => {
  const ground = newGround(more)
  expect((await worker.call('POST', grounds(), ground)).status).toBe(200)
  return ground.id
}
const found = (rows: Ground[], id: string) => rows.find((row) => row.id === id)

describe('a text that is read to people', () => {
  test('is written version after version, in several languages, and stands as it was written', async () => {
    const write = (more: object) =>
      coordinator.call('POST', '/notices', { ...newNotice, kind: 'consent-share', ...more })
    expect((await write({})).status).toBe(200)
    expect((await write({ language: 'fr', wording: 'Texte' })).status).toBe(200)
    expect((await write({ version: 2 })).status).toBe(200)
    expect(await write({ version: 4 })).toMatchObject({ status: 422, body: { errors: [{ code: 'not-next' }] } })
    // The same once more changes nothing; other words under the same version are refused.
    expect((await write({})).status).toBe(200)
    expect(await write({ wording: 'Altro' })).toMatchObject({ status: 409, body: { reason: 'notice-there' } })
    const { body } = await worker.call('GET', '/notices')
    const mine = body.rows.filter((row: { kind: string }) => row.kind === 'consent-share')
    expect(mine.map((row: { version: number; language: string }) => [row.version, row.language])).toEqual([
      [2, 'it'],
      [1, 'fr'],
      [1, 'it'],
    ])
    expect(mine[2]).toMatchObject({ wording: 'Testo di prova', reviewed: false, byBody: 'Test body' })
  })

  test('written by two at once with other words, one stands and the other is told', async () => {
    const write = (wording: string) =>
      coordinator.call('POST', '/notices', { ...newNotice, kind: 'consent-messages', wording })
    const both = await Promise.all([write('one'), write('two')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('is read by the whole network, by nobody of another one, and written in no desk for trying out', async () => {
    const near = await server.member(await server.desk('near'), 'worker')
    const far = await server.member(await server.desk('far', { network: 'far' }), 'coordinator')
    const trying = await server.member(await server.desk('trying', { tryout: true }), 'coordinator')
    expect((await near.call('GET', '/notices')).body.rows.length).toBeGreaterThan(0)
    expect((await far.call('GET', '/notices')).body).toEqual({ rows: [] })
    expect((await far.call('GET', '/arrangements')).body).toEqual({ rows: [] })
    expect(await trying.call('POST', '/notices', { ...newNotice, version: 2 })).toMatchObject({
      status: 409,
      body: { reason: 'not-in-tryout' },
    })
    expect(await trying.call('POST', '/arrangements', newArrangement(bodies))).toMatchObject({ status: 409 })
  })
})

/** Written in the first test of this file. */
const consentKey = { ...noticeKey, kind: 'consent-share' }

describe('the ledger', () => {
  test('keeps what was said, and says it once however often it is sent', async () => {
    const ground = newGround({
      kind: 'consent',
      purpose: 'referral',
      recipient: 'body',
      body: bodies[1],
      notice: consentKey,
      how: 'spoken-mediator',
      present: 'Una mediatrice',
      untilDay: '2026-12-31',
      task: '',
    })
    for (const _ of [1, 2]) expect((await worker.call('POST', grounds(), ground)).status).toBe(200)
    const { body } = await coordinator.call('GET', grounds())
    const rows = body.rows.filter((row: Ground) => row.id === ground.id)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ ...ground, bodyName: 'Other body', end: null, can: [] })
    const changed = await worker.call('POST', grounds(), { ...ground, present: 'Nessuno' })
    expect(changed).toMatchObject({ status: 409, body: { code: 'moved-on' } })
  })

  test('takes nothing that says too little, or names a text or a body that is not there', async () => {
    const answers = async (more: object) => {
      const { status, body } = await worker.call('POST', grounds(), newGround(more))
      return [status, ...body.errors.map((each: { pointer: string; code: string }) => `${each.pointer} ${each.code}`)]
    }
    expect(await answers({ kind: 'consent' })).toEqual([422, '/notice missing', '/how missing'])
    const given = { kind: 'consent', how: 'spoken-mediator', task: '' }
    expect(await answers({ ...given, notice: noticeKey })).toEqual([422, '/notice does-not-fit'])
    expect(await answers({ ...given, notice: consentKey, fromDay: '2025-12-31' })).toEqual([
      422,
      '/notice does-not-fit',
    ])
    expect(await answers({ task: '' })).toEqual([422, '/task missing'])
    expect(await answers({ scopes: ['health'] })).toEqual([422, '/special missing'])
    expect(await answers({ notice: { ...noticeKey, version: 77 } })).toEqual([422, '/notice unknown'])
    expect(await answers({ recipient: 'body', body: v7() })).toEqual([422, '/body unknown'])
  })

  test('of two who withdraw at once one does, and the other is shown that it is done', async () => {
    const id = await recorded()
    const end = (reason: string) => worker.call('POST', `${grounds()}/${id}/end`, { reason })
    const both = await Promise.all([end('first'), end('second')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const late = both.find(({ status }) => status === 409)
    const done = both.find(({ status }) => status === 200)
    expect(found(late?.body.current.rows, id)).toEqual(found(done?.body.rows, id))
    expect(found(done?.body.rows, id)).toMatchObject({ end: { day: '2026-01-15' }, can: [] })
  })

  test('who comes while another withdrawal is being written waits for it, and writes nothing', async () => {
    const id = await recorded()
    const end = () => worker.call('POST', `${grounds()}/${id}/end`, { reason: 'second' })
    const late = await secondTo(server, worker, (at) => insertGroundEnd(at, id, 'first'), end)
    expect(late).toMatchObject({ status: 409, body: { code: 'moved-on' } })
    expect(found(late.body.current.rows, id)?.end).toMatchObject({ reason: 'first' })
  })

  test('a withdrawal is told to whoever may have something under way, with ids alone', async () => {
    await ask(server.database.supervisor, 'create table heard as select * from outbox with no data')
    await ask(
      server.database.supervisor,
      `create function hear() returns trigger language plpgsql security definer as
       $$ begin insert into public.heard select new.*; return null; end $$`,
    )
    await ask(
      server.database.supervisor,
      'create trigger hear after insert on outbox for each row execute function hear()',
    )
    const id = await recorded()
    await worker.call('POST', `${grounds()}/${id}/end`, { reason: 'No longer wanted' })
    const heard = await ask(server.database.supervisor, 'select topic, payload from heard')
    expect(heard).toEqual([{ topic: 'ground.ended', payload: { ground: id, person } }])
    // It is heard, and does not wait for ever.
    await allHeard(server, worker.desk.id)
  })

  test('is one person’s: an entry of another one is not found there', async () => {
    const id = await recorded()
    const other = await record(worker)
    expect((await worker.call('POST', `${grounds(other)}/${id}/end`, {})).status).toBe(404)
    expect((await coordinator.call('POST', `${grounds()}/${id}/end`, {})).body.reason).toBe('grant')
  })

  test('is never changed and never taken back, whatever the application asks of the database', async () => {
    await recorded()
    for (const statement of [
      `update legal_ground set kind = 'consent'`,
      `update legal_ground set words = words || '\\x00'`,
      'delete from legal_ground_end',
      `update notice_text set wording = 'x'`,
    ]) {
      const tried = worker.enter(({ tx }) => tx.executeQuery({ sql: statement, parameters: [], query: {} } as never))
      await expect(tried, statement).rejects.toThrow(/permission denied|can only be sealed anew|are not deleted/)
    }
  })
})
