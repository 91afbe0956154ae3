import { Client } from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DraftKind } from '#model/drafts/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { decided, erased, newErasure, openedRows } from '../testing-erasure.ts'
import { newGround } from '../testing-privacy.ts'
import { log, record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send, wholeCase } from '../testing-referrals.ts'

const MARK = 'Zqxheld'

let server: TestServer
let worker: Caller
let coordinator: Caller
let receiver: Caller
let target: string

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker', 'network_manager')
  coordinator = await server.member(desk, 'coordinator')
  receiver = await server.member(await server.desk('there'), 'worker', 'coordinator')
  target = await addTarget(server, coordinator, 'there')
})
afterAll(() => server.close())

/** A person with one record of each kind that a form writes about. */
async function withRecords() {
  const person = await record(worker, { identity: { familyName: `${MARK}name` } })
  const contact = await log(worker, { personId: person })
  const kase = await takeCharge(worker, { personId: person })
  const [note, service, ground, restriction] = [v7(), v7(), newGround(), v7()]
  const day = '2026-01-12'
  await worker.call('POST', `/cases/${kase}/notes`, { id: note, day, kind: 'call', text: `${MARK}note` })
  await worker.call('POST', `/cases/${kase}/services`, { id: service, day, kind: 'work', text: `${MARK}service` })
  await worker.call('POST', `/persons/${person}/grounds`, ground)
  await cover(server, worker, person, receiver)
  const referral = await draft(worker, kase, target)
  await worker.call('POST', `/persons/${person}/restrictions`, { id: restriction, reason: 'contested' })
  await coordinator.call('POST', `/persons/${person}/restrictions/${restriction}/end`, { words: 'Checked' })
  return { person, contact, kase, note, service, ground: ground.id, referral, restriction }
}

describe('a draft about a person who is erased', () => {
  test('goes, of whatever kind and whatever record of the person it names, and is not kept again', async () => {
    const { person, ...more } = await withRecords()
    const records = [person, ...Object.values(more)]
    const drafts = [...DraftKind.options, ...DraftKind.options].map((kind, at) => ({
      id: v7(),
      kind,
      record: records[at % records.length] as string,
    }))
    const keep = ({ id, kind, record: of }: (typeof drafts)[number], edition: number) =>
      worker.call('PUT', `/drafts/${id}`, { kind, record: of, body: `{"text":"${MARK}draft"}`, edition })
    for (const each of drafts) expect((await keep(each, 1)).status).toBe(200)
    const elsewhere = { id: v7(), kind: 'note' as const, record: v7() }
    await keep(elsewhere, 1)
    await erased(worker, coordinator, person)
    for (const each of drafts) await keep(each, 2)
    const left = await ask<{ id: string }>(server.database.supervisor, 'select id from draft where desk_id = $1', [
      worker.desk.id,
    ])
    expect(left.map(({ id }) => id)).toEqual([elsewhere.id])
  })
})

