import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DossierPart, MOST_DOSSIERS } from '#model/privacy/contract-dossier.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addApproval } from '../testing-approvals.ts'
import { callConference, newConference } from '../testing-conferences.ts'
import { erased } from '../testing-erasure.ts'
import { keep } from '../testing-files.ts'
import { newLetter, newLetterTemplate } from '../testing-letters.ts'
import { addAnswers, addQuestion, newAnswer } from '../testing-questions.ts'
import { addPathway, addTask, newSign, record, takeCharge } from '../testing-records.ts'
import { addTarget, draft } from '../testing-referrals.ts'
import { addTies } from '../testing-ties.ts'

let server: TestServer
let worker: Caller
let colleague: Caller
let lawyer: Caller
let coordinator: Caller
let street: Caller
let stranger: Caller
let question: string
const template = v7()
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  colleague = await server.member(desk, 'worker')
  lawyer = await server.member(desk, 'legal_adviser')
  coordinator = await server.member(desk, 'coordinator')
  street = await server.member(desk, 'outreach_worker')
  stranger = await server.member(await server.desk('there'), 'worker')
  question = await addQuestion(coordinator)
  await coordinator.call('PUT', `/letters/templates/${template}`, newLetterTemplate())
})
afterAll(() => server.close())

const dossier = (more: object = {}) => ({
  id: v7(),
  parts: [...DossierPart.options],
  purpose: 'L’avvocata, udienza del 12 marzo',
  language: 'it',
  ...more,
})
const make = (kase: string, body: object, by = worker) => by.call('POST', `/cases/${kase}/dossiers`, body)
const fetched = (kase: string, id: string, by = worker) => by.call('GET', `/cases/${kase}/dossiers/${id}/file`)
async function paper(kase: string, more: object = {}, by = worker): Promise<string> {
  const asked = dossier(more)
  const { status, body } = await make(kase, asked, by)
  expect(status, JSON.stringify(body)).toBe(200)
  const got = await fetched(kase, asked.id, by)
  expect(got.status, JSON.stringify(got.body)).toBe(200)
  return got.body.toString()
}

async function fullCase(): Promise<{ kase: string; person: string }> {
  const person = await record(worker, { identity: { givenName: 'Amina', familyName: 'Diallo<b>' } })
  const kase = await takeCharge(worker, { personId: person })
  const day = '2026-01-12'
  await worker.call('POST', `/cases/${kase}/notes`, { id: v7(), day, kind: 'call', text: 'Nota <script>x</script>' })
  const legal = { id: v7(), day, kind: 'call', text: 'Strategia del ricorso', visibility: 'legal' }
  await lawyer.call('POST', `/cases/${kase}/notes`, legal)
  await worker.call('POST', `/cases/${kase}/services`, { id: v7(), day, kind: 'legal', text: 'Colloquio legale' })
  await worker.call('POST', `/cases/${kase}/signs`, newSign())
  await addTask(worker, kase, worker.accountId)
  await addPathway(worker, kase)
  await keep(worker, kase, Buffer.from('%PDF-1.7\nx'), { name: 'Contratto.pdf' })
  await addTies(worker, person, { safeContact: {} })
  await addAnswers(worker, `/cases/${kase}`, newAnswer(question))
  const letter = await worker.call('POST', `/cases/${kase}/letters`, newLetter(template))
  expect(letter.status, JSON.stringify(letter.body)).toBe(200)
  return { kase, person }
}

test('a dossier holds the parts that were chosen, marked with who made it, and nothing typed is markup in it', async () => {
  const { kase } = await fullCase()
  const whole = await paper(kase)
  for (const words of ['Amina', 'Colloquio legale', 'Nota &lt;script&gt;', 'Contratto.pdf', 'Call the health desk'])
    expect(whole, words).toContain(words)
  expect(whole).toContain('L’avvocata, udienza del 12 marzo')
  expect(whole).toMatch(/class="mark" aria-hidden="true">COPIA [0-9A-F]{6}\nworker/)
  expect(whole).not.toContain('<script>')
  expect(whole).not.toContain('Diallo<b>')
  for (const words of ['Da un volantino', 'recipient: Ufficio', 'niente: Contatti, Arrivo e pagamenti, Decisioni'])
    expect(whole, words).toContain(words)
  const notes = await paper(kase, { parts: ['notes'] })
  expect(notes).toContain('Nota &lt;script&gt;')
  for (const words of ['Colloquio legale', 'Contratto.pdf', 'Call the health desk', 'Buste paga'])
    expect(notes, words).not.toContain(words)
})

test('conferences say who was asked, what was said and decided, and approvals who asked and who answered', async () => {
  const kase = await takeCharge(worker)
  const agenda = 'Parlare della casa'
  const id = await callConference(worker, kase, { agenda })
  const decisions = [{ text: 'Scrivere al datore', who: 'Ada che scrive', due: '2026-02-01' }]
  const said = { ...newConference(worker), agenda, no: 1, state: 'held', record: 'Detto tutto', decisions }
  const { status, body } = await worker.call('PUT', `/cases/${kase}/conferences/${id}`, said)
  expect(status, JSON.stringify(body)).toBe(200)
  await addApproval(coordinator, colleague, kase)
  const parts = ['conferences', 'approvals']
  const whole = await paper(kase, { parts }, lawyer)
  for (const words of ['15 gennaio 2026, 10:00, Tenuta', 'Sala grande', agenda, 'Detto tutto', 'Scrivere al datore'])
    expect(whole, words).toContain(words)
  for (const words of ['Ada che scrive', '1 febbraio 2026']) expect(whole, words).toContain(words)
  expect(whole).toMatch(/<dt>Colleghi invitati<\/dt><dd><bdi>worker/)
  expect(whole).toContain('Chiudere la presa in carico, dal 14 gennaio 2026')
  expect(whole).toMatch(/<dt>Chiesta da<\/dt><dd><bdi>worker.*<dt>Risposta di<\/dt><dd><bdi>coordinator/)
  const none = await paper(await takeCharge(worker), { parts })
  expect(none).toContain('Parti scelte in cui non c’è niente: Conferenze sul caso, Approvazioni chieste.')
})

