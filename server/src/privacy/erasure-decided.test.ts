import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonPrivacy } from '#model/privacy/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { decided, newErasure } from '../testing-erasure.ts'
import { upload } from '../testing-import.ts'
import { newGround, secondTo } from '../testing-privacy.ts'
import { log, record, takeCharge } from '../testing-records.ts'

const MARK = 'Zqxdecided'

let server: TestServer
let worker: Caller
let coordinator: Caller
let receiver: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker', 'network_manager')
  coordinator = await server.member(desk, 'coordinator')
  receiver = await server.member(await server.desk('there'), 'worker', 'coordinator')
})
afterAll(() => server.close())

const privacyOf = async (person: string, by = worker): Promise<PersonPrivacy> =>
  (await by.call('GET', `/persons/${person}/privacy`)).body

describe('who decides', () => {
  test('is another than who asked, and sees what speaks against it', async () => {
    const both = await server.member(worker.desk, 'worker', 'coordinator')
    const person = await record(worker)
    await takeCharge(worker, { personId: person })
    await worker.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'needed-for-claims' })
    await worker.call('POST', `/persons/${person}/grounds`, newGround())
    await upload(worker, 'Codice;Data contatto\nX;10/01/2026')
    const asked = newErasure()
    expect((await both.call('POST', `/persons/${person}/erasures`, asked)).status).toBe(200)
    expect(await decided(worker, person, asked.id)).toMatchObject({ status: 403, body: { reason: 'grant' } })
    expect(await decided(both, person, asked.id)).toMatchObject({ status: 403, body: { reason: 'own-request' } })
    expect((await privacyOf(person, both)).erasures[0]?.can).toEqual([])
    const [shown] = (await privacyOf(person, coordinator)).erasures
    expect(shown?.can).toEqual(['decide'])
    const facts = Object.fromEntries(shown?.facts.map(({ fact, count }) => [fact, count]) ?? [])
    expect(facts).toMatchObject({ 'open-cases': 1, 'kept-for-claims': 1, 'other-grounds': 1, 'waiting-files': 1 })
    expect(await worker.call('POST', `/persons/${person}/erasures`, newErasure())).toMatchObject({
      status: 409,
      body: { reason: 'erasure-asked' },
    })
  })

  test('a programme whose period runs and which counts the person is shown', async () => {
    const at = server.clock.now
    server.clock.now = '2025-11-20T09:00:00.000Z'
    const fresh = [await server.member(worker.desk, 'worker'), await server.member(worker.desk, 'coordinator')] as const
    const person = await record(fresh[0])
    await log(fresh[0], { personId: person, day: '2025-11-10' as never })
    await fresh[0].call('POST', `/persons/${person}/erasures`, newErasure())
    const [shown] = (await privacyOf(person, fresh[1])).erasures
    server.clock.now = at
    expect(shown?.facts).toEqual(expect.arrayContaining([{ fact: 'reporting-period', count: 1 }]))
  })

  test('a refusal says why, in words, keeps everything, and leaves a new request open', async () => {
    const person = await record(worker)
    const asked = newErasure({ words: 'She called' })
    await worker.call('POST', `/persons/${person}/erasures`, asked)
    const refuse = (more: object) => decided(coordinator, person, asked.id, { outcome: 'refused', ...more })
    expect(await refuse({ reason: 'claims' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/words' }] } })
    expect(await refuse({ words: 'A hearing' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    })
    const { body } = await refuse({ reason: 'claims', words: 'A hearing' })
    expect(body.erasures).toMatchObject([
      { words: 'She called', end: { reason: 'claims', words: 'A hearing', counts: [] } },
    ])
    expect(body.personName).toBe('Amina Diallo')
    expect(await decided(coordinator, person, asked.id)).toMatchObject({ status: 409, body: { code: 'moved-on' } })
    expect((await worker.call('POST', `/persons/${person}/erasures`, newErasure())).status).toBe(200)
  })

  test('of two at once one wins; the same sent twice is done once', async () => {
    const second = await server.member(worker.desk, 'coordinator')
    const person = await record(worker)
    const asked = newErasure()
    for (const _ of [1, 2]) expect((await worker.call('POST', `/persons/${person}/erasures`, asked)).status).toBe(200)
    const answers = await Promise.all([
      decided(coordinator, person, asked.id),
      decided(second, person, asked.id, { outcome: 'refused', reason: 'archive', words: 'Kept' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = answers[0]?.status === 200 ? coordinator : second
    const same = winner === coordinator ? {} : { outcome: 'refused', reason: 'archive', words: 'Kept' }
    expect((await decided(winner, person, asked.id, same)).status).toBe(200)
    const rows = await ask(server.database.supervisor, 'select 1 from erasure_end where erasure_id = $1', [asked.id])
    expect(rows).toHaveLength(1)
  })

  test('a note that is being written meanwhile is waited for, and goes too', async () => {
    const person = await record(worker)
    const kase = await takeCharge(worker, { personId: person })
    const asked = newErasure()
    await worker.call('POST', `/persons/${person}/erasures`, asked)
    const note = v7()
    const answer = await secondTo(
      server,
      worker,
      async (at) => {
        const words = at.vault.seal({ in: 'case_note.words', id: note }, MARK)
        await at.tx
          .insertInto('case_note')
          .values({
            desk_id: at.desk.id,
            id: note,
            case_id: kase,
            day: at.today,
            kind: 'call',
            words,
            by: at.actor.name,
            written_at: at.now,
            changed_at: null,
            version: 1,
          })
          .execute()
      },
      () => decided(coordinator, person, asked.id),
    )
    expect(answer.status).toBe(200)
    const rows = await ask<{ words: Buffer }>(server.database.supervisor, 'select words from case_note where id = $1', [
      note,
    ])
    expect(rows[0]?.words).toHaveLength(0)
  })

  test('is of this desk: a stranger finds neither the person nor the request', async () => {
    const person = await record(worker)
    const asked = newErasure()
    await worker.call('POST', `/persons/${person}/erasures`, asked)
    const path = `/api/v1/desks/here/persons/${person}/erasures`
    const by = { headers: { cookie: receiver.cookie } }
    for (const each of [
      { url: path, payload: newErasure() },
      { url: `${path}/${asked.id}/decision`, payload: { outcome: 'done' } },
    ])
      expect((await server.request({ method: 'POST', ...each, ...by })).status).toBe(404)
    expect((await decided(receiver, person, asked.id)).status).toBe(404)
    const other = await record(worker)
    expect((await decided(coordinator, other, asked.id)).status).toBe(404)
  })
})
