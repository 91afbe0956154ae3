import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Custody, type KeptFile, type KeptFiles, MOST_BYTES, NewFile, PART_BYTES } from '#model/files/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { jpegWith, tiffWith } from '../platform/testing-photos.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { beginWith, endOf, keep, newFile, partsOf, sendPart, sha256Of } from '../testing-files.ts'
import { throughGlass } from '../testing-glass.ts'
import { record, takeCharge } from '../testing-records.ts'
import { tendFilesOf } from './jobs.ts'
import { insertFile } from './store.ts'

let server: TestServer
let [worker, colleague, lawyer, coordinator] = [] as unknown as [Caller, Caller, Caller, Caller]
let kase: string
beforeAll(async () => {
  server = await testServer()
  // Notes may be restricted, too.
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'worker')
  lawyer = await server.member(desk, 'legal_adviser')
  coordinator = await server.member(desk, 'coordinator')
  kase = await takeCharge(worker)
})
afterAll(() => server.close())

const pdf = (bytes = 20) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, 'Ω')])
const begin = (file: object, by = worker, of = kase) => by.call('POST', `/cases/${of}/files`, file)
const listed = async (by = worker, of = kase): Promise<KeptFiles> => (await by.call('GET', `/cases/${of}/files`)).body
const one = async (id: string, by = worker, of = kase) =>
  (await listed(by, of)).rows.find((row) => row.id === id) as KeptFile
const fetched = (id: string, by = worker, of = kase) => by.call('GET', `/cases/${of}/files/${id}/bytes`)
const back = (id: string, by = worker, of = kase, reason = 'Wrong person') =>
  by.call('POST', `/cases/${of}/files/${id}/withdrawal`, { reason })
const custody = async (id: string, by = worker): Promise<Custody> =>
  (await by.call('GET', `/cases/${kase}/files/${id}/custody`)).body

