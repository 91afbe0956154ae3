import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sealedColumns } from '../platform/sealed-columns.ts'
import { ask } from '../platform/testing-ask.ts'
import { putAppointment } from '../referrals/appointments.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addApproval } from '../testing-approvals.ts'
import { addArrival } from '../testing-arrival.ts'
import { addCalendar } from '../testing-calendar.ts'
import { callConference } from '../testing-conferences.ts'
import { decided, erased, newErasure, openedRows } from '../testing-erasure.ts'
import { keep } from '../testing-files.ts'
import { newGlass } from '../testing-glass.ts'
import { importRegister } from '../testing-import.ts'
import { addLetters, letterValues, newLetter } from '../testing-letters.ts'
import { newGround, newSignature } from '../testing-privacy.ts'
import { addAnswers, addQuestion, newAnswer } from '../testing-questions.ts'
import {
  addHandover,
  addPathway,
  addTask,
  closeWithFollowUp,
  log,
  newContact,
  newHours,
  newPerson,
  newSign,
  record,
  takeCharge,
} from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'
import { addTies } from '../testing-ties.ts'

const MARK = 'Zqxforget'

let server: TestServer
let worker: Caller
let coordinator: Caller
let receiver: Caller
let target: string

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  worker = await server.member(desk, 'worker', 'network_manager')
  coordinator = await server.member(desk, 'coordinator')
  receiver = await server.member(await server.desk('there'), 'worker', 'coordinator')
  target = await addTarget(server, coordinator, 'there')
})
afterAll(() => server.close())

