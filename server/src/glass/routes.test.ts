import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setMember } from '../identity/store.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newGlass, throughGlass } from '../testing-glass.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'

let server: TestServer
let owner: Caller
let reader: Caller
let case_: string

beforeAll(async () => {
  server = await testServer()
  owner = await server.member(await server.desk('owner'), 'worker', 'coordinator')
  reader = await server.member(await server.desk('reader'), 'worker')
})
afterAll(() => server.close())

const theCase = () => ({ desk: owner.desk.code, case: case_ })
const opened = (by: Caller = reader) => throughGlass(by, theCase())
const writes = (desk: string) =>
  ask(
    server.database.supervisor,
    `select act, actor, record, record_id from audit_pending where desk_id = $1 and act = any($2)
    union all select act, actor, record, record_id from audit_entry where desk_id = $1 and act = any($2)`,
    [desk, ['breakGlass', 'readThroughGlass']],
  )

beforeAll(async () => {
  case_ = await takeCharge(owner, {
    personId: await record(owner),
    followers: [{ accountId: owner.accountId, role: 'worker' }],
    note: 'A note',
  })
})

test('a colleague of another desk reads the case, and only reads; both registers say so', async () => {
  const glass = await opened()
  const { status, body } = await reader.call('GET', `/glass/${glass}`)
  expect(status).toBe(200)
  expect(body.file).toMatchObject({ id: case_, person: { name: 'Amina Diallo' }, can: [] })
  expect(body.file.notes.map(({ can }: { can: string[] }) => can)).toEqual([[]])
  // What is restricted to the lawyer is not even said to be there.
  const restricted = { id: v7(), day: '2026-01-12', kind: 'call', text: 'Restricted', visibility: 'legal' }
  expect((await owner.call('POST', `/cases/${case_}/notes`, restricted)).status).toBe(200)
  // Nor for whom somebody had a dossier made.
  const dossier = { id: v7(), parts: ['facts'], purpose: 'Avvocata, udienza', language: 'it' }
  expect((await owner.call('POST', `/cases/${case_}/dossiers`, dossier)).status).toBe(200)
  const again = (await reader.call('GET', `/glass/${glass}`)).body.file
  expect(again.notes).toEqual(body.file.notes)
  expect(again.events).toEqual(body.file.events)
  expect(body.glass).toMatchObject({ words: null, caseId: null, can: ['read', 'end'] })
  expect((await reader.call('GET', `/cases/${case_}`)).status).toBe(404)
  const guest = `guest:${reader.accountId}`
  await vi.waitFor(async () =>
    expect(await writes(owner.desk.id)).toEqual(
      expect.arrayContaining([
        { act: 'breakGlass', actor: guest, record: 'glass', record_id: expect.any(String) },
        { act: 'readThroughGlass', actor: guest, record: 'case', record_id: case_ },
      ]),
    ),
  )
  const by = `account:${reader.accountId}`
  await vi.waitFor(async () =>
    expect(await writes(reader.desk.id)).toEqual(
      expect.arrayContaining([
        { act: 'breakGlass', actor: by, record: 'glass', record_id: expect.any(String) },
        { act: 'readThroughGlass', actor: by, record: 'glass', record_id: expect.any(String) },
      ]),
    ),
  )
})

test('the desk whose case it is is told at once, by name in the list and by mail without one', async () => {
  const glass = await opened()
  const { body } = await owner.call('GET', '/glass?month=2026-01')
  const line = body.rows.find(({ id }: { id: string }) => id === glass)
  expect(line).toMatchObject({
    caseId: case_,
    words: 'In hospital tonight, the ward asks',
    reason: 'health',
    can: ['end', 'review'],
  })
  expect(line.reader).toEqual({ name: expect.any(String), desk: { code: 'reader', name: expect.any(String) } })
  const mails = await ask(
    server.database.supervisor,
    `select to_id, kind from mail where desk_id = $1 and kind = 'emergency-access'`,
    [owner.desk.id],
  )
  expect(mails).toContainEqual({ to_id: owner.accountId, kind: 'emergency-access' })
  expect((await owner.call('GET', '/glass?month=2025-12')).body.rows).toEqual([])
})

test('after two hours nothing is read any more, and after somebody ended it neither', async () => {
  const glass = await opened()
  expect((await owner.call('POST', `/glass/${glass}/end`)).body).toMatchObject({
    ended: { by: 'owner' },
    can: ['review'],
  })
  expect((await reader.call('GET', `/glass/${glass}`)).status).toBe(404)
  expect((await reader.call('POST', `/glass/${glass}/end`)).status).toBe(409)
  const other = await opened()
  await ask(server.database.supervisor, `alter table glass disable trigger glass_stays`)
  await ask(
    server.database.supervisor,
    `update glass set opened_at = opened_at - interval '2 hours', ends_at = ends_at - interval '2 hours' where id = $1`,
    [other],
  )
  await ask(server.database.supervisor, `alter table glass enable trigger glass_stays`)
  expect((await reader.call('GET', `/glass/${other}`)).status).toBe(404)
})

