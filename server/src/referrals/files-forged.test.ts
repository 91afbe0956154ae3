import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../platform/db.ts'
import { houseActor } from '../platform/door.ts'
import { resealDesk } from '../platform/reseal.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { answered, arrived, sentAnew, wholeCase } from '../testing-referrals.ts'

let server: TestServer
let [here, coordinator, there, other] = [] as unknown as [Caller, Caller, Caller, Caller]

beforeAll(async () => {
  server = await testServer()
  const [desk, next] = [await server.desk('here'), await server.desk('there')]
  here = await server.member(desk, 'worker', 'coordinator')
  coordinator = await server.member(desk, 'coordinator')
  there = await server.member(next, 'worker')
  other = await server.member(next, 'coordinator')
})
afterAll(() => server.close())

const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_500_000, 'x')])

/** A referral with one file that arrived. */
async function withFile(by = here) {
  const sent = await sentAnew(server, here, there, ['sight', 'yes'])
  expect((await by.upload(`/referrals/${sent.id}/files/${v7()}`, bytes, 'Contratto.pdf')).status).toBe(200)
  await arrived(server)
  const { body } = await here.call('GET', `/referrals/${sent.id}/files`)
  return { ...sent, file: body.rows[0].id as string }
}

const forged = (by: Caller, statement: string) =>
  by
    .enter((at) => sql.raw(statement).execute(at.tx))
    .then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
const fetched = (by: Caller, id: string, file: string) => by.call('GET', `/referrals/${id}/files/${file}`)

test('a part that was bent, cut off, swapped or put under another file does not open', async () => {
  const [one, two] = [await withFile(), await withFile()]
  const broken = async (change: string) => {
    const of = `desk_id = '${there.desk.id}' and file_id = '${one.file}'`
    const kept = await ask(server.database.supervisor, `select * from referral_file_part where ${of}`)
    const lawless = (statement: string, values: unknown[] = []) => ask(server.database.supervisor, statement, values)
    await lawless(`alter table referral_file_part disable trigger all`)
    await lawless(change.replace('$of', of))
    expect((await fetched(there, one.id, one.file)).status, change).toBe(500)
    await lawless(`delete from referral_file_part where ${of}`)
    for (const row of kept)
      await lawless('insert into referral_file_part values ($1, $2, $3, $4)', [
        row.desk_id,
        row.file_id,
        row.no,
        row.bytes,
      ])
    await lawless(`alter table referral_file_part enable trigger all`)
    expect((await fetched(there, one.id, one.file)).body.equals(bytes)).toBe(true)
  }
  await broken(
    `update referral_file_part set bytes = set_byte(bytes, 500, get_byte(bytes, 500) # 1) where $of and no = 1`,
  )
  await broken(`delete from referral_file_part where $of and no = 1`)
  await broken(`update referral_file_part set no = 1 - no + 2 where $of`)
  await broken(
    `update referral_file_part set bytes = (select o.bytes from referral_file_part o where o.desk_id = '${there.desk.id}' and o.file_id = '${two.file}' and o.no = 0) where $of and no = 0`,
  )
})

