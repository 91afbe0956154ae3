import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import type { Endpoint } from '#model/endpoint.ts'
import { NoticeKind } from '#model/mails/notice.ts'
import { askByLink, askMail } from './mails/asks.ts'
import { ask } from './platform/testing-ask.ts'
import { readParts, type TestSmtp, testSmtp } from './platform/testing-smtp.ts'
import { type Caller, type TestServer, testServer } from './testing.ts'
import { dump, keepEveryRow, wordsIn } from './testing-canaries.ts'
import { keep, newFile, sendPart } from './testing-files.ts'
import { importRegister, start, upload } from './testing-import.ts'
import { newGround, newSignature } from './testing-privacy.ts'
import { newContact, newPerson, takeCharge } from './testing-records.ts'
import { addressOf, sampleOf } from './testing-samples.ts'
import { isFree, type Part, placesOf, pointer, takesWords, withAt } from './testing-schema.ts'
import { type World, worldOf } from './testing-world.ts'

// There are no metrics and no error reports to a third party: whoever builds one brings it in here. What is sent out today
// are answers, mails, log lines and the database.

const digits = '3459871236'
const taxCode = 'ZQXWVK80A01Z999K'
const birthDate = '1983-04-17'
/** Days that are sealed, by the name of their field. */
const sealedDays = [
  'birthDate',
  'paidOn',
  'decidedOn',
  'expiresOn',
  'agreedOn',
  'since',
  'due',
  'doneOn',
  'nextOn',
  'from',
  'until',
  'today',
  'appointmentDay',
  'attendedDay',
  'checkedOn',
  'validFrom',
  'validUntil',
]

/** How every planted word begins, and what cannot be a word: none of it may stand anywhere. */
const MARK = 'Zqxcanary'
const marks = [MARK, digits, `39${digits}`, taxCode, birthDate]

let planted = 0
/** A word that stands nowhere else, for one place where somebody may type something about a person. */
const canary = () => `${MARK}${String(++planted).padStart(5, '0')}w`

const DESK = 'params/desk'
/** Places that take words or days which are never about a person. */
const notPersonal: Record<string, string> = {
  [DESK]: 'the code of a desk, made at the console',
  'body/day': 'day of a record, counted: stands in clear (THREATS)',
  'body/days/0/day': 'day of an appointment: stands in clear (THREATS)',
  'body/openedOn': 'day of a case, counted: stands in clear (THREATS)',
  'body/closedOn': 'day of a case, counted: stands in clear (THREATS)',
  'body/on': 'day of a question, stored nowhere',
  'body/fromDay': 'day of a text, an arrangement or a ground: stands in clear (THREATS)',
  'body/untilDay': 'day of an arrangement or a ground: stands in clear (THREATS)',
  'body/heading': 'a text that is read to everybody, in clear',
  'body/wording': 'a text that is read to everybody, in clear',
  'body/reference': 'a paper between bodies, in clear',
  'body/essence': 'what every person is told of it, in clear',
  'body/address': 'the mail of a service, kept sealed until its mail went',
  'body/target/desk': 'the code of a desk, made at the console',
  'body/to': 'the code of a desk, made at the console',
  'query/from': 'a period',
  'query/to': 'a period',
}
/** What is written of bodies, in clear, so that every desk of the network reads and searches it (THREATS). Never of a worker. */
const institutional: Record<string, string> = {
  proposeService: 'the directory of the network, colleagues to call at work among it',
  proposeChange: 'the same',
  decideProposal: 'the same, and the answer to who proposed',
  endArrangement: 'why a body ended what bodies had arranged',
  addAgreement: 'what bodies agreed on',
  changeAgreement: 'the same',
}
/** They take words and are about nobody: the words that the other places take are planted. */
const open = [
  DESK,
  'body/target/desk',
  'body/to',
  'body/address',
  'body/heading',
  'body/wording',
  'body/reference',
  'body/essence',
]
const keyOf = (place: { in: Part; path: readonly (string | number)[] }) => `${place.in}${pointer(place.path)}`
const freePlaces = (each: Endpoint) => placesOf(each).filter((place) => isFree(place))
const placesToPlant = (each: Endpoint) =>
  freePlaces(each).filter(
    (place) =>
      !(place.in === 'body' && each.name in institutional) &&
      (!(keyOf(place) in notPersonal) || (!open.includes(keyOf(place)) && takesWords(place))),
  )

