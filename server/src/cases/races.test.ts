import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newCase, newContact, newPerson, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let one: Caller
let other: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  one = await server.member(desk, 'worker')
  other = await server.member(desk, 'worker')
})
afterAll(() => server.close())

const statuses = (answers: { status: number }[]) => answers.map((answer) => answer.status).sort()
const rowsIn = async (table: string) =>
  (await ask(server.database.supervisor, `select count(*)::int as rows from ${table}`))[0]?.rows

test('of two who correct a case at once one wins, and the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await takeCharge(one)
    const answers = await Promise.all(
      [one, other].map((by, at) => by.call('PUT', `/cases/${id}`, { sector: at ? 'riders' : 'hotels', version: 1 })),
    )
    expect(statuses(answers)).toEqual([200, 409])
    const won = answers.find((answer) => answer.status === 200)?.body.sector
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'moved-on',
      current: { sector: won, version: 2 },
    })
    expect((await one.call('GET', `/cases/${id}`)).body).toMatchObject({ sector: won, version: 2 })
  }
})

test('of two who close a case at once one wins, and it is closed once', async () => {
  const id = await takeCharge(one)
  const answers = await Promise.all(
    [one, other].map((by, at) =>
      by.call('POST', `/cases/${id}/close`, {
        outcome: at ? 'other' : 'goals-met',
        closedOn: '2026-01-14',
        version: 1,
      }),
    ),
  )
  expect(statuses(answers)).toEqual([200, 409])
  const { events, outcome } = (await one.call('GET', `/cases/${id}`)).body
  expect(events.map((event: { act: string }) => event.act)).toEqual(['closed', 'opened'])
  expect(events[0].what).toBe(outcome)
})

test('a note and the closing of its case at once leave no note in a closed case', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await takeCharge(one)
    const [noted, closed] = await Promise.all([
      one.call('POST', `/cases/${id}/notes`, { id: v7(), day: '2026-01-12', kind: 'call', text: 'x' }),
      other.call('POST', `/cases/${id}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 }),
    ])
    expect([noted.status, closed.status]).toSatisfy(
      ([first, second]) => second === 200 && (first === 200 || first === 409),
    )
    expect((await one.call('GET', `/cases/${id}`)).body.notes).toHaveLength(noted.status === 200 ? 1 : 0)
  }
})

test('the same sent twenty times at once is done once and answered twenty times', async () => {
  const personId = await record(one)
  const id = await takeCharge(one, { personId })
  const sent: [string, { id: string }, string][] = [
    ['/persons', newPerson(), 'person'],
    ['/contacts', newContact({ personId }), 'contact'],
    ['/cases', newCase(personId), 'care_case'],
    [`/cases/${id}/services`, { id: v7(), day: '2026-01-12', kind: 'work' } as { id: string }, 'service_delivered'],
    [`/cases/${id}/notes`, { id: v7(), day: '2026-01-12', kind: 'call', text: 'x' } as { id: string }, 'case_note'],
  ]
  for (const [path, body, table] of sent) {
    const before = await rowsIn(table)
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.call('POST', path, body)))
    expect(new Set(statuses(answers)), path).toEqual(new Set([200]))
    expect(await rowsIn(table), path).toBe(before + 1)
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  }
})

test('of different things sent at once under one id one is kept, and the others are told what', async () => {
  const id = v7()
  const answers = await Promise.all(
    ['agriculture', 'riders', 'hotels'].map((sector) =>
      one.call('POST', '/contacts', newContact({ id, sector: sector as 'riders' })),
    ),
  )
  expect(statuses(answers)).toEqual([200, 409, 409])
  const kept = answers.find((answer) => answer.status === 200)?.body.sector
  for (const told of answers.filter((answer) => answer.status === 409))
    expect(told.body).toMatchObject({ code: 'moved-on', current: { id, sector: kept } })
})

test('of two who correct a person or a contact at once one wins', async () => {
  const personId = await record(one)
  const persons = await Promise.all(
    [one, other].map((by) =>
      by.call('PUT', `/persons/${personId}`, {
        identity: { familyName: by.accountId },
        sex: 'F',
        citizenship: 'SEN',
        version: 1,
      }),
    ),
  )
  expect(statuses(persons)).toEqual([200, 409])
  const contact = newContact()
  await one.call('POST', '/contacts', contact)
  const contacts = await Promise.all(
    [one, other].map((by, at) =>
      by.call('PUT', `/contacts/${contact.id}`, { day: '2026-01-10', channel: 'desk', note: String(at), version: 1 }),
    ),
  )
  expect(statuses(contacts)).toEqual([200, 409])
})

test('a follower put twice at once is put once, without a failure', async () => {
  const id = await takeCharge(one)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => one.call('PUT', `/cases/${id}/followers/${other.accountId}`, { role: 'worker' })),
  )
  expect(new Set(statuses(answers))).toEqual(new Set([200]))
  expect((await one.call('GET', `/cases/${id}`)).body.events).toHaveLength(2)
})