test('a referral that came in leads to the case behind it, and to no other', async () => {
  const person = await record(owner)
  await cover(server, owner, person, reader)
  const coordinator = await server.member(reader.desk, 'coordinator')
  const target = await addTarget(server, coordinator, reader.desk.code)
  const behind = await takeCharge(owner, { personId: person })
  const referral = await draft(owner, behind, target)
  const before = await server.member(reader.desk, 'worker')
  expect((await before.call('POST', '/glass', newGlass({ referral }))).status).toBe(422)
  await send(owner, referral)
  await arrived(server)
  const { body } = await before.call('GET', `/glass/${await throughGlass(before, { referral })}`)
  expect(body.file.id).toBe(behind)
  const stranger = await server.member(await server.desk('elsewhere'), 'worker')
  expect((await stranger.call('POST', '/glass', newGlass({ referral }))).status).toBe(422)
})

test('a referral that was declined or taken back leads nowhere any more', async () => {
  const person = await record(owner)
  await cover(server, owner, person, reader)
  const target = await addTarget(server, owner, 'reader')
  const by = await server.member(reader.desk, 'worker')
  const ends = {
    declined: async (id: string) => {
      await answered(reader, id, ['sight'])
      const { version } = (await reader.call('GET', `/referrals/${id}`)).body
      return reader.call('POST', `/referrals/${id}/no`, { version, reason: 'full' })
    },
    withdrawn: async (id: string) => {
      const { version } = (await owner.call('GET', `/referrals/${id}`)).body
      return owner.call('POST', `/referrals/${id}/withdrawal`, { version })
    },
  }
  for (const [state, end] of Object.entries(ends)) {
    const referral = await draft(owner, await takeCharge(owner, { personId: person }), target)
    await send(owner, referral)
    await arrived(server)
    expect((await end(referral)).body.state).toBe(state)
    const { status, body } = await by.call('POST', '/glass', newGlass({ referral }))
    expect([state, status, body.code]).toEqual([state, 422, 'invalid'])
  }
})

test('a referral that was done, or ran out a moment ago, leads nowhere either', async () => {
  const person = await record(owner)
  await cover(server, owner, person, reader)
  const target = await addTarget(server, owner, 'reader')
  const by = await server.member(reader.desk, 'worker')
  const sent = async () => {
    const referral = await draft(owner, await takeCharge(owner, { personId: person }), target)
    await send(owner, referral)
    await arrived(server)
    return referral
  }
  const [done, late] = [await sent(), await sent()]
  await answered(reader, done, ['sight', 'yes', 'beginning', 'outcome'])
  expect((await reader.call('GET', `/referrals/${done}`)).body.state).toBe('done')
  const { supervisor } = server.database
  await ask(supervisor, 'alter table referral disable trigger user')
  await ask(supervisor, `update referral set expires_at = '2026-01-15T08:59:00Z' where id = $1`, [late])
  await ask(supervisor, 'alter table referral enable trigger user')
  for (const referral of [done, late])
    expect((await by.call('POST', '/glass', newGlass({ referral }))).body.errors).toEqual([
      { pointer: '/target', code: 'unknown' },
    ])
})

test('who follows the case reads it on the home page too, and nobody else', async () => {
  const colleague = await server.member(owner.desk, 'worker')
  const told = async (by: Caller) => (await by.call('GET', '/today')).body.emergencies
  const before = (await told(owner)).length
  await opened(await server.member(reader.desk, 'worker'))
  expect((await told(owner)).length).toBe(before + 1)
  expect((await told(owner))[0]).toMatchObject({ caseId: case_, personName: 'Amina Diallo', desk: 'Desk reader' })
  expect(await told(colleague)).toEqual([])
})

test('the number of a case, with the code of its desk, leads to it as its address does', async () => {
  const by = await server.member(reader.desk, 'worker')
  const number = case_.slice(-12)
  const glass = await throughGlass(by, { desk: owner.desk.code, number })
  expect((await by.call('GET', `/glass/${glass}`)).body.file.id).toBe(case_)
  for (const target of [
    { desk: 'reader', number },
    { desk: owner.desk.code, number: '000000000000' },
    { desk: owner.desk.code, number: number.slice(1) },
  ])
    expect((await by.call('POST', '/glass', newGlass(target))).status, JSON.stringify(target)).toBe(422)
  const own = await owner.call('POST', '/glass', newGlass({ desk: owner.desk.code, number }))
  expect(own).toMatchObject({ status: 409, body: { reason: 'within-rights' } })
})

test('a case that is not there, a desk that is not, another network: one answer, and nothing is opened', async () => {
  const by = await server.member(reader.desk, 'worker')
  const far = await server.member(await server.desk('far', { network: 'far-network' }), 'worker')
  const farCase = await takeCharge(far)
  const targets = [
    { desk: owner.desk.code, case: v7() },
    { desk: 'nowhere', case: case_ },
    { desk: far.desk.code, case: farCase },
    { desk: 'elsewhere', case: case_ },
  ]
  for (const target of targets) {
    const { status, body } = await by.call('POST', '/glass', newGlass(target))
    expect([status, body.code]).toEqual([422, 'invalid'])
  }
  expect((await by.call('GET', '/glass/own')).body.rows).toEqual([])
})

