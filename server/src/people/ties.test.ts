import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_TIES, NewSafeContact } from '#model/people/ties-contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { erased } from '../testing-erasure.ts'
import { log, record, takeCharge } from '../testing-records.ts'
import { addTies, newMinor, newRelative, newSafeContact } from '../testing-ties.ts'
import { insertTie } from './ties-store.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let stranger: Caller
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('there'), 'worker')
})
afterAll(() => server.close())

const read = (person: string, by = worker) => by.call('GET', `/persons/${person}/ties`)
const putContact = (person: string, more: object = {}, by = worker) =>
  by.call('PUT', `/persons/${person}/safe-contact`, newSafeContact(more))
const putMinor = (person: string, more: object = {}, by = worker) =>
  by.call('PUT', `/persons/${person}/minor`, newMinor(more))
const putRelative = (person: string, id: string, more: object = {}, by = worker) =>
  by.call('PUT', `/persons/${person}/relatives/${id}`, newRelative(more))
const linked = (other: string, more: object = {}) => ({ other, name: '', birthDate: null, ...more })

test('how somebody is reached is written, corrected, and what it said before stays', async () => {
  const person = await record(worker)
  expect((await read(person)).body).toMatchObject({ safeContact: [], minor: [], relatives: [], can: ['write'] })
  await putContact(person)
  const { status, body } = await putContact(person, { no: 1, never: ['call', 'letter'], callName: '' })
  expect(status).toBe(200)
  expect(body.safeContact).toMatchObject([
    { no: 2, never: ['call', 'letter'], callName: '' },
    { no: 1, never: ['call'], callName: 'Anna', when: 'dopo le 20', canRead: 'not_asked' },
  ])
  expect((await putMinor(person)).body.minor).toMatchObject([{ no: 1, companion: 'other-adult', guardian: 'asked' }])
})

test('the case says it beside the phones, and its language comes first', async () => {
  const personId = await record(worker)
  await log(worker, { personId, language: 'fr' })
  const kase = await takeCharge(worker, { personId })
  const open = async () => (await worker.call('GET', `/cases/${kase}`)).body.person
  expect(await open()).toMatchObject({ language: 'fr', safeContact: null, relatives: 0 })
  await addTies(worker, personId, { safeContact: {} })
  expect(await open()).toMatchObject({
    language: 'bn',
    safeContact: { callName: 'Anna', never: ['call'] },
    relatives: 1,
  })
  await putContact(personId, { no: 1, language: 'declined' })
  expect((await open()).language).toBe('fr')
})

test('a relative whom the desk knows is read from both sides, turned round, and changed from both', async () => {
  const [mother, child] = [
    await record(worker, { identity: { givenName: 'Mira' } }),
    await record(worker, { identity: { givenName: 'Tarek' } }),
  ]
  const id = v7()
  expect((await putRelative(mother, id, linked(child, { dependent: 'yes', text: 'x' }))).status).toBe(200)
  const seen = (await read(child)).body.relatives
  expect(seen).toMatchObject([{ id, hidden: false, other: { id: mother, name: expect.stringContaining('Mira') } }])
  expect(seen[0].history[0]).toMatchObject({ relation: 'parent', other: mother, dependent: 'not_asked', text: 'x' })
  const back = await putRelative(child, id, linked(mother, { no: 1, relation: 'parent', place: 'together' }))
  expect(back.status).toBe(200)
  expect((await read(mother)).body.relatives[0].history).toMatchObject([
    { no: 2, relation: 'child', other: child, place: 'together', dependent: 'yes' },
    { no: 1, relation: 'child', dependent: 'yes' },
  ])
  const elsewhere = await record(worker)
  expect((await putRelative(child, id, linked(elsewhere, { no: 2 }))).body.errors).toEqual([
    { pointer: '/other', code: 'does-not-fit' },
  ])
})

