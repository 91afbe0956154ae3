import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './platform/testing.ts'
import { type Caller, type TestServer, testServer } from './testing.ts'
import { importRegister, upload } from './testing-import.ts'
import { newCase, newContact, newPerson } from './testing-records.ts'

/** Words that stand nowhere else, one for each field that may hold something about a person. */
const planted: string[] = []
function canary(field: string): string {
  const word = `Zqx${field}Wvk${planted.length}`
  planted.push(word)
  return word
}

let server: TestServer
let by: Caller
const lines: unknown[] = []
const said: unknown[] = []

/** Calls, and keeps what was said when it was refused. */
async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
  const answer = await by.call(method, path, body)
  if (answer.status >= 400) said.push(answer.body)
  return answer
}

beforeAll(async () => {
  const note = (...what: unknown[]) => void lines.push(JSON.stringify(what))
  server = await testServer({ log: { info: note, error: note } as never })
  by = await server.member(await server.desk('here'), 'worker', 'network_manager', 'coordinator')
})
afterAll(() => server.close())

const digits = '3459871236'
const taxCode = 'ZQXWVK80A01Z999K'

test('every field that may hold something about a person is filled with a word of its own', async () => {
  const person = newPerson({
    identity: {
      givenName: canary('Given'),
      familyName: canary('Family'),
      otherNames: canary('Other'),
      birthDate: '1983-04-17',
      phones: [digits],
      documents: [{ kind: 'passport', number: canary('Document') }],
      address: canary('Address'),
      code: canary('Code'),
    },
    taxCode,
  })
  expect((await call('POST', '/persons', person)).status).toBe(200)
  const contact = newContact({ personId: person.id, place: canary('Place'), note: canary('Note') })
  expect((await call('POST', '/contacts', contact)).status).toBe(200)
  const opened = newCase(person.id, { note: canary('Intake') })
  expect((await call('POST', '/cases', opened)).status).toBe(200)
  const path = `/cases/${opened.id}`
  const service = { id: v7(), day: '2026-01-12', kind: 'work', text: canary('Service') }
  expect((await call('POST', `${path}/services`, service)).status).toBe(200)
  const note = { id: v7(), day: '2026-01-12', kind: 'call', text: canary('First') }
  expect((await call('POST', `${path}/notes`, note)).status).toBe(200)
  expect(
    (await call('PUT', `${path}/notes/${note.id}`, { kind: 'call', text: canary('Corrected'), version: 1 })).status,
  ).toBe(200)
  expect(
    (
      await call('POST', `${path}/close`, {
        outcome: 'other',
        closedOn: '2026-01-14',
        note: canary('Closing'),
        version: 1,
      })
    ).status,
  ).toBe(200)
  expect((await call('POST', `${path}/reopen`, { reason: canary('Reason'), version: 2 })).status).toBe(200)
  expect(
    (await call('PUT', `/drafts/${v7()}`, { kind: 'note', record: opened.id, body: canary('Draft'), edition: 1 }))
      .status,
  ).toBe(200)
})

test('so are a register, its name, its headings, its good rows and its bad ones', async () => {
  const heading = canary('Heading')
  const rows = [
    `Codice;Data contatto;Luogo / canale;Cognome;Nome;Sesso;Telefono;Note;${heading}`,
    `${canary('RegisterCode')};02/01/2026;${canary('RegisterPlace')};${canary('RegisterFamily')};${canary('RegisterGiven')};M;${digits};${canary('RegisterNote')};x`,
    `P-2;02/01/2026;;${canary('BadFamily')};;${canary('BadSex')};;;x`,
  ]
  await importRegister(by, rows.join('\n'))
  await upload(by, rows.join('\r\n'), v7(), canary('FileName'))
})

