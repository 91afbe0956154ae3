import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FundingReturn } from '#model/monitoring/contract.ts'
import { rowsOfFile } from '../platform/table-file.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { importRegister, seed } from '../testing-import.ts'
import { log, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let desks = 0
const manager = async (code?: string): Promise<Caller> => {
  desks += 1
  return server.member(await server.desk(code ?? `desk-${desks}`), 'network_manager')
}

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const period = 'from=2025-05-01&to=2025-11-30'
const returned = async (by: Caller, query = period): Promise<FundingReturn> => {
  const { status, body } = await by.call('GET', `/return?${query}`)
  expect(status).toBe(200)
  return body
}

describe('the register of a desk, imported', () => {
  let by: Caller
  test('gives the return that was published: 138 persons intercepted, 67 taken in charge', async () => {
    by = await manager('registered')
    await importRegister(by, await seed('register-2025.csv'))
    const { intercepted, takenInCharge, contacts, targets } = await returned(by)
    expect(intercepted).toMatchObject({
      total: 138,
      bySex: { M: 122, F: 16 },
      byCitizenship: { BGD: 46, PAK: 31, EGY: 27, UKR: 10, MAR: 10, NGA: 8, ALB: 6 },
    })
    expect(takenInCharge).toMatchObject({ total: 67, bySex: { M: 55, F: 12 } })
    expect(contacts).toEqual({ total: 166, anonymous: 0 })
    expect(targets).toEqual([
      {
        measure: 'intercepted',
        programme: 'inlav',
        from: '2025-05-01',
        to: '2025-11-30',
        min: 70,
        max: 100,
        actual: 138,
        standing: 'above',
      },
      {
        measure: 'takenInCharge',
        programme: 'inlav',
        from: '2025-05-01',
        to: '2025-11-30',
        min: 30,
        max: 50,
        actual: 67,
        standing: 'above',
      },
    ])
  })

  test('adds up in every breakdown', async () => {
    const { intercepted, takenInCharge } = await returned(by)
    for (const { total, ...parts } of [intercepted, takenInCharge])
      for (const [name, counts] of Object.entries(parts))
        expect(
          Object.values(counts).reduce((sum, each) => sum + each, 0),
          name,
        ).toBe(total)
    expect(Object.keys(intercepted.byMonth).every((month) => /^2025-(05|06|07|08|09|10|11)$/.test(month))).toBe(true)
  })

  test("is the same without a period: the programme's own", async () => {
    const [asked, plain] = [await returned(by), await returned(by, '')]
    expect(plain).toEqual(asked)
    expect((await returned(by, 'programme=inlav')).from).toBe('2025-05-01')
  })

  test('is seen by who reads returns, and by nobody of another desk', async () => {
    expect((await (await server.member(by.desk, 'evaluator')).call('GET', '/return')).status).toBe(200)
    expect((await (await server.member(by.desk, 'liaison')).call('GET', '/return')).status).toBe(403)
    expect((await returned(await manager())).intercepted.total).toBe(0)
  })
})

describe('persons intercepted', () => {
  test('are counted once however often they were met; anonymous contacts stand beside', async () => {
    const by = await manager()
    const personId = await record(by, { sex: 'F', citizenship: 'SEN' })
    for (const date of ['2025-05-01', '2025-07-10', '2025-11-30'])
      await log(by, { personId, day: date, sector: date === '2025-07-10' ? 'riders' : 'not_asked' })
    await log(by, { day: '2025-06-01', sex: 'M' })
    const { intercepted, contacts } = await returned(by)
    expect(intercepted).toEqual({
      total: 1,
      bySex: { F: 1 },
      byCitizenship: { SEN: 1 },
      bySector: { riders: 1 },
      byMonth: { '2025-05': 1 },
    })
    expect(contacts).toEqual({ total: 4, anonymous: 1 })
  })

  test('are of the period with both of its ends, and not of the days beside it', async () => {
    const by = await manager()
    for (const date of ['2025-04-30', '2025-05-01', '2025-11-30', '2025-12-01'])
      await log(by, { personId: await record(by), day: date })
    expect((await returned(by)).intercepted.total).toBe(2)
    expect((await returned(by, 'from=2025-05-01&to=2025-05-01')).intercepted.total).toBe(1)
    expect((await returned(by, 'from=2025-05-02&to=2025-11-29')).intercepted.total).toBe(0)
  })

  test('have the sex and the citizenship that they have now', async () => {
    const by = await manager()
    const personId = await record(by, { sex: 'M', citizenship: 'SEN' })
    await log(by, { personId, day: '2025-06-01' })
    await by.call('PUT', `/persons/${personId}`, { identity: {}, sex: 'F', citizenship: 'MLI', version: 1 })
    expect((await returned(by)).intercepted).toMatchObject({ bySex: { F: 1 }, byCitizenship: { MLI: 1 } })
  })

  test('are not those whose contact was withdrawn', async () => {
    const by = await manager()
    const contact = await log(by, { personId: await record(by), day: '2025-06-01' })
    await by.call('DELETE', `/contacts/${contact}`)
    expect(await returned(by)).toMatchObject({ intercepted: { total: 0 }, contacts: { total: 0, anonymous: 0 } })
  })
})

describe('persons taken in charge', () => {
  test('are counted once with all their cases, whatever became of them', async () => {
    const by = await manager()
    const personId = await record(by)
    const first = await takeCharge(by, { personId, openedOn: '2025-05-01' })
    await by.call('POST', `/cases/${first}/close`, { outcome: 'lost-contact', closedOn: '2025-06-01', version: 1 })
    await takeCharge(by, { personId, openedOn: '2025-11-30', sector: 'hotels' })
    await takeCharge(by, { openedOn: '2025-12-01' })
    const { takenInCharge, intercepted } = await returned(by)
    expect(takenInCharge).toMatchObject({ total: 1, bySector: { hotels: 1 }, byMonth: { '2025-05': 1 } })
    expect(intercepted.total).toBe(0)
  })
})

describe('a target', () => {
  test('is measured over its own period, and says below, within or above with both ends within', async () => {
    const by = await manager()
    const standings = async () =>
      (await returned(by, 'from=2025-06-01&to=2025-06-30')).targets.map((target) => [target.actual, target.standing])
    await log(by, { personId: await record(by), day: '2025-05-01' })
    expect(await standings()).toEqual([
      [1, 'below'],
      [0, 'below'],
    ])
    const range = (least: number, most: number) =>
      ask(
        server.database.supervisor,
        `update target set least = $2, most = $3 where desk_id = $1 and measure = 'intercepted'`,
        [by.desk.id, least, most],
      )
    for (const [least, most, standing] of [
      [1, 5, 'within'],
      [0, 1, 'within'],
      [0, 0, 'above'],
      [2, 3, 'below'],
    ] as const) {
      await range(least, most)
      expect((await standings())[0]).toEqual([1, standing])
    }
  })

  test('of a period that the one asked for does not touch is not shown', async () => {
    expect((await returned(await manager(), 'from=2026-01-01&to=2026-01-15')).targets).toEqual([])
  })
})

test('a period that ends before it begins, and a programme that is none, are refused by name', async () => {
  const by = await manager()
  expect((await by.call('GET', '/return?from=2025-06-01&to=2025-05-01')).body.errors).toEqual([
    { pointer: '/to', code: 'before-from' },
  ])
  expect((await by.call('GET', '/return?programme=nothing')).body.errors).toEqual([
    { pointer: '/programme', code: 'unknown' },
  ])
  expect((await by.call('GET', '/return?from=2025-02-30')).body.errors).toEqual([
    { pointer: '/from', code: 'not-a-date' },
  ])
  expect((await by.call('GET', '/programmes')).body.rows).toMatchObject([
    { code: 'inlav', name: 'InLav', from: '2025-05-01', to: '2025-11-30' },
  ])
})

describe('the file of a return', () => {
  const rowsIn = async (bytes: Buffer) => {
    const rows: string[][] = []
    for await (const { cells } of rowsOfFile(Readable.from([bytes])))
      rows.push(cells.map((cell) => ('text' in cell ? cell.text : '')))
    return rows
  }

  test('holds the same figures as CSV and as XLSX', async () => {
    const by = await manager()
    await log(by, { personId: await record(by, { sex: 'F', citizenship: 'SEN' }), day: '2025-06-01' })
    for (const as of ['csv', 'xlsx']) {
      const { status, headers, body } = await by.call('GET', `/return/file?${period}&as=${as}`)
      expect(status).toBe(200)
      expect(headers['content-disposition']).toBe(
        `attachment; filename="rendicontazione-${by.desk.code}-2025-05-01-2025-11-30.${as}"`,
      )
      expect(headers['cache-control']).toBe('no-store')
      const rows = (await rowsIn(body)).map((row) => row.join('|'))
      expect(
        rows.some((row) => /\|SEN\|1$/.test(row)),
        as,
      ).toBe(true)
      expect(
        rows.some((row) => /\|F\|1$/.test(row)),
        as,
      ).toBe(true)
    }
    const { body } = await by.call('GET', `/return/file?${period}&as=csv&language=en`)
    expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(body.toString()).toMatch(/Senegal/)
  })

  test('holds no text that a spreadsheet would take for a formula', async () => {
    const { desk } = await manager()
    for (const name of [`=cmd|' /C calc'!A0`, '+1', '-1', '@SUM(1)', '\t=1']) {
      await ask(server.database.supervisor, 'update desk set name = $2 where id = $1', [desk.id, name])
      const by = await server.member(desk, 'network_manager')
      for (const as of ['csv', 'xlsx']) {
        const cells = (await rowsIn((await by.call('GET', `/return/file?${period}&as=${as}`)).body)).flat()
        expect(cells, `${as} ${name}`).toContain(`'${name}`)
        expect(
          cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)),
          as,
        ).toEqual([])
      }
    }
  })
})
