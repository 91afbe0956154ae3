import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonPrivacy } from '#model/privacy/contract.ts'
import italian from '#model/privacy/copy-messages.it.json' with { type: 'json' }
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { type Bodies, bodiesOf, newArrangement, newGround, newSignature, secondTo } from '../testing-privacy.ts'
import { log, record, takeCharge } from '../testing-records.ts'
import { insertRestrictionEnd } from './person-store.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let bodies: Bodies

beforeAll(async () => {
  server = await testServer({ absoluteHours: 72, idleMinutes: 4_320 })
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  bodies = await bodiesOf(server, worker)
})
afterAll(() => server.close())

const privacyOf = async (person: string, by = worker): Promise<PersonPrivacy> =>
  (await by.call('GET', `/persons/${person}/privacy`)).body

test('says how much is held of a person, from which day to which, and none of its words', async () => {
  const person = await record(worker, { identity: { familyName: 'Ndiaye' } })
  await log(worker, { personId: person, day: '2026-01-05' as never, note: 'secret note' })
  await log(worker, { personId: person, day: '2026-01-09' as never })
  const kase = await takeCharge(worker, { personId: person, note: 'another secret' })
  await worker.call('POST', `/cases/${kase}/services`, { id: v7(), day: '2026-01-12', kind: 'work', text: 'x' })
  const shown = await privacyOf(person)
  const held = Object.fromEntries(shown.held.map(({ what, count, from, to }) => [what, [count, from, to]]))
  expect(held).toMatchObject({
    identity: [1, '2026-01-15', '2026-01-15'],
    contacts: [2, '2026-01-05', '2026-01-09'],
    cases: [1, '2026-01-10', '2026-01-10'],
    services: [1, '2026-01-12', '2026-01-12'],
    notes: [1, '2026-01-10', '2026-01-10'],
    exports: [0, null, null],
  })
  expect(JSON.stringify(shown)).not.toMatch(/secret/)
})

test('says who saw the person, the case and the contact, by day and member, in pages', async () => {
  const person = await record(worker)
  const contact = await log(worker, { personId: person })
  const kase = await takeCharge(worker, { personId: person })
  const other = await record(worker)
  await worker.call('GET', `/persons/${other}`)
  server.clock.now = '2026-01-15T23:30:00.000Z'
  for (const path of [`/persons/${person}`, `/cases/${kase}`, `/contacts/${contact}`, `/cases/${kase}`])
    await coordinator.call('GET', path)
  await server.reads.flush()
  const page = async (query = '') => (await worker.call('GET', `/persons/${person}/accesses${query}`)).body
  const { rows } = await page()
  expect(rows).toEqual([
    {
      day: '2026-01-16',
      by: expect.stringMatching(/^coordinator/),
      reads: 4,
      writes: 0,
      acts: ['openCase', 'openContact', 'openPerson'],
    },
    {
      day: '2026-01-15',
      by: expect.stringMatching(/^worker/),
      reads: 0,
      writes: 3,
      acts: ['logContact', 'recordPerson', 'takeInCharge'],
    },
  ])
  const first = await page('?most=1')
  expect(first.rows).toHaveLength(1)
  // The page itself was read meanwhile: it stands on top, and what is behind the first line stays behind it.
  expect((await page(`?most=9&after=${first.next}`)).rows.at(-1)).toEqual(rows[1])
})

