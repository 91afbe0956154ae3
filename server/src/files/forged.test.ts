import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PART_BYTES } from '#model/files/contract.ts'
import { transaction } from '../platform/db.ts'
import { houseActor } from '../platform/door.ts'
import { resealDesk } from '../platform/reseal.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { beginWith, endOf, keep, sendPart } from '../testing-files.ts'
import { record, takeCharge } from '../testing-records.ts'

let server: TestServer
let [worker, coordinator] = [] as unknown as [Caller, Caller]
let kase: string
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  kase = await takeCharge(worker)
})
afterAll(() => server.close())

const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1.5 * PART_BYTES, 'x')])
const fetched = (id: string, of = kase) => worker.call('GET', `/cases/${of}/files/${id}/bytes`)
const forged = (statement: string) =>
  worker
    .enter((at) => sql.raw(statement).execute(at.tx))
    .then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )

test('a part that was bent, cut off, swapped or put under another file does not open', async () => {
  const [one, two] = [await keep(worker, kase, bytes), await keep(worker, kase, bytes)]
  const lawless = (statement: string) =>
    ask(server.database.supervisor, `set session_replication_role = replica; ${statement}`)
  await ask(server.database.supervisor, 'create table kept_parts as select * from case_file_part')
  const broken = async (change: string) => {
    const of = `file_id = '${one}'`
    await lawless(change.replace('$of', of))
    await expect(
      fetched(one).then(({ status }) => {
        if (status !== 200) throw new Error('refused')
      }),
      change,
    ).rejects.toThrow()
    await lawless(`delete from case_file_part where ${of}`)
    await lawless(`insert into case_file_part select * from kept_parts where ${of}`)
    expect(bytes.equals((await fetched(one)).body)).toBe(true)
  }
  const bent = 'set_byte(bytes, 500, get_byte(bytes, 500) # 1)'
  await broken(`update case_file_part set bytes = ${bent} where $of and no = 0`)
  await broken(`update case_file_part set bytes = ${bent} where $of and no = 1`)
  await broken(`delete from case_file_part where $of and no = 1`)
  await broken(`update case_file_part set no = 3 - no where $of`)
  const theirs = `(select o.bytes from kept_parts o where o.file_id = '${two}' and o.no = 0)`
  await broken(`update case_file_part set bytes = ${theirs} where $of and no = 0`)
  await ask(server.database.supervisor, 'drop table kept_parts')
})

test('bytes that are sealed for their place and are not those that were received are not given out whole', async () => {
  const id = await keep(worker, kase, bytes)
  const sealed = await worker.enter(async (at) =>
    at.vault.sealBytes({ in: 'case_file_part.bytes', id: `${id}#1` }, Buffer.alloc(bytes.length - PART_BYTES, 'y')),
  )
  await ask(
    server.database.supervisor,
    `set session_replication_role = replica; update case_file_part set bytes = '\\x${sealed.toString('hex')}' where file_id = '${id}' and no = 1`,
  )
  await expect(fetched(id)).rejects.toThrow()
})

