import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from './testing.ts'
import { log, newCase, newContact, newPerson, record } from './testing-records.ts'

let server: TestServer
let worker: Caller
let manager: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  manager = await server.member(desk, 'network_manager')
})
afterAll(() => server.close())

const readsOf = async (id: string) => {
  await server.reads.flush()
  const rows = await ask(
    server.database.supervisor,
    `select act, actor from (select * from audit_pending union all
      select desk_id, id, at, actor, act, kind, record, record_id from audit_entry) both_of
     where record_id = '${id}' and kind = 'read' order by id`,
  )
  return rows.map((row) => `${row.act} ${row.actor === `account:${manager.accountId}` ? 'manager' : 'other'}`)
}

test('a write that comes too late shows the record, and that reading stands in the register', async () => {
  const person = await record(worker)
  const contact = newContact({ personId: person })
  await worker.call('POST', '/contacts', contact)
  const kase = newCase(person)
  await worker.call('POST', '/cases', kase)
  const late = { version: 999_999 }
  const answers = [
    await manager.call('PUT', `/persons/${person}`, { identity: {}, sex: 'M', citizenship: 'MLI', ...late }),
    await manager.call('PUT', `/contacts/${contact.id}`, { day: '2026-01-10', channel: 'desk', ...late }),
    await manager.call('PUT', `/cases/${kase.id}`, late),
    await manager.call('POST', `/cases/${kase.id}/close`, { outcome: 'other', closedOn: '2026-01-15', ...late }),
    await manager.call('POST', '/persons', newPerson({ id: person, identity: { givenName: 'Other' } })),
  ]
  for (const answer of answers) {
    expect(answer.status).toBe(409)
    expect(answer.body.current).toBeDefined()
  }
  expect(await readsOf(person)).toEqual(['correctPerson manager', 'recordPerson manager'])
  expect(await readsOf(contact.id)).toEqual(['correctContact manager'])
  expect(await readsOf(kase.id)).toEqual(['correctCase manager', 'closeCase manager'])
})

test('an id that stands already without having been made by a request is told as moved on, not as a failure', async () => {
  const id = v7()
  await worker.enter(({ tx, vault, desk, actor, now }) =>
    tx
      .insertInto('person')
      .values({
        desk_id: desk.id,
        id,
        sex: 'M',
        citizenship: 'MLI',
        identity: vault.seal({ in: 'person.identity', id }, {}),
        recorded_by: actor.name,
        recorded_at: now,
        changed_at: now,
        version: 1,
      })
      .execute(),
  )
  const answer = await worker.call('POST', '/persons', { ...newPerson(), id })
  expect(answer.status).toBe(409)
  expect(answer.body.current).toBeUndefined()
})

test('what is sent under another account of the same browser is refused', async () => {
  const ask = (account: string) =>
    server.request({
      method: 'GET',
      url: '/api/v1/desks/here/today',
      headers: { cookie: worker.cookie, 'x-varco-account': account },
    })
  expect((await ask(worker.accountId)).status).toBe(200)
  expect(await ask(manager.accountId)).toMatchObject({ status: 403, body: { reason: 'other-account' } })
  const choose = (account: string) =>
    server.request({
      method: 'PUT',
      url: '/api/v1/session/language',
      headers: { cookie: worker.cookie, 'x-varco-account': account },
      payload: { language: 'it' },
    })
  expect((await choose(worker.accountId)).status).toBe(200)
  expect(await choose(manager.accountId)).toMatchObject({ status: 403, body: { reason: 'other-account' } })
})

test('a contact is the origin of one case alone, and only for who sees it', async () => {
  const [contact, ...persons] = [await log(worker), await record(worker), await record(worker)]
  const opened = await Promise.all(
    persons.map((id) => worker.call('POST', '/cases', newCase(id, { contactId: contact }))),
  )
  expect(opened.map((answer) => answer.status).sort()).toEqual([200, 422])
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const own = await record(outreach)
  const unseen = await log(worker, { personId: own })
  expect((await outreach.call('GET', `/contacts/${unseen}`)).status).toBe(404)
  expect(await outreach.call('POST', '/cases', newCase(own, { contactId: unseen }))).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/contactId' }] },
  })
})

test('a case is given only to who may read it', async () => {
  const administrator = await server.member(worker.desk, 'desk_administrator')
  const kase = newCase(await record(worker))
  await worker.call('POST', '/cases', kase)
  const path = `/cases/${kase.id}/followers/${administrator.accountId}`
  expect((await worker.call('PUT', path, { role: 'legal_adviser' })).status).toBe(404)
  const followers = [{ accountId: administrator.accountId, role: 'legal_adviser' as const }]
  const opened = await worker.call('POST', '/cases', newCase(await record(worker), { followers }))
  expect(opened).toMatchObject({ status: 422, body: { errors: [{ pointer: '/followers/0/accountId' }] } })
})

test('an outreach worker sees of a followed case no other case, contact or count', async () => {
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const person = await record(worker)
  await worker.call('POST', '/contacts', newContact({ personId: person }))
  await worker.call('POST', '/cases', newCase(person))
  const followed = newCase(person, { followers: [{ accountId: outreach.accountId, role: 'outreach_worker' }] })
  await worker.call('POST', '/cases', followed)
  const file = (await outreach.call('GET', `/cases/${followed.id}`)).body
  expect(file).toMatchObject({ contacts: [], person: { otherCases: 0 } })
  const seen = (await outreach.call('GET', `/persons/${person}`)).body
  expect(seen).toMatchObject({ contacts: [], cases: [{ id: followed.id }] })
  expect((await outreach.call('GET', '/persons')).body.rows).toMatchObject([{ openCases: 1, lastContact: null }])
})

test('names hold no marks that would disguise what stands beside them', async () => {
  for (const givenName of ['Anna\u202Eanna', 'An\u0000na', '\uD800'])
    expect((await worker.call('POST', '/persons', newPerson({ identity: { givenName } }))).status).toBe(422)
})

test('many unknown keys are answered with few errors', async () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, 1]))
  const answer = await worker.call('POST', '/persons/search', { text: 'xx', ...many })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toHaveLength(50)
})

test('a slow upload holds no connection of the database, and an account sends one file at a time', async () => {
  const app = createServer((request, response) => server.http.routing(request, response)).listen(0, '127.0.0.1')
  await once(app, 'listening')
  const { port } = app.address() as { port: number }
  const begin = (caller: Caller) => {
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST /api/v1/desks/here/imports/${v7()} HTTP/1.1\r\nHost: varco.test\r\nx-varco: 1\r\nCookie: ${caller.cookie}\r\n` +
        'Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nslow',
    )
    return socket
  }
  const managers = await Promise.all(Array.from({ length: 10 }, () => server.member(worker.desk, 'network_manager')))
  const sockets = managers.map(begin)
  // The answers of those that are too many show that the others are on their way.
  await new Promise<void>((resolve) => {
    let refused = 0
    for (const socket of sockets)
      socket.on('data', (text: Buffer) => {
        if (text.toString().startsWith('HTTP/1.1 429')) refused += 1
        if (refused === 4) resolve()
      })
  })
  const colleagues = await Promise.all(Array.from({ length: 12 }, () => worker.call('GET', '/today')))
  expect(colleagues.map((answer) => answer.status)).toEqual(Array(12).fill(200))
  for (const socket of sockets) socket.destroy()
  app.closeAllConnections()
  app.close()
})
