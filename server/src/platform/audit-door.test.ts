import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newPerson, record } from '../testing-records.ts'
import { sealAll } from './audit.ts'
import { verifyAudit } from './audit-verify.ts'
import { ask } from './testing-ask.ts'

let server: TestServer
let by: Caller
const tamper = (text: string) => ask(server.database.supervisor, text)
const seal = () => sealAll(server.house.platform, server.clock.read)

beforeEach(async () => {
  server = await testServer()
  by = await server.member(await server.desk('here'), 'worker')
})
afterEach(() => server.close())

test('what goes through the door stands in the register, sealed, and fits', async () => {
  const id = await record(by)
  await by.call('GET', `/persons/${id}`)
  await server.reads.flush()
  await seal()
  const rows = await ask(
    server.database.supervisor,
    'select actor, act, kind, record, record_id from audit_entry order by id',
  )
  const actor = `account:${by.accountId}`
  expect(rows).toEqual([
    { actor, act: 'recordPerson', kind: 'write', record: 'person', record_id: id },
    { actor, act: 'openPerson', kind: 'read', record: 'person', record_id: id },
  ])
  expect(await verifyAudit(server.house.platform)).toMatchObject([{ rows: 2, waiting: 0, fault: null }])
})

describe('a write', () => {
  test('that is refused or fails leaves no word of itself', async () => {
    const count = async () =>
      (
        await ask(
          server.database.supervisor,
          `select (select count(*) from audit_pending)::int + (select count(*) from audit_entry)::int as rows`,
        )
      )[0]?.rows
    const before = await count()
    await by.call('POST', '/contacts', { id: v7(), day: '2027-01-01', channel: 'desk' })
    await tamper('alter table person add constraint broken check (false) not valid')
    expect((await by.call('POST', '/persons', newPerson())).status).toBe(500)
    expect(await count()).toBe(before)
  })

  test('that cannot be put in the register does not happen', async () => {
    await tamper(`alter table audit_pending add constraint broken check (kind <> 'write') not valid`)
    const person = newPerson()
    expect((await by.call('POST', '/persons', person)).status).toBe(500)
    expect((await by.call('GET', `/persons/${person.id}`)).status).toBe(404)
  })
})

describe('reads', () => {
  test('wait in memory for a moment and lose nothing when the database was away', async () => {
    const id = await record(by)
    await tamper('alter table audit_pending rename to away')
    await by.call('GET', `/persons/${id}`)
    await expect(server.reads.flush()).rejects.toThrow()
    await tamper('alter table away rename to audit_pending')
    await server.reads.flush()
    await seal()
    const rows = await ask(server.database.supervisor, `select act from audit_entry where record_id = $1 order by id`, [
      id,
    ])
    expect(rows.map((row) => row.act)).toEqual(['recordPerson', 'openPerson'])
  })
})
