import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person, PersonMatch } from '#model/people/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { log, newPerson, record, takeCharge } from '../testing-records.ts'

let server: TestServer
let worker: Caller
let hossain: string

const identity = {
  givenName: 'Md. Shahidul',
  familyName: 'Hossain',
  birthDate: '1988-03-02',
  phones: ['327 931 5304'],
  documents: [{ kind: 'passport' as const, number: 'AB-123 4567' }],
  code: 'PUA-0108',
}

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
  hossain = await record(worker, { identity, taxCode: 'hss mds 88c02 z249x', sex: 'M', citizenship: 'BGD' })
  for (const familyName of ['Islam', 'Rahman', 'Bondarenko', 'Brambilla'])
    await record(worker, { identity: { givenName: 'Noor', familyName, birthDate: '1990' } })
})
afterAll(() => server.close())

const search = async (text: string, by = worker): Promise<PersonMatch[]> =>
  (await by.call('POST', '/persons/search', { text })).body.rows
const match = async (sent: object) =>
  (await worker.call('POST', '/persons/matches', sent)).body as { rows: PersonMatch[]; taxCodeWarnings: string[] }
const open = async (id: string): Promise<Person> => (await worker.call('GET', `/persons/${id}`)).body

test('two parts of a name written as one find it, and one written as two', async () => {
  const divided = await record(worker, { identity: { givenName: 'Hamza', familyName: 'Ait Taleb' } })
  const joined = await record(worker, { identity: { givenName: 'Sayed', familyName: 'Abdelrahman' } })
  expect((await search('hamza aittaleb'))[0]?.id).toBe(divided)
  expect((await search('abdel rahman sayed'))[0]?.id).toBe(joined)
})

test('the year of birth alone finds those born in it', async () => {
  const born = await record(worker, {
    identity: { givenName: 'Olena', familyName: 'Kovalenko', birthDate: '1957-04-01' },
  })
  expect(await search('1957')).toMatchObject([{ id: born, because: ['birth-date'] }])
})

test('a name of many parts is found by its last one', async () => {
  const givenName = 'Muhammad Abdul Rahman Al Faruqi Ibn Khaldoun Bey'
  const long = await record(worker, { identity: { givenName, familyName: 'de la Concepción y Santamaría' } })
  expect((await search('santamaria')).map((each) => each.id)).toContain(long)
})

describe('a person is found', () => {
  test.each([
    ['by the whole name', 'Shahidul Hossain'],
    ['in the other order', 'hossain shahidul'],
    ['by the beginning of a word', 'hoss'],
    ['misspelt', 'Hosain'],
    ['by another transliteration', 'Husain Shahid'],
    ['with accents that nobody wrote', 'Hòssaìn'],
    ['in the letters of the passport', 'হোসেন শহিদুল'],
    ['by the name that Md. stands for', 'Mohammad Hossain'],
    ['with the year of birth', 'hossain 1988'],
  ])('%s', async (_, text) => {
    const [first] = await search(text)
    expect(first).toMatchObject({ id: hossain, name: 'Md. Shahidul Hossain', because: ['name'] })
  })

  test.each([
    ['by the phone', '3279315304', 'phone'],
    ['by the phone with the country before it', '+39 327-931-5304', 'phone'],
    ['by the phone with zeros before it', '0039 327 9315304', 'phone'],
    ['by the number of a document', 'ab1234567', 'document'],
    ['by the number of a document, with blanks', 'AB 123 4567', 'document'],
    ['by the tax code', 'HSSMDS88C02Z249X', 'tax-code'],
    ['by the code of the desk', 'pua-0108', 'code'],
    ['by the code of the desk, written otherwise', 'PUA 0108', 'code'],
  ])('%s', async (_, text, why) => {
    expect(await search(text)).toMatchObject([{ id: hossain, likeness: 1, because: [why] }])
  })

  test('by a number of a document alone, though a name begins with its letters', async () => {
    const begins = await record(worker, { identity: { givenName: 'Sayed', familyName: 'Abd' } })
    expect((await search('abd')).map((row) => row.id)).toContain(begins)
    const numbered = await record(worker, {
      identity: {
        givenName: 'Olha',
        familyName: 'Bilous',
        documents: [{ kind: 'passport' as const, number: 'ABD 77' }],
      },
    })
    expect((await search('ABD 77')).map((row) => row.id)).toEqual([numbered])
  })

  test('not when nothing of it fits', async () => {
    for (const text of ['Zanetti', '3330000000', 'XX999', 'PUA-0109', '??', '1977'])
      expect((await search(text)).map((row) => row.id)).not.toContain(hossain)
  })

  test('in its own desk only', async () => {
    const stranger = await server.member(await server.desk('there'), 'worker')
    for (const text of ['hossain', '3279315304', 'PUA-0108']) expect(await search(text, stranger)).toEqual([])
  })

  test('by an outreach worker only if that worker met or recorded it', async () => {
    const outreach = await server.member(worker.desk, 'outreach_worker')
    expect(await search('hossain', outreach)).toEqual([])
    expect((await outreach.call('GET', `/persons/${hossain}`)).status).toBe(404)
    expect((await outreach.call('GET', '/persons')).body).toMatchObject({ rows: [], total: 0 })
    const own = await record(outreach, { identity: { familyName: 'Hossain' } })
    expect((await search('hossain', outreach)).map((row) => row.id)).toEqual([own])
    await takeCharge(worker, {
      personId: hossain,
      followers: [{ accountId: outreach.accountId, role: 'outreach_worker' }],
    })
    expect((await outreach.call('GET', `/persons/${hossain}`)).status).toBe(200)
  })
})

