import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import { problems } from '#model/problem.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newPerson } from '../testing-records.ts'
import { openHttp, securityHeaders } from './http.ts'
import { ask } from './testing-ask.ts'

const lines: { fields: Record<string, unknown>; text: string }[] = []
const log = {
  info: (fields: object, text: string) => lines.push({ fields: { ...fields }, text }),
  error: (fields: object, text: string) => lines.push({ fields: { ...fields }, text }),
}
let server: TestServer
let by: Caller

beforeAll(async () => {
  server = await testServer({ log: log as never })
  by = await server.member(await server.desk('here'), 'worker')
})
afterAll(() => server.close())

/** A request as it is, without what the test server adds. */
const bare = (options: InjectOptions) =>
  server.http.inject({ ...options, headers: { host: 'varco.test', ...options.headers } })
const post = (headers: Record<string, string>, payload: string | Buffer, url = '/api/v1/desks/here/persons') =>
  bare({ method: 'POST', url, headers: { cookie: by.cookie, 'x-varco': '1', ...headers }, payload })
const json = { 'content-type': 'application/json' }

describe('every answer', () => {
  const kinds: [string, number, () => Promise<{ statusCode: number; headers: object; body: string }>][] = [
    ['one that is right', 200, () => bare({ method: 'GET', url: '/api/v1/session', headers: { cookie: by.cookie } })],
    ['the status', 200, () => bare({ method: 'GET', url: '/status' })],
    ['the OpenAPI document', 200, () => bare({ method: 'GET', url: '/api/v1/openapi.json' })],
    ['nobody signed in', 401, () => bare({ method: 'GET', url: '/api/v1/session' })],
    [
      'without the grant',
      403,
      () => bare({ method: 'GET', url: '/api/v1/desks/here/accesses', headers: { cookie: by.cookie } }),
    ],
    ['an address that is none', 404, () => bare({ method: 'GET', url: '/nothing/here' })],
    ['an address of the API that is none', 404, () => bare({ method: 'GET', url: '/api/v1/nothing' })],
    [
      'a method that is none',
      404,
      () => bare({ method: 'PATCH', url: '/api/v1/session', headers: { 'x-varco': '1' } }),
    ],
    ['an address that cannot be read', 404, () => bare({ method: 'GET', url: '/api/v1/desks/%E0%A4%A/cases' })],
    [
      'an address that is too long',
      404,
      () =>
        bare({ method: 'GET', url: `/api/v1/desks/here/persons/${'x'.repeat(300)}`, headers: { cookie: by.cookie } }),
    ],
    ['JSON that is none', 422, () => post(json, '{"id": ')],
    ['JSON with a prototype in it', 422, () => post(json, '{"__proto__": {"x": 1}}')],
    ['an empty body that says it is JSON', 422, () => post(json, '')],
    ['a body of another kind', 422, () => post({ 'content-type': 'application/xml' }, '<a/>')],
    ['a body that is too large', 413, () => post(json, JSON.stringify({ text: 'x'.repeat(300_000) }))],
    ['a forged request', 403, () => bare({ method: 'POST', url: '/api/v1/session', payload: {} })],
  ]

  test.each(kinds)('%s carries the security headers, and a refusal is a problem', async (_, status, send) => {
    const answer = await send()
    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject(securityHeaders)
    expect(Object.keys(answer.headers)).not.toContain('x-powered-by')
    if (status < 400) return
    const problem = JSON.parse(answer.body)
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/problem\+json/),
      'cache-control': 'no-store',
    })
    expect(problem).toMatchObject({
      status,
      type: `/docs/problems/${problem.code}`,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(problems[problem.code as keyof typeof problems]).toBe(status)
  })

  test('of an endpoint is kept by no cache', async () => {
    expect(
      (await bare({ method: 'GET', url: '/api/v1/session', headers: { cookie: by.cookie } })).headers['cache-control'],
    ).toBe('no-store')
  })
})

test('what goes wrong inside is told nobody, and logged with the id of the request and no value', async () => {
  await ask(server.database.supervisor, "alter table person add constraint broken check (sex <> 'X') not valid")
  const answer = await post(json, JSON.stringify(newPerson({ sex: 'X', identity: { familyName: 'Canarino' } })))
  expect(answer.statusCode).toBe(500)
  const problem = answer.json()
  expect(problem).toEqual({
    type: '/docs/problems/internal',
    title: 'Something went wrong on our side',
    status: 500,
    code: 'internal',
    requestId: problem.requestId,
  })
  const logged = lines.filter((line) => line.fields.id === problem.requestId)
  expect(logged.map((line) => line.fields.event)).toEqual(['failure', 'request'])
  expect(JSON.stringify(logged)).not.toContain('Canarino')
  await ask(server.database.supervisor, 'alter table person drop constraint broken')
})