test('no statement of the application changes a file that is kept, nor takes it away, nor puts one where there is none', async () => {
  const [kept, begun] = [await keep(worker, kase, bytes), await beginWith(worker, kase, bytes, {}, 1)]
  const desk = worker.desk.id
  const [mine, his] = [`where id = '${kept}'`, `where id = '${begun}'`]
  const row = (state: string, size = 1) =>
    `insert into case_file values ('${desk}', '${v7()}', '${kase}', '\\x01', ${size}, '${state}', 'x', now())`
  const part = (id: string, no: number) =>
    `insert into case_file_part values ('${desk}', '${id}', ${no}, '${kase}', '\\x01')`
  expect(await forged(row('arriving'))).toBe('done')
  await ask(server.database.supervisor, `delete from case_file where about = '\\x01'`)
  for (const state of ['waiting', 'kept', 'refused', 'taken-back', 'other'])
    expect(await forged(row(state))).toBe('23514')
  expect(await forged(row('arriving', 52_428_801))).toBe('23514')
  expect(await forged(part(begun, 1))).toBe('done')
  await ask(server.database.supervisor, `delete from case_file_part where bytes = '\\x01'`)
  for (const [id, no] of [
    [begun, 2],
    [begun, -1],
    [kept, 5],
  ] as const)
    expect(await forged(part(id, no))).toBe('23514')
  for (const statement of [
    `update case_file set about = '\\x01' ${mine}`,
    `update case_file set about = '' ${mine}`,
    `update case_file set size = 1 ${mine}`,
    `update case_file set state = 'arriving' ${mine}`,
    `update case_file set state = 'refused' ${mine}`,
    `update case_file set state = 'taken-back', about = '' ${mine}`,
    `update case_file set state = 'taken-back' ${his}`,
    `update case_file set state = 'kept', size = 52428800 ${his}`,
    `update case_file set state = 'kept', about = '' ${his}`,
    `update case_file set case_id = id ${mine}`,
    `update case_file_part set bytes = '' where file_id = '${kept}'`,
    `delete from case_file_part where file_id = '${kept}'`,
    `delete from case_file ${mine}`,
    `update case_file_step set words = '' where file_id = '${kept}'`,
    `delete from case_file_step where file_id = '${kept}'`,
  ])
    expect(await forged(statement), statement).toBe('42501')
  expect(bytes.equals((await fetched(kept)).body)).toBe(true)
  expect((await worker.call('POST', `/cases/${kase}/files/${kept}/withdrawal`, { reason: 'Wrong' })).status).toBe(200)
  for (const statement of [`update case_file set state = 'kept' ${mine}`, `delete from case_file ${mine}`])
    expect(await forged(statement), statement).toBe('42501')
})

test('an erasure makes nothing of files, also of one of which parts are on their way', async () => {
  const person = await record(worker)
  const of = await takeCharge(worker, { personId: person })
  const [kept, begun] = [await keep(worker, of, bytes, { name: 'Zqx.pdf' }), await beginWith(worker, of, bytes, {}, 1)]
  await erased(worker, coordinator, person)
  const { body } = await worker.call('GET', `/cases/${of}/files`)
  for (const row of body.rows) expect(row).toMatchObject({ name: '', can: [] })
  expect((await fetched(kept, of)).status).toBe(404)
  const empty = `select distinct length(bytes) as length from case_file_part where file_id = any($1)`
  expect(await ask(server.database.supervisor, empty, [[kept, begun]])).toEqual([{ length: 0 }])
  // Who was sending it goes on, and is told.
  for (const sent of [
    await sendPart(worker, of, begun, 1, bytes.subarray(PART_BYTES)),
    await endOf(worker, of, begun),
    await worker.call('DELETE', `/cases/${of}/files/${begun}`),
    await worker.call('POST', `/cases/${of}/files/${kept}/withdrawal`, { reason: 'Wrong' }),
  ])
    expect(sent.status).toBe(404)
  const put = `insert into case_file_part values ('${worker.desk.id}', '${begun}', 1, '${of}', '\\x01')`
  expect(await forged(put)).toBe('VE001')
  expect(await forged(`update case_file set state = 'kept' where id = '${begun}'`)).toBe('VE001')
})

test('under a newer key a file is sealed anew, part for part, and opens as before', async () => {
  const id = await keep(worker, kase, bytes, { evidence: true })
  const place = { desk: worker.desk.id, network: worker.desk.networkId }
  await transaction(server.house.app, place, (tx) => server.house.vault.addSeal(tx, place))
  await resealDesk(server.house, worker.desk, houseActor('console:test'), () => {})
  const old = await ask(
    server.database.supervisor,
    `select 1 from case_file_part where desk_id = $1 and length(bytes) > 0 and substring(bytes from 2 for 4) <> '\\x00000002'`,
    [worker.desk.id],
  )
  expect(old).toEqual([])
  expect(bytes.equals((await fetched(id)).body)).toBe(true)
})