describe('before a person is saved', () => {
  test('possible matches are shown, best first, with why', async () => {
    const wanted = { givenName: 'Shahidul', familyName: 'Husain', birthDate: '1988' }
    expect((await match({ identity: wanted })).rows[0]).toMatchObject({ id: hossain, because: ['name', 'birth-date'] })
    const certain = {
      familyName: 'Bianchi',
      phones: ['+393279315304'],
      documents: [{ kind: 'permit', number: 'AB1234567' }],
      code: 'pua 0108',
    }
    expect((await match({ identity: certain, taxCode: 'HSSMDS88C02Z249X' })).rows[0]).toMatchObject({
      id: hossain,
      likeness: 1,
      because: ['phone', 'document', 'tax-code', 'code'],
    })
    expect((await match({ identity: {} })).rows).toEqual([])
  })

  test('the person at hand is no match of itself', async () => {
    expect((await match({ identity, except: hossain })).rows.map((row) => row.id)).not.toContain(hossain)
  })

  test('nothing is merged: the same person can be recorded again', async () => {
    const again = await record(worker, {
      identity: { ...identity, phones: ['327 000 1111'], documents: [], code: '' },
      sex: 'M',
      citizenship: 'BGD',
    })
    expect(again).not.toBe(hossain)
    expect((await search('shahidul hossain')).map((row) => row.id).sort()).toEqual([hossain, again].sort())
  })
})

describe('a tax code', () => {
  test('is shown with its middle hidden, and whole only when asked, which the register tells', async () => {
    const person = await open(hossain)
    expect(person.taxCodeMasked).toBe('HSS••••••••••••X')
    expect(JSON.stringify(person)).not.toContain('88C02')
    expect((await worker.call('POST', `/persons/${hossain}/tax-code`)).body).toEqual({ taxCode: 'HSSMDS88C02Z249X' })
    await server.reads.flush()
    const rows = await ask(
      server.database.supervisor,
      `select actor, kind, record, record_id from audit_pending where act = 'revealTaxCode' union select actor, kind, record, record_id from audit_entry where act = 'revealTaxCode'`,
    )
    expect(rows).toEqual([
      { actor: `account:${worker.accountId}`, kind: 'read', record: 'tax-code', record_id: hossain },
    ])
  })

  test('that does not fit is warned about and never refused', async () => {
    const { body, status } = await worker.call(
      'POST',
      '/persons',
      newPerson({
        identity: { givenName: 'Maria', familyName: 'Rossi', birthDate: '1990-01-01' },
        taxCode: 'RSSMRA85T10A562S',
      }),
    )
    expect(status).toBe(200)
    expect(body.taxCodeWarnings).toEqual(['birth-mismatch', 'sex-mismatch'])
    expect((await worker.call('POST', '/persons', newPerson({ taxCode: 'boh' }))).body).toMatchObject({
      taxCodeWarnings: ['form'],
      taxCodeMasked: '•••',
    })
    expect(
      (await match({ identity: { familyName: 'Bianchi' }, taxCode: 'RSSMRA85T10A562S' })).taxCodeWarnings,
    ).toContain('surname-mismatch')
  })

  test('stays when a correction does not speak of it, and goes when it says null', async () => {
    const id = await record(worker, { taxCode: 'RSSMRA85T10A562S' })
    const put = (version: number, more: object) =>
      worker.call('PUT', `/persons/${id}`, { identity: {}, sex: 'M', citizenship: 'ITA', version, ...more })
    expect((await put(1, {})).body.taxCodeMasked).not.toBeNull()
    expect((await put(2, { taxCode: null })).body.taxCodeMasked).toBeNull()
    expect((await search('RSSMRA85T10A562S')).map((row) => row.id)).not.toContain(id)
  })
})

