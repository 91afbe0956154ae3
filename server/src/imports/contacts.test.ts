import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportRun } from '#model/imports/contract.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { errorsOf, finished, importRegister, seed, upload } from '../testing-import.ts'

let server: TestServer
let desks = 0
const manager = async (): Promise<Caller> => {
  desks += 1
  return server.member(await server.desk(`desk-${desks}`), 'network_manager')
}

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const tables = ['contact', 'person', 'care_case'] as const
const rowsOf = async ({ desk }: Caller) =>
  Promise.all(
    tables.map(
      async (table) =>
        (
          await ask(server.database.supervisor, `select count(*)::int as rows from ${table} where desk_id = $1`, [
            desk.id,
          ])
        )[0]?.rows,
    ),
  )
const header =
  'Codice;Data contatto;Luogo / canale;Cognome;Nome;Sesso;Cittadinanza;Preso in carico;Data presa in carico;Note'
const csv = (...rows: string[]) => [header, ...rows].join('\r\n')
const good = (at: number) => `P-${at};0${1 + (at % 9)}/01/2026;Telefono;Rossi;Mario;M;Italia;;;`

describe('a register', () => {
  test('is previewed first: columns, the first rows as they were understood, and nothing is imported', async () => {
    const by = await manager()
    const run = await upload(by, await seed('register-2025.csv'))
    expect(run).toMatchObject({ state: 'preview', mode: null, rows: 166, good: 166, bad: 0, done: 0, contactsAdded: 0 })
    expect(run.columns).toContainEqual({
      heading: 'Data contatto',
      field: 'contactDate',
      samples: ['05-05-2025', '07/05/2025', '2025-05-07'],
      remembered: false,
    })
    expect(run.sample).toHaveLength(5)
    expect(run.sample[0]).toMatchObject({
      code: 'PUA-0108',
      contactDate: '2025-05-05',
      channel: 'word-of-mouth',
      sex: 'M',
      citizenships: 'BGD',
    })
    expect(await rowsOf(by)).toEqual([0, 0, 0])
  })

  test('as CSV is 166 contacts of 138 persons and 67 cases; again, or as XLSX, it adds nothing', async () => {
    const by = await manager()
    expect(await importRegister(by, await seed('register-2025.csv'))).toMatchObject({
      state: 'done',
      done: 166,
      contactsAdded: 166,
      personsAdded: 138,
      casesAdded: 67,
      alreadyThere: 0,
    })
    for (const name of ['register-2025.csv', 'register-2025.xlsx'] as const)
      expect(await importRegister(by, await seed(name)), name).toMatchObject({
        state: 'done',
        contactsAdded: 0,
        personsAdded: 0,
        casesAdded: 0,
        alreadyThere: 166,
      })
    expect(await rowsOf(by)).toEqual([166, 138, 67])
  })

  test('as XLSX first is the same, and all or nothing comes to the same as row by row', async () => {
    const by = await manager()
    expect(await importRegister(by, await seed('register-2025.xlsx'), 'all-or-nothing')).toMatchObject({
      state: 'done',
      done: 166,
      contactsAdded: 166,
      personsAdded: 138,
      casesAdded: 67,
    })
    expect(await importRegister(by, await seed('register-2025.csv'))).toMatchObject({
      contactsAdded: 0,
      alreadyThere: 166,
    })
    expect(await rowsOf(by)).toEqual([166, 138, 67])
  })

  test('imported twice at once adds everything once', async () => {
    const by = await manager()
    // Two colleagues: an account uploads one file at a time, and is refused a second one that comes meanwhile.
    const colleague = await server.member(by.desk, 'network_manager')
    const runs = await Promise.all([
      importRegister(by, await seed('register-2025.csv')),
      importRegister(colleague, await seed('register-2025.xlsx')),
    ])
    expect(runs.map((run) => run.state)).toEqual(['done', 'done'])
    expect(await rowsOf(by)).toEqual([166, 138, 67])
    expect(runs.reduce((sum, run) => sum + run.contactsAdded, 0)).toBe(166)
  })

  test('of two desks is two registers', async () => {
    const [one, other] = [await manager(), await manager()]
    await importRegister(one, csv(good(1)))
    expect(await importRegister(other, csv(good(1)))).toMatchObject({ contactsAdded: 1, personsAdded: 1 })
    expect((await other.call('GET', '/imports')).body.rows).toHaveLength(1)
  })

  test("knows a person by the desk's code however it is written, and by nothing else", async () => {
    const by = await manager()
    const rows = [
      'PUA-0108;02/01/2026;Telefono;Rossi;Mario;M;Italia;;;',
      'pua 0108;03/01/2026;Telefono;ROSSI;;M;Italia;;;',
      'PUA0108;04/01/2026;Telefono;Rossi;;M;Italia;;;',
      'PUA-0109;04/01/2026;Telefono;Rossi;Mario;M;Italia;;;',
    ]
    expect(await importRegister(by, csv(...rows))).toMatchObject({ contactsAdded: 4, personsAdded: 2 })
  })

  test('does not take a dash in the place of the code for one person', async () => {
    const by = await manager()
    const rows = [
      '-;02/01/2026;Telefono;Rossi;Mario;M;Italia;;;',
      '-;02/01/2026;Telefono;Bianchi;Anna;F;Italia;;;',
      '?;02/01/2026;Telefono;Verdi;Ugo;M;Italia;;;',
    ]
    expect(await importRegister(by, csv(...rows))).toMatchObject({ contactsAdded: 3, personsAdded: 3 })
  })

  test('without a code takes each whole row once, a nameless one as an anonymous contact', async () => {
    const by = await manager()
    const rows = [
      ';02/01/2026;Telefono;Rossi;Mario;M;Italia;;;',
      ';02/01/2026;Telefono;Rossi;Mario;M;Italia;;;',
      ';02/01/2026;Telefono;;;M;Italia;;;',
    ]
    expect(await importRegister(by, csv(...rows))).toMatchObject({ contactsAdded: 2, alreadyThere: 1, personsAdded: 1 })
    expect((await by.call('GET', '/contacts?show=anonymous')).body.total).toBe(1)
  })

  test('takes rows that say the same and name nobody for as many contacts, once', async () => {
    const by = await manager()
    const same = '-;02/01/2026;Unità di strada;;;M;Mali;;;'
    expect(await importRegister(by, csv(same))).toMatchObject({ contactsAdded: 1 })
    // The first of them is the row that an earlier file brought.
    expect(await importRegister(by, csv(same, same, good(1), same))).toMatchObject({
      contactsAdded: 3,
      alreadyThere: 1,
    })
    expect(await importRegister(by, csv(same, same, good(1), same))).toMatchObject({
      contactsAdded: 0,
      alreadyThere: 4,
    })
    expect((await by.call('GET', '/contacts?show=anonymous')).body.total).toBe(3)
  })

  test('without a code but with a phone takes the same row for the same contact', async () => {
    const by = await manager()
    const rows = Array.from({ length: 2 }, () => '02/01/2026;Mali;333 0000009')
    const file = ['Data contatto;Cittadinanza;Telefono', ...rows].join('\n')
    expect(await importRegister(by, file)).toMatchObject({ contactsAdded: 1, alreadyThere: 1 })
  })

  test('in Windows-1252 and with commas keeps its accents', async () => {
    const by = await manager()
    const text = 'Codice,Data contatto,Cognome,Nome\r\nP-1,02/01/2026,Nicolò,José\r\n'
    await importRegister(by, Buffer.from(text, 'latin1'))
    expect((await by.call('GET', '/persons')).body.rows[0].name).toBe('José Nicolò')
  })

  test('brought by somebody is listed for the colleagues with who brought it, and no file is left of it', async () => {
    const by = await manager()
    const run = await importRegister(by, csv(good(1)))
    const [listed] = (await by.call('GET', '/imports')).body.rows
    expect(listed).toMatchObject({ id: run.id, fileName: 'register.csv', state: 'done' })
    expect(listed.startedBy).toMatch(/^network_manager /)
    expect(await ask(server.database.supervisor, 'select 1 from import_part where import_id = $1', [run.id])).toEqual(
      [],
    )
  })
})