/** A person with a marked word in every place that is known to be about a person, and the ids of the records. */
async function marked() {
  let no = 0
  const word = () => `${MARK}${String(++no).padStart(3, '0')}`
  const identity = {
    givenName: word(),
    familyName: word(),
    otherNames: word(),
    documents: [{ kind: 'passport' as const, number: word() }],
    address: word(),
    code: word(),
  }
  const person = await record(worker, { identity, sex: 'F', citizenship: 'SEN' })
  const about = `/persons/${person}`
  const contact = await log(worker, { personId: person, place: word(), note: word(), sex: 'F', citizenship: 'SEN' })
  const kase = await takeCharge(worker, {
    personId: person,
    note: word(),
    followers: [{ accountId: worker.accountId, role: 'worker' }],
  })
  const done = async (sent: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await sent
    expect(status, JSON.stringify(body)).toBe(200)
  }
  const day = '2026-01-12'
  await done(worker.call('POST', `/cases/${kase}/services`, { id: v7(), day, kind: 'work', text: word() }))
  const note = v7()
  await done(worker.call('POST', `/cases/${kase}/notes`, { id: note, day, kind: 'call', text: word() }))
  await done(worker.call('PUT', `/cases/${kase}/notes/${note}`, { kind: 'call', text: word(), version: 1 }))
  await done(worker.call('POST', `/cases/${kase}/signs`, newSign({ evidence: word() })))
  await addArrival(worker, kase, {
    arrival: { text: word() },
    payment: { toName: word(), text: word() },
    decision: { bodyName: word(), number: word(), seenBy: word(), text: word() },
  })
  await addTies(worker, person, {
    safeContact: { callName: word(), when: word(), where: word(), text: word() },
    minor: { text: word() },
    relative: { name: word(), text: word() },
  })
  const { appointment } = await addCalendar(worker, kase, word)
  await done(worker.call('POST', `/calendar/${appointment}/steps`, { no: 1, act: 'cancelled-by-person', why: word() }))
  await addTask(worker, kase, worker.accountId, { text: word() })
  const [ofCase, ofPerson] = [await addQuestion(coordinator), await addQuestion(coordinator, { place: 'person' })]
  await addAnswers(worker, `/cases/${kase}`, newAnswer(ofCase, { value: word() }))
  await addAnswers(worker, about, newAnswer(ofPerson, { value: word() }))
  const { letterTemplate } = await addLetters(worker, kase)
  const letter = newLetter(letterTemplate, { values: letterValues({ person: word(), papers: word(), note: word() }) })
  await done(worker.call('POST', `/cases/${kase}/letters`, letter))
  await done(worker.call('POST', `/cases/${kase}/letters/${letter.id}/withdrawal`, { why: word() }))
  await addHandover(worker, kase, (await server.member(worker.desk, 'worker')).accountId, { note: word() })
  await addApproval(coordinator, worker, kase, word)
  await callConference(worker, kase, { agenda: word(), place: word() })
  const hours = newHours({ place: word(), evidence: word(), note: word() })
  await done(worker.call('POST', `/cases/${kase}/hours`, hours))
  await done(worker.call('POST', `/cases/${kase}/hours/${hours.id}/withdrawal`, { why: word() }))
  await keep(worker, kase, `${word()}${'x'.repeat(1_100_000)}`, { name: `${word()}.txt` })
  const back = await keep(worker, kase, 'A file of somebody else')
  await done(worker.call('POST', `/cases/${kase}/files/${back}/withdrawal`, { reason: word() }))
  const noted = { state: 'left', since: day, why: word(), text: word() }
  await addPathway(worker, kase, {
    goal: noted,
    step: { text: word(), owner: 'other', other: word() },
    review: { text: word() },
  })
  const said = { no: 0, state: 'held', expiresOn: '2026-02-01', number: word(), note: word() }
  await done(worker.call('PUT', `/cases/${kase}/documents/passport`, said))
  await closeWithFollowUp(worker, kase, { text: word() })
  await done(worker.call('POST', `/cases/${kase}/reopen`, { reason: word(), version: 2 }))
  const [ground, restriction] = [
    newGround({ present: word(), task: word(), how: 'signed-screen', signature: newSignature(word()) }),
    v7(),
  ]
  await done(worker.call('POST', `${about}/grounds`, ground))
  await done(worker.call('POST', `${about}/grounds/${ground.id}/end`, { reason: word() }))
  await cover(server, worker, person, receiver)
  const sent = await draft(worker, kase, target, { question: word(), story: word() })
  await done(send(worker, sent))
  await arrived(server)
  await done(worker.call('POST', `/referrals/${sent}/messages`, { id: v7(), text: word() }))
  await arrived(server)
  await answered(receiver, sent, ['sight', 'yes'])
  await done(worker.upload(`/referrals/${sent}/files/${v7()}`, word(), `${word()}.txt`))
  await arrived(server)
  const meeting = { day: '2026-01-20' as never, time: '10:00', place: word(), with: word() }
  await worker.enter((at) => putAppointment(at, sent, 1, meeting))
  await done(worker.call('POST', `${about}/restrictions`, { id: restriction, reason: 'contested', words: word() }))
  await done(coordinator.call('POST', `${about}/restrictions/${restriction}/end`, { words: word() }))
  const copy = v7()
  await done(
    worker.call('POST', `${about}/exports`, { id: copy, language: 'it', withheld: ['case-notes'], words: word() }),
  )
  const glass = newGlass({ desk: 'here', case: kase }, { words: word() })
  await done(receiver.call('POST', '/glass', glass))
  for (const of of [kase, person, contact])
    await done(
      coordinator.call('PUT', `/drafts/${v7()}`, { kind: 'note', record: of, body: `{"x":"${word()}"}`, edition: 1 }),
    )
  return { person, contact, case: kase, referral: sent, copy, identity }
}

