import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import english from '#model/network/still-true-messages.en.json' with { type: 'json' }
import italian from '#model/network/still-true-messages.it.json' with { type: 'json' }
import { ask } from '../platform/testing-ask.ts'
import { readParts, type TestSmtp, testSmtp } from '../platform/testing-smtp.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newEntry } from '../testing-records.ts'

let server: TestServer
let smtp: TestSmtp
let coordinator: Caller
let manager: Caller
let worker: Caller
let neighbour: Caller
const lines: string[] = []
/** Every token that was mailed: none may stand in a log line, an answer of the API or the database. */
const tokens: string[] = []

beforeAll(async () => {
  const note = (...what: unknown[]) => void lines.push(JSON.stringify(what))
  smtp = await testSmtp()
  server = await testServer({
    log: { info: note, error: note } as never,
    // Days go by here, and nobody signs in anew.
    idleMinutes: 10_000_000,
    absoluteHours: 1_000_000,
    mail: { url: `smtp://127.0.0.1:${smtp.port}`, from: 'varco@varco.test', origin: 'https://varco.test' },
  })
  const desk = await server.desk('here')
  coordinator = await server.member(desk, 'coordinator')
  manager = await server.member(desk, 'network_manager')
  worker = await server.member(desk, 'worker')
  neighbour = await server.member(await server.desk('there'), 'coordinator')
})
afterAll(async () => {
  await server?.close()
  await smtp?.close()
})

const way = { kind: 'mail', value: 'ascolto@varco.test', from: 'not-stated', note: '' } as const
const calls = [{ name: 'Bianca Chiamata', part: '', phone: '02', mail: '' }]

async function live(more: Parameters<typeof newEntry>[0] = {}): Promise<string> {
  const id = v7()
  const entry = newEntry({ calls, ...more, facts: { ways: [way], ...more.facts } })
  expect((await coordinator.call('POST', '/directory', { id, entry, why: '' })).body).toEqual({ live: true })
  return id
}

const read = async (id: string, by = manager) => (await by.call('GET', `/directory/${id}`)).body
const askFor = (id: string, by = manager, body: object = { address: null, again: false }) =>
  by.call('POST', `/directory/${id}/assurance-link`, body)

/** Waits for the next mail, and gives the token of its link. */
async function mailed(before: number): Promise<string> {
  await vi.waitFor(() => expect(smtp.taken.length).toBeGreaterThan(before), { timeout: 20_000, interval: 20 })
  const parts = readParts(smtp.taken[before]?.raw ?? '')
  const [, token = ''] = /https:\/\/varco\.test\/vero\/(\S+)/.exec(parts[0] ?? '') ?? []
  expect(token).toMatch(/^[\w-]{43}$/)
  tokens.push(token)
  return token
}

async function asked(id: string, by = manager, body?: object): Promise<string> {
  const before = smtp.taken.length
  expect((await askFor(id, by, body)).body).toEqual({ done: true })
  return mailed(before)
}

