import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doubt } from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
import { enterDesk, houseActor } from '../platform/door.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { errorsOf, finished, importRegister, seed, upload } from '../testing-import.ts'
import { newPerson, record } from '../testing-records.ts'
import { runRegister } from './run.ts'

let server: TestServer
let desks = 0
const coordinator = async (): Promise<Caller> => {
  desks += 1
  return server.member(await server.desk(`desk-${desks}`), 'coordinator')
}

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const bring = (by: Caller, kind: ImportKind, bytes: Buffer | string) => importRegister(by, bytes, 'valid-rows', kind)
const countsOf = async ({ desk }: Caller) =>
  (
    await ask(
      server.database.supervisor,
      `select (select count(*)::int from person where desk_id = $1) as persons,
        (select count(*)::int from care_case where desk_id = $1) as cases`,
      [desk.id],
    )
  )[0]
const doubtsOf = async (by: Caller, id: string): Promise<Doubt[]> =>
  (await by.call('GET', `/imports/${id}/doubts`)).body.rows
const find = async (by: Caller, text: string) => (await by.call('POST', '/persons/search', { text })).body.rows

describe('a file of persons', () => {
  test('is ten persons, found by name, number and document; again it adds nothing', async () => {
    const by = await coordinator()
    expect(await bring(by, 'persons', await seed('persons.csv'))).toMatchObject({
      state: 'done',
      kind: 'persons',
      rows: 10,
      bad: 0,
      personsAdded: 10,
      contactsAdded: 0,
      doubts: 0,
    })
    for (const text of ['sow ibrahima', 'ARC-001', 'SN0000201', '3200000201'])
      expect((await find(by, text))[0], text).toMatchObject({ name: 'Ibrahima Sow', code: 'ARC-001' })
    const [{ id }] = await find(by, 'ARC-002')
    expect((await by.call('GET', `/persons/${id}`)).body).toMatchObject({
      identity: { otherNames: 'Preeti', birthDate: '1990', phones: ['320 000 0202', '02 0000202'] },
      sex: 'F',
      citizenship: 'IND',
    })
    expect(await bring(by, 'persons', await seed('persons.csv'))).toMatchObject({ personsAdded: 0, alreadyThere: 10 })
    expect(await countsOf(by)).toEqual({ persons: 10, cases: 0 })
  })

  test('brought by two colleagues at once adds everything once, and so do its cases', async () => {
    const by = await coordinator()
    const colleague = await server.member(by.desk, 'coordinator')
    for (const [kind, added] of [
      ['persons', 10],
      ['cases', 6],
    ] as const) {
      const bytes = await seed(`${kind}.csv`)
      const runs = await Promise.all([bring(by, kind, bytes), bring(colleague, kind, bytes)])
      expect(runs.reduce((sum, run) => sum + run.personsAdded + run.casesAdded, 0)).toBe(added)
      expect(runs.reduce((sum, run) => sum + run.alreadyThere, 0)).toBe(added)
    }
    expect(await countsOf(by)).toEqual({ persons: 10, cases: 6 })
  })

  test('without numbers takes each whole row once', async () => {
    const by = await coordinator()
    const csv = 'Cognome;Nome;Anno di nascita\nRossi;Ada;1980\nBianchi;Ugo;1970\n'
    expect(await bring(by, 'persons', csv)).toMatchObject({ personsAdded: 2 })
    expect(await bring(by, 'persons', csv)).toMatchObject({ personsAdded: 0, alreadyThere: 2, doubts: 0 })
  })

  test('tells of bad rows the row, the column and the code', async () => {
    const by = await coordinator()
    const csv = ['Codice;Cognome;Data di nascita;Sesso', ';;;', 'P-1;Rossi;boh;M', ';;1980;F', 'P-2;Neri;;?!'].join(
      '\n',
    )
    const run = await upload(by, csv, v7(), 'x.csv', 'persons')
    expect(run).toMatchObject({ good: 0, bad: 3 })
    expect(await errorsOf(by, run.id)).toEqual([
      { row: 3, column: 'Data di nascita', code: 'date-invalid', value: 'boh' },
      { row: 4, column: 'Cognome', code: 'person-empty' },
      { row: 5, column: 'Sesso', code: 'sex-unknown', value: '?!' },
    ])
  })

  test('leaves out who looks like somebody, until a person says who it is; nothing is merged', async () => {
    const by = await coordinator()
    const worker = await server.member(by.desk, 'worker')
    const identity = { givenName: 'Amina', familyName: 'Diallo', birthDate: '1990-05-01', phones: ['333 0000001'] }
    const known = await record(worker, newPerson({ identity }))
    const csv = [
      'Codice;Nome;Cognome;Data di nascita;Telefono',
      'X-1;Amina;Diallo;1990;',
      'X-2;Altro;Nome;;+39 333 0000001',
      'X-3;Amina;Diallo;03/03/1961;',
    ].join('\n')
    const run = await bring(by, 'persons', csv)
    // Of the same name, but born in another year: that is somebody else.
    expect(run).toMatchObject({ personsAdded: 1, doubts: 2, alreadyThere: 0 })
    const [first, second] = (await doubtsOf(by, run.id)) as [Doubt, Doubt]
    expect(first).toMatchObject({ row: 2, person: { code: 'X-1' } })
    expect(first.alike.map(({ id }) => id)).toContain(known)
    expect(second).toMatchObject({ row: 3, alike: [{ id: known, because: ['phone'] }] })
    // While they wait, the same file does not make them wait twice.
    expect(await bring(by, 'persons', csv)).toMatchObject({ personsAdded: 0, doubts: 0, alreadyThere: 3 })

    const settle = (doubt: string, person: string | null) =>
      by.call('PUT', `/imports/${run.id}/doubts/${doubt}`, { person })
    expect(await settle(first.id, v7())).toMatchObject({ status: 422, body: { errors: [{ pointer: '/person' }] } })
    expect((await settle(first.id, known)).body).toMatchObject({ doubts: 1, personsAdded: 1 })
    expect((await settle(second.id, null)).body).toMatchObject({ doubts: 0, personsAdded: 2 })
    expect((await settle(second.id, null)).status).toBe(404)
    expect((await by.call('GET', `/persons/${known}`)).body).toMatchObject({
      identity: { ...identity, code: '' },
      version: 1,
    })
    expect(await countsOf(by)).toEqual({ persons: 3, cases: 0 })
    expect(await bring(by, 'persons', csv)).toMatchObject({ personsAdded: 0, doubts: 0, alreadyThere: 3 })
    // By the number that was said to be hers, a case finds the person who was there.
    await bring(by, 'cases', 'Codice;Data apertura\nX-1;02/01/2026')
    expect((await by.call('GET', '/cases')).body.rows[0]).toMatchObject({ personName: 'Amina Diallo' })
    expect((await by.call('GET', `/persons/${known}`)).body.cases).toHaveLength(1)
  })

  test('a doubt that nobody ends goes after thirty days', async () => {
    const by = await coordinator()
    const csv = (code: string) => `Codice;Cognome;Telefono\n${code};Rossi;333 0000009`
    await bring(by, 'persons', csv('A'))
    const run = await bring(by, 'persons', csv('B'))
    expect(run.doubts).toBe(1)
    const before = server.clock.now
    server.clock.forward(31 * 86_400)
    try {
      const later = await server.member(by.desk, 'coordinator')
      await upload(later, csv('C'), v7(), 'x.csv', 'persons')
      expect((await later.call('GET', `/imports/${run.id}`)).body.doubts).toBe(0)
      expect(await doubtsOf(later, run.id)).toEqual([])
    } finally {
      server.clock.now = before
    }
  })
})