test('of two who write at once one wins, from whichever page, and the other is told how it is now', async () => {
  const [one, other] = [await record(worker), await record(worker)]
  const id = v7()
  await putRelative(one, id, linked(other, { relation: 'sibling' }))
  const ofOne = (send: Promise<{ status: number; body: { code?: string } }>[]) => Promise.all(send)
  for (const answers of [
    await ofOne(['a', 'b'].map((callName) => putContact(one, { callName }))),
    await ofOne(['a', 'b'].map((text) => putMinor(one, { text }))),
    await ofOne([
      putRelative(one, id, linked(other, { no: 1, relation: 'sibling', text: 'a' })),
      putRelative(other, id, linked(one, { no: 1, relation: 'sibling', text: 'b' })),
    ]),
  ]) {
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('moved-on')
  }
  const { body } = await read(one)
  expect([body.safeContact.length, body.minor.length, body.relatives[0].history.length]).toEqual([1, 1, 2])
})

test('what is sent twice is written once; what was written by mistake is taken back once and put back', async () => {
  const person = await record(worker)
  const id = v7()
  for (let times = 0; times < 2; times++) expect((await putRelative(person, id)).status).toBe(200)
  expect((await read(person)).body.relatives[0].history).toHaveLength(1)
  expect((await putRelative(person, v7(), { withdrawn: true })).body.errors).toEqual([
    { pointer: '/withdrawn', code: 'does-not-fit' },
  ])
  expect((await putRelative(person, id, { no: 1, withdrawn: true })).status).toBe(200)
  expect((await putRelative(person, id, { no: 2, withdrawn: true })).status).toBe(422)
  expect((await putRelative(person, id, { no: 2 })).body.relatives[0].history.length).toBe(3)
})

test('what cannot be is refused with its field', async () => {
  const [person, other] = [await record(worker), await record(worker)]
  const wrong = async (sent: ReturnType<typeof putContact>) => (await sent).body.errors?.[0]
  expect(await wrong(putContact(person, { never: ['chat'] }))).toEqual({ pointer: '/never', code: 'does-not-fit' })
  expect(await wrong(putContact(person, { ways: ['pigeon'] }))).toMatchObject({ pointer: '/ways' })
  expect(await wrong(putMinor(person, { guardian: 'x' }))).toMatchObject({ pointer: '/guardian' })
  expect(await wrong(putRelative(person, v7(), { name: '' }))).toEqual({ pointer: '/name', code: 'missing' })
  expect(await wrong(putRelative(person, v7(), linked(person)))).toEqual({ pointer: '/other', code: 'does-not-fit' })
  expect(await wrong(putRelative(person, v7(), linked(v7())))).toEqual({ pointer: '/other', code: 'unknown' })
  const theirs = await record(stranger)
  expect(await wrong(putRelative(person, v7(), linked(theirs)))).toEqual({ pointer: '/other', code: 'unknown' })
  expect(await wrong(putRelative(person, v7(), { other }))).toEqual({ pointer: '/name', code: 'does-not-fit' })
  // Another's tie is not reached from here.
  const id = v7()
  await putRelative(other, id)
  expect((await putRelative(person, id, { no: 1 })).status).toBe(409)
  expect((await putRelative(person, id, { text: 'y' })).status).toBe(409)
  expect((await read(person)).body).toMatchObject({ safeContact: [], minor: [], relatives: [] })
})

test('who does not see the person reads and writes nothing; an outreach worker is not told who a relative is', async () => {
  const [person, other] = [await record(worker), await record(worker, { identity: { givenName: 'Zq0Name' } })]
  const id = v7()
  await putRelative(person, id, linked(other))
  const outreach = await server.member(worker.desk, 'outreach_worker')
  for (const by of [stranger, outreach]) {
    const answers = [
      await read(person, by),
      await putContact(person, {}, by),
      await putMinor(person, {}, by),
      await putRelative(person, v7(), {}, by),
      await putRelative(person, id, linked(other, { no: 1 }), by),
    ]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  }
  await log(outreach, { personId: null })
  const met = await record(outreach)
  await putRelative(met, v7(), linked(person), worker)
  await putRelative(person, v7(), linked(met, { text: 'Zq0Words' }), worker)
  const { body } = await read(met, outreach)
  const hidden = { other: null, hidden: true, history: [{ other: null }] }
  expect(body.relatives).toMatchObject([hidden, hidden])
  expect(JSON.stringify(body)).not.toContain('Zq0Words')
  expect(JSON.stringify(body)).not.toContain(person)
  const unseen = await putRelative(met, v7(), linked(other), outreach)
  expect(unseen.body.errors).toEqual([{ pointer: '/other', code: 'unknown' }])
})