test('log lines tell the route, never the address', async () => {
  lines.length = 0
  await bare({
    method: 'GET',
    url: '/api/v1/desks/here/persons/0190a000-0000-7000-8000-000000000001?secret=Canarino',
    headers: { cookie: by.cookie },
  })
  expect(lines).toMatchObject([
    { fields: { event: 'request', method: 'GET', route: '/api/v1/desks/:desk/persons/:person', status: 422 } },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/0190a000|Canarino|varco=/)
})

describe('a request from another site', () => {
  const write = (headers: Record<string, string>) =>
    bare({
      method: 'POST',
      url: '/api/v1/desks/here/persons',
      headers: { cookie: by.cookie, ...headers },
      payload: newPerson(),
    })

  test('is refused without our own header, with another origin, and under another name of the host', async () => {
    const answers = [
      await write({}),
      await write({ 'x-varco': '0' }),
      await write({ 'x-varco': '1', origin: 'https://evil.example' }),
      await write({ 'x-varco': '1', origin: 'null' }),
      await write({ 'x-varco': '1', origin: 'https://varco.test.evil.example' }),
      await write({ 'x-varco': '1', host: 'evil.example' }),
      await bare({ method: 'GET', url: '/api/v1/session', headers: { cookie: by.cookie, host: 'evil.example' } }),
    ]
    expect(answers.map((answer) => [answer.statusCode, answer.json().reason])).toEqual([
      ...Array(5).fill([403, 'cross-site']),
      ...Array(2).fill([403, 'host']),
    ])
    expect(await ask(server.database.supervisor, 'select 1 from person')).toEqual([])
  })

  test('that is ours passes', async () => {
    for (const origin of ['http://varco.test', 'https://varco.test'])
      expect((await write({ 'x-varco': '1', origin })).statusCode).toBe(200)
  })
})

test('too many requests of one address are told when to come again, and another address is not', async () => {
  const busy = await testServer({ ceiling: 5 })
  try {
    const from = (remoteAddress: string) => busy.request({ method: 'GET', url: '/api/v1/session', remoteAddress })
    const answers = []
    for (let at = 0; at < 7; at += 1) answers.push(await from('192.0.2.1'))
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(answers.at(-1)).toMatchObject({ body: { code: 'too-many', status: 429 } })
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    expect(answers.at(-1)?.headers).toMatchObject(securityHeaders)
    expect((await from('192.0.2.2')).status).toBe(401)
    expect(
      (await busy.request({ method: 'GET', url: '/status', remoteAddress: '192.0.2.1' })).status,
      'the status is never counted',
    ).toBe(200)
  } finally {
    await busy.close()
  }
})

test('an address that a stranger writes into the request is not believed', async () => {
  const busy = await testServer({ ceiling: 2 })
  try {
    const from = (at: number) =>
      busy.request({
        method: 'GET',
        url: '/api/v1/session',
        remoteAddress: '192.0.2.1',
        headers: { 'x-forwarded-for': `198.51.100.${at}` },
      })
    expect([(await from(1)).status, (await from(2)).status, (await from(3)).status]).toEqual([401, 401, 429])
  } finally {
    await busy.close()
  }
})

test('a server that is starting says so and when to come again', async () => {
  const starting = await openHttp({ log, hosts: ['varco.test'], ceiling: 100, ready: () => false } as never)
  const answer = await starting.inject({ method: 'GET', url: '/status', headers: { host: 'varco.test' } })
  expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([503, '2', { status: 'starting' }])
  expect((await bare({ method: 'GET', url: '/status' })).json()).toEqual({ status: 'ready' })
  await starting.close()
})

describe('the OpenAPI document', () => {
  // biome-ignore lint/suspicious/noExplicitAny: a document of the world, looked into here and there
  const document = async (): Promise<any> => (await bare({ method: 'GET', url: '/api/v1/openapi.json' })).json()

  test('is one of version 3.1 and holds every endpoint once', async () => {
    const { openapi, info, paths } = await document()
    expect(openapi).toMatch(/^3\.1\./)
    expect(info).toMatchObject({ title: 'Varco', version: expect.any(String) })
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as object).map(([method, operation]) => [
        operation.operationId,
        method.toUpperCase(),
        path,
      ]),
    )
    const declared = endpoints.map((each) => [
      each.name,
      each.method,
      `/api/v1${each.path.replaceAll(/:([a-zA-Z]+)/g, '{$1}')}`,
    ])
    expect(operations.sort()).toEqual(declared.sort())
    expect(new Set(operations.map(([id]) => id)).size).toBe(endpoints.length)
  })

  test('declares every part of every path, and refers to nothing that is not there', async () => {
    const whole = await document()
    for (const [path, methods] of Object.entries(whole.paths))
      for (const operation of Object.values(methods as object)) {
        const named = [...path.matchAll(/\{([a-zA-Z]+)\}/g)].map((found) => found[1])
        const declared = operation.parameters
          .filter((each: { in: string }) => each.in === 'path')
          .map((each: { name: string }) => each.name)
        expect(declared.sort(), path).toEqual(named.sort())
        expect(operation.responses).toMatchObject({
          200: { description: expect.any(String) },
          default: { content: { 'application/problem+json': {} } },
        })
      }
    for (const [, name] of JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(whole.components.schemas)).toContain(name)
  })
})
