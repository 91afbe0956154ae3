import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, roles } from '#model/grants.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let lawyer: Caller
let colleague: Caller
let coordinator: Caller
let street: Caller
let stranger: Caller

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  lawyer = await server.member(desk, 'legal_adviser')
  colleague = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  street = await server.member(desk, 'outreach_worker')
  stranger = await server.member(await server.desk('there'), 'legal_adviser')
})
afterAll(() => server.close())

const newNote = (more: object = {}) => ({ id: v7(), day: '2026-01-12', kind: 'interview', text: 'A note', ...more })
const add = (kase: string, note: object, by = worker) => by.call('POST', `/cases/${kase}/notes`, note)
const correct = (kase: string, note: string, body: object, by = worker) =>
  by.call('PUT', `/cases/${kase}/notes/${note}`, { kind: 'call', text: 'Corrected', ...body })
const versions = (kase: string, note: string, by = worker) => by.call('GET', `/cases/${kase}/notes/${note}/versions`)
const mentions = async (by: Caller) => (await by.call('GET', '/mentions')).body
const noteIn = async (kase: string, id: string, by: Caller) =>
  (await by.call('GET', `/cases/${kase}`)).body.notes.find((note: { id: string }) => note.id === id)
const mailsTo = async ({ accountId }: Caller) =>
  (
    await ask(server.database.supervisor, `select kind from mail where to_id = $1 and kind = 'note-mention'`, [
      accountId,
    ])
  ).length

test('every correction keeps what stood before, with its kind and when it was written', async () => {
  const kase = await takeCharge(worker)
  const note = newNote({ text: 'Dorme in cantiere.\n\nSecondo paragrafo' })
  const first = server.clock.now
  await add(kase, note)
  server.clock.forward(60)
  expect((await correct(kase, note.id, { text: 'Dorme in una casa', version: 1 })).status).toBe(200)
  expect((await correct(kase, note.id, { kind: 'case-conference', text: 'Terza', version: 2 })).status).toBe(200)
  const { body } = await versions(kase, note.id, colleague)
  expect(body.rows).toMatchObject([
    { no: 3, kind: 'case-conference', text: 'Terza', hidden: false },
    { no: 2, kind: 'call', text: 'Dorme in una casa' },
    { no: 1, kind: 'interview', text: note.text, at: first },
  ])
  expect(body.rows[0].by).toMatch(/^worker/)
  expect((await correct(kase, note.id, { version: 3 }, coordinator)).status).toBe(403)
  expect((await correct(kase, note.id, { version: 3 }, colleague)).body.reason).toBe('not-yours')
  expect((await versions(kase, note.id, stranger)).status).toBe(404)
  expect((await versions(kase, note.id, street)).status).toBe(404)
  expect((await versions(await takeCharge(worker), note.id)).status, 'a note of another case').toBe(404)
})