describe('a person', () => {
  test('may have no identity at all', async () => {
    const id = v7()
    const { status, body } = await worker.call('POST', '/persons', {
      id,
      identity: {},
      sex: 'not_asked',
      citizenship: 'declined',
    })
    expect([status, body.identity]).toEqual([
      200,
      {
        givenName: '',
        familyName: '',
        otherNames: '',
        birthDate: null,
        phones: [],
        documents: [],
        address: '',
        code: '',
      },
    ])
    expect(body).toMatchObject({ taxCodeMasked: null, taxCodeWarnings: [], can: ['correct', 'take-in-charge'] })
  })

  test('sent twice is one person; another under the same id is refused with the one that is there', async () => {
    const person = newPerson()
    const [first, second] = [
      await worker.call('POST', '/persons', person),
      await worker.call('POST', '/persons', person),
    ]
    expect(second).toMatchObject({ status: 200, body: first.body })
    expect(await worker.call('POST', '/persons', { ...person, sex: 'M' })).toMatchObject({
      status: 409,
      body: { current: { id: person.id, sex: 'F' } },
    })
  })

  test('is corrected by one of two; the other is told what it is now', async () => {
    const id = await record(worker)
    const put = (version: number, familyName: string) =>
      worker.call('PUT', `/persons/${id}`, { identity: { familyName }, sex: 'F', citizenship: 'SEN', version })
    expect((await put(1, 'Ndiaye')).body).toMatchObject({ version: 2, identity: { familyName: 'Ndiaye' } })
    expect(await put(1, 'Sarr')).toMatchObject({
      status: 409,
      body: { code: 'moved-on', current: { version: 2, identity: { familyName: 'Ndiaye' } } },
    })
    expect((await search('Ndiaye')).map((row) => row.id)).toContain(id)
    expect(
      (await search('Diallo')).map((row) => row.id),
      'the old name finds it no longer',
    ).not.toContain(id)
  })

  test('is listed last recorded first, page by page, with its open cases', async () => {
    const there = await server.member(await server.desk('pages'), 'worker')
    const ids: string[] = []
    for (let at = 0; at < 5; at += 1) ids.unshift(await record(there))
    await takeCharge(there, { personId: ids[0] as string })
    await log(there, { personId: ids[1] as string })
    const seen: { id: string; openCases: number; lastContact: string | null }[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body } = await there.call('GET', `/persons?most=2${next && `&after=${next}`}`)
      expect(body.total).toBe(5)
      seen.push(...body.rows)
      next = body.next
    }
    expect(seen.map((row) => row.id)).toEqual(ids)
    expect(seen.map((row) => row.openCases)).toEqual([1, 0, 0, 0, 0])
    expect(seen.map((row) => row.lastContact)).toEqual([null, '2026-01-10', null, null, null])
  })

  test('of a coordinator is to read, not to write', async () => {
    const coordinator = await server.member(worker.desk, 'coordinator')
    expect((await coordinator.call('GET', `/persons/${hossain}`)).body.can).toEqual([])
    expect((await coordinator.call('POST', '/persons', newPerson())).status).toBe(403)
  })
})
