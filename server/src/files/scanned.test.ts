import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { KeptFile } from '#model/files/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { HARM, HARM_NAME, type TestScanner, testScanner } from '../platform/testing-clamd.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { keep } from '../testing-files.ts'
import { record, takeCharge } from '../testing-records.ts'
import { tendFilesOf } from './jobs.ts'

let server: TestServer
let clamd: TestScanner
let [worker, coordinator] = [] as unknown as [Caller, Caller]
let kase: string
beforeAll(async () => {
  clamd = await testScanner()
  server = await testServer({ scanner: clamd })
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  kase = await takeCharge(worker)
})
beforeEach(() => {
  clamd.says = 'what-it-found'
})
afterAll(async () => {
  await server.close()
  await clamd.close()
})

const one = async (id: string, of = kase): Promise<KeptFile> =>
  (await worker.call('GET', `/cases/${of}/files`)).body.rows.find((row: KeptFile) => row.id === id)
const fetched = (id: string) => worker.call('GET', `/cases/${kase}/files/${id}/bytes`)
const patience = { timeout: 20_000, interval: 20 }
const becomes = (id: string, state: string) =>
  vi.waitFor(async () => expect((await one(id)).state).toBe(state), patience)
/** No job is under way any more. */
const atRest = () =>
  vi.waitFor(
    async () =>
      expect(
        await ask(server.database.supervisor, 'select 1 from outbox where desk_id = $1', [worker.desk.id]),
      ).toEqual([]),
    patience,
  )

test('a file waits until it was looked through, and is opened then; the scanner gets it byte for byte', async () => {
  clamd.says = 'nothing'
  const bytes = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(1_500_000, 'x')])
  const id = await keep(worker, kase, bytes)
  expect(await one(id)).toMatchObject({ state: 'waiting', can: ['take-back'] })
  expect((await fetched(id)).body).toMatchObject({ code: 'not-possible', reason: 'file-waits' })
  expect((await worker.call('GET', `/cases/${kase}/files`)).body.scanned).toBe(true)
  await vi.waitFor(() => expect(clamd.seen.some((seen) => seen.equals(bytes))).toBe(true), patience)
  clamd.says = 'what-it-found'
  // Whoever hears nothing for long gives up; here the scanner hangs up.
  clamd.hangUp()
  await atRest()
  expect((await one(id)).state).toBe('waiting')
  await tendFilesOf(server.house, worker.desk.id, true)
  await becomes(id, 'kept')
  expect(bytes.equals((await fetched(id)).body)).toBe(true)
  const { steps } = (await worker.call('GET', `/cases/${kase}/files/${id}/custody`)).body
  expect(steps.map(({ act }: { act: string }) => act)).toEqual(['begun', 'received', 'checked'])
})

test('what harms is refused: its bytes and its name are gone, what was found is told', async () => {
  const id = await keep(worker, kase, `x${HARM}`, { name: 'Amina.txt' })
  await becomes(id, 'refused')
  expect(await one(id)).toMatchObject({
    name: '',
    kind: null,
    end: { why: HARM_NAME, by: expect.any(String) },
    can: [],
  })
  expect((await fetched(id)).status).toBe(404)
  const { supervisor } = server.database
  expect(await ask(supervisor, 'select 1 from case_file_part where file_id = $1', [id])).toEqual([])
  const written = await ask(
    supervisor,
    `select act from audit_pending where record_id = $1 union select act from audit_entry where record_id = $1`,
    [id],
  )
  expect(written.map(({ act }) => act)).toContain('file.received')
})

test('while the scanner is away a file waits, and is told of again, once', async () => {
  const { port } = clamd
  await clamd.close()
  const id = await keep(worker, kase, 'A contract')
  await atRest()
  expect((await one(id)).state).toBe('waiting')
  clamd = await testScanner(port)
  await tendFilesOf(server.house, worker.desk.id, true)
  await becomes(id, 'kept')
  await tendFilesOf(server.house, worker.desk.id, true)
  expect(await ask(server.database.supervisor, 'select 1 from outbox where desk_id = $1', [worker.desk.id])).toEqual([])
})

test('a file that was taken back or erased while it waited is not looked for', async () => {
  const person = await record(worker)
  const of = await takeCharge(worker, { personId: person })
  clamd.says = 'stream: error ERROR\0'
  const [back, gone] = [await keep(worker, kase, 'A contract'), await keep(worker, of, 'A contract')]
  await atRest()
  expect((await worker.call('POST', `/cases/${kase}/files/${back}/withdrawal`, { reason: 'Wrong' })).status).toBe(200)
  await erased(worker, coordinator, person)
  clamd.says = 'what-it-found'
  const before = clamd.seen.length
  await tendFilesOf(server.house, worker.desk.id, true)
  for (const [file, id] of [
    [back, kase],
    [gone, of],
  ] as const)
    await worker.enter((at) => at.tell('file.received', { case: id, file }))
  await atRest()
  expect(clamd.seen).toHaveLength(before)
  expect((await one(back)).state).toBe('taken-back')
  expect(await one(gone, of)).toMatchObject({ state: 'waiting', name: '', can: [] })
})