describe('a restriction', () => {
  test('is shown where the person is opened, stands before every ground, and is lifted by a coordinator', async () => {
    const person = await record(worker)
    const case_ = await takeCharge(worker, { personId: person })
    const restricted = async () => (await worker.call('GET', `/cases/${case_}`)).body.person.restricted
    await coordinator.call('POST', '/arrangements', newArrangement(bodies))
    const ground = newGround({ purpose: 'referral', recipient: 'body', body: bodies[1] })
    await worker.call('POST', `/persons/${person}/grounds`, ground)
    const wish = { purpose: 'referral', recipient: 'body', body: bodies[1], scopes: ['identity'] }
    const weighed = async () => (await worker.call('POST', `/persons/${person}/share-check`, wish)).body
    expect(await weighed()).toMatchObject({ ground: ground.id, arrangement: expect.any(String), reasons: [] })

    const id = v7()
    const asked = { id, reason: 'contested', words: 'The birth date is wrong' }
    for (const _ of [1, 2])
      expect((await worker.call('POST', `/persons/${person}/restrictions`, asked)).status).toBe(200)
    expect((await worker.call('GET', `/persons/${person}/restriction`)).body).toEqual({
      since: '2026-01-16',
      reasons: ['contested'],
      erasedOn: null,
    })
    expect((await weighed()).reasons).toEqual([{ code: 'restricted' }])
    expect(await restricted()).toBe(true)

    const lift = (by: Caller) => by.call('POST', `/persons/${person}/restrictions/${id}/end`, { words: 'put right' })
    expect(await lift(worker)).toMatchObject({ status: 403, body: { reason: 'grant' } })
    const late = await secondTo(
      server,
      coordinator,
      (at) => insertRestrictionEnd(at, id, 'put right'),
      () => lift(coordinator),
    )
    expect(late).toMatchObject({ status: 409, body: { code: 'moved-on' } })
    expect((await weighed()).reasons).toEqual([])
    expect(await restricted()).toBe(false)
    expect((await privacyOf(person)).restrictions).toMatchObject([
      { words: 'The birth date is wrong', end: { words: 'put right' }, can: [] },
    ])
  })
})

describe('a share', () => {
  test('is refused with every reason: no ground, no arrangement, a ground that was withdrawn', async () => {
    const person = await record(worker)
    const wish = { purpose: 'housing', recipient: 'body', body: bodies[1], scopes: ['identity', 'needs'] }
    const reasons = async () => (await worker.call('POST', `/persons/${person}/share-check`, wish)).body.reasons
    expect(await reasons()).toEqual([{ code: 'none' }, { code: 'arrangement-purpose' }])
    const ground = newGround({ purpose: 'housing', recipient: 'body', body: bodies[1] })
    await worker.call('POST', `/persons/${person}/grounds`, ground)
    expect(await reasons()).toContainEqual({ code: 'scopes', missing: ['needs'] })
    await worker.call('POST', `/persons/${person}/grounds/${ground.id}/end`, {})
    expect(await reasons()).toContainEqual({ code: 'ended' })
    const nobodys = { ...wish, body: v7() }
    expect((await worker.call('POST', `/persons/${person}/share-check`, nobodys)).status).toBe(422)
  })
})