describe('an erasure', () => {
  test('takes every word about the person out of the desk, and leaves figures, ids and a proof without a name', async () => {
    const her = await marked()
    const { supervisor } = server.database
    const { identity } = her
    // A row of a file that looks like her, and one that could not be read.
    const rows = `Cognome;Nome;Sesso;Documento\n${identity.familyName};${identity.givenName};F;${identity.documents[0]?.number}`
    expect(await importRegister(worker, rows, 'valid-rows', 'persons')).toMatchObject({ doubts: 1 })
    await importRegister(worker, `Codice;Data contatto;Cognome;Sesso\nX-1;${identity.familyName};a;F`)
    const tallies = () =>
      ask(
        supervisor,
        `select month, measure, sex, citizenship, sum(count) from month_tally where desk_id = $1
        group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
        [worker.desk.id],
      )
    const returned = async () => (await coordinator.call('GET', '/return?from=2026-01-01&to=2026-12-31')).body
    const before = { tallies: await tallies(), returned: await returned() }
    const opened = await openedRows(server, worker.desk)
    const touched = new Set(opened.filter(({ text }) => text.includes(MARK)).map(({ column }) => column))
    const may = sealedColumns.filter(({ whenErased: how }) => how === 'taken away' || 'as' in how)
    // The word that would pass by seeing nothing: every place that may hold one does.
    const found = may.map(({ table, column }) => `${table}.${column}`).filter((column) => !touched.has(column))
    expect(found).toEqual(['erasure.words', 'erasure_end.words'])

    const asked = newErasure({ words: `${MARK} wants to be forgotten` })
    expect((await worker.call('POST', `/persons/${her.person}/erasures`, asked)).status).toBe(200)
    const { status, body } = await decided(coordinator, her.person, asked.id)
    expect(status, JSON.stringify(body)).toBe(200)

    const after = await openedRows(server, worker.desk)
    expect(after.filter(({ text }) => text.includes(MARK)).map(({ column }) => column)).toEqual([])
    expect(await tallies()).toEqual(before.tallies)
    expect(await returned()).toEqual(before.returned)
    expect(await ask(supervisor, 'select 1 from person_tag where person_id = $1', [her.person])).toEqual([])
    expect(JSON.stringify(body)).not.toContain(MARK)
    expect(body.erasures).toMatchObject([
      {
        by: expect.stringMatching(/^worker/),
        words: '',
        end: { outcome: 'done', day: '2026-01-15', by: expect.stringMatching(/^coordinator/), words: '' },
      },
    ])
    const counts = Object.fromEntries(
      body.erasures[0].end.counts.map((each: { kind: string; count: number }) => [each.kind, each.count]),
    )
    expect(counts).toMatchObject({
      identity: 1,
      contacts: 1,
      services: 1,
      notes: 2,
      drafts: 3,
      emergencies: 1,
      files: 1,
      'case-files': 2,
      'import-rows': 2,
    })
    await vi.waitFor(async () =>
      expect((await coordinator.call('GET', `/accesses?recordId=${her.person}`)).body.rows.length).toBeGreaterThan(1),
    )
  })

  test('leaves every page that showed the person working', async () => {
    const her = await marked()
    await erased(worker, coordinator, her.person)
    const get = async (path: string, by = worker) => {
      const { status, body } = await by.call('GET', path)
      expect(status, `${path} ${JSON.stringify(body)}`).toBe(200)
      const text = Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body)
      expect(text, path).not.toContain(MARK)
      return body
    }
    expect((await get(`/persons/${her.person}`)).erased).toBe(true)
    expect((await get(`/cases/${her.case}`)).person).toMatchObject({ name: '', erased: true })
    expect((await get('/persons')).rows).toContainEqual(expect.objectContaining({ id: her.person, erased: true }))
    expect((await get('/cases?state=all')).rows).toContainEqual(expect.objectContaining({ id: her.case, erased: true }))
    expect((await get('/contacts')).rows).toContainEqual(
      expect.objectContaining({ id: her.contact, personErased: true }),
    )
    for (const path of [
      `/contacts/${her.contact}`,
      `/persons/${her.person}/privacy`,
      `/persons/${her.person}/accesses`,
      `/persons/${her.person}/grounds`,
      `/persons/${her.person}/exports/${her.copy}/file`,
      `/cases/${her.case}/pathway`,
      `/cases/${her.case}/arrival`,
      `/cases/${her.case}/hours`,
      `/cases/${her.case}/letters`,
      `/cases/${her.case}/files`,
      `/cases/${her.case}/appointments`,
      '/calendar?from=2026-01-01&to=2026-01-31',
      '/pathway/due',
      `/referrals/${her.referral}`,
      `/referrals/${her.referral}/files`,
      '/referrals?way=out',
      '/imports',
      '/today',
      '/drafts',
    ])
      await get(path)
    await get('/glass?way=here', coordinator)
    expect((await get(`/persons/${her.person}/restriction`)).erasedOn).toBe('2026-01-15')
    const sought = await worker.call('POST', '/persons/search', { text: her.identity.familyName })
    expect(sought.body.rows).toEqual([])
  })

  test('ends referrals that were not begun, and tells the desk that got one', async () => {
    const her = await marked()
    await erased(worker, coordinator, her.person)
    await arrived(server)
    const { body } = await receiver.call('GET', `/referrals/${her.referral}`)
    expect(body.state).toBe('withdrawn')
    expect(body.timeline.map(({ act }: { act: string }) => act)).toContain('erase')
    const mails = `select kind from mail where desk_id = $1 and kind = 'data-erased'`
    expect(await ask(server.database.supervisor, mails, [receiver.desk.id])).not.toEqual([])
  })

  test('is for good: nothing is written about the person any more, whoever writes and however', async () => {
    const her = await marked()
    const draftId = v7()
    await erased(worker, coordinator, her.person)
    const refused = async (method: 'POST' | 'PUT', path: string, body: object) =>
      expect(await worker.call(method, path, body), path).toMatchObject({
        status: 409,
        body: { reason: 'person-erased' },
      })
    await refused('POST', `/cases/${her.case}/notes`, { id: v7(), day: '2026-01-12', kind: 'call', text: 'x' })
    await refused('POST', `/cases/${her.case}/services`, { id: v7(), day: '2026-01-12', kind: 'work', text: 'x' })
    await refused('POST', '/contacts', newContact({ personId: her.person }))
    await refused('POST', `/persons/${her.person}/grounds`, newGround())
    await refused('POST', `/persons/${her.person}/restrictions`, { id: v7(), reason: 'contested' })
    await refused('POST', `/persons/${her.person}/erasures`, newErasure())
    const { id: _, taxCode: __, ...said } = { taxCode: null, ...newPerson() }
    await refused('PUT', `/persons/${her.person}`, { ...said, version: 2 })
    const late = { kind: 'note', record: her.case, body: 'late', edition: 9 }
    expect((await worker.call('PUT', `/drafts/${draftId}`, late)).status).toBe(200)
    expect(JSON.stringify((await worker.call('GET', '/drafts')).body)).not.toContain('late')
    // The case itself is closed as ever.
    const { version } = (await worker.call('GET', `/cases/${her.case}`)).body
    const close = { outcome: 'other', closedOn: '2026-01-15', version }
    expect((await worker.call('POST', `/cases/${her.case}/close`, close)).status).toBe(200)
  })

  test('is not undone by the same file brought again', async () => {
    const code = `PUA-${MARK}`
    const row = `Codice;Data contatto;Cognome;Sesso;Preso in carico;Data presa in carico\n${code};10/01/2026;${MARK}back;F;SI;11/01/2026`
    expect(await importRegister(worker, row)).toMatchObject({ personsAdded: 1, casesAdded: 1 })
    const { body } = await worker.call('POST', '/persons/search', { text: code })
    await erased(worker, coordinator, body.rows[0].id)
    expect(await importRegister(worker, row)).toMatchObject({ state: 'done', personsAdded: 0, casesAdded: 0 })
    const more = row.replace('10/01/2026', '12/01/2026')
    expect(await importRegister(worker, more)).toMatchObject({ state: 'done', personsAdded: 0, contactsAdded: 0 })
    const cases = await importRegister(worker, `Codice;Data apertura\n${code};12/01/2026`, 'valid-rows', 'cases')
    expect(cases).toMatchObject({ state: 'done', casesAdded: 0 })
    expect((await worker.call('POST', '/persons/search', { text: code })).body.rows).toEqual([])
  })
})
