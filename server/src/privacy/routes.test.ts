import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry } from '#model/privacy/contract.ts'
import { sealAll } from '../platform/audit.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let person: string

beforeAll(async () => {
  server = await testServer({ absoluteHours: 72, idleMinutes: 4_320 })
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  person = await record(worker)
  await worker.call('GET', `/persons/${person}`)
  server.clock.now = '2026-01-16T23:30:00.000Z'
  await worker.call('POST', `/persons/${person}/tax-code`)
  await coordinator.call('GET', `/persons/${person}`)
  await server.reads.flush()
})
afterAll(() => server.close())

const rows = async (query = '', by = coordinator): Promise<AuditEntry[]> => {
  const { status, body } = await by.call('GET', `/accesses?most=100${query}`)
  expect(status).toBe(200)
  return body.rows
}
const acts = async (query: string) => (await rows(query)).map((row) => row.act).reverse()

test('is read by a coordinator and a desk administrator, and by nobody else', async () => {
  for (const role of [
    'worker',
    'legal_adviser',
    'network_manager',
    'outreach_worker',
    'evaluator',
    'inspector',
    'liaison',
  ] as const)
    expect((await (await server.member(worker.desk, role)).call('GET', '/accesses')).status, role).toBe(403)
  expect((await rows('', await server.member(worker.desk, 'desk_administrator'))).length).toBeGreaterThan(0)
})

test('says who did what to which record and when, reads and refusals of nothing else', async () => {
  const about = (await rows(`&recordId=${person}`)).reverse()
  expect(about.map(({ act, kind, record: what, by }) => [act, kind, what, by])).toEqual([
    ['recordPerson', 'write', 'person', about[0]?.by],
    ['openPerson', 'read', 'person', about[0]?.by],
    ['revealTaxCode', 'read', 'tax-code', about[0]?.by],
    ['openPerson', 'read', 'person', about[3]?.by],
  ])
  expect(about[0]?.by).toMatch(/^worker /)
  expect(about[3]?.by).toMatch(/^coordinator /)
  expect(about[0]?.at).toBe('2026-01-15T09:00:00.000Z')
})

test('is filtered by kind, account and day in Rome', async () => {
  expect(await acts(`&recordId=${person}&kind=write`)).toEqual(['recordPerson'])
  expect(await acts(`&recordId=${person}&kind=read`)).toEqual(['openPerson', 'revealTaxCode', 'openPerson'])
  expect(await acts(`&account=${coordinator.accountId}&recordId=${person}`)).toEqual(['openPerson'])
  expect(await acts(`&recordId=${person}&to=2026-01-15`)).toEqual(['recordPerson', 'openPerson'])
  expect(await acts(`&recordId=${person}&from=2026-01-16&to=2026-01-16`)).toEqual([])
  expect(await acts(`&recordId=${person}&from=2026-01-17`), '23:30 in London is the 17th in Rome').toEqual([
    'revealTaxCode',
    'openPerson',
  ])
})

test('tells of its own reading', async () => {
  await rows()
  await server.reads.flush()
  expect(
    (await rows()).filter((row) => row.act === 'listAccesses' && row.record === 'accesses').length,
  ).toBeGreaterThan(0)
})

test('holds sealed and waiting rows alike, each once, in pages', async () => {
  await sealAll(server.house.platform, server.clock.read)
  await worker.call('GET', `/persons/${person}`)
  await server.reads.flush()
  const seen: AuditEntry[] = []
  let next: string | null = ''
  while (next !== null) {
    const { body } = await coordinator.call('GET', `/accesses?most=3&recordId=${person}${next && `&after=${next}`}`)
    expect(body.total).toBe(5)
    seen.push(...body.rows)
    next = body.next
  }
  expect(new Set(seen.map((row) => row.id)).size).toBe(5)
  expect(seen.filter((row) => row.seal !== null).length).toBeGreaterThanOrEqual(4)
  expect(seen.map((row) => row.id)).toEqual(
    seen
      .map((row) => row.id)
      .sort()
      .reverse(),
  )
})

test('of another desk is not there', async () => {
  const other = await server.member(await server.desk('there'), 'coordinator')
  expect(await rows(`&recordId=${person}`, other)).toEqual([])
})