describe('a copy for the person', () => {
  const text = async (person: string, copy: string) => {
    const { status, body, headers } = await worker.call('GET', `/persons/${person}/exports/${copy}/file`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    return body.toString() as string
  }
  const asked = async (person: string, more: object = {}) => {
    const id = v7()
    const { status } = await worker.call('POST', `/persons/${person}/exports`, { id, language: 'it', ...more })
    expect(status).toBe(200)
    return id
  }
  let person: string

  beforeAll(async () => {
    person = await record(worker, {
      identity: {
        givenName: 'Own-given',
        familyName: 'Own <b>family</b>',
        otherNames: 'Own-other',
        birthDate: '1991-03-02' as never,
        phones: ['3331112222'],
        documents: [{ kind: 'passport', number: 'OWN-DOC' }],
        address: 'Own-street',
        code: 'OWN-1',
      },
      taxCode: 'RSSMRA80A01F205X',
    })
    await log(worker, { personId: person, place: 'Own-place', note: 'Own-contact-note' })
    const kase = await takeCharge(worker, { personId: person, note: 'Own-intake-note' })
    await worker.call('POST', `/cases/${kase}/services`, {
      id: v7(),
      day: '2026-01-12',
      kind: 'work',
      text: 'Own-service',
    })
    const { version } = (await worker.call('GET', `/cases/${kase}`)).body
    await worker.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version })
    await worker.call('POST', `/cases/${kase}/reopen`, { reason: 'Own-reason', version: version + 1 })
    const ground = newGround({
      recipient: 'outside',
      outside: 'Own-consulate',
      present: 'Own-mediator',
      task: 'Own-law',
    })
    await worker.call('POST', `/persons/${person}/grounds`, ground)
    await worker.call('POST', `/persons/${person}/restrictions`, {
      id: v7(),
      reason: 'objection',
      words: 'Own-objection',
    })

    const other = await record(worker, {
      identity: { familyName: 'Other-family', address: 'Other-street', code: 'OTHER-1' },
    })
    await log(worker, { personId: other, place: 'Other-place', note: 'Other-contact-note' })
    await log(worker, { note: 'Other-anonymous' })
    await takeCharge(worker, { personId: other, note: 'Other-note' })
    await worker.call('POST', `/persons/${other}/grounds`, newGround({ task: 'Other-law' }))
  })

  test('holds all that the desk keeps of the person, and nothing of another', async () => {
    const page = await text(person, await asked(person))
    for (const own of [
      'given',
      'other',
      'street',
      'place',
      'contact-note',
      'intake-note',
      'service',
      'reason',
      'consulate',
      'mediator',
      'law',
      'objection',
    ])
      expect(page, own).toContain(`Own-${own}`)
    for (const own of ['2 marzo 1991', '3331112222', 'OWN-DOC', 'OWN-1', 'RSSMRA80A01F205X', 'Test body', 'Desk here'])
      expect(page, own).toContain(own)
    expect(page).not.toMatch(/other-(?!body)|Other-|OTHER-/)
    // Nor a colleague by name.
    expect(page).not.toContain(`worker ${worker.accountId.slice(-4)}`)
  })

  test('is text and never markup, with nothing that is fetched or run', async () => {
    const page = await text(person, await asked(person))
    expect(page).toContain('Own &lt;b&gt;family&lt;/b&gt;')
    expect(page).not.toMatch(/<b>|<script|<img|<link|https?:|src=|href=/i)
  })

  test('that is fetched later says on itself that it was made anew, and when', async () => {
    const id = await asked(person)
    const anew = italian['copy.anew'].split('{')[0] as string
    expect(await text(person, id)).not.toContain(anew)
    const now = server.clock.now
    server.clock.now = '2026-01-17T10:30:00.000Z'
    const later = await text(person, id)
    server.clock.now = now
    expect(later).toContain('chiesta il 16 gen 2026, 00:30 ed è stata fatta di nuovo il 17 gen 2026, 11:30')
  })

  test('shows the image of a signature in the page itself, with what it is in words', async () => {
    const signer = await record(worker)
    const signature = newSignature('stroke')
    const ground = newGround({ how: 'signed-screen', signature })
    expect((await worker.call('POST', `/persons/${signer}/grounds`, ground)).status).toBe(200)
    const page = await text(signer, await asked(signer))
    const alt = italian['copy.signature'].replace('{day}', '10 gennaio 2026')
    expect(page).toContain(`<img alt="${alt}" src="data:image/png;base64,${signature.image}">`)
    expect(page.match(/src=|href=|https?:/gi)).toEqual(['src='])
  })

  test('leaves out what is withheld, and says so and why', async () => {
    const page = await text(person, await asked(person, { withheld: ['case-notes'], words: 'They name a colleague' }))
    expect(page).not.toContain('Own-intake-note')
    expect(page).toContain('Own-contact-note')
    expect(page).toContain('They name a colleague')
    expect(page).toContain(italian['copy.withheld.case-notes'])
    const less = await text(person, await asked(person, { withheld: ['service-texts', 'contact-notes'], words: 'Why' }))
    expect(less).not.toMatch(/Own-service|Own-contact-note/)
    const mute = { id: v7(), language: 'it', withheld: ['case-notes'] }
    expect(await worker.call('POST', `/persons/${person}/exports`, mute)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/words', code: 'missing' }] },
    })
  })

  test('that is asked for in a language without texts is in Italian, and says so', async () => {
    expect(await text(person, await asked(person, { language: 'en' }))).toContain('<html lang="en" dir="ltr">')
    const wolof = await text(person, await asked(person, { language: 'wo' }))
    expect(wolof).toContain('<html lang="it" dir="ltr">')
    expect(wolof).toContain('in wolof il sistema non scrive ancora')
  })

  test('is of one person: fetched under another one it is not there', async () => {
    const copy = await asked(person)
    const other = await record(worker)
    expect((await worker.call('GET', `/persons/${other}/exports/${copy}/file`)).status).toBe(404)
    expect((await privacyOf(person)).exports.length).toBeGreaterThan(3)
  })
})

test('an outreach worker, who sees a part of the desk, has no page that claims to be whole', async () => {
  const outreach = await server.member(worker.desk, 'outreach_worker')
  const person = await record(outreach)
  expect((await outreach.call('GET', `/persons/${person}/privacy`)).status).toBe(403)
  expect((await outreach.call('GET', `/persons/${person}/restriction`)).body).toEqual({
    since: null,
    reasons: [],
    erasedOn: null,
  })
})