/** Each call from an address of its own: one alone may come thirty times a minute. */
let callers = 0
const remoteAddress = () => `10.0.${callers >> 8}.${callers++ & 255}`
const open = async (token: string, query = '') => {
  const { status, body, headers } = await server.request({
    method: 'GET',
    url: `/vero/${token}${query}`,
    remoteAddress: remoteAddress(),
  })
  return { status, html: String(body), headers }
}
type Form = Record<string, string>
const answer = async (token: string, form: Form, headers: Record<string, string> = {}) => {
  const { status, body } = await server.request({
    method: 'POST',
    url: `/vero/${token}`,
    remoteAddress: remoteAddress(),
    // What a browser sends of a page that tells nobody where it stands; no header of ours.
    headers: {
      'x-varco': '',
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'null',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    payload: new URLSearchParams(form).toString(),
  })
  return { status, html: String(body) }
}
const yes = { answer: 'true', version: '1' }
const changed = (words: string): Form => ({ answer: 'changed', version: '1', words })
const nothing = async () => (await open('A'.repeat(43))).html

describe('a provider who was asked', () => {
  test('sees the entry without signing in, says that it is true, once, and the entry is fresh', async () => {
    const id = await live({ name: 'Ascolto <vero>', facts: { cost: 'Gratis & libero' } })
    server.clock.forward(100 * 86_400)
    expect(await read(id)).toMatchObject({ stale: true, asked: null, mailed: true })
    const token = await asked(id)
    expect(await read(id)).toMatchObject({
      asked: { state: 'waiting', answer: null, by: expect.stringContaining('network_manager') },
    })
    const { status, html, headers } = await open(token)
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(html).toContain('Ascolto &#60;vero&#62;')
    expect(html).toContain('Gratis &#38; libero')
    expect(html).not.toContain('Bianca')
    expect((await open(token, '?lang=en')).html).toContain('All of it is still true')
    // To look is not to answer.
    expect(await read(id)).toMatchObject({ stale: true, asked: { state: 'waiting' } })
    expect(await answer(token, yes)).toMatchObject({ status: 200, html: expect.stringContaining('Grazie') })
    const after = await read(id)
    expect(after).toMatchObject({ stale: false, asked: { state: 'answered', answer: 'true', open: false } })
    expect(after.history[0]).toMatchObject({ act: 'assured-by-provider', by: null })
    expect(await answer(token, yes)).toEqual({ status: 404, html: await nothing() })
    expect((await open(token)).html).toBe(await nothing())
  })

  test('says what changed, which only those who tend the entry read, until all of it is said to be true', async () => {
    const id = await live()
    const token = await asked(id)
    for (const words of ['', ' \r\n ', 'x'.repeat(2_001)])
      expect((await answer(token, changed(words))).status).toBe(422)
    expect((await answer(token, changed('Chiuso\r\nil <lunedì>'))).status).toBe(200)
    expect((await read(id)).asked).toMatchObject({ answer: 'changed', open: true, words: 'Chiuso\nil <lunedì>' })
    for (const other of [worker, neighbour]) {
      expect((await read(id, other)).asked).toBeNull()
      expect((await other.call('GET', '/directory?show=reported')).body).toMatchObject({ rows: [], reported: 0 })
    }
    const list = async () => (await manager.call('GET', '/directory?show=reported')).body
    expect(await list()).toMatchObject({ rows: [{ id }], reported: 1 })
    await manager.call('POST', `/directory/${id}/assurance`)
    expect(await list()).toMatchObject({ rows: [], reported: 0 })
    expect((await read(id)).asked).toMatchObject({ open: false })
  })

  test('is shown the entry again where it changed while the page was open', async () => {
    const id = await live({ name: 'Prima' })
    const token = await asked(id)
    const { organisation } = await read(id)
    const entry = newEntry({ organisationId: organisation.id, newOrganisation: '', name: 'Dopo' })
    await coordinator.call('POST', `/directory/${id}/proposals`, { id: v7(), entry, why: '', version: 1 })
    const { status, html } = await answer(token, yes)
    expect(status).toBe(409)
    expect(html).toContain('Dopo')
    expect(html).toContain(italian['still-true.moved'])
    expect((await answer(token, { ...yes, version: '2' })).status).toBe(200)
  })

  test('finds nothing where the entry was retired meanwhile', async () => {
    const id = await live()
    const token = await asked(id)
    await coordinator.call('PUT', `/directory/${id}/state`, { state: 'retired' })
    expect((await open(token)).html).toBe(await nothing())
    expect((await answer(token, yes)).status).toBe(404)
  })

  test('answers twice at once, and one answer counts', async () => {
    const id = await live()
    const token = await asked(id)
    const answers = await Promise.all([1, 2, 3].map(() => answer(token, yes)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    const { history } = await read(id)
    expect(history.filter(({ act }: { act: string }) => act === 'assured-by-provider')).toHaveLength(1)
  })

  test('stands in the register of accesses as the link', async () => {
    const id = await live()
    const token = await asked(id)
    await open(token)
    await answer(token, yes)
    await server.reads.flush()
    const rows = await ask(
      server.database.supervisor,
      `select actor, act, kind from (select * from audit_pending union all
        select desk_id, id, at, actor, act, kind, record, record_id from audit_entry) a where record_id = $1 and actor like 'link:%' order by kind`,
      [id],
    )
    expect(rows.map(({ act, kind }) => [act, kind])).toEqual([
      ['openStillTrue', 'read'],
      ['answerStillTrue', 'write'],
    ])
  })
})

describe('a link', () => {
  test('opens nothing after 21 days, and nothing once it was taken back or another one was sent', async () => {
    const id = await live()
    const first = await asked(id)
    const second = await asked(id, coordinator, { address: null, again: true })
    expect((await open(first)).html).toBe(await nothing())
    expect((await open(second)).status).toBe(200)
    expect((await coordinator.call('DELETE', `/directory/${id}/assurance-link`)).status).toBe(200)
    expect((await open(second)).html).toBe(await nothing())
    expect((await read(id)).asked.state).toBe('taken-back')
    const third = await asked(id)
    server.clock.forward(21 * 86_400 + 1)
    expect((await open(third)).html).toBe(await nothing())
    expect((await answer(third, yes)).status).toBe(404)
    expect((await read(id)).asked.state).toBe('expired')
  })

  test('is answered from its own page alone', async () => {
    const token = await asked(await live())
    for (const headers of [
      { origin: 'https://evil.test' },
      { 'sec-fetch-site': 'cross-site' },
      { host: 'evil.test' },
    ] as Form[])
      expect((await answer(token, yes, headers)).status).toBe(403)
    // A browser that says neither where it stands nor from where it comes.
    expect((await answer(token, yes, { 'sec-fetch-site': 'same-origin', origin: 'https://varco.test' })).status).toBe(
      200,
    )
  })

  test('that is invented is told nothing, and after thirty tries a minute to wait', async () => {
    const statuses = []
    for (let no = 0; no < 40; no += 1)
      statuses.push(
        (
          await server.http.inject({
            url: `/vero/guess-${no}`,
            headers: { host: 'varco.test' },
            remoteAddress: '10.1.1.1',
          })
        ).statusCode,
      )
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([404]))
    expect(new Set(statuses.slice(30))).toEqual(new Set([429]))
  })
})

describe('asking', () => {
  test('is for those who tend the entry, at most once in seven days unless a coordinator says again', async () => {
    const id = await live()
    expect((await askFor(id, worker)).status).toBe(403)
    expect((await askFor(id, neighbour)).status).toBe(403)
    expect((await askFor(v7(), manager)).status).toBe(404)
    await asked(id)
    for (const body of [
      { address: null, again: false },
      { address: null, again: true },
    ])
      expect(await askFor(id, manager, body)).toMatchObject({ status: 409, body: { reason: 'asked-lately' } })
    expect(await askFor(id, coordinator)).toMatchObject({ status: 409, body: { reason: 'asked-lately' } })
    await asked(id, coordinator, { address: null, again: true })
    server.clock.forward(8 * 86_400)
    await asked(id)
  })

  test('where two ask at the same moment, one mail goes', async () => {
    const id = await live()
    const before = smtp.taken.length
    const answers = await Promise.all([askFor(id, manager), askFor(id, manager)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await mailed(before)
  })

  test('needs an address: the entry’s own, or one that is said for this once', async () => {
    const id = await live({ facts: { ways: [] } })
    expect(await askFor(id)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/address', code: 'missing' }] },
    })
    const before = smtp.taken.length
    await asked(id, manager, { address: 'once@varco.test', again: false })
    expect(smtp.taken[before]?.to).toEqual(['RCPT TO:<once@varco.test>'])
  })

  test('about all stale entries says how many before, and how many were asked and have no address', async () => {
    const desk = await server.desk('many')
    const here = await server.member(desk, 'coordinator')
    for (let no = 0; no < 25; no += 1) {
      const facts = { ways: no < 22 ? [way] : [] }
      const entry = newEntry({ name: `Servizio ${no}`, facts })
      expect((await here.call('POST', '/directory', { id: v7(), entry, why: '' })).status).toBe(200)
    }
    server.clock.forward(100 * 86_400)
    const before = smtp.taken.length
    const first = { stale: 25, toAsk: 22, withoutAddress: 3, askedLately: 0 }
    // Only a coordinator asks about all, and only about those that the own desk keeps.
    expect((await (await server.member(desk, 'network_manager')).call('GET', '/directory-assurance')).status).toBe(403)
    const again = await server.member(desk, 'coordinator')
    expect((await again.call('GET', '/directory-assurance')).body).toEqual(first)
    expect((await again.call('POST', '/directory-assurance')).body).toEqual({ ...first, toAsk: 2, asked: 20 })
    expect((await again.call('POST', '/directory-assurance')).body).toMatchObject({ toAsk: 0, asked: 2 })
    expect((await again.call('POST', '/directory-assurance')).body).toMatchObject({
      toAsk: 0,
      asked: 0,
      askedLately: 22,
    })
    for (let no = 0; no < 22; no += 1) await mailed(before + no)
    expect(new Set(tokens).size).toBe(tokens.length)
  })
})

describe('a mail', () => {
  const mailOf = async (id: string) =>
    (
      await ask(
        server.database.supervisor,
        `select m.id, m.state, m.reason, m.link is null as bare from mail m join assurance_link l on l.mail_id = m.id where service_id = $1 order by l.id desc`,
        [id],
      )
    )[0]
  const becomes = (id: string, state: object) =>
    vi.waitFor(async () => expect(await mailOf(id)).toMatchObject(state), { timeout: 20_000, interval: 20 })

  test('that went holds its link no more; one that did not is told on the entry, and tried again with the same link', async () => {
    const id = await live()
    await asked(id)
    await becomes(id, { state: 'sent', bare: true })
    const other = await live()
    smtp.behaviour = { at: 'RCPT', does: '550 nobody of this name' }
    await askFor(other)
    await becomes(other, { state: 'failed', reason: 'refused', bare: false })
    expect((await read(other)).asked.mail).toEqual({ state: 'failed', reason: 'refused' })
    smtp.behaviour = null
    const before = smtp.taken.length
    expect((await coordinator.call('POST', `/mails/${(await mailOf(other))?.id}/again`)).status).toBe(200)
    expect((await open(await mailed(before))).status).toBe(200)
  })

  test('whose link was taken back is not sent any more', async () => {
    const id = await live()
    smtp.behaviour = { at: 'RCPT', does: '550 nobody of this name' }
    await askFor(id)
    await becomes(id, { state: 'failed', bare: false })
    await manager.call('DELETE', `/directory/${id}/assurance-link`)
    await becomes(id, { state: 'failed', reason: 'taken-back', bare: true })
    smtp.behaviour = null
    const mail = (await coordinator.call('GET', '/mails?show=failed')).body.rows[0]
    expect(mail).toMatchObject({ kind: 'service-still-true', reason: 'taken-back', can: [] })
    expect(await coordinator.call('POST', `/mails/${mail.id}/again`)).toMatchObject({
      status: 409,
      body: { reason: 'mail-taken-back' },
    })
  })
})

test('texts are in both languages, and none is there for nothing', () => {
  expect(Object.keys(english)).toEqual(Object.keys(italian))
})

test('no token and no word of a provider stands in the database, in a log line or in an answer of the API', async () => {
  const id = await live()
  await answer(await asked(id), changed('Zqxcanary words'))
  const tables = await ask<{ name: string }>(
    server.database.supervisor,
    `select table_name as name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE' and table_schema = 'public'`,
  )
  const rows: string[] = []
  for (const { name } of tables)
    rows.push(JSON.stringify(await ask(server.database.supervisor, `select t::text as row from "${name}" t`)))
  const jobs = await ask(server.database.supervisor, 'select payload::text from graphile_worker._private_jobs')
  const api = [
    await read(id),
    (await coordinator.call('GET', '/mails')).body,
    (await coordinator.call('GET', '/directory')).body,
  ]
  const all = [...rows, JSON.stringify(jobs), ...lines].join('\n')
  expect(tokens.length).toBeGreaterThan(20)
  expect(lines.join()).toContain('/vero/:token')
  for (const token of tokens) {
    const forms = [token, Buffer.from(token).toString('hex')]
    for (const form of forms) expect(all.includes(form) || JSON.stringify(api).includes(form)).toBe(false)
  }
  for (const form of ['Zqxcanary', Buffer.from('Zqxcanary').toString('hex')]) expect(all).not.toContain(form)
})