describe('a file of cases', () => {
  test('finds persons of an earlier file, opens and closes, and adds nothing the second time', async () => {
    const by = await coordinator()
    await bring(by, 'persons', await seed('persons.csv'))
    expect(await bring(by, 'cases', await seed('cases.csv'))).toMatchObject({
      state: 'done',
      rows: 6,
      bad: 0,
      casesAdded: 6,
      personsAdded: 0,
    })
    const { rows } = (await by.call('GET', '/cases?state=closed&order=opened')).body
    expect(rows.map((row: { closedOn: string }) => row.closedOn)).toEqual(['2025-10-02', '2025-09-11', '2025-06-30'])
    const oldest = rows.at(-1)
    expect((await by.call('GET', `/cases/${oldest.id}`)).body).toMatchObject({
      openedOn: '2025-01-12',
      outcome: 'goals-met',
      profile: 'grey-settled',
      workForm: 'grey',
      sector: 'logistics',
      stayDocument: 'permit',
      needs: ['work', 'legal'],
      legalBasis: 'public-task',
      person: { name: 'Ibrahima Sow' },
      notes: [{ text: 'Caso inventato.' }],
    })
    expect(oldest.lastActivity).toBe('2025-06-30')
    expect(await bring(by, 'cases', await seed('cases.csv'))).toMatchObject({ casesAdded: 0, alreadyThere: 6 })
    expect(
      (await by.call('GET', '/year?year=2025')).body.rows.reduce(
        (sum: number, row: { casesOpened: number }) => sum + row.casesOpened,
        0,
      ),
    ).toBe(6)
  })

  test('does not open again what a register of contacts had opened', async () => {
    const by = await coordinator()
    const contact =
      'Codice;Data contatto;Cognome;Preso in carico;Data presa in carico\nP-1;02/01/2026;Rossi;sì;03/01/2026'
    await importRegister(by, contact)
    expect(await bring(by, 'cases', 'Codice;Data apertura\np 1;03/01/2026\nP-1;05/01/2026')).toMatchObject({
      casesAdded: 1,
      alreadyThere: 1,
    })
  })

  test('tells of bad rows the row, the column and the code; persons that came meanwhile are found', async () => {
    const by = await coordinator()
    await bring(by, 'persons', 'Codice;Cognome\nP-1;Rossi')
    const lines = [
      'Codice;Data apertura;Stato;Data chiusura;Esito',
      'P-1;02/01/2026;;;',
      'P-2;02/01/2026;;;',
      ';02/01/2026;;;',
      'P-1;;;;',
      'P-1;03/01/2026;chiuso;;Altro',
      'P-1;04/01/2026;;05/01/2026;',
      'P-1;05/01/2026;aperto;06/01/2026;Altro',
      'P-1;06/01/2026;;05/01/2026;Altro',
      'P-1;07/01/2026;sospeso;;',
      'P-1;08/01/2026;chiuso;09/01/2026;Sparito',
    ]
    const run = await upload(by, lines.join('\n'), v7(), 'x.csv', 'cases')
    expect(run).toMatchObject({ rows: 10, good: 1, bad: 9 })
    expect((await errorsOf(by, run.id)).map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'Codice', 'person-unknown'],
      [4, 'Codice', 'reference-missing'],
      [5, 'Data apertura', 'opening-missing'],
      [6, 'Data chiusura', 'closing-missing'],
      [7, 'Esito', 'outcome-missing'],
      [8, 'Data chiusura', 'state-open-but-closed'],
      [9, 'Data chiusura', 'closed-before-opening'],
      [10, 'Stato', 'state-unknown'],
      [11, 'Esito', 'outcome-unknown'],
    ])
    await bring(by, 'persons', 'Codice;Cognome\nP-2;Bianchi')
    await by.call('POST', `/imports/${run.id}/run`, { mode: 'valid-rows' })
    expect(await finished(by, run.id)).toMatchObject({ state: 'done', good: 2, bad: 8, casesAdded: 2 })
    expect(await errorsOf(by, run.id)).toHaveLength(8)
  })

  test('finds nobody of another desk', async () => {
    const [by, other] = [await coordinator(), await coordinator()]
    await bring(other, 'persons', 'Codice;Cognome\nP-1;Rossi')
    expect(await bring(by, 'cases', 'Codice;Data apertura\nP-1;02/01/2026')).toMatchObject({ bad: 1, casesAdded: 0 })
  })
})