test('no statement of the application puts a file where the rules allow none, changes one, or takes one away that went', async () => {
  const { id, file } = await withFile()
  const draft = await sentAnew(server, here, there, ['sight'])
  const row = (by: Caller, more: { of?: string; from?: string; taken?: string; who?: string } = {}) =>
    `insert into referral_file values ('${by.desk.id}', '${v7()}', '${more.of ?? id}', '${more.from ?? by.desk.id}', '\\x01', 1,
      '${more.who ?? 'x'}', now(), ${more.taken ?? 'null'}, ${more.taken ?? 'null'})`
  expect(await forged(here, row(here))).toBe('done')
  for (const [by, statement] of [
    [here, row(here, { of: draft.id })],
    [here, row(here, { of: v7() })],
    [here, row(here, { taken: 'now()' })],
    [here, row(here, { from: v7() })],
    [here, row(here, { from: there.desk.id })],
    [here, row(here, { from: there.desk.id, taken: 'now()' })],
    [here, `insert into referral_file_part values ('${here.desk.id}', '${file}', 2, '\\x01')`],
  ] as const)
    expect(await forged(by, statement), statement).toBe('23514')
  expect(await forged(here, row(there))).toBe('42501')
  const mine = `where id = '${file}'`
  for (const [by, statement] of [
    [here, `update referral_file set size = 1 ${mine}`],
    [here, `update referral_file set about = '\\x01' ${mine}`],
    [here, `update referral_file set about = '' ${mine}`],
    [here, `update referral_file set taken_at = null, arrived_at = null ${mine}`],
    [there, `update referral_file set arrived_at = null ${mine}`],
    [here, `update referral_file_part set bytes = ''`],
    [here, `delete from referral_file_part where file_id = '${file}'`],
    [here, `delete from referral_file ${mine}`],
    [there, `delete from referral_file_part where file_id = '${file}'`],
  ] as const)
    expect(await forged(by, statement), statement).toBe('42501')
})

test('an erasure makes nothing of a file in the desk that decides, also of one that is on its way', async () => {
  const { id, file, person } = await withFile()
  await answered(there, id, ['beginning'])
  expect((await there.upload(`/referrals/${id}/files/${v7()}`, bytes, 'Zqxback.pdf')).status).toBe(200)
  await erased(here, coordinator, person)
  const { body } = await here.call('GET', `/referrals/${id}/files`)
  expect(body.rows[0]).toMatchObject({ name: '', can: [] })
  expect((await fetched(here, id, file)).status).toBe(404)
  const empty = `select distinct length(bytes) as length from referral_file_part where desk_id = $1 and file_id = $2`
  const { supervisor } = server.database
  expect(await ask(supervisor, empty, [here.desk.id, file])).toEqual([{ length: 0 }])
  expect((await fetched(there, id, file)).body.equals(bytes)).toBe(true)
  expect((await here.upload(`/referrals/${id}/files/${v7()}`, bytes, 'x.pdf')).status).toBe(409)
  await arrived(server)
  const names = (await here.call('GET', `/referrals/${id}/files`)).body.rows.map((row: { name: string }) => row.name)
  expect(names).toEqual(['', ''])
  expect(
    await ask(
      supervisor,
      `select 1 from referral_file_part where desk_id = $1 and length(bytes) > 0 and file_id in
    (select id from referral_file where referral_id = $2)`,
      [here.desk.id, id],
    ),
  ).toEqual([])
})

test('so it does where the receiving desk took the case over and erases its own', async () => {
  const { id } = await sentAnew(server, here, there, ['sight', 'yes'], { ...wholeCase, kind: 'shared' })
  await here.upload(`/referrals/${id}/files/${v7()}`, bytes, 'Contratto.pdf')
  await arrived(server)
  const { version } = (await there.call('GET', `/referrals/${id}`)).body
  const as = { givenName: 'Amina', familyName: 'Diallo' }
  const taken = await there.call('POST', `/referrals/${id}/case`, { version, id: v7(), as, legalBasis: 'public-task' })
  expect(taken.status, JSON.stringify(taken.body)).toBe(200)
  const { body: kase } = await there.call('GET', `/cases/${taken.body.ownCase}`)
  await erased(there, other, kase.person.id)
  expect((await there.call('GET', `/referrals/${id}/files`)).body.rows).toEqual([])
  expect((await here.call('GET', `/referrals/${id}/files`)).body.rows).toMatchObject([{ name: 'Contratto.pdf' }])
})

test('keys are rotated under files', async () => {
  const { id, file } = await withFile()
  const { house } = server
  const place = { desk: there.desk.id, network: there.desk.networkId }
  await transaction(house.app, place, (tx) => house.vault.addSeal(tx, place))
  house.vault.forget(place)
  await resealDesk(house, there.desk, houseActor('system'), () => undefined)
  expect((await fetched(there, id, file)).body.equals(bytes)).toBe(true)
})