test('two corrections at once: one holds, the other is told, and one version is kept', async () => {
  const kase = await takeCharge(worker)
  const note = newNote()
  await add(kase, note)
  const both = await Promise.all([
    correct(kase, note.id, { text: 'One', version: 1 }),
    correct(kase, note.id, { text: 'Other', version: 1 }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await versions(kase, note.id)).body.rows).toHaveLength(2)
})

test('a restricted note is read by its writer and legal advisers; others see that there is one', async () => {
  const kase = await takeCharge(worker)
  const note = newNote({ visibility: 'legal', text: 'For the lawyer', mentions: [lawyer.accountId] })
  await add(kase, note)
  const all = await Promise.all(
    roles.map(async (role: Role) => [role, await server.member(worker.desk, role)] as const),
  )
  for (const [role, by] of all) {
    if (role === 'outreach_worker') await worker.call('PUT', `/cases/${kase}/followers/${by.accountId}`, { role })
    const { status, body } = await by.call('GET', `/cases/${kase}`)
    if (status !== 200) {
      expect((await versions(kase, note.id, by)).status, role).toBe(403)
      continue
    }
    const seen = body.notes[0]
    const rows = (await versions(kase, note.id, by)).body.rows
    if (role === 'legal_adviser') {
      expect(seen).toMatchObject({ text: 'For the lawyer', hidden: false })
      expect(rows).toMatchObject([{ text: 'For the lawyer' }])
    } else {
      expect(seen, role).toMatchObject({ text: '', hidden: true, mentions: [], kind: 'interview', day: '2026-01-12' })
      expect(rows, role).toMatchObject([{ text: '', hidden: true }])
      expect(JSON.stringify([body, rows])).not.toContain('For the lawyer')
    }
  }
  expect(all.filter(([role]) => role === 'outreach_worker')).toHaveLength(1)
  expect(await noteIn(kase, note.id, worker)).toMatchObject({ text: 'For the lawyer', can: ['correct'] })
  expect((await stranger.call('GET', `/cases/${kase}`)).status).toBe(404)
})

test('narrowing hides what stood there before; widening opens the note and not its restricted versions', async () => {
  const kase = await takeCharge(worker)
  const note = newNote({ text: 'For all' })
  await add(kase, note)
  await correct(kase, note.id, { text: 'Secret', visibility: 'legal', version: 1 })
  expect((await versions(kase, note.id, colleague)).body.rows.map(({ text }: { text: string }) => text)).toEqual([
    '',
    '',
  ])
  // Left out, it stays as it was.
  expect((await correct(kase, note.id, { text: 'Secret still', version: 2 })).body.visibility).toBe('legal')
  expect((await correct(kase, note.id, { text: 'Mine', visibility: 'desk', version: 3 }, lawyer)).status).toBe(403)
  await correct(kase, note.id, { text: 'Open', visibility: 'desk', version: 3 })
  const texts = async (by: Caller) =>
    (await versions(kase, note.id, by)).body.rows.map(({ text }: { text: string }) => text)
  expect(await texts(colleague)).toEqual(['Open', '', '', 'For all'])
  expect(await texts(lawyer)).toEqual(['Open', 'Secret still', 'Secret', 'For all'])
})

test('who is named sees it until it was looked at, and gets one mail a day without content', async () => {
  const kase = await takeCharge(worker)
  const [first, second] = [newNote({ mentions: [colleague.accountId] }), newNote({ mentions: [colleague.accountId] })]
  const before = await mailsTo(colleague)
  await add(kase, first)
  await add(kase, first)
  await add(kase, second)
  expect(await mentions(colleague)).toMatchObject({ total: 2, rows: [{ noteId: first.id, caseId: kase }, {}] })
  expect((await mailsTo(colleague)) - before).toBe(1)
  expect(await noteIn(kase, first.id, colleague)).toMatchObject({ newForMe: true })
  expect((await mentions(worker)).total).toBe(0)
  const seen = await colleague.call('POST', `/cases/${kase}/notes/${first.id}/seen`)
  expect(seen.body).toMatchObject({ total: 1, rows: [{ noteId: second.id }] })
  expect(await noteIn(kase, first.id, colleague)).toMatchObject({
    newForMe: false,
    mentions: [{ accountId: colleague.accountId }],
  })
  // Corrected with the same names nobody is told again; taken out of it, it is news no more.
  await correct(kase, first.id, { mentions: [colleague.accountId], version: 1 })
  expect((await mentions(colleague)).total).toBe(1)
  await correct(kase, second.id, { mentions: [], version: 1 })
  expect((await mentions(colleague)).total).toBe(0)
  expect((await stranger.call('POST', `/cases/${kase}/notes/${first.id}/seen`)).status).toBe(404)
})

test('who is named and may not read the note is told nothing, and nobody of another desk is named', async () => {
  const kase = await takeCharge(worker)
  const adviser = await server.member(worker.desk, 'legal_adviser')
  const accounts = [street.accountId, colleague.accountId, adviser.accountId]
  await add(kase, newNote({ visibility: 'legal', mentions: accounts }))
  expect(await Promise.all([street, colleague, adviser].map(async (by) => (await mentions(by)).total))).toEqual([
    0, 0, 1,
  ])
  expect([await mailsTo(street), await mailsTo(adviser)]).toEqual([0, 1])
  const wrong = await add(kase, newNote({ mentions: [stranger.accountId] }))
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/mentions/0', code: 'unknown' }] } })
  const nobody = await add(kase, newNote({ mentions: [v7()] }))
  expect(nobody.body.errors).toEqual(wrong.body.errors)
})

test('the emergency view and what a referral carries hold no restricted note, whoever made them', async () => {
  const kase = await takeCharge(lawyer)
  await add(kase, newNote({ text: 'Restricted words', visibility: 'legal' }), lawyer)
  await add(kase, newNote({ text: 'Open words' }), lawyer)
  const { outlookOf } = await import('../referrals/facts.ts')
  const { body } = await lawyer.call('GET', `/cases/${kase}`)
  const origin = { referral_id: v7(), case_id: kase, person_id: body.person.id, said: {}, scopes: ['notes'] }
  const carried = JSON.stringify(await lawyer.enter((at) => outlookOf(at, origin as never)))
  expect(carried).toContain('Open words')
  expect(carried).not.toContain('Restricted words')
})

test('the copy for the person holds earlier versions, and of a restricted note that there is one', async () => {
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  const [open, restricted] = [
    newNote({ text: 'Before it was corrected' }),
    newNote({ text: 'Hers', visibility: 'legal' }),
  ]
  await add(kase, open)
  await correct(kase, open.id, { text: 'After', version: 1 })
  await add(kase, restricted, lawyer)
  const copy = async (by: Caller, withheld: string[] = []) => {
    const id = v7()
    const asked = { id, language: 'it', ...(withheld.length > 0 && { withheld, words: 'Others are named' }) }
    const made = await by.call('POST', `/persons/${person}/exports`, asked)
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    return String((await by.call('GET', `/persons/${person}/exports/${id}/file`)).body)
  }
  const byWorker = await copy(worker)
  expect(byWorker).toContain('Before it was corrected')
  expect(byWorker).toContain('Nota riservata al consulente legale')
  expect(byWorker).not.toContain('Hers')
  expect(await copy(lawyer)).toContain('Hers')
  expect(await copy(lawyer, ['case-notes'])).not.toMatch(/Hers|Before it/)
})

test('erased, nothing is left of any version, and nobody is told of it any more', async () => {
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  const note = newNote({ mentions: [colleague.accountId] })
  await add(kase, note)
  await correct(kase, note.id, { version: 1 })
  const before = (await mentions(colleague)).total
  await erased(worker, coordinator, person)
  const rows = await ask<{ words: Buffer }>(
    server.database.supervisor,
    'select words from note_version where case_id = $1 union all select words from case_note where case_id = $1',
    [kase],
  )
  expect(rows.map(({ words }) => words.length)).toEqual([0, 0])
  expect((await mentions(colleague)).total).toBe(before - 1)
})