test('a chosen part in which there is nothing is named, and says nothing else', async () => {
  const kase = await takeCharge(worker)
  const parts = ['contacts', 'services', 'notes', 'documents', 'referrals']
  const bare = await paper(kase, { parts })
  expect(bare).toContain('niente: Contatti, Servizi, Note, Documenti, Invii.')
  expect(bare).not.toContain('<h2>')
  expect(await paper(kase, { parts: ['facts', ...parts] })).not.toContain('Nulla.')
})

test('what is restricted to the lawyer is in it only if its maker may read it', async () => {
  const { kase } = await fullCase()
  expect(await paper(kase, { parts: ['notes'] }, lawyer)).toContain('Strategia del ricorso')
  expect(await paper(kase, { parts: ['notes'] }, colleague)).not.toContain('Strategia del ricorso')
  expect(await paper(kase, { parts: ['notes'] }, coordinator)).not.toContain('Strategia del ricorso')
})

test('the case keeps who took out what for whom, once, sealed; only the maker opens it, on the same day', async () => {
  const { kase } = await fullCase()
  const asked = dossier({ parts: ['facts'] })
  await make(kase, asked)
  expect((await make(kase, asked)).status, 'sent twice').toBe(200)
  expect((await make(kase, { ...asked, parts: ['notes'] })).status, 'another one under the same id').toBe(409)
  const { events } = (await colleague.call('GET', `/cases/${kase}`)).body
  expect(events.filter(({ act }: { act: string }) => act === 'dossier')).toMatchObject([
    { what: 'L’avvocata, udienza del 12 marzo', by: expect.stringMatching(/^worker/) },
  ])
  for (const by of [colleague, lawyer, coordinator, street, stranger])
    expect((await fetched(kase, asked.id, by)).status).not.toBe(200)
  const other = await takeCharge(worker)
  expect((await fetched(other, asked.id)).status, 'in another case').toBe(404)
  // The event of another act is no dossier.
  const opened = events.find(({ act }: { act: string }) => act === 'opened')
  expect((await fetched(kase, opened.id)).status).toBe(404)
  const yesterday = `update case_event set at = at - interval '1 day' where id = '${asked.id}'`
  await ask(server.database.supervisor, `set session_replication_role = replica; ${yesterday}`)
  expect((await fetched(kase, asked.id)).status).toBe(404)
})

test('referrals of another case of the person are not in it; that the data are restricted stands on it', async () => {
  const person = await record(worker)
  const [first, second] = [
    await takeCharge(worker, { personId: person }),
    await takeCharge(worker, { personId: person }),
  ]
  await draft(worker, first, await addTarget(server, coordinator, 'there'))
  expect(await paper(first, { parts: ['referrals'] })).toContain('Che cosa è stato chiesto')
  const other = await paper(second, { parts: ['referrals'] })
  expect(other).not.toContain('Che cosa è stato chiesto')
  expect(other).not.toContain('limitato')
  const reason = { id: v7(), reason: 'contested' }
  expect((await worker.call('POST', `/persons/${person}/restrictions`, reason)).status).toBe(200)
  expect(await paper(second, { parts: ['facts'] })).toContain('L’uso dei dati di questa persona è limitato (art. 18')
})

test('twenty are made in a day, and no part stands twice', async () => {
  const kase = await takeCharge(worker)
  expect((await make(kase, dossier({ parts: ['facts', 'facts'] }))).status).toBe(422)
  for (let no = 0; no < MOST_DOSSIERS; no += 1)
    expect((await make(kase, dossier({ parts: ['facts'] }))).status).toBe(200)
  expect((await make(kase, dossier({ parts: ['facts'] }))).body.reason).toBe('dossiers-many')
  expect((await make(await takeCharge(worker), dossier({ parts: ['facts'] }))).status).toBe(200)
})

test('no part, no purpose and a part that is not one are told', async () => {
  const kase = await takeCharge(worker)
  for (const [more, pointer] of [
    [{ parts: [] }, '/parts'],
    [{ purpose: ' a ' }, '/purpose'],
    [{ parts: ['secrets'] }, '/parts/0'],
  ] as const) {
    const { status, body } = await make(kase, dossier(more))
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe(pointer)
  }
})

test('neither another desk nor an outreach worker makes one; of somebody who was erased there is none', async () => {
  const { kase, person } = await fullCase()
  expect((await make(kase, dossier(), stranger)).status).toBe(404)
  expect((await make(kase, dossier(), street)).status).toBe(403)
  const before = dossier()
  await make(kase, before)
  await erased(worker, coordinator, person)
  expect((await make(kase, dossier())).status).toBe(404)
  expect((await fetched(kase, before.id)).status).toBe(404)
})