describe('a register with bad rows', () => {
  const bad = csv(good(1), 'P-2;31/02/2025;Telefono;Bianchi;Anna;?;Atlantide;;;', good(3))

  test('says of each what is wrong, with row, column and what stood there', async () => {
    const by = await manager()
    const run = await upload(by, bad)
    expect(run).toMatchObject({ state: 'preview', rows: 3, good: 2, bad: 1 })
    expect(await errorsOf(by, run.id)).toEqual([
      { row: 3, column: 'Data contatto', code: 'date-invalid', value: '31/02/2025' },
      { row: 3, column: 'Cittadinanza', code: 'citizenship-unknown', value: 'Atlantide' },
    ])
  })

  test('imports the others, or nothing, as asked', async () => {
    const by = await manager()
    expect(await importRegister(by, bad, 'all-or-nothing')).toMatchObject({
      state: 'refused',
      reason: 'bad-rows',
      contactsAdded: 0,
      bad: 1,
    })
    expect(await rowsOf(by)).toEqual([0, 0, 0])
    const run = await importRegister(by, bad, 'valid-rows')
    expect(run).toMatchObject({ state: 'done', done: 3, bad: 1, contactsAdded: 2 })
    expect(await errorsOf(by, run.id)).toHaveLength(2)
  })

  test('lists its errors page by page in the order of the file', async () => {
    const by = await manager()
    const { id } = await upload(by, csv(...Array.from({ length: 250 }, (_, at) => `P-${at};32/01/2026;;;;;;;;`)))
    const seen: number[] = []
    let after: number | null = 0
    while (after !== null) {
      const { body } = await by.call('GET', `/imports/${id}/errors?most=100&after=${after}`)
      expect(body.total).toBe(250)
      seen.push(...body.rows.map((each: { row: number }) => each.row))
      after = body.next
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, at) => at + 2))
  })
})