test('a file that came in parts is opened byte for byte, to be kept, and under no name in any header', async () => {
  const bytes = pdf(2.5 * PART_BYTES)
  const id = await keep(worker, kase, bytes, { name: 'C:\\casa\\Contratto.exe' })
  expect(await one(id, colleague)).toMatchObject({
    ...{ name: 'Contratto.exe.pdf', kind: 'pdf', size: bytes.length, state: 'kept', visibility: 'desk', seen: true },
    ...{ by: expect.stringMatching(/^worker/), arriving: null, end: null, can: ['fetch', 'take-back'] },
  })
  const got = await fetched(id, colleague)
  expect(bytes.equals(got.body)).toBe(true)
  expect(got.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
    'content-disposition': 'attachment',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test('names come without folders and signs that steer', async () => {
  for (const [name, kept] of [
    ['../../etc/passwd', 'passwd.pdf'],
    ['a\u0007b\u200Bc.PDF', 'abc.pdf'],
    ['..', 'file.pdf'],
  ] as const)
    expect((await one(await keep(worker, kase, pdf(), { name }))).name).toBe(kept)
})

test('after a cut it goes on with the parts that are missing; each may come twice, and only its author goes on', async () => {
  const bytes = pdf(3 * PART_BYTES)
  const parts = partsOf(bytes)
  const id = await beginWith(worker, kase, bytes, {}, 2)
  const expected = { state: 'arriving', arriving: { parts: [0, 1], sha256: sha256Of(bytes) }, can: ['go-on', 'drop'] }
  expect(await one(id)).toMatchObject(expected)
  expect(await one(id, colleague)).toMatchObject({ arriving: null, can: [] })
  expect((await endOf(worker, kase, id)).body.reason).toBe('file-parts-missing')
  expect((await fetched(id)).status).toBe(404)
  for (const no of [3, 1, 3, 2]) expect((await sendPart(worker, kase, id, no, parts[no] as Buffer)).status).toBe(200)
  // Other bytes under the number of a part that is there are not taken for it.
  await sendPart(worker, kase, id, 1, Buffer.alloc(PART_BYTES, 'y'))
  expect((await sendPart(colleague, kase, id, 2, parts[2] as Buffer)).body.reason).toBe('not-yours')
  expect((await endOf(colleague, kase, id)).body.reason).toBe('not-yours')
  expect((await endOf(worker, kase, id)).status).toBe(200)
  expect(bytes.equals((await fetched(id)).body)).toBe(true)
})

test('sent twice it is begun once, and another file under its id is refused', async () => {
  const file = newFile(pdf())
  const before = (await listed()).rows.length
  for (const _ of [1, 2]) expect((await begin(file)).body.rows).toHaveLength(before + 1)
  expect((await begin({ ...file, name: 'other.pdf' })).status).toBe(409)
  expect((await worker.call('DELETE', `/cases/${kase}/files/${file.id}`)).body.rows).toHaveLength(before)
})

test('two who end the same file at once keep it once', async () => {
  const id = await beginWith(worker, kase, pdf(1.5 * PART_BYTES))
  const both = await Promise.all([endOf(worker, kase, id), endOf(worker, kase, id)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await custody(id)).steps.map(({ act }) => act)).toEqual(['begun', 'received'])
})

test('parts of another upload, of another length or number do not make this file', async () => {
  const [bytes, other] = [pdf(1.5 * PART_BYTES), Buffer.concat([pdf(1.5 * PART_BYTES).fill('z', 100)])]
  const id = await beginWith(worker, kase, bytes, {}, 1)
  const wrong = async (no: number, part: Buffer | string) =>
    (await sendPart(worker, kase, id, no, part)).body.errors?.[0].code
  expect(await wrong(1, partsOf(bytes)[0] as Buffer)).toBe('file-part')
  expect(await wrong(1, '')).toBe('file-part')
  expect(await wrong(2, 'x')).toBe('file-part')
  expect((await sendPart(worker, kase, id, 0, Buffer.alloc(PART_BYTES + 1))).status).toBe(413)
  expect((await sendPart(worker, kase, id, 1, partsOf(other)[1] as Buffer)).status).toBe(200)
  expect((await endOf(worker, kase, id)).body.errors).toEqual([{ pointer: '', code: 'file-differs' }])
  expect((await one(id)).state).toBe('arriving')
  // Nor do parts under another case.
  const elsewhere = await takeCharge(worker)
  expect((await sendPart(worker, elsewhere, id, 0, partsOf(bytes)[0] as Buffer)).status).toBe(404)
})

test('51 MB are refused before anything is sent; 50 MB are taken', async () => {
  const large = await begin({ ...newFile('x'), size: MOST_BYTES + 1 })
  expect(large.body.errors).toEqual([{ pointer: '/size', code: 'too-big' }])
  const bytes = pdf(MOST_BYTES - 9).subarray(0, MOST_BYTES)
  const id = await keep(worker, kase, bytes)
  const got = await fetched(id)
  expect(bytes.equals(got.body)).toBe(true)
})

test('a file of another kind is told at its first part, or where it cannot be told there, at its end', async () => {
  const program = Buffer.from('MZ\x90\0', 'latin1')
  const begun = newFile(program, { name: 'Contratto.pdf' })
  await begin(begun)
  expect((await sendPart(worker, kase, begun.id, 0, program)).body.errors).toEqual([{ pointer: '', code: 'file-kind' }])
  const zip = await beginWith(worker, kase, Buffer.from('PK\x03\x04 no document'))
  expect((await endOf(worker, kase, zip)).body.errors).toEqual([{ pointer: '', code: 'file-kind' }])
  expect((await one(zip)).can).toEqual(['go-on', 'drop'])
})

test('the test signature is refused always: its bytes and its name are gone, what was found is told', async () => {
  const signature = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
  const id = await keep(worker, kase, signature, { name: 'Amina.txt' })
  expect(await one(id)).toMatchObject({
    ...{ state: 'refused', name: '', kind: null, can: [] },
    end: { why: 'Eicar-Test-Signature' },
  })
  expect((await fetched(id)).status).toBe(404)
  const parts = await ask(server.database.supervisor, 'select 1 from case_file_part where file_id = $1', [id])
  expect(parts).toEqual([])
})

test('a photo loses where it was taken, unless it is evidence: then it stays as it came', async () => {
  const secret = 'GPS 45.4642N'
  const photo = jpegWith({ exif: tiffWith(6, secret), more: secret, behind: secret })
  const bare = await keep(worker, kase, photo, { name: 'foto.jpg' })
  const got = (await fetched(bare)).body as Buffer
  expect(got.includes(secret)).toBe(false)
  expect((await custody(bare)).sha256).toBe(sha256Of(got))
  expect((await one(bare)).size).toBe(got.length)
  const evidence = await keep(worker, kase, photo, { name: 'foto.jpg', evidence: true })
  expect(photo.equals((await fetched(evidence)).body)).toBe(true)
  expect((await custody(evidence)).sha256).toBe(sha256Of(photo))
  const broken = await beginWith(worker, kase, photo.subarray(0, 60))
  expect((await endOf(worker, kase, broken)).body.errors).toEqual([{ pointer: '', code: 'file-photo' }])
})

test('the chain of custody says who received it, who opened it and when, and each opening is compared with the hash', async () => {
  const bytes = pdf(1.2 * PART_BYTES)
  const id = await keep(worker, kase, bytes, { evidence: true })
  await fetched(id, colleague)
  await fetched(id, lawyer)
  await server.reads.flush()
  const told = await custody(id)
  expect(told).toMatchObject({ sha256: sha256Of(bytes), opened: 2 })
  expect(told.openings.map(({ by }) => by.split(' ')[0]).sort()).toEqual(['legal_adviser', 'worker'])
  expect(told.steps).toMatchObject([{ act: 'begun' }, { act: 'received', by: expect.stringMatching(/^worker/) }])
  // Bytes that are not those that were received, whoever put them there, are not given out whole.
  await ask(
    server.database.supervisor,
    `set session_replication_role = replica; update case_file_part p set bytes = o.bytes, no = p.no from case_file_part o
      where p.file_id = '${id}' and o.file_id = '${id}' and p.no = 1 and o.no = 0`,
  )
  await expect(fetched(id)).rejects.toThrow()
})

test('what was attached by mistake is taken back with a reason; that it was there stays', async () => {
  const id = await keep(worker, kase, pdf(), { name: 'Di un altro.pdf', document: 'permit' })
  expect((await back(id, worker, kase, 'x')).status).toBe(422)
  expect((await back(id, colleague)).status).toBe(200)
  expect(await one(id)).toMatchObject({
    ...{ state: 'taken-back', name: '', kind: null, document: 'permit', can: [] },
    end: { why: 'Wrong person', by: expect.stringMatching(/^worker/) },
  })
  expect((await fetched(id)).status).toBe(404)
  expect((await back(id, worker, kase, 'Once more')).body.rows).toHaveLength((await listed()).rows.length)
  expect((await one(id)).end?.why).toBe('Wrong person')
  const parts = await ask(server.database.supervisor, 'select 1 from case_file_part where file_id = $1', [id])
  expect(parts).toEqual([])
})

test('evidence is taken back by a coordinator alone', async () => {
  const id = await keep(worker, kase, pdf(), { evidence: true })
  expect((await back(id)).body.reason).toBe('file-evidence')
  expect((await one(id)).can).toEqual(['fetch'])
  expect((await one(id, coordinator)).can).toEqual(['fetch', 'take-back'])
  expect((await back(id, coordinator)).status).toBe(200)
  expect((await one(id)).state).toBe('taken-back')
})

test('of a restricted file others see that there is one, and neither name, bytes nor chain', async () => {
  const id = await keep(worker, kase, pdf(), { name: 'Querela.pdf', visibility: 'legal', document: 'permit' })
  for (const by of [worker, lawyer]) {
    expect(await one(id, by)).toMatchObject({ seen: true, name: 'Querela.pdf', visibility: 'legal' })
    expect((await fetched(id, by)).status).toBe(200)
  }
  const network = await server.member(worker.desk, 'network_manager')
  for (const by of [colleague, coordinator, network]) {
    const shown = await by.call('GET', `/cases/${kase}/files`)
    expect(JSON.stringify(shown.body)).not.toContain('Querela')
    expect(await one(id, by)).toMatchObject({
      ...{ seen: false, name: '', kind: null, size: 0, document: null, visibility: 'legal' },
      // A coordinator takes back what was attached by mistake, also without seeing it.
      can: by === coordinator ? ['take-back'] : [],
    })
    expect((await fetched(id, by)).status).toBe(404)
    expect((await by.call('GET', `/cases/${kase}/files/${id}/custody`)).status).toBe(404)
  }
  expect((await back(id, colleague)).body.reason).toBe('not-yours')
})

test('an emergency access shows no file, nor that there is one, and opens none', async () => {
  const of = await takeCharge(worker)
  const [open, restricted] = [
    await keep(worker, of, pdf(), { name: 'Zqxbusta.pdf' }),
    await keep(worker, of, pdf(), { name: 'Zqxquerela.pdf', visibility: 'legal' }),
  ]
  const reader = await server.member(await server.desk('reader'), 'worker', 'legal_adviser')
  const glass = await throughGlass(reader, { desk: worker.desk.code, case: of })
  const { status, body } = await reader.call('GET', `/glass/${glass}`)
  expect(status).toBe(200)
  for (const word of ['Zqx', open, restricted]) expect(JSON.stringify(body)).not.toContain(word)
  for (const id of [open, restricted]) expect((await fetched(id, reader, of)).status).toBe(404)
  expect((await reader.call('GET', `/cases/${of}/files`)).status).toBe(404)
})

test('what was attached while a note was restricted stays so when the note is opened to the desk', async () => {
  const [note, own, other] = [v7(), v7(), v7()]
  const about = { id: note, day: '2026-01-12', kind: 'call', text: 'x', visibility: 'legal' }
  expect((await worker.call('POST', `/cases/${kase}/notes`, about)).status).toBe(200)
  await keep(worker, kase, pdf(), { id: own, note })
  await keep(lawyer, kase, pdf(), { id: other, note })
  const wider = { kind: 'call', text: 'x', visibility: 'desk', version: 1 }
  expect((await worker.call('PUT', `/cases/${kase}/notes/${note}`, wider)).status).toBe(200)
  for (const id of [own, other]) {
    expect(await one(id, colleague)).toMatchObject({ seen: false, visibility: 'legal' })
    expect((await fetched(id, colleague)).status).toBe(404)
  }
  expect((await fetched(other, worker)).status).toBe(404)
  expect((await fetched(own, worker)).status).toBe(200)
})

test('what is attached to a restricted note is restricted', async () => {
  const [note, id] = [v7(), v7()]
  const about = { id: note, day: '2026-01-12', kind: 'call', text: 'x' }
  expect((await worker.call('POST', `/cases/${kase}/notes`, about)).status).toBe(200)
  const bytes = pdf()
  await keep(worker, kase, bytes, { id, note })
  expect(await one(id, colleague)).toMatchObject({ seen: true, note: { id: note, day: '2026-01-12' } })
  const narrower = { kind: 'call', text: 'x', visibility: 'legal', version: 1 }
  expect((await worker.call('PUT', `/cases/${kase}/notes/${note}`, narrower)).status).toBe(200)
  expect(await one(id, colleague)).toMatchObject({ seen: false, visibility: 'legal', note: null })
  expect((await fetched(id, colleague)).status).toBe(404)
  expect((await fetched(id, lawyer)).status).toBe(200)
})

test('a file is about the case, one document or one note of the case', async () => {
  const file = (more: object) => begin(newFile(pdf(), more))
  expect((await file({ document: 'no-such' })).body.errors[0].pointer).toBe('/document')
  expect((await file({ note: v7() })).body.errors).toEqual([{ pointer: '/note', code: 'unknown' }])
  const elsewhere = await takeCharge(worker)
  const note = v7()
  await worker.call('POST', `/cases/${elsewhere}/notes`, { id: note, day: '2026-01-12', kind: 'call', text: 'x' })
  expect((await file({ note })).body.errors).toEqual([{ pointer: '/note', code: 'unknown' }])
  expect((await file({ note, document: 'permit' })).body.errors).toEqual([{ pointer: '/note', code: 'does-not-fit' }])
})

test('a closed case is read and not written; a case of others is not there', async () => {
  const of = await takeCharge(worker)
  const id = await keep(worker, of, pdf())
  const begun = await beginWith(worker, of, pdf(), {}, 0)
  const close = { outcome: 'other', closedOn: '2026-01-15', version: 1 }
  expect((await worker.call('POST', `/cases/${of}/close`, close)).status).toBe(200)
  for (const refused of [
    await begin(newFile(pdf()), worker, of),
    await sendPart(worker, of, begun, 0, pdf()),
    await endOf(worker, of, begun),
    await worker.call('DELETE', `/cases/${of}/files/${begun}`),
    await back(id, worker, of),
    await back(id, coordinator, of),
  ])
    expect(refused.body).toMatchObject({ code: 'not-possible', reason: 'case-closed' })
  expect(await one(id, worker, of)).toMatchObject({ can: ['fetch'] })
  expect((await fetched(id, worker, of)).status).toBe(200)
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const there = await server.member(await server.desk('there'), 'worker', 'legal_adviser')
  for (const by of [outreach, there]) {
    expect((await by.call('GET', `/cases/${of}/files`)).status).toBe(404)
    expect((await fetched(id, by, of)).status).toBe(404)
    expect((await begin(newFile(pdf()), by, of)).status).toBe(404)
    expect((await back(id, by, of)).status).toBe(404)
  }
  // Nor under another case of the own desk.
  expect((await fetched(id, worker, kase)).status).toBe(404)
})

test('a case takes 500 files and 2 GB, and says so', async () => {
  const of = await takeCharge(worker)
  const filled = (by: Caller, size: number, count: number) =>
    by.enter(async (at) => {
      const { id: _, ...file } = NewFile.parse({ ...newFile('x'), size })
      for (let no = 0; no < count; no += 1) await insertFile(at, of, v7(), { ...file, kind: null })
    })
  await filled(worker, 1, 500)
  expect((await begin(newFile(pdf()), worker, of)).body.reason).toBe('files-many')
  await expect(filled(worker, 1, 1)).rejects.toMatchObject({ code: '23514' })
  await ask(server.database.supervisor, 'delete from case_file where case_id = $1', [of])
  await filled(worker, MOST_BYTES, 40)
  const { room, can } = await listed(worker, of)
  expect([room, can]).toEqual([2 ** 31 - 40 * MOST_BYTES, ['send']])
  expect((await begin({ ...newFile(pdf()), size: room + 1 }, worker, of)).body.reason).toBe('files-full')
  await expect(filled(worker, room + 1, 1)).rejects.toMatchObject({ code: '23514' })
  expect((await begin({ ...newFile(pdf()), size: room }, worker, of)).status).toBe(200)
  expect((await listed(worker, of)).can).toEqual([])
})

test('nothing of what it says stands in clear', async () => {
  const of = await takeCharge(worker)
  const id = await keep(worker, of, 'Zqx-content', { name: 'Zqx-name.txt', evidence: true, document: 'permit' })
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    `select row_to_json(f)::text as text from case_file f where id = $1 union all
      select convert_from(bytes, 'LATIN1') from case_file_part where file_id = $1 and position('\\x00'::bytea in bytes) = 0 union all
      select row_to_json(s)::text from case_file_step s where file_id = $1`,
    [id],
  )
  for (const { text } of rows)
    for (const word of ['Zqx', 'permit', 'txt', sha256Of('Zqx-content')]) expect(text).not.toContain(word)
})

test('the copy for the person lists the files, and of one that its maker does not see only that it is there', async () => {
  const person = await record(worker)
  const of = await takeCharge(worker, { personId: person })
  await keep(worker, of, pdf(), { name: 'Busta paga.pdf' })
  await keep(lawyer, of, pdf(), { name: 'Querela.pdf', visibility: 'legal' })
  const taken = await keep(worker, of, pdf(), { name: 'Di un altro.pdf' })
  await back(taken, worker, of)
  const copy = async (by: Caller, language: string) => {
    const asked = { id: v7(), language }
    expect((await by.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
    return String((await by.call('GET', `/persons/${person}/exports/${asked.id}/file`)).body)
  }
  const ours = await copy(worker, 'it')
  expect(ours).toContain('Busta paga.pdf')
  expect(ours).toContain('· PDF')
  expect(ours).not.toMatch(/Querela|Di un altro/)
  expect(ours).toContain('riservato a chi dà assistenza legale')
  expect(await copy(lawyer, 'en')).toContain('Querela.pdf')
  const held = (await worker.call('GET', `/persons/${person}/privacy`)).body.held
  expect(held.find(({ what }: { what: string }) => what === 'case-files')).toMatchObject({ count: 3 })
  await server.reads.flush()
  const accesses = (await worker.call('GET', `/persons/${person}/accesses`)).body.rows
  expect(accesses.flatMap(({ acts }: { acts: string[] }) => acts)).toContain('endFile')
})

test('what nobody ended for seven days goes, and nothing that was kept', async () => {
  const by = await server.member(await server.desk('tended'), 'worker')
  const of = await takeCharge(by)
  const [begun, kept] = [await beginWith(by, of, pdf(2 * PART_BYTES), {}, 1), await keep(by, of, pdf())]
  const tended = () => tendFilesOf(server.house, by.desk.id, false)
  server.clock.forward(7 * 86_400 - 60)
  await tended()
  const rows = () =>
    ask<{ id: string }>(server.database.supervisor, 'select id from case_file where case_id = $1 order by id', [of])
  expect((await rows()).map(({ id }) => id)).toEqual([begun, kept].sort())
  server.clock.forward(120)
  await tended()
  expect(await rows()).toEqual([{ id: kept }])
})
