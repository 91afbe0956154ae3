import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'

let server: TestServer
let here: Caller
let there: Caller
let coordinator: Caller
let target: string

beforeAll(async () => {
  server = await testServer({ absoluteHours: 1_000, idleMinutes: 60_000 })
  here = await server.member(await server.desk('here'), 'worker', 'coordinator')
  const next = await server.desk('there')
  there = await server.member(next, 'worker')
  coordinator = await server.member(next, 'coordinator')
  target = await addTarget(server, here, 'there')
})
afterAll(() => server.close())

async function prepared() {
  const person = await record(here)
  await cover(server, here, person, there)
  const case_ = await takeCharge(here, { personId: person })
  const id = await draft(here, case_, target, { scopes: ['name', 'story'], story: 'Un racconto' })
  return { person, case: case_, id }
}

const privacyOf = async (person: string) => (await here.call('GET', `/persons/${person}/privacy`)).body

async function copyOf(person: string, withheld: string[] = []): Promise<string> {
  const id = v7()
  const asked = { id, language: 'it', withheld, words: withheld.length > 0 ? 'Nominano altri' : '' }
  expect((await here.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
  const { body } = await here.call('GET', `/persons/${person}/exports/${id}/file`)
  return body.toString()
}

test('the case says which referrals were made from it and how they stand, and no others', async () => {
  const { case: case_, id } = await prepared()
  const { body: file } = await here.call('GET', `/cases/${case_}`)
  expect(file.referrals).toMatchObject([{ id, state: 'draft', service: 'Ascolto', overdue: null }])
  await send(here, id)
  server.clock.forward(20 * 24 * 60 * 60)
  const { body: late } = await here.call('GET', `/cases/${case_}`)
  expect(late.referrals).toMatchObject([{ id, state: 'sent', overdue: 'answer' }])
  const other = await takeCharge(here, { personId: await record(here) })
  expect((await here.call('GET', `/cases/${other}`)).body.referrals).toEqual([])
})

test('a person reads to whom data were given: nothing of a draft, the first part once it came, the rest after a yes', async () => {
  const { person, id } = await prepared()
  expect(await privacyOf(person)).toMatchObject({ shares: [] })
  await send(here, id)
  await arrived(server)
  const { shares, held } = await privacyOf(person)
  expect(shares).toMatchObject([{ id, purpose: 'referral' }])
  expect(shares[0].scopes.sort()).toEqual(['identity', 'needs'])
  expect(held).toContainEqual(expect.objectContaining({ what: 'referrals', count: 1 }))
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  expect((await privacyOf(person)).shares[0].scopes.sort()).toEqual(['identity', 'needs', 'notes'])
})

test('who read a referral of the person stands among those who saw the person', async () => {
  const { person, id } = await prepared()
  await here.call('GET', `/referrals/${id}`)
  await server.reads.flush()
  const { rows } = (await here.call('GET', `/persons/${person}/accesses`)).body
  expect(rows[0].acts).toContain('openReferral')
})

test('what was held back after a yes is no share', async () => {
  const { person, id } = await prepared()
  await send(here, id)
  await arrived(server)
  await here.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'contested' })
  await answered(there, id, ['sight', 'yes'])
  await arrived(server)
  expect((await privacyOf(person)).shares[0].scopes).not.toContain('notes')
})

test('the copy for the person holds referrals, what was given and what was written; texts can be withheld', async () => {
  const { person, id } = await prepared()
  expect(await copyOf(person)).toContain('Preparato e non mandato')
  await send(here, id)
  await here.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Nomina un collega' })
  await arrived(server)
  await answered(there, id, ['sight', 'yes'])
  await here.upload(`/referrals/${id}/files/${v7()}`, '%PDF-1.7', 'Busta paga.pdf')
  const whole = await copyOf(person)
  for (const words of ['Un colloquio', 'Un racconto', 'Nomina un collega', 'Francese', 'Busta paga.pdf, 1 KB'])
    expect(whole).toContain(words)
  const less = await copyOf(person, ['referral-texts'])
  for (const words of ['Un colloquio', 'Un racconto', 'Nomina un collega', 'Busta paga'])
    expect(less).not.toContain(words)
  expect(less).toContain('I testi e i messaggi degli invii')
})

test('the times of a service are read by all, and set by whoever keeps it', async () => {
  const terms = async (by: Caller) => (await by.call('GET', `/directory/${target}/terms`)).body
  const plain = { answerWithin: 960, startWithin: 2_400, said: false }
  // Whoever tends entries of another desk reads them as everybody does.
  for (const by of [there, coordinator]) expect(await terms(by)).toEqual({ ...plain, can: [] })
  expect(await terms(here)).toEqual({ ...plain, can: ['set'] })
  const set = (by: Caller) => by.call('PUT', `/directory/${target}/terms`, { answerWithin: 60, startWithin: null })
  expect((await set(coordinator)).status).toBe(403)
  expect((await set(here)).body).toEqual({ answerWithin: 60, startWithin: null, said: true, can: ['set'] })
  expect(await terms(there)).toEqual({ answerWithin: 60, startWithin: null, said: true, can: [] })
  const stranger = await server.member(await server.desk('far', { network: 'far' }), 'worker')
  expect((await stranger.call('GET', `/directory/${target}/terms`)).status).toBe(404)
})