test('so is everything that is searched for, and everything that is refused', async () => {
  await call('POST', '/persons/search', { text: canary('Search') })
  await call('POST', '/persons/matches', { identity: { familyName: canary('Match'), phones: [digits] }, taxCode })
  const wrong = {
    ...newPerson(),
    identity: { familyName: canary('Refused'), phones: [canary('Phone').repeat(9)] },
    sex: canary('Sex'),
  }
  expect((await call('POST', '/persons', wrong)).status).toBe(422)
  expect((await call('POST', '/contacts', newContact({ day: '2027-01-01', note: canary('Future') }))).status).toBe(422)
  expect((await call('POST', '/contacts', { ...newContact(), channel: canary('Channel') })).status).toBe(422)
  expect((await call('GET', `/cases?need=${canary('Query')}`)).status).toBe(422)
  expect((await call('GET', `/nothing/${canary('Address')}`)).status).toBe(404)
  const signIn = { email: `${canary('Email')}@varco.test`, password: canary('Password') }
  said.push((await server.request({ method: 'POST', url: '/api/v1/session', payload: signIn })).body)
  await ask(server.database.supervisor, 'alter table contact add constraint broken check (false) not valid')
  expect(
    (await call('POST', '/contacts', newContact({ note: canary('Failure'), place: canary('FailurePlace') }))).status,
  ).toBe(500)
})

/** The ways in which a word may stand in a column: as text, as bytes of UTF-8 or UTF-16, as hexadecimal of them, as base64. */
function shapesOf(word: string): string[] {
  const bytes = [
    Buffer.from(word),
    Buffer.from(word.toLowerCase()),
    Buffer.from(word.toUpperCase()),
    Buffer.from(word, 'utf16le'),
  ]
  // In base64 the same word looks in three ways, after where it begins.
  const inBase64 = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), Buffer.from(word)])
      .toString('base64')
      .slice(lead === 0 ? 0 : 4, -4),
  )
  return [
    ...bytes.flatMap((each) => [each.toString('hex'), Buffer.from(each.toString('hex')).toString('hex')]),
    ...inBase64.map((each) => Buffer.from(each).toString('hex')),
  ]
}

/** Every row of every table of every schema that is ours, as the hexadecimal of its columns. */
async function dump(): Promise<[string, string][]> {
  await server.reads.flush()
  const columns = await ask<{ table: string; column: string; type: string }>(
    server.database.supervisor,
    `select format('%I.%I', n.nspname, c.relname) as table, format('%I', a.attname) as column, a.atttypid::regtype::text as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'S') and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  expect(columns.length).toBeGreaterThan(150)
  const values: [string, string][] = []
  for (const { table, column, type } of columns) {
    const hex = type === 'bytea' ? `encode(${column}, 'hex')` : `encode(convert_to(${column}::text, 'UTF8'), 'hex')`
    for (const row of await ask<{ hex: string }>(
      server.database.supervisor,
      `select ${hex} as hex from ${table} where ${column} is not null`,
    ))
      values.push([`${table}.${column}`, row.hex])
  }
  return values
}

test('the words stand nowhere in the database, in no shape', async () => {
  const values = await dump()
  expect(values.length).toBeGreaterThan(500)
  const shapes = [...planted, digits, `39${digits}`, taxCode, '1983-04-17'].flatMap((word) =>
    shapesOf(word).map((shape) => [word, shape] as const),
  )
  const found = shapes.flatMap(([word, shape]) =>
    values.filter(([, hex]) => hex.includes(shape)).map(([where]) => `${word} in ${where}`),
  )
  expect(found).toEqual([])
})

test('nor in any line of the log, nor in what is said to whoever was refused', () => {
  expect(lines.length).toBeGreaterThan(15)
  expect(said.length).toBeGreaterThan(6)
  const all = JSON.stringify([lines, said]).toLowerCase()
  for (const word of [...planted, digits, taxCode, '1983-04-17']) expect(all, word).not.toContain(word.toLowerCase())
})

test('and they would be found, if they stood somewhere', async () => {
  await ask(server.database.supervisor, `create table forgotten (words text, bytes bytea)`)
  await ask(server.database.supervisor, 'insert into forgotten values ($1, null), (null, $2), ($3, null)', [
    `before ${planted[0]} after`,
    Buffer.from(` ${planted[1]}`, 'utf16le'),
    Buffer.from(`xx ${planted[2]} xx`).toString('base64'),
  ])
  const values = (await dump()).filter(([where]) => where.startsWith('public.forgotten'))
  const seen = (word: string) => shapesOf(word).some((shape) => values.some(([, hex]) => hex.includes(shape)))
  expect([0, 1, 2].map((at) => seen(planted[at] as string))).toEqual([true, true, true])
})
