import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ReferralFile, ReferralFiles } from '#model/referrals/contract-files.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addByLink, answered, arrived, type Sent, sentAnew } from '../testing-referrals.ts'

let server: TestServer
let [here, colleague, there, outside] = [] as unknown as [Caller, Caller, Caller, Caller]

beforeAll(async () => {
  server = await testServer()
  const [desk, other, third] = [await server.desk('here'), await server.desk('there'), await server.desk('third')]
  here = await server.member(desk, 'worker', 'coordinator')
  colleague = await server.member(desk, 'worker')
  there = await server.member(other, 'worker')
  outside = await server.member(third, 'worker', 'coordinator')
})
afterAll(() => server.close())

const pdf = (more = '') => Buffer.from(`%PDF-1.7\n${more}`)
const sent = (...acts: string[]): Promise<Sent> => sentAnew(server, here, there, acts)
const accepted = () => sent('sight', 'yes')

const upload = (by: Caller, id: string, bytes: Buffer = pdf(), name = 'Contratto.pdf', file = v7()) =>
  by.upload(`/referrals/${id}/files/${file}`, bytes, name)
const files = async (by: Caller, id: string): Promise<ReferralFiles> =>
  (await by.call('GET', `/referrals/${id}/files`)).body
const only = async (by: Caller, id: string): Promise<ReferralFile> => {
  const { rows } = await files(by, id)
  expect(rows).toHaveLength(1)
  return rows[0] as ReferralFile
}
const fetched = (by: Caller, id: string, file: string) => by.call('GET', `/referrals/${id}/files/${file}`)

/** Jobs of files fail until `mend` is called: what was sent lies here. */
async function stuck(): Promise<() => Promise<void>> {
  const { supervisor } = server.database
  await ask(supervisor, 'alter table referral_file add constraint broken check (taken_at is null) not valid')
  return async () => {
    await ask(supervisor, 'alter table referral_file drop constraint broken')
    await ask(supervisor, 'update graphile_worker._private_jobs set run_at = now()')
    await arrived(server)
  }
}
const failed = () =>
  vi.waitFor(
    async () =>
      expect(
        await ask(
          server.database.supervisor,
          `select 1 from graphile_worker._private_jobs where last_error is not null`,
        ),
      ).not.toEqual([]),
    { timeout: 20_000, interval: 20 },
  )

