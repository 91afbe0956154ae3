import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addLocalDocuments, localChange, ownDocument } from '../testing-documents.ts'
import { record, takeCharge } from '../testing-records.ts'

let server: TestServer
let desks = 0
let coordinator: Caller
let worker: Caller

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  const desk = await server.desk(`desk-${++desks}`)
  coordinator = await server.member(desk, 'coordinator')
  worker = await server.member(desk, 'worker')
})

const write = (document: string, no: number, edit: object | null, by = coordinator) =>
  by.call('PUT', `/documents/edits/${document}`, { no, edit })
const named = (it: string, more: object = {}) => ownDocument({ own: { area: 'home', name: { it, en: '' } }, ...more })
const read = async (by = worker) => (await by.call('GET', '/documents/edits')).body

test('a desk’s own document and what is different in one of the product stand there in versions, with who and when', async () => {
  expect(await read()).toEqual({ today: '2026-01-15', rows: [], can: [] })
  const { localDocument } = await addLocalDocuments(coordinator)
  const { status, body } = await write(localDocument, 1, ownDocument({ source: 'Comune, per telefono' }))
  expect(status).toBe(200)
  expect(body.can).toEqual(['write'])
  const rows = new Map((await read()).rows.map((row: { document: string; versions: object[] }) => [row.document, row]))
  expect(rows.get(localDocument)).toMatchObject({
    versions: [
      { no: 3, edit: { own: { name: { it: 'Attestazione del Comune', en: '' } }, source: 'Comune, per telefono' } },
      { no: 1, edit: { own: { area: 'home' } }, by: expect.any(String), at: '2026-01-15T09:00:00.000Z' },
    ],
  })
  expect(rows.get('residence')).toMatchObject({ versions: [{ no: 2, edit: { requires: [[localDocument]] } }] })
})

test('what makes a circle is refused with its documents, and nothing is written', async () => {
  const { localDocument } = await addLocalDocuments(coordinator)
  const { status, body } = await write(localDocument, 1, ownDocument({ requires: [['residence']] }))
  expect([status, body.code, body.reason]).toEqual([422, 'invalid', 'documents-circle'])
  const circle = body.errors.map(({ code }: { code: string }) => code)
  expect(new Set(circle)).toEqual(new Set([localDocument, 'residence']))
  expect(circle[0]).toBe(circle.at(-1))
  expect((await read()).rows.map(({ versions }: { versions: object[] }) => versions.length)).toEqual([1, 1])
})

test('two documents of the desk are not called alike, whichever letters are large; one that is used no more leaves its name', async () => {
  const [one, two] = [v7(), v7()]
  expect((await write(one, 0, named('Attestazione di Pieve'))).status).toBe(200)
  const { status, body } = await write(two, 0, named(' attestazione DI Pieve'))
  expect([status, body.errors]).toEqual([422, [{ pointer: '/edit/own/name', code: 'taken' }]])
  expect((await write(one, 1, named('Attestazione di Pieve', { source: 'Comune' }))).status).toBe(200)
  expect((await write(one, 2, null)).status).toBe(200)
  expect((await write(two, 0, named('Attestazione di Pieve'))).status).toBe(200)
})

test('what names a document that is not there is refused, also where another desk has it', async () => {
  const there = await server.member(await server.desk(`there-${desks}`), 'coordinator')
  const { localDocument } = await addLocalDocuments(there)
  for (const document of [localDocument, v7()]) {
    const { status, body } = await write('permit', 0, localChange({ requires: [[document]] }))
    expect([status, body.errors]).toEqual([422, [{ pointer: '/edit/requires', code: 'unknown' }]])
  }
  const way = localChange({ ways: [{ insteadOf: 'spid', also: 'passport' }] })
  expect((await write('tax-code', 0, way)).body.errors).toEqual([{ pointer: '/edit/ways', code: 'does-not-fit' }])
  expect((await write('library-card', 0, localChange())).status).toBe(404)
  expect((await read()).rows).toEqual([])
})

test('a source that was read tomorrow, days the wrong way round, and what says nothing are refused', async () => {
  const pointer = async (document: string, edit: object) =>
    (await write(document, 0, edit)).body.errors?.map((each: { pointer: string }) => each.pointer)
  expect(await pointer(v7(), ownDocument({ checkedOn: '2026-01-16' }))).toEqual(['/edit/checkedOn'])
  expect(await pointer(v7(), ownDocument({ validFrom: '2026-02-02', validUntil: '2026-02-01' }))).toEqual([
    '/edit/validUntil',
  ])
  const empty = { it: '', en: '' }
  expect(await pointer('permit', localChange({ where: empty, bring: empty, time: empty }))).toEqual(['/edit/where'])
  expect(await pointer('permit', ownDocument())).toEqual(['/edit/own'])
  expect(await pointer(v7(), localChange())).toEqual(['/edit/own'])
  expect(await pointer(v7(), ownDocument({ source: ' ' }))).toEqual(['/edit/source'])
})