let server: TestServer
let smtp: TestSmtp
let world: World
let stranger: Caller
let nobody: Caller
const lines: unknown[] = []
/** What is said to whoever is refused, and every address that an answer holds. */
const said: unknown[] = []
const addresses: unknown[] = []
const printed: unknown[] = []

beforeAll(async () => {
  const note = (...what: unknown[]) => void lines.push(JSON.stringify(what))
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...what) => void printed.push(JSON.stringify(what)))
  smtp = await testSmtp()
  server = await testServer({
    log: { info: note, error: note } as never,
    mail: { url: `smtp://127.0.0.1:${smtp.port}`, from: 'varco@varco.test', origin: 'https://varco.test' },
  })
  await keepEveryRow(server.database.supervisor)
  world = await worldOf(server, 'here')
  stranger = await server.member(await server.desk('there'), 'worker')
  nobody = await server.member(world.caller.desk)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await server.close()
  await smtp.close()
})

/** Calls an endpoint with its sample, a word of its own in every place that takes one, and `more` beside. */
async function plantIn(each: Endpoint, by: Partial<Caller> = world.caller, more: object = {}) {
  const sample = sampleOf(each, world)
  let body = sample.body
  const words: string[] = []
  for (const place of placesToPlant(each).filter((one) => one.in === 'body')) {
    const isDay = sealedDays.includes(String(place.path.at(-1)))
    const word = isDay ? birthDate : canary()
    words.push(word)
    body = withAt(body, place.path, word)
  }
  // A document has a kind beside its number.
  if (JSON.stringify(body ?? '').includes('"documents"'))
    body = withAt(body, ['identity', 'documents', 0, 'kind'], 'passport')
  const payload = sample.bytes ?? (body === undefined ? undefined : { ...(body as object), ...more })
  const answer = await server.request({
    method: each.method,
    url: addressOf(each, 'here', { ...world.ids, ...sample.params }, sample.query),
    headers: {
      ...(by.cookie && { cookie: by.cookie }),
      ...(sample.bytes !== undefined && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload !== undefined && { payload }),
  })
  // The answer to whoever came too late shows the record to those who may read it: that is no report of an error.
  if (answer.status >= 400 && answer.status !== 409) said.push(answer.body)
  addresses.push(answer.headers.location, answer.headers['content-disposition'], answer.headers.link)
  return { ...answer, words, text: JSON.stringify(answer.body) }
}

/** Who was here before leaves: each notice by mail to every colleague would be hundreds. */
async function newWorld(): Promise<void> {
  const left = `update member set until = '2026-01-10' where account_id = $1`
  await ask(server.database.supervisor, left, [world.caller.accountId])
  world = await worldOf(server, 'here')
}

/** Answers that do not show what was sent: it is hidden, only searched by, or the endpoint just says that it is done. */
const showNothing = [
  'signIn',
  'changePassword',
  'searchPersons',
  'searchReferrals',
  'searchServices',
  'matchPersons',
  'weighEligibility',
  'weighShare',
  'breakGlass',
  'sendSignal',
  'makeDossier',
  'takeOverReferral',
  'askToCloseCase',
  'approveClosing',
  'askToSendReferral',
  'approveSending',
]
const withPlaces = endpoints.filter((each) => placesToPlant(each).some((place) => place.in === 'body'))

test('the places that are said to hold nothing about a person are there, and those that do are found', () => {
  const free = new Set(endpoints.flatMap((each) => freePlaces(each).map(keyOf)))
  expect(Object.keys(notPersonal).filter((key) => !free.has(key))).toEqual([])
  const inClear = endpoints.filter((each) => freePlaces(each).some((place) => place.in === 'body' && takesWords(place)))
  expect(inClear.filter(({ name }) => name in institutional)).toHaveLength(Object.keys(institutional).length)
  expect(withPlaces.length).toBeGreaterThan(12)
  const found = placesToPlant(endpoints.find((each) => each.name === 'recordPerson') as Endpoint).map(keyOf)
  expect(found).toContain('body/identity/documents/0/number')
  expect(found).toContain('body/identity/birthDate')
})

test.each(withPlaces.map((each) => [each.name, each] as const))(
  '%s takes a word in every place, and keeps it',
  async (name, each) => {
    const refuses: Record<string, number> = { signIn: 401, changePassword: 401, mapColumns: 422 }
    const plant = async () => {
      await sampleOf(each, world).before?.(world)
      return plantIn(each)
    }
    // What was done before may stand in its way: then in a world of its own.
    if (sampleOf(each, world).before) await newWorld()
    let answer = await plant()
    if (answer.status !== (refuses[name] ?? 200)) {
      await newWorld()
      answer = await plant()
    }
    const { status, words } = answer
    // A draft is shown in the list of the own ones alone.
    const text = name === 'saveDraft' ? JSON.stringify((await world.caller.call('GET', '/drafts')).body) : answer.text
    // What is no field and no code is refused; a word that a file holds is matched below.
    expect(status, text).toBe(refuses[name] ?? 200)
    if (name in refuses || showNothing.includes(name)) return
    // The tax code is shown with its middle hidden, but on a letter, which says what was typed.
    const hidden =
      name === 'makeLetter' ? 0 : placesToPlant(each).filter((place) => place.path.at(-1) === 'taxCode').length
    expect(words.filter((word) => !text.includes(word))).toHaveLength(hidden)
  },
)

test('so does what only a name, a number or a file can hold', async () => {
  const { caller } = world
  const identity = { familyName: canary(), birthDate, phones: [digits] }
  expect((await caller.call('POST', '/persons', newPerson({ identity, taxCode }))).status).toBe(200)
  const rows = [
    `Codice;Data contatto;Luogo / canale;Cognome;Nome;Sesso;Telefono;Preso in carico;Data presa in carico;Note;${canary()}`,
    `${canary()};02/01/2026;${canary()};${canary()};${canary()};M;${digits};SI;03/01/2026;${canary()};x`,
    `P-2;02/01/2026;;${canary()};;${canary()};;;;;x`,
  ]
  expect(await importRegister(caller, rows.join('\n'))).toMatchObject({ good: 1, bad: 1, casesAdded: 1 })
  await upload(caller, rows.join('\r\n'), v7(), canary())
})

test('so do files of persons and cases, rows that wait, and headings matched by hand', async () => {
  const { caller } = world
  const [heading, word] = [canary(), canary()]
  const persons = [
    `Codice;${heading};Nome;Telefono;Sesso;Indirizzo`,
    `${canary()};${canary()};${canary()};${digits};F;${canary()}`,
    `P-9;;;;${word};${canary()}`,
  ]
  const { id } = await upload(caller, persons.join('\n'), v7(), 'persons.csv', 'persons')
  const fields = ['code', 'familyName', 'givenName', 'phone', 'sex', 'address']
  const words = [{ field: 'sex', word, code: 'X' }]
  expect((await caller.call('PUT', `/imports/${id}/columns`, { headingRow: 1, fields, words })).status).toBe(200)
  // The phone is known: the row waits for somebody to say who it is.
  expect(await start(caller, id)).toMatchObject({ personsAdded: 1, doubts: 1 })
  const cases = ['Codice;Data apertura;Note', `P-9;02/01/2026;${canary()}`, `${canary()};x;y`]
  expect(await importRegister(caller, cases.join('\n'), 'valid-rows', 'cases')).toMatchObject({ casesAdded: 1, bad: 1 })
})

test('so does an image of a signature, which holds whatever it holds', async () => {
  const { caller, ids } = world
  const signed = newGround({ how: 'signed-paper', signature: newSignature(canary(), 'photo') })
  expect((await caller.call('POST', `/persons/${ids.person}/grounds`, signed)).status).toBe(200)
  const later = await caller.call(
    'POST',
    `/persons/${ids.person}/grounds/${ids.ground}/signature`,
    newSignature(canary()),
  )
  expect(later.status, JSON.stringify(later.body)).toBe(200)
})

test('so does everything that is refused: by its shape, its address, its headers, to strangers and to nobody', async () => {
  for (const each of endpoints) {
    const places = placesToPlant(each).filter((place) => place.in === 'body')
    if (places.length > 0) expect((await plantIn(each, world.caller, { extra: canary() })).status).toBe(422)
    for (const place of placesOf(each).filter((one) => one.in === 'body')) {
      const wrong = withAt(sampleOf(each, world).body, place.path, { [canary()]: canary() })
      if (each.name !== 'signIn') await refused(each, addressOf(each, 'here', world.ids), wrong as object)
    }
    for (const name of Object.keys(each.params.shape))
      await refused(each, addressOf(each, name === 'desk' ? canary() : 'here', { ...world.ids, [name]: canary() }))
    for (const name of [...Object.keys(each.query.shape), 'extra'])
      await refused(each, addressOf(each, 'here', world.ids, { ...sampleOf(each, world).query, [name]: canary() }))
    if (typeof each.access !== 'object') continue
    expect((await plantIn(each, stranger)).status).toBe(404)
    expect((await plantIn(each, nobody)).status).toBe(403)
    expect((await plantIn(each, { cookie: `varco=${canary()}` })).status).toBe(401)
  }
  await refused(undefined, `/nothing/${canary()}?${canary()}=${canary()}`)
  await refused(undefined, `/api/v1/${canary()}/%E0%A4%A`)
  expect(said.length).toBeGreaterThan(300)
})

/** Sent with a word in every header that a browser or a program may fill; what is said of it is kept. */
async function refused(each: Endpoint | undefined, url: string, payload?: object): Promise<void> {
  const word = canary()
  const headers = {
    cookie: world.caller.cookie,
    'user-agent': word,
    referer: `https://varco.test/${word}`,
    'x-request-id': word,
  }
  const method = each?.method ?? 'GET'
  const leaves = ['signOut', 'signOutEverywhere'].includes(each?.name ?? '')
  const answer = await server.request({ method, url, headers: leaves ? {} : headers, ...(payload && { payload }) })
  addresses.push(answer.headers.location, answer.headers.link)
  if (answer.status >= 400 && answer.status !== 409) said.push(withoutKeys(answer.body))
}

/** The pointer of a field that is not expected repeats its name to whoever sent it, and to nobody else. */
const withoutKeys = (problem: unknown) => {
  const { errors, ...rest } = problem as { errors?: { pointer: string; code: string }[] }
  return { ...rest, errors: errors?.map(({ pointer: at, code }) => (code === 'not-expected' ? code : { at, code })) }
}

test('so are the places of the next pages', async () => {
  for (const path of ['/persons', '/contacts', '/cases?state=all', '/accesses', '/directory']) {
    const { body } = await world.caller.call('GET', `${path}${path.includes('?') ? '&' : '?'}most=2`)
    expect(body.next, path).toEqual(expect.any(String))
    addresses.push(body.next, Buffer.from(body.next, 'base64url').toString())
  }
})

/** Mails of before, some hundred, wait their turn: what is looked for here does not wait behind them. */
const noMailBefore = () =>
  ask(
    server.database.supervisor,
    `delete from graphile_worker._private_jobs where payload->>'topic' = 'mail.asked' and locked_at is null`,
  )

test('so does what a provider writes behind the link of a mail', async () => {
  await noMailBefore()
  const address = `${canary()}@varco.test`
  const path = `/directory/${world.ids.entry}/assurance-link`
  expect((await world.caller.call('POST', path, { address, again: true })).status).toBe(200)
  const mail = () => smtp.taken.find(({ raw }) => raw.includes(address))
  await vi.waitFor(() => expect(mail()).toBeDefined(), { timeout: 20_000, interval: 20 })
  const [link] = /\/vero\/[\w-]+/.exec(readParts(mail()?.raw ?? '')[0] ?? '') ?? []
  const form = new URLSearchParams({ answer: 'changed', words: canary() })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await server.request({ method: 'POST', url: link as string, headers, payload: form.toString() })
  expect(answer.status).toBe(303)
  addresses.push(answer.headers.location)
})

test('so does what a body without an account writes behind the link of a referral', async () => {
  await noMailBefore()
  const address = `${canary()}@varco.test`
  const { body } = await world.caller.call('POST', `/referrals/${world.ids.linked}/link`, { address })
  const mail = () => smtp.taken.find(({ raw }) => raw.includes(address))
  await vi.waitFor(() => expect(mail()).toBeDefined(), { timeout: 20_000, interval: 20 })
  const [url = ''] = /\/invio\/[\w-]+/.exec(readParts(mail()?.raw ?? '')[0] ?? '') ?? []
  const post = async (form: Record<string, string>, cookie = '') => {
    const answer = await server.request({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      payload: new URLSearchParams(form).toString(),
    })
    addresses.push(answer.headers.location)
    return answer
  }
  expect((await post({ code: canary(), 'kept-words': canary() })).status).toBe(401)
  const { headers } = await post({ code: body.code })
  const pass = String(headers['set-cookie']).split(';')[0]
  expect((await post({ act: 'message', version: '3', id: v7(), words: canary() }, pass)).status).toBe(303)
  expect((await post({ act: canary(), version: '3', words: canary() }, pass)).status).toBe(422)
  expect((await post({ act: 'accept', version: '3' }, pass)).status).toBe(303)
  const when = { day: '2026-01-20', time: '10:30', place: canary(), with: canary() }
  expect((await post({ act: 'appoint', version: '4', no: '0', ...when }, pass)).status).toBe(303)
})

test('a mail of any kind holds none of the words, but the address that it goes to', async () => {
  await noMailBefore()
  const before = smtp.taken.length
  const addresses = NoticeKind.options.map(() => `${canary()}@varco.test`)
  const to = (at: number) => ({ service: v7(), address: addresses[at] as string, language: 'it' as const })
  for (const [at, kind] of NoticeKind.options.entries())
    await world.caller.enter((here) => askMail(here, to(at), kind, at + 1))
  await vi.waitFor(() => expect(smtp.taken.length).toBe(before + addresses.length), { timeout: 20_000, interval: 20 })
  for (const { raw } of smtp.taken.slice(before)) {
    const address = addresses.find((each) => raw.includes(each)) as string
    expect(readParts(raw).join()).toContain('/here')
    const hex = Buffer.from(`${raw.replaceAll(address, '')}${readParts(raw)}`).toString('hex')
    expect(wordsIn([{ table: 'mail', column: 'raw', type: 'text', hex }], marks)).toEqual([])
  }
  // One that is refused keeps its address, sealed.
  smtp.behaviour = { at: 'RCPT', does: '550 no' }
  const kept = await world.caller.enter((here) =>
    askMail(here, { ...to(0), address: `${canary()}@varco.test` }, 'services-stale', 1),
  )
  const linked = await world.caller.enter((here) =>
    askByLink(here, to(0), { kind: 'service-still-true', token: canary(), ends: here.now }),
  )
  for (const id of [kept, linked]) {
    const state = async () =>
      (await ask(server.database.supervisor, 'select state from mail where id = $1', [id]))[0]?.state
    await vi.waitFor(async () => expect(await state()).toBe('failed'), { timeout: 20_000, interval: 20 })
  }
})

test('so does a file of a case, its name and what it says, kept, restricted, refused, taken back and fetched', async () => {
  const { caller } = world
  const kase = await takeCharge(caller)
  const path = `/cases/${kase}/files`
  const kept = [
    await keep(caller, kase, `Testo ${canary()}`, { name: `${canary()}.txt`, evidence: true }),
    await keep(caller, kase, `Testo ${canary()}`, { name: `${canary()}.txt`, visibility: 'legal' }),
  ]
  for (const id of kept) {
    const { status, headers } = await caller.call('GET', `${path}/${id}/bytes`)
    expect(status).toBe(200)
    addresses.push(headers['content-disposition'])
    expect((await caller.call('GET', `${path}/${id}/custody`)).status).toBe(200)
  }
  const back = await keep(caller, kase, `Testo ${canary()}`, { name: `${canary()}.txt` })
  expect((await caller.call('POST', `${path}/${back}/withdrawal`, { reason: canary() })).status).toBe(200)
  const refused = newFile(`\0${canary()}`, { name: `${canary()}.pdf` })
  expect((await caller.call('POST', path, refused)).status).toBe(200)
  const { status, body } = await sendPart(caller, kase, refused.id, 0, `\0${MARK}`.padEnd(refused.size, 'x'))
  expect(status).toBe(422)
  said.push(body)
})

test('so does a file inside a referral, its name and what it says, sent, refused and fetched', async () => {
  const { caller, ids } = world
  const path = `/referrals/${ids.met}/files`
  const kept = await caller.upload(`${path}/${v7()}`, `Testo ${canary()}`, `${canary()}.txt`)
  expect(kept.status).toBe(200)
  for (const file of kept.body.rows) {
    const { status, headers } = await caller.call('GET', `${path}/${file.id}`)
    expect(status).toBe(200)
    addresses.push(headers['content-disposition'])
  }
  const refused = await caller.upload(`${path}/${v7()}`, `\0${canary()}`, `${canary()}.pdf`)
  expect(refused.status).toBe(422)
  said.push(refused.body)
})

test('so is everything that fails inside', async () => {
  const { body: status } = await server.request({ method: 'GET', url: '/status' })
  expect(status).toEqual({ status: 'ready' })
  await ask(server.database.supervisor, 'alter table contact add constraint broken check (false) not valid')
  const contact = newContact({ note: canary(), place: canary() })
  expect((await world.caller.call('POST', '/contacts', contact)).status).toBe(500)
  await ask(server.database.supervisor, 'revoke all on all tables in schema public from varco_app')
  for (const each of endpoints.filter(({ access }) => typeof access === 'object'))
    expect((await plantIn(each)).status, each.name).toBe(500)
})

test('the words stand nowhere in the database, in no shape, and what may hold them is not empty', async () => {
  await server.reads.flush()
  const { columns, values } = await dump(server.database.supervisor)
  expect(columns.length).toBeGreaterThan(150)
  expect(values.length).toBeGreaterThan(500)
  const sealed = columns.filter(({ table, type }) => type === 'bytea' && table.startsWith('public.'))
  const empty = sealed.filter(
    (column) =>
      !values.some(({ table, column: name, hex }) => table === column.table && name === column.column && hex !== ''),
  )
  expect(empty.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  const kept = await ask<{ origin: string }>(server.database.supervisor, 'select distinct origin from kept')
  const origins = kept.map(({ origin }) => origin)
  expect(origins).toEqual(expect.arrayContaining(['outbox', 'graphile_worker._private_jobs', 'import_part', 'draft']))
  expect(wordsIn(values, marks)).toEqual([])
  const [{ folder } = { folder: '' }] = await ask(
    server.database.supervisor,
    `select current_setting('data_directory') as folder`,
  )
  printed.push(await readFile(join(dirname(String(folder)), 'postgres.log'), 'utf8'))
}, 180_000)

test('nor in a line of the log, in what is said to whoever was refused, nor in an address', () => {
  expect(lines.length).toBeGreaterThan(500)
  expect(planted).toBeGreaterThan(500)
  const all = { lines, said: said.map(withoutKeys), addresses, printed }
  for (const [name, texts] of Object.entries(all)) {
    const text = JSON.stringify(texts).toLowerCase()
    expect(
      marks.filter((word) => text.includes(word.toLowerCase())),
      name,
    ).toEqual([])
  }
})

test('and they would be found, if they stood somewhere', async () => {
  await ask(server.database.supervisor, `create table forgotten (words text, bytes bytea)`)
  await ask(server.database.supervisor, 'insert into forgotten values ($1, null), (null, $2), ($3, null)', [
    `before ${canary()} after`,
    Buffer.from(` ${canary()}`, 'utf16le'),
    Buffer.from(`xx ${canary()} xx`).toString('base64'),
  ])
  const { values } = await dump(server.database.supervisor)
  const found = ['words', 'words', 'bytes'].map((column) => `${MARK} in public.forgotten.${column}`)
  expect(wordsIn(values, marks)).toEqual(found)
}, 180_000)
