import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../platform/db.ts'
import { houseActor } from '../platform/door.ts'
import { resealDesk } from '../platform/reseal.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased, newErasure, openedRows } from '../testing-erasure.ts'
import { log, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let person: string

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  person = await record(worker)
  await log(worker, { personId: person, note: 'x' })
  await takeCharge(worker, { personId: person, note: 'x' })
})
afterAll(() => server.close())

/** What a statement of the application role inside the desk is refused with. */
const forged = (statement: string) =>
  worker
    .enter((at) => sql.raw(statement).execute(at.tx))
    .then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )

const end = (erasure: string, by: string) =>
  `insert into erasure_end values ('${worker.desk.id}', '${erasure}', '${person}', 'done', null, '2026-01-15', '{}', '', '${by}', '2026-01-15')`
const emptied = ['person set identity', 'contact set words', 'case_note set words', 'case_event set words'].map(
  (what) => `update ${what} = ''`,
)

test('no statement of the application erases without a decision, or with one by who asked or by no coordinator', async () => {
  const asked = newErasure()
  await worker.call('POST', `/persons/${person}/erasures`, asked)
  for (const each of emptied) expect(await forged(each), each).toBe('42501')
  const both = await server.member(worker.desk, 'worker', 'coordinator')
  const own = await record(worker)
  await both.call('POST', `/persons/${own}/erasures`, newErasure())
  for (const by of [`account:${worker.accountId}`, 'system', `account:${v7()}`])
    expect(await forged(end(asked.id, by)), by).toBe('42501')
  const ofBoth = `update erasure set by = by` // The asker stays who asked: only the sealed words may be touched.
  expect(await forged(ofBoth)).toBe('42501')
  expect(
    await forged(`insert into erasure_end select desk_id, id, person_id, 'done', null, from_day, '{}', '', by, at
    from erasure where by = 'account:${both.accountId}'`),
  ).toBe('42501')
  // Nor is the decision about one person one about another.
  expect(await forged(end(asked.id, `account:${coordinator.accountId}`).replace(person, own))).toBe('23503')
  for (const each of emptied) expect(await forged(each), each).toBe('42501')
})

test('what was erased stays so, and a record is not moved to who was erased', async () => {
  const gone = await record(worker)
  const kase = await takeCharge(worker, { personId: gone, note: 'x' })
  await erased(worker, coordinator, gone)
  for (const each of [
    `update person set identity = '\\x01' where id = '${gone}'`,
    `update case_note set words = '\\x01' where case_id = '${kase}'`,
    `update contact set person_id = '${gone}'`,
    `update care_case set person_id = '${gone}' where id <> '${kase}'`,
  ])
    expect(await forged(each), each).toBe('VE001')
  expect(await forged(`update case_event set words = '\\x01' where case_id = '${kase}'`)).toBe('42501')
  expect(await forged(`delete from erasure_end`)).toBe('42501')
})

test('keys are rotated past what was erased', async () => {
  const { house } = server
  const place = { desk: worker.desk.id, network: worker.desk.networkId }
  await transaction(house.app, place, (tx) => house.vault.addSeal(tx, place))
  house.vault.forget(place)
  expect(await resealDesk(house, worker.desk, houseActor('system'), () => undefined)).toBeGreaterThan(5)
  const { current } = await house.vault.ofDesk(place)
  expect(current).toBe(2)
  expect((await openedRows(server, worker.desk)).length).toBeGreaterThan(5)
  expect((await worker.call('GET', '/persons')).status).toBe(200)
})