test('of two who write of a document at once one is first, and the other is told how it is now', async () => {
  for (let no = 0; no < 4; no++) {
    const answers = await Promise.all(
      ['one', 'other'].map((who) => write('permit', no, localChange({ source: `${who} ${no}` }))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const told = answers.find(({ status }) => status === 409)?.body.current.rows[0].versions
    expect(told).toHaveLength(no + 1)
  }
})

test('of two edits of different documents that are a circle only together, one is refused, also at once', async () => {
  for (let round = 0; round < 4; round++) {
    const [one, other] = [v7(), v7()]
    await write(one, 0, named(one))
    await write(other, 0, named(other))
    const numbers = new Map(
      (await read()).rows.map((row: { document: string; versions: { no: number }[] }) => [
        row.document,
        row.versions[0]?.no,
      ]),
    )
    const answers = await Promise.all([
      write(one, numbers.get(one) as number, named(one, { requires: [[other]] })),
      write(other, numbers.get(other) as number, named(other, { requires: [[one]] })),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    expect(answers.find(({ status }) => status === 422)?.body.reason).toBe('documents-circle')
  }
})

test('the very edit that is sent again changes nothing', async () => {
  const id = v7()
  const first = await write(id, 0, ownDocument())
  expect((await write(id, 0, ownDocument())).body).toEqual(first.body)
  expect((await write(id, 0, ownDocument({ source: 'x' }))).status).toBe(409)
})

test('a document that others need is given up after those; facts about it are read, and written no more', async () => {
  const { localDocument } = await addLocalDocuments(coordinator)
  const kase = await takeCharge(worker, { personId: await record(worker) })
  const state = (no: number) => worker.call('PUT', `/cases/${kase}/documents/${localDocument}`, { no, state: 'held' })
  expect((await state(0)).status).toBe(200)
  expect((await write(localDocument, 1, null)).body.reason).toBe('document-needed')
  await write('residence', 2, null)
  expect((await write(localDocument, 1, null)).status).toBe(200)
  expect([(await state(1)).body.reason, (await state(1)).status]).toEqual(['document-retired', 409])
  const { documents } = (await worker.call('GET', `/cases/${kase}/documents`)).body
  expect(documents).toMatchObject([{ code: localDocument, history: [{ state: 'held' }] }])
  // It can be had back: what was written stays.
  expect((await write(localDocument, 4, ownDocument())).status).toBe(200)
  expect((await state(1)).status).toBe(200)
})

test('the copy for the person calls a document of the desk by its name, also after it is used no more', async () => {
  const id = v7()
  await write(
    id,
    0,
    ownDocument({ own: { area: 'home', name: { it: 'Attestazione di Pieve', en: 'Statement of Pieve' } } }),
  )
  const personId = await record(worker)
  await worker.call('PUT', `/cases/${await takeCharge(worker, { personId })}/documents/${id}`, { no: 0, state: 'held' })
  await write(id, 1, null)
  for (const [language, name] of [
    ['it', 'Attestazione di Pieve'],
    ['en', 'Statement of Pieve'],
    ['fr', 'Attestazione di Pieve'],
  ] as const) {
    const copy = v7()
    await worker.call('POST', `/persons/${personId}/exports`, { id: copy, language })
    const { body } = await worker.call('GET', `/persons/${personId}/exports/${copy}/file`)
    expect([language, body.toString().includes(name), body.toString().includes(id)]).toEqual([language, true, false])
  }
})

test('facts and files of a document of another desk are refused like those of one that is not there', async () => {
  const there = await server.member(await server.desk(`there-${desks}`), 'coordinator')
  const { localDocument } = await addLocalDocuments(there)
  const kase = await takeCharge(worker)
  for (const document of [localDocument, v7()]) {
    expect((await worker.call('PUT', `/cases/${kase}/documents/${document}`, { no: 0, state: 'held' })).status).toBe(
      404,
    )
    const file = {
      id: v7(),
      name: 'a.txt',
      size: 1,
      sha256: 'a'.repeat(64),
      evidence: false,
      visibility: 'desk',
      document,
    }
    const { status, body } = await worker.call('POST', `/cases/${kase}/files`, file)
    expect([status, body.errors]).toEqual([422, [{ pointer: '/document', code: 'unknown' }]])
  }
})

test('who works in cases reads the edits, who tends templates writes them, and nothing of it stands in clear', async () => {
  const edit = ownDocument({ own: { area: 'home', name: { it: 'Zq0001', en: 'Zq0002' } }, source: 'Zq0003' })
  expect((await write(v7(), 0, edit, worker)).status).toBe(403)
  await write(v7(), 0, edit)
  expect((await read()).rows).toHaveLength(1)
  const rows = await ask(server.database.supervisor, 'select row_to_json(e)::text as text from document_edit e')
  expect(rows.map((row) => row.text).join()).not.toMatch(/Zq000/)
})

test('a number that was never reached, and giving up what nobody wrote, are refused', async () => {
  expect((await write('permit', 7, localChange())).status).toBe(409)
  expect((await write('permit', 0, null)).status).toBe(404)
})