describe('an erasure', () => {
  test('and messages about the person at the same time all come to their end', async () => {
    for (const _ of [1, 2, 3]) {
      const { person, referral, restriction: __ } = await withRecords()
      const sent = await send(worker, referral)
      expect(sent.status, JSON.stringify(sent.body)).toBe(200)
      await arrived(server)
      const asked = newErasure()
      await worker.call('POST', `/persons/${person}/erasures`, asked)
      const texts = Array.from({ length: 12 }, () => ({ id: v7(), text: 'x' }))
      const answers = await Promise.all([
        ...texts.slice(6).map((text) => worker.call('POST', `/referrals/${referral}/messages`, text)),
        decided(coordinator, person, asked.id),
        ...texts.slice(0, 6).map((text) => worker.call('POST', `/referrals/${referral}/messages`, text)),
      ])
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      expect(answers[6]?.status).toBe(200)
    }
  })

  test('that is killed in the middle did nothing, and done again takes everything', async () => {
    const { person } = await withRecords()
    const asked = newErasure()
    await worker.call('POST', `/persons/${person}/erasures`, asked)
    const before = (await openedRows(server, worker.desk)).length
    // It is held where notes are emptied, after the identity and the contacts, and its connection is ended there.
    const { supervisor } = server.database
    const holder = new Client(supervisor)
    await holder.connect()
    await holder.query(`create function stand_still() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(4711); return new; end $$`)
    await holder.query(
      'create trigger stand_still before update on case_note for each row execute function stand_still()',
    )
    await holder.query('select pg_advisory_lock(4711)')
    const deciding = decided(coordinator, person, asked.id)
    await vi.waitFor(async () => {
      const killed = await ask(
        supervisor,
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted and objid = 4711`,
      )
      expect(killed).toHaveLength(1)
    })
    expect((await deciding).status).toBeGreaterThanOrEqual(500)
    await holder.query('drop trigger stand_still on case_note; drop function stand_still()')
    await holder.end()
    expect(await openedRows(server, worker.desk)).toHaveLength(before)
    expect((await worker.call('GET', `/persons/${person}`)).body.erased).toBe(false)
    expect((await decided(coordinator, person, asked.id)).status).toBe(200)
    expect((await worker.call('GET', `/persons/${person}`)).body.erased).toBe(true)
    const left = (await openedRows(server, worker.desk)).filter(({ text }) => text.includes(person))
    expect(left).toEqual([])
  })
})

describe('at a desk that follows a person together with another', () => {
  test('the referral is in the register, the copy and the figures, and an erasure leaves it and tells the other', async () => {
    const person = await record(worker, { identity: { familyName: 'Sharedname' } })
    await cover(server, worker, person, receiver)
    const id = await draft(worker, await takeCharge(worker, { personId: person }), target, {
      ...wholeCase,
      kind: 'shared',
    })
    await send(worker, id)
    await arrived(server)
    await answered(receiver, id, ['sight', 'yes'])
    await arrived(server)
    const { version } = (await receiver.call('GET', `/referrals/${id}`)).body
    const taken = await receiver.call('POST', `/referrals/${id}/case`, {
      ...{ version, id: v7(), as: { givenName: 'Amina', familyName: 'Sharedname' }, legalBasis: 'public-task' },
    })
    expect(taken.status, JSON.stringify(taken.body)).toBe(200)
    await receiver.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'We go on together' })
    const own = (await receiver.call('GET', `/cases/${taken.body.ownCase}`)).body.person.id
    const page = (await receiver.call('GET', `/persons/${own}/privacy`)).body
    expect(page.held).toContainEqual(expect.objectContaining({ what: 'referrals', count: 1 }))
    await vi.waitFor(async () => {
      const { rows } = (await receiver.call('GET', `/persons/${own}/accesses`)).body
      expect(rows.flatMap(({ acts }: { acts: string[] }) => acts)).toContain('writeMessage')
    })
    const copy = { id: v7(), language: 'it', withheld: [], words: '' }
    await receiver.call('POST', `/persons/${own}/exports`, copy)
    const file = (await receiver.call('GET', `/persons/${own}/exports/${copy.id}/file`)).body
    expect(String(file)).toContain('We go on together')
    const other = await server.member(receiver.desk, 'coordinator')
    await erased(receiver, other, own)
    await arrived(server)
    const told = (await worker.call('GET', `/referrals/${id}`)).body
    expect(told.state).toBe('interrupted')
    // Whoever opens the case there reads it too.
    const { body: whole } = await worker.call('GET', `/cases/${told.origin.caseId}`)
    expect(whole.referrals).toMatchObject([{ id, erasedThere: true }])
    expect(told.timeline.map(({ act }: { act: string }) => act)).toContain('erase')
    const mails = `select 1 from mail where desk_id = $1 and kind = 'data-erased'`
    expect(await ask(server.database.supervisor, mails, [worker.desk.id])).not.toEqual([])
  })
})