describe('an import', () => {
  test('that nobody started within a day gives its file back', async () => {
    const by = await manager()
    const { id } = await upload(by, csv(good(1)))
    const before = server.clock.now
    server.clock.forward(25 * 3_600)
    try {
      const later = await server.member(by.desk, 'network_manager')
      const fresh = await upload(later, csv(good(2)))
      const states = (await later.call('GET', '/imports')).body.rows.map((run: ImportRun) => [run.id, run.state])
      expect(Object.fromEntries(states)).toEqual({ [id]: 'refused', [fresh.id]: 'preview' })
      const kept = await ask(server.database.supervisor, 'select import_id from import_part where desk_id = $1', [
        by.desk.id,
      ])
      expect(kept).toEqual([{ import_id: fresh.id }])
    } finally {
      server.clock.now = before
    }
  })

  test('is started once: the same again is answered, another way is refused', async () => {
    const by = await manager()
    const { id } = await upload(by, csv(good(1)))
    const start = (mode: string) => by.call('POST', `/imports/${id}/run`, { mode })
    const starts = await Promise.all(Array.from({ length: 8 }, () => start('valid-rows')))
    expect(new Set(starts.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(await start('all-or-nothing')).toMatchObject({ status: 409, body: { reason: 'import-started' } })
    expect(await finished(by, id)).toMatchObject({ contactsAdded: 1, alreadyThere: 0 })
  })

  test('of a file that cannot be read cannot be started', async () => {
    const by = await manager()
    const { id } = await upload(by, '%PDF-1.7')
    expect(await by.call('POST', `/imports/${id}/run`, { mode: 'valid-rows' })).toMatchObject({
      status: 409,
      body: { reason: 'import-started' },
    })
  })

  test('keeps the sample of its rows no longer than the file', async () => {
    const by = await manager()
    const [wanted, unwanted] = [await upload(by, csv(good(1))), await upload(by, csv(good(2)))]
    const sampleOf = async (id: string) => (await by.call('GET', `/imports/${id}`)).body.sample
    expect([(await sampleOf(wanted.id)).length, (await sampleOf(unwanted.id)).length]).toEqual([1, 1])
    await by.call('DELETE', `/imports/${unwanted.id}`)
    await by.call('POST', `/imports/${wanted.id}/run`, { mode: 'valid-rows' })
    await finished(by, wanted.id)
    expect([await sampleOf(wanted.id), await sampleOf(unwanted.id)]).toEqual([[], []])
  })

  test('uploaded twice under one id is one; another file under it is refused', async () => {
    const by = await manager()
    const { id } = await upload(by, csv(good(1)))
    expect((await upload(by, csv(good(1)), id)).id).toBe(id)
    expect(await by.upload(`/imports/${id}`, csv(good(2)))).toMatchObject({
      status: 409,
      body: { code: 'moved-on', current: { id } },
    })
    expect((await by.call('GET', '/imports')).body.rows).toHaveLength(1)
  })
})
