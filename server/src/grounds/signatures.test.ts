import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ground } from '#model/grounds/contract.ts'
import { SIGNATURE_MOST } from '#model/grounds/signature.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { newGround, newSignature, secondTo } from '../testing-privacy.ts'
import { record } from '../testing-records.ts'
import { insertSignature } from './signatures.ts'

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
})
afterAll(() => server.close())

const at = (ground: string, of = person) => `/persons/${of}/grounds/${ground}/signature`
const signed = (more: object = {}) => newGround({ how: 'signed-paper', ...more })
const send = (ground: object, of = person) => worker.call('POST', `/persons/${of}/grounds`, ground)
const recorded = async (more: object = {}, of = person): Promise<string> => {
  const ground = signed(more)
  expect((await send(ground, of)).status).toBe(200)
  return ground.id
}
const look = (ground: string, by = worker, of = person) =>
  server.request({
    method: 'GET',
    url: `/api/v1/desks/${by.desk.code}${at(ground, of)}`,
    headers: { cookie: by.cookie },
  })
const found = (rows: Ground[], id: string) => rows.find((row) => row.id === id) as Ground

test('an image comes with the ground, is kept as it was, and is served as an image and nothing else', async () => {
  const signature = newSignature('stroke')
  const ground = signed({ how: 'signed-screen', signature })
  for (const _ of [1, 2]) expect((await send(ground)).status).toBe(200)
  const { body } = await coordinator.call('GET', `/persons/${person}/grounds`)
  expect(found(body.rows, ground.id)).toMatchObject({ how: 'signed-screen', signature: { kind: 'drawn' }, can: [] })
  expect(JSON.stringify(body)).not.toContain(signature.image)
  const { status, headers, body: bytes } = await look(ground.id, coordinator)
  expect(status).toBe(200)
  expect((bytes as Buffer).toString('base64')).toBe(signature.image)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'attachment; filename="firma.png"',
  })
  const other = await send({ ...ground, signature: newSignature('another') })
  expect(other).toMatchObject({ status: 409, body: { code: 'moved-on' } })
})

test('each look stands in the register of accesses of the person', async () => {
  const id = await recorded({ signature: newSignature() })
  await look(id, coordinator)
  await server.reads.flush()
  const { body } = await worker.call('GET', `/persons/${person}/accesses`)
  const acts = body.rows.flatMap((row: { by: string; acts: string[] }) => (/^coord/.test(row.by) ? row.acts : []))
  expect(acts).toContain('openSignature')
})

test('is read by who reads the ledger of that person, and by nobody else', async () => {
  const id = await recorded({ signature: newSignature() })
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const stranger = await server.member(await server.desk('there'), 'worker')
  expect((await look(id, outreach)).status).toBe(403)
  expect((await look(id, stranger)).status).toBe(404)
  expect((await look(id, worker, await record(worker))).status).toBe(404)
  expect((await look(await recorded())).status).toBe(404)
  expect(await coordinator.call('POST', at(id), newSignature())).toMatchObject({ status: 403 })
  expect((await stranger.call('POST', at(id), newSignature())).status).toBe(404)
})

test('what was signed on the screen has its image, and what was spoken has none', async () => {
  const refused = { status: 422, body: { errors: [{ pointer: '/signature' }] } }
  expect(await send(signed({ how: 'signed-screen' }))).toMatchObject(refused)
  expect(await send(signed({ how: 'spoken', signature: newSignature() }))).toMatchObject(refused)
  expect(await send(newGround({ signature: newSignature() }))).toMatchObject(refused)
})

test('an image is told by its content, and is not too large', async () => {
  const codes = async (image: string) => {
    const { status, body } = await send(signed({ signature: { kind: 'photo', image } }))
    return [status, ...(body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)]
  }
  const of = (text: string) => Buffer.from(text).toString('base64')
  expect(await codes(of('<svg onload="alert(1)"/>'))).toEqual([422, '/signature/image not-an-image'])
  expect(await codes('nothing of base64')).toEqual([422, '/signature/image invalid-format'])
  expect(await codes(newSignature('x'.repeat(SIGNATURE_MOST)).image)).toEqual([422, '/signature/image too-big'])
  const most = Buffer.from(newSignature().image, 'base64').length
  expect(await codes(newSignature('x'.repeat(SIGNATURE_MOST - most)).image)).toEqual([200])
  expect(await codes(of('x'.repeat(2 * SIGNATURE_MOST)))).toEqual([413])
})

test('is added later to what was signed and has none, once, while it holds', async () => {
  const id = await recorded()
  const before = await worker.call('GET', `/persons/${person}/grounds`)
  expect(found(before.body.rows, id)).toMatchObject({ signature: null, can: ['end', 'sign'] })
  const added = await worker.call('POST', at(id), newSignature('later', 'photo'))
  expect(found(added.body.rows, id)).toMatchObject({ signature: { kind: 'photo' }, can: ['end'] })
  expect(await worker.call('POST', at(id), newSignature('other'))).toMatchObject({ status: 409 })
  expect((await look(id)).body).toEqual(Buffer.from(newSignature('later').image, 'base64'))
  const spoken = await recorded({ how: 'spoken' })
  expect(await worker.call('POST', at(spoken), newSignature())).toMatchObject({ status: 409 })
  const over = await recorded()
  await worker.call('POST', `/persons/${person}/grounds/${over}/end`, {})
  expect(await worker.call('POST', at(over), newSignature())).toMatchObject({ status: 409 })
  const past = await recorded({ fromDay: '2025-01-01', untilDay: '2025-12-31' })
  expect(await worker.call('POST', at(past), newSignature())).toMatchObject({ status: 409 })
})

test('of two images at once one stands, and the other is told', async () => {
  const id = await recorded()
  const bytes = Buffer.from(newSignature('first').image, 'base64')
  const first = (here: Parameters<typeof insertSignature>[0]) => insertSignature(here, id, 'drawn', bytes)
  const late = await secondTo(server, worker, first, () => worker.call('POST', at(id), newSignature('second')))
  expect(late).toMatchObject({ status: 409, body: { code: 'moved-on' } })
  expect((await look(id)).body).toEqual(bytes)
})

test('is never changed nor taken back, whatever the application asks of the database', async () => {
  await recorded({ signature: newSignature() })
  for (const statement of [
    `update ground_signature set kind = 'photo'`,
    `update ground_signature set image = image || '\\x00'`,
    `update ground_signature set image = ''`,
    'delete from ground_signature',
  ]) {
    const tried = worker.enter(({ tx }) => tx.executeQuery({ sql: statement, parameters: [], query: {} } as never))
    await expect(tried, statement).rejects.toThrow(/permission denied|can only be sealed anew|are not deleted/)
  }
})

test('goes with its person: nothing is shown, nothing is added any more', async () => {
  const gone = await record(worker)
  const id = await recorded({ signature: newSignature() }, gone)
  const bare = await recorded({}, gone)
  await erased(worker, coordinator, gone)
  const { body } = await worker.call('GET', `/persons/${gone}/grounds`)
  expect(found(body.rows, id).signature).toBeNull()
  expect((await look(id, worker, gone)).status).toBe(404)
  expect(await worker.call('POST', at(bare, gone), newSignature())).toMatchObject({
    status: 409,
    body: { reason: 'person-erased' },
  })
  expect(await worker.call('POST', at(id, gone), newSignature())).toMatchObject({ status: 409 })
})