test('five a day and member, and none where one’s own rights suffice', async () => {
  const by = await server.member(reader.desk, 'worker')
  for (const _ of [1, 2, 3, 4, 5]) await opened(by)
  const sixth = await by.call('POST', '/glass', newGlass(theCase()))
  expect(sixth).toMatchObject({ status: 409, body: { reason: 'glass-too-often' } })
  const own = await owner.call('POST', '/glass', newGlass(theCase()))
  expect(own).toMatchObject({ status: 409, body: { reason: 'within-rights' } })
})

test('twelve at once are five, and one that did not open is counted for a minute alone', async () => {
  const by = await server.member(reader.desk, 'worker')
  await by.call('POST', '/glass', newGlass({ desk: owner.desk.code, case: v7() }))
  server.clock.now = '2026-01-15T09:02:00.000Z'
  const answers = await Promise.all(Array.from({ length: 12 }, () => by.call('POST', '/glass', newGlass(theCase()))))
  server.clock.now = '2026-01-15T09:00:00.000Z'
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(200), ...Array(7).fill(409)])
})

test('whoever coordinates there reviews no access that was opened from elsewhere with the same account', async () => {
  const both = await server.member(owner.desk, 'coordinator')
  await setMember(server.house.platform, reader.desk.id, both.accountId, ['worker'], '2025-01-01')
  const { body } = await server.request({
    method: 'POST',
    url: `/api/v1/desks/${reader.desk.code}/glass`,
    headers: { cookie: both.cookie },
    payload: newGlass(theCase()),
  })
  const glass = (body as { id: string }).id
  expect((await both.call('POST', `/glass/${glass}/review`)).status).toBe(403)
  expect((await owner.call('POST', `/glass/${glass}/review`)).status).toBe(200)
})

test('one that was ended says so when it is asked for again, and no month before the first is read', async () => {
  const asked = newGlass(theCase())
  const by = await server.member(reader.desk, 'worker')
  const { body } = await by.call('POST', '/glass', asked)
  await by.call('POST', `/glass/${body.id}/end`)
  expect((await by.call('POST', '/glass', asked)).body.can).toEqual([])
  expect((await owner.call('GET', '/glass?month=0000-01')).status).toBe(422)
})

test('an outreach worker reads in an emergency a case of the own desk that another follows', async () => {
  const street = await server.member(owner.desk, 'outreach_worker')
  expect((await street.call('GET', `/cases/${case_}`)).status).toBe(404)
  const glass = await opened(street)
  expect((await street.call('GET', `/glass/${glass}`)).body.file.id).toBe(case_)
  expect((await street.call('GET', `/cases/${case_}`)).status).toBe(404)
})

test('nobody but the member who opened it reads, and no colleague reviews the own access', async () => {
  const glass = await opened()
  const colleague = await server.member(reader.desk, 'worker', 'coordinator')
  for (const each of [colleague, owner]) expect((await each.call('GET', `/glass/${glass}`)).status).toBe(404)
  expect((await colleague.call('GET', '/glass?way=ours')).body.rows).toContainEqual(
    expect.objectContaining({ id: glass, words: null, caseId: null, can: [] }),
  )
  expect((await colleague.call('POST', `/glass/${glass}/review`)).status).toBe(403)
  expect((await owner.call('POST', `/glass/${glass}/review`)).body.reviewed).toMatchObject({ by: expect.any(String) })
  expect((await owner.call('POST', `/glass/${glass}/review`)).status).toBe(409)
})

test('the same call twice opens one access, and the id of another content is refused', async () => {
  const by = await server.member(reader.desk, 'worker')
  const body = newGlass(theCase())
  const both = await Promise.all([by.call('POST', '/glass', body), by.call('POST', '/glass', body)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await by.call('GET', '/glass/own')).body.rows).toHaveLength(1)
  expect((await by.call('POST', '/glass', { ...body, reason: 'life' })).status).toBe(409)
})

test('no statement of the application lengthens, moves or forges an access', async () => {
  const by = await server.member(reader.desk, 'worker')
  const glass = await opened(by)
  const forged = [
    `update glass set ends_at = ends_at + interval '1 hour' where id = '${glass}'`,
    `update glass set case_id = '${v7()}' where id = '${glass}'`,
    `update glass set reviewed_at = now(), reviewed_by = 'x' where id = '${glass}'`,
    `update glass set ended_at = now(), ended_by = 'owner' where id = '${glass}'`,
    `insert into glass select network_id, '${v7()}', owner_desk, reader_desk, reader_account, reader_name, case_id, reason, opened_at, ends_at from glass where id = '${glass}'`,
    `delete from glass where id = '${glass}'`,
  ]
  for (const text of forged)
    await expect(
      by.enter((at) => sql.raw(text).execute(at.tx)),
      text,
    ).rejects.toThrow(/stays as it was|row-level security|permission denied/)
  const stranger = await server.member(await server.desk('elsewhere'), 'coordinator')
  expect((await stranger.call('POST', `/glass/${glass}/end`)).status).toBe(404)
})
