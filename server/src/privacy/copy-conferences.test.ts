import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addApproval } from '../testing-approvals.ts'
import { answerConference, callConference, newConference } from '../testing-conferences.ts'
import { arrived, nextTo, referredCase, wholeCase } from '../testing-referrals.ts'

let server: TestServer
let coordinator: Caller
let worker: Caller
let next: Caller
beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator')
  worker = await server.member(coordinator.desk, 'worker')
  next = await nextTo(server, coordinator)
})
afterAll(() => server.close())

/** What was written of a conference, and who comes: each is said nowhere else. */
const written = [
  'Parlare della casa',
  'Detto tutto il detto',
  'Scrivere al datore',
  'Ada che scrive',
  'Bruna che viene',
]

/** A conference that was called, answered and held, with the case on both sides. */
async function held(): Promise<{ kase: string; taken: string }> {
  const { kase, referral } = await referredCase(server, [coordinator, worker, next], { ...wholeCase, kind: 'shared' })
  const asked = { referrals: [referral], agenda: written[0] }
  const id = await callConference(worker, kase, asked)
  await arrived(server)
  const answered = await answerConference(next, referral, id, { who: written[4] })
  expect(answered.status, JSON.stringify(answered.body)).toBe(200)
  await arrived(server)
  const decisions = [{ text: written[2], who: written[3], due: '2026-02-01' }]
  const outcome = { ...newConference(worker), ...asked, no: 1, state: 'held', record: written[1], decisions }
  const { status, body } = await worker.call('PUT', `/cases/${kase}/conferences/${id}`, outcome)
  expect(status, JSON.stringify(body)).toBe(200)
  await arrived(server)
  const { version } = (await next.call('GET', `/referrals/${referral}`)).body
  const as = { givenName: 'Amina', familyName: 'Diallo' }
  const opened = { version, id: v7(), as, legalBasis: 'public-task' }
  expect((await next.call('POST', `/referrals/${referral}/case`, opened)).status).toBe(200)
  await arrived(server)
  return { kase, taken: (await next.call('GET', `/referrals/${referral}`)).body.ownCase }
}

async function copyOf(by: Caller, kase: string, withheld: string[] = []): Promise<string> {
  const person = (await by.call('GET', `/cases/${kase}`)).body.person.id
  const asked = { id: v7(), language: 'it', withheld, words: withheld.length > 0 ? 'Nomina altri' : '' }
  expect((await by.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
  return (await by.call('GET', `/persons/${person}/exports/${asked.id}/file`)).body.toString()
}
const times = (page: string, words: string) => page.split(words).length - 1

test('what was said of a conference stands in the copy once, under its day, on either side, and one box withholds it', async () => {
  const { kase, taken } = await held()
  for (const [by, own] of [
    [worker, kase],
    [next, taken],
  ] as const) {
    const page = await copyOf(by, own)
    expect(
      written.map((words) => times(page, words)),
      by.desk.name,
    ).toEqual(written.map(() => 1))
    expect(page).toContain('<h2>Conferenze sul caso</h2><article><h3>15 gennaio 2026, 10:00, Tenuta</h3>')
    expect(page).not.toContain('Messaggi tra i due sportelli')
    const without = await copyOf(by, own, ['case-notes'])
    expect(written.filter((words) => without.includes(words))).toEqual([])
    expect(without).toContain('<h3>15 gennaio 2026, 10:00, Tenuta</h3>')
    expect(without).toContain('decisioni delle conferenze sul caso')
    const told = await copyOf(by, own, ['referral-texts'])
    expect(written.filter((words) => !told.includes(words))).toEqual([])
  }
  expect(await copyOf(next, taken)).toContain(`<dt>Convocata da</dt><dd><bdi>${worker.desk.name}`)
})

test('of an approval the copy says what was asked and what was answered, and withholds the words', async () => {
  const { kase } = await referredCase(server, [coordinator, worker, next])
  await addApproval(coordinator, worker, kase)
  const page = await copyOf(worker, kase)
  expect(page).toContain('<dt>Che cosa è stato chiesto</dt><dd><bdi>Chiudere la presa in carico, dal 14 gennaio 2026')
  expect(page).toContain('<dt>Nota</dt><dd><bdi>Si può chiudere?')
  expect(page).toMatch(/<bdi>Rifiutato, 15 gen 2026[^<]*<\/bdi><\/dd><\/dl><p [^>]*>Si può chiudere\?/)
  expect(page).toContain('Nessuno ha ancora risposto')
  const without = await copyOf(worker, kase, ['case-notes'])
  expect(without).toContain('Nessuno ha ancora risposto')
  expect(without).not.toContain('Si può chiudere?')
  expect(without).toContain('le parole scritte nelle approvazioni')
})
