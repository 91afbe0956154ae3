import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { YearCell } from '#model/monitoring/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { importRegister, seed } from '../testing-import.ts'
import { log, newPerson, record, takeCharge } from '../testing-records.ts'
import { foldTallyOf } from './jobs.ts'

let server: TestServer
let by: Caller
let desks = 0

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  desks += 1
  by = await server.member(await server.desk(`desk-${desks}`), 'network_manager')
})

const yearOf = async (who = by, year = 2026): Promise<YearCell[]> => {
  const { status, body } = await who.call('GET', `/year?year=${year}`)
  expect(status).toBe(200)
  return body.rows
}
const cell = (
  month: string,
  sex: string,
  citizenship: string,
  contacts: number | null,
  casesOpened: number | null,
) => ({
  month,
  sex,
  citizenship,
  contacts,
  casesOpened,
})
const said = { sex: 'F', citizenship: 'SEN' } as const

/** The same, counted row by row by somebody who sees everything. */
const counted = () =>
  ask(
    server.database.supervisor,
    `select month, sex, citizenship, sum(contacts)::int as contacts, sum(cases)::int as "casesOpened" from (
       select to_char(day, 'YYYY-MM') as month, sex, citizenship, 1 as contacts, 0 as cases from contact
         where desk_id = $1 and withdrawn_at is null and extract(year from day) = 2025
       union all
       select to_char(opened_on, 'YYYY-MM'), p.sex, p.citizenship, 0, 1 from care_case c join person p on p.desk_id = c.desk_id and p.id = c.person_id
         where c.desk_id = $1 and extract(year from opened_on) = 2025
     ) as each group by 1, 2, 3 order by 1, citizenship collate "C", sex collate "C"`,
    [by.desk.id],
  )

describe("the year's table", () => {
  test('counts contacts by what was said at them, and cases by the person', async () => {
    const person = await record(by)
    await log(by, { ...said, personId: person })
    await log(by, { sex: 'M', citizenship: 'BGD', day: '2026-01-02' })
    await takeCharge(by, { personId: person })
    expect(await yearOf()).toEqual([cell('2026-01', 'M', 'BGD', 1, 0), cell('2026-01', 'F', 'SEN', 1, 1)])
    expect(await yearOf(by, 2025)).toEqual([])
  })

  test('follows corrections, withdrawals, and what is known better of a person', async () => {
    const person = newPerson()
    await by.call('POST', '/persons', person)
    await takeCharge(by, { personId: person.id, openedOn: '2025-12-30' })
    const contact = await log(by, said)
    await by.call('PUT', `/contacts/${contact}`, { day: '2025-12-31', channel: 'desk', ...said, version: 1 })
    expect(await yearOf()).toEqual([])
    expect(await yearOf(by, 2025)).toEqual([cell('2025-12', 'F', 'SEN', 1, 1)])
    const { id, ...facts } = person
    await by.call('PUT', `/persons/${id}`, { ...facts, citizenship: 'GIN', version: 1 })
    expect(await yearOf(by, 2025)).toEqual([cell('2025-12', 'F', 'GIN', 0, 1), cell('2025-12', 'F', 'SEN', 1, 0)])
    await by.call('DELETE', `/contacts/${contact}`)
    expect(await yearOf(by, 2025)).toEqual([cell('2025-12', 'F', 'GIN', 0, 1)])
  })

  test('of an imported register is what counting its rows gives, before and after it is folded', async () => {
    await importRegister(by, await seed('register-2025.csv'))
    const wanted = await counted()
    expect(wanted).toHaveLength(45)
    expect(await yearOf(by, 2025)).toEqual(wanted)
    await foldTallyOf(server.house, by.desk.id)
    expect(await yearOf(by, 2025)).toEqual(wanted)
    const [{ rows, kinds } = { rows: 0, kinds: 1 }] = await ask(
      server.database.supervisor,
      `select count(*)::int as rows, count(distinct (month, measure, sex, citizenship))::int as kinds from month_tally where desk_id = $1`,
      [by.desk.id],
    )
    expect(rows).toBe(kinds)
  })

  test('loses nothing that is written while it is folded', async () => {
    await Promise.all([
      ...Array.from({ length: 24 }, () => log(by, said)),
      ...Array.from({ length: 12 }, () => foldTallyOf(server.house, by.desk.id)),
    ])
    await foldTallyOf(server.house, by.desk.id)
    expect(await yearOf()).toEqual([cell('2026-01', 'F', 'SEN', 24, 0)])
  })

  test('is right when a case is opened while its person becomes better known', async () => {
    const people = Array.from({ length: 10 }, () => newPerson())
    for (const person of people) await by.call('POST', '/persons', person)
    await Promise.all(
      people.flatMap(({ id, ...facts }) => [
        takeCharge(by, { personId: id, openedOn: '2025-03-01' }),
        by.call('PUT', `/persons/${id}`, { ...facts, sex: 'M', version: 1 }),
      ]),
    )
    expect(await yearOf(by, 2025)).toEqual([cell('2025-03', 'M', 'SEN', 0, 10)])
  })

  test('says "a few" and no figure to those who may not read persons', async () => {
    const evaluator = await server.member(by.desk, 'evaluator')
    for (let no = 0; no < 2; no += 1) await log(by, said)
    for (let no = 0; no < 3; no += 1) await log(by, { sex: 'M', citizenship: 'BGD' })
    expect(await yearOf(evaluator)).toEqual([cell('2026-01', 'M', 'BGD', 3, 0), cell('2026-01', 'F', 'SEN', null, 0)])
    expect(await yearOf()).toEqual([cell('2026-01', 'M', 'BGD', 3, 0), cell('2026-01', 'F', 'SEN', 2, 0)])
    const outreach = await server.member(by.desk, 'outreach_worker')
    expect(await yearOf(outreach)).toEqual(await yearOf(evaluator))
  })

  test('knows nothing of another desk', async () => {
    await log(by, said)
    const other = await server.member(await server.desk(`other-${v7().slice(-6)}`), 'coordinator')
    expect(await yearOf(other)).toEqual([])
  })
})