test('what one desk sends the other opens, byte for byte, as a file to be kept and under no name in any header', async () => {
  const { id } = await accepted()
  const whole = Buffer.concat([pdf(), Buffer.alloc(2.5 * 1024 * 1024, 'Ω')])
  expect((await upload(here, id, whole, 'C:\\casa\\Contratto.exe')).status).toBe(200)
  await arrived(server)
  const ours = await only(here, id)
  expect(ours).toMatchObject({
    ...{ name: 'Contratto.exe.pdf', size: whole.length, state: 'arrived', can: ['fetch'], desk: { code: 'here' } },
    by: expect.stringMatching(/^worker/),
  })
  const theirs = await only(there, id)
  expect(theirs).toMatchObject({ name: 'Contratto.exe.pdf', by: null, desk: { code: 'here' }, can: ['fetch'] })
  const got = await fetched(there, id, theirs.id)
  expect(whole.equals(got.body)).toBe(true)
  expect(got.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  // And back, by whoever received.
  expect((await upload(there, id, Buffer.from('Relazione'), 'r.txt')).body.rows).toHaveLength(2)
  await arrived(server)
  const back = (await files(here, id)).rows.find(({ name }) => name === 'r.txt')
  expect(back).toMatchObject({ by: null, desk: { code: 'there' }, state: 'arrived' })
  expect((await fetched(here, id, back?.id as string)).body.toString()).toBe('Relazione')
})

test('each file that is fetched stands in the register under a name of its own, among who saw the person', async () => {
  const { id, person } = await accepted()
  await upload(here, id)
  await arrived(server)
  await fetched(colleague, id, (await only(here, id)).id)
  await server.reads.flush()
  const { rows } = (await here.call('GET', `/persons/${person}/accesses`)).body
  const by = rows.filter(({ acts }: { acts: string[] }) => acts.includes('fetchReferralFile'))
  expect(JSON.stringify(by)).toContain(`worker ${colleague.accountId.slice(-4)}`)
})

test('before the yes, after the end and by link nothing is sent; what was sent before the end is read still', async () => {
  const reasonOf = async (by: Caller, id: string) => (await upload(by, id)).body.reason
  const waiting = await sent('sight')
  for (const by of [here, there]) expect(await reasonOf(by, waiting.id)).toBe('file-not-now')
  const { id: linked } = await addByLink(server, here)
  expect(await reasonOf(here, linked)).toBe('file-needs-desk')
  expect(await files(here, linked)).toMatchObject({ rows: [], can: [] })
  const { id } = await sent('sight', 'yes', 'beginning')
  expect((await upload(here, id)).status).toBe(200)
  await arrived(server)
  await answered(there, id, ['outcome'])
  for (const by of [here, there]) {
    expect(await reasonOf(by, id)).toBe('file-not-now')
    expect((await files(by, id)).can).toEqual([])
    expect((await fetched(by, id, (await only(by, id)).id)).status).toBe(200)
  }
})

test('what the sender took back with the referral is not shown to the other desk any more', async () => {
  const { id } = await accepted()
  await upload(here, id)
  await upload(there, id, Buffer.from('x'), 'x.txt')
  await arrived(server)
  const [file] = (await files(there, id)).rows.filter(({ desk }) => desk.code === 'here')
  const { version } = (await here.call('GET', `/referrals/${id}`)).body
  expect((await here.call('POST', `/referrals/${id}/withdrawal`, { version })).status).toBe(200)
  expect((await files(there, id)).rows.map(({ name }) => name)).toEqual(['x.txt'])
  expect((await fetched(there, id, file?.id as string)).status).toBe(404)
  expect((await files(here, id)).rows).toHaveLength(2)
})

test('a ground that ended meanwhile covers no file: the sender is told why, the other desk may still write back', async () => {
  const { id, person, ground } = await sent('sight', 'yes', 'beginning')
  const ended = await here.call('POST', `/persons/${person}/grounds/${ground}/end`, { reason: 'x' })
  expect(ended.status, JSON.stringify(ended.body)).toBe(200)
  await arrived(server)
  expect(await upload(here, id)).toMatchObject({
    status: 409,
    body: { reason: 'share-refused', errors: [{ pointer: '/share' }] },
  })
  expect((await upload(there, id)).status).toBe(200)
})

test('what is covered no longer when its turn comes stays where it is', async () => {
  const { id, person } = await accepted()
  const mend = await stuck()
  expect((await upload(here, id)).status).toBe(200)
  await failed()
  await here.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'contested' })
  await mend()
  expect((await only(here, id)).state).toBe('waiting')
  expect((await files(there, id)).rows).toEqual([])
})

test('too large, too many, empty, or of another kind: each is said by itself', async () => {
  const { id } = await accepted()
  expect(await upload(here, id, Buffer.alloc(10 * 1024 * 1024 + 1))).toMatchObject({ status: 413 })
  expect((await upload(here, id, Buffer.alloc(0))).body.errors).toEqual([{ pointer: '', code: 'file-empty' }])
  for (const other of ['MZ\x90\0', 'RIFF\0\0\0\0WEBPVP8 ', '\0\0\0\x20ftypisom'])
    expect((await upload(here, id, Buffer.from(other, 'latin1'))).body.errors).toEqual([
      { pointer: '', code: 'file-kind' },
    ])
  const largest = Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024 - pdf().length)])
  expect((await upload(here, id, largest)).status).toBe(200)
  for (let no = 1; no < 20; no += 1) expect((await upload(here, id)).body.left).toBe(19 - no)
  expect((await upload(colleague, id)).body.reason).toBe('file-too-many')
  expect((await files(here, id)).can).toEqual([])
  expect((await upload(there, id)).status).toBe(200)
})

