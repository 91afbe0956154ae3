import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import english from '#model/network/still-true-messages.en.json' with { type: 'json' }
import italian from '#model/network/still-true-messages.it.json' with { type: 'json' }
import { ask } from '../platform/testing-ask.ts'
import type { Caller, TestServer } from '../testing.ts'
import { newEntry } from '../testing-records.ts'
import { Asking, changed, yes } from '../testing-still-true.ts'

const its = new Asking()
const { live, read, asked, open, answer, nothing, tokens, lines } = its
let server: TestServer
let coordinator: Caller
let manager: Caller
let worker: Caller
let neighbour: Caller

beforeAll(async () => {
  await its.begin()
  ;({ server, coordinator, manager, worker, neighbour } = its)
})
afterAll(() => its.end())

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
    ] as Record<string, string>[])
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
  expect(tokens.length).toBeGreaterThan(8)
  expect(lines.join()).toContain('/vero/:token')
  for (const token of tokens) {
    const forms = [token, Buffer.from(token).toString('hex')]
    for (const form of forms) expect(all.includes(form) || JSON.stringify(api).includes(form)).toBe(false)
  }
  for (const form of ['Zqxcanary', Buffer.from('Zqxcanary').toString('hex')]) expect(all).not.toContain(form)
})