test('nothing of what it says stands in clear, nor of what it is one', async () => {
  const person = await record(worker)
  await addTies(worker, person, {
    safeContact: { callName: 'Zq0001', when: 'Zq0002', where: 'Zq0003', text: 'Zq0004' },
    minor: { text: 'Zq0005' },
    relative: { name: 'Zq0006', text: 'Zq0007', birthDate: '2014-05-06' },
  })
  const rows = await ask<{ text: string }>(
    server.database.supervisor,
    'select row_to_json(t)::text as text from person_tie t where person_id = $1',
    [person],
  )
  expect(rows).toHaveLength(3)
  for (const word of ['Zq000', '2014', 'guardian', 'minor', 'relative', 'contact', 'call'])
    expect(rows.map(({ text }) => text).join()).not.toContain(word)
})

test('a person takes so many records and no more; a relative is taken back all the same', async () => {
  const person = await record(worker)
  const { relative } = await addTies(worker, person)
  await worker.enter(async (at) => {
    const { no: _, ...said } = NewSafeContact.parse(newSafeContact())
    const thing = v7()
    for (let no = 1; no < MOST_TIES; no++)
      await insertTie(at, { person_id: person, other_id: null, thing, no, words: { of: 'safe-contact', said } })
  })
  expect((await putContact(person, { no: MOST_TIES - 1 })).body.reason).toBe('ties-full')
  expect((await putRelative(person, v7())).body.reason).toBe('ties-full')
  expect((await putRelative(person, relative, { no: 1, withdrawn: true })).status).toBe(200)
})

test('with either of two who are tied goes what was written of both, and nobody who was erased is named again', async () => {
  const [mother, child] = [await record(worker), await record(worker)]
  const id = v7()
  await putRelative(mother, id, linked(child))
  await putContact(mother)
  await erased(worker, coordinator, child)
  expect((await read(mother)).body).toMatchObject({ relatives: [], safeContact: [{ no: 1 }], can: ['write'] })
  expect((await read(child)).body).toMatchObject({ relatives: [], can: [] })
  expect((await putContact(child)).body.reason).toBe('person-erased')
  expect((await putRelative(mother, v7(), linked(child))).body.reason).toBe('person-erased')
  await erased(worker, coordinator, mother)
  expect((await read(mother)).body).toMatchObject({ relatives: [], safeContact: [], can: [] })
})

test('the copy for the person says all of it in its language, names no other person of the desk, and leaves notes out where it must', async () => {
  const [person, other] = [await record(worker), await record(worker, { identity: { familyName: 'Zq0Other' } })]
  await addTies(worker, person, {
    safeContact: { where: 'AB71', text: 'AB72' },
    minor: { text: 'AB73' },
    relative: { name: 'AB74', text: 'AB75' },
  })
  await putRelative(person, v7(), linked(other, { relation: 'sibling', text: 'AB76' }))
  const copyIn = async (language: string, more: object = {}) => {
    const id = v7()
    await worker.call('POST', `/persons/${person}/exports`, { id, language, ...more })
    return String((await worker.call('GET', `/persons/${person}/exports/${id}/file`)).body)
  }
  const said = {
    it: [
      'Messaggio in chat',
      'Telefonata',
      'Serve, una donna',
      'Nomina chiesta',
      'Sorella o fratello',
      'lo sportello conosce',
    ],
    fr: ['Message de messagerie', 'Nomination demandée', 'Sœur ou frère'],
    ar: ['رسالة دردشة', 'طُلب التعيين'],
  }
  for (const [language, texts] of Object.entries(said)) {
    const copy = await copyIn(language)
    for (const word of [...texts, 'AB71', 'AB72', 'AB73', 'AB74', 'AB75', 'AB76'])
      expect(copy, language).toContain(word)
    expect(copy).not.toContain('Zq0Other')
  }
  const less = await copyIn('it', { withheld: ['case-notes'], words: 'x' })
  expect(less).toContain('AB71')
  for (const word of ['AB72', 'AB73', 'AB74', 'AB75', 'AB76']) expect(less).not.toContain(word)
  const { held } = (await worker.call('GET', `/persons/${person}/privacy`)).body
  expect(held.find(({ what }: { what: string }) => what === 'ties')).toMatchObject({ count: 4 })
})