test('the same call again does nothing twice, and another file under its id is refused', async () => {
  const { id } = await accepted()
  const file = v7()
  for (const _ of [1, 2]) expect((await upload(here, id, pdf(), 'a.pdf', file)).body.rows).toHaveLength(1)
  expect((await upload(here, id, pdf('other'), 'a.pdf', file)).body.code).toBe('moved-on')
  await arrived(server)
  // Of another desk's id a new file is made, under an id of its own.
  expect((await upload(there, id, pdf(), 'b.pdf', file)).body.rows).toHaveLength(2)
})

test('strangers find nothing, neither the referral nor a file under it', async () => {
  const { id } = await accepted()
  await upload(here, id)
  await arrived(server)
  const file = await only(here, id)
  const other = await accepted()
  const far = await server.member(await server.desk(`far-${id}`, { network: `far-${id}` }), 'worker')
  for (const by of [outside, far]) {
    expect((await by.call('GET', `/referrals/${id}/files`)).status).toBe(404)
    expect((await fetched(by, id, file.id)).status).toBe(404)
    expect((await upload(by, id)).status).toBe(404)
    expect((await by.call('DELETE', `/referrals/${id}/files/${file.id}`)).status).toBe(404)
  }
  // Nor under another referral of the own desk.
  expect((await fetched(here, other.id, file.id)).status).toBe(404)
  expect((await here.call('DELETE', `/referrals/${other.id}/files/${file.id}`)).status).toBe(404)
})

test('a file that the other desk has nothing of is taken back by who sent it, and by nobody else; afterwards by nobody', async () => {
  const { id } = await accepted()
  const mend = await stuck()
  await upload(here, id)
  await upload(here, id, pdf(), 'Stays.pdf')
  const first = (await files(here, id)).rows.find(({ name }) => name !== 'Stays.pdf') as ReferralFile
  expect(first).toMatchObject({ state: 'waiting', can: ['fetch', 'take-back'] })
  const back = (by: Caller, file: ReferralFile) => by.call('DELETE', `/referrals/${id}/files/${file.id}`)
  expect((await files(colleague, id)).rows[0]?.can).toEqual(['fetch'])
  expect((await back(colleague, first)).body.reason).toBe('not-yours')
  expect((await back(here, first)).body.rows).toMatchObject([{ name: 'Stays.pdf' }])
  expect((await fetched(here, id, first.id)).status).toBe(404)
  await mend()
  const stays = await only(there, id)
  expect(stays.name).toBe('Stays.pdf')
  expect((await back(here, stays)).body.reason).toBe('file-went')
  expect((await back(there, stays)).body.reason).toBe('not-yours')
})

test('a job that runs again delivers once', async () => {
  const { id } = await accepted()
  await upload(here, id, Buffer.concat([pdf(), Buffer.alloc(1_500_000)]))
  await arrived(server)
  const { id: file } = await only(here, id)
  const rows = () =>
    ask(
      server.database.supervisor,
      `select (select count(*)::int from referral_file where id = $1) as files,
         (select count(*)::int from referral_file_part where file_id = $1) as parts`,
      [file],
    )
  expect(await rows()).toEqual([{ files: 2, parts: 4 }])
  for (const by of [here, there]) await by.enter((at) => at.tell('referral.filed', { referral: id, file }))
  // As if it had been killed before it said that the file is there.
  await ask(
    server.database.supervisor,
    `set session_replication_role = replica; update referral_file set arrived_at = null where desk_id = '${here.desk.id}' and id = '${file}'`,
  )
  await here.enter((at) => at.tell('referral.filed', { referral: id, file }))
  await arrived(server)
  expect(await rows()).toEqual([{ files: 2, parts: 4 }])
  expect((await only(here, id)).state).toBe('arrived')
})