test.each([
  ['persons', 'Codice;Cognome', (at: number) => `P-${at};Cognome${at}`],
  ['cases', 'Codice;Data apertura', (at: number) => `P-${at};0${1 + (at % 9)}/01/2026`],
] as const)('a file of %s that was killed between its rows goes on where it stood', async (kind, heading, line) => {
  const by = await coordinator()
  const lines = (make: (at: number) => string) => Array.from({ length: 250 }, (_, at) => make(at)).join('\n')
  if (kind === 'cases') await bring(by, 'persons', `Codice;Telefono\n${lines((at) => `P-${at};333 ${1_000_000 + at}`)}`)
  const { id } = await upload(by, `${heading}\n${lines(line)}`, v7(), 'x.csv', kind)
  await ask(server.database.supervisor, `update import_run set state = 'waiting', mode = 'valid-rows' where id = $1`, [
    id,
  ])
  const killedAfter = (transactions: number) => {
    let left = transactions
    return async (...[write, work]: Parameters<Parameters<typeof runRegister>[0]>) => {
      left -= 1
      if (left < 0) throw new Error('killed')
      return enterDesk(server.house, by.desk, houseActor('system'), write && { ...write, act: 'test' }, work)
    }
  }
  await expect(runRegister(killedAfter(2) as never, id)).rejects.toThrow('killed')
  await expect(runRegister(killedAfter(2) as never, id)).rejects.toThrow('killed')
  await runRegister(killedAfter(99) as never, id)
  const run = await finished(by, id)
  expect(run).toMatchObject({ state: 'done', done: 250, alreadyThere: 0 })
  expect(kind === 'cases' ? run.casesAdded : run.personsAdded + run.doubts).toBe(250)
})
