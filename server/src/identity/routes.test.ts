import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Answer, type TestServer, testServer } from '../testing.ts'
import { hashPassword } from './password.ts'
import { addAccount, setMember } from './store.ts'

const password = 'correct horse battery'
let server: TestServer
let hash: string
beforeAll(async () => {
  server = await testServer()
  hash = await hashPassword(password)
  await server.desk('here')
})
afterAll(() => server.close())

async function account(code = 'here') {
  const id = v7()
  const email = `${id}@varco.test`
  await addAccount(server.house.platform, {
    id,
    email,
    name: 'Somebody',
    passwordHash: hash,
    demo: false,
    now: server.clock.now,
  })
  await setMember(server.house.platform, (await server.desk(code)).id, id, ['worker'], '2025-01-01')
  return { id, email }
}

type Device = { cookies?: Record<string, string>; address?: string; agent?: string }

/** Signs in as a browser would: with the cookies that it was given before. */
async function signIn(
  email: string,
  typed: string,
  device: Device = {},
): Promise<Answer & { cookies: Record<string, string>; set: string[] }> {
  const cookie = Object.entries(device.cookies ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const answer = await server.request({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: device.address ?? '192.0.2.1',
    headers: { ...(cookie && { cookie }), ...(device.agent && { 'user-agent': device.agent }) },
    payload: { email, password: typed },
  })
  const set = [answer.headers['set-cookie'] ?? []].flat() as string[]
  const given = Object.fromEntries(
    set.map((line) => (line.split(';')[0] as string).split(/=(.*)/s).slice(0, 2) as [string, string]),
  )
  return { ...answer, set, cookies: { ...device.cookies, ...given } }
}

const me = (cookies: Record<string, string>) =>
  server.request({ method: 'GET', url: '/api/v1/session', headers: { cookie: `varco=${cookies.varco}` } })
const said = ({ status, body }: Answer) => ({ status, body: { ...(body as object), requestId: '…' } })

describe('signing in', () => {
  test('answers with the account, its desks and what it may do there, and sets a cookie that no script reads', async () => {
    const { id, email } = await account()
    const { status, body, set } = await signIn(`  ${email.toUpperCase()} `, password)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      accountId: id,
      email,
      language: 'it',
      demo: false,
      endsAt: '2026-01-15T21:00:00.000Z',
      desks: [{ code: 'here', roles: ['worker'] }],
    })
    expect(Buffer.from((body as { draftKey: string }).draftKey, 'base64')).toHaveLength(32)
    expect(JSON.stringify(body)).not.toContain('argon2')
    expect(set).toHaveLength(2)
    for (const line of set) {
      expect(line).toMatch(/; Path=\//)
      expect(line).toMatch(/; HttpOnly/)
      expect(line).toMatch(/; SameSite=Strict/)
    }
  })

  test('over TLS sets cookies that are secure and of this host alone', async () => {
    const secure = await testServer({ secure: true })
    try {
      const id = v7()
      await addAccount(secure.house.platform, {
        id,
        email: 'a@varco.test',
        name: 'A',
        passwordHash: hash,
        demo: false,
        now: secure.clock.now,
      })
      const { headers } = await secure.request({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: 'a@varco.test', password },
      })
      const set = headers['set-cookie'] as string[]
      expect(set.map((line) => line.split('=')[0])).toEqual(['__Host-varco', '__Host-varco-device'])
      for (const line of set) expect(line).toMatch(/; Secure/)
      for (const line of set) expect(line).not.toMatch(/Domain/)
    } finally {
      await secure.close()
    }
  })

  test('with a wrong password, for an account that is none, and for a disabled one answers the same', async () => {
    const [{ email }, disabled] = [await account(), await account()]
    await ask(server.database.platform, 'update account set disabled_at = now() where id = $1', [disabled.id])
    const wrong = await signIn(email, 'wrong')
    const answers = [
      wrong,
      await signIn('nobody@varco.test', password),
      await signIn(disabled.email, password),
      await signIn('a\0b@varco.test', password),
    ]
    for (const answer of answers) {
      expect(said(answer)).toEqual(said(wrong))
      expect(answer.set).toEqual([])
    }
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
  })

  test('anew on a device ends the session that was there', async () => {
    const { email } = await account()
    const first = await signIn(email, password)
    const second = await signIn(email, password, { cookies: first.cookies })
    expect((await me(first.cookies)).status).toBe(401)
    expect((await me(second.cookies)).status).toBe(200)
  })

  test('keeps of the device no more than its browser and its system', async () => {
    const { email } = await account()
    const { cookies } = await signIn(email, password, {
      agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    })
    const { body } = await server.request({
      method: 'GET',
      url: '/api/v1/sessions',
      headers: { cookie: `varco=${cookies.varco}` },
    })
    expect(body).toEqual({
      rows: [{ device: 'Firefox, Linux', here: true, startedAt: server.clock.now, lastSeenAt: server.clock.now }],
    })
  })
})

describe('failing to sign in', () => {
  const fail = async (email: string, times: number, device?: Device) => {
    for (let at = 0; at < times; at += 1) await signIn(email, 'wrong', device)
  }

  test('five times costs nothing; then the wait grows, for the right password too, and ends with it', async () => {
    const { email } = await account()
    const waits: number[] = []
    await fail(email, 5)
    for (let round = 0; round < 4; round += 1) {
      const refused = await signIn(email, password)
      expect(refused).toMatchObject({ status: 429, body: { code: 'too-many' } })
      waits.push(Number(refused.headers['retry-after']))
      server.clock.forward(waits.at(-1) as number)
      expect((await signIn(email, 'wrong')).status).toBe(401)
    }
    expect(waits).toEqual([2, 4, 8, 16])
    server.clock.forward(900)
    expect((await signIn(email, password)).status).toBe(200)
    expect((await signIn(email, 'wrong')).status, 'and counting begins anew').toBe(401)
    expect((await signIn(email, password)).status).toBe(200)
  })

  test('never costs more than a quarter of an hour', async () => {
    const { email } = await account()
    await fail(email, 5)
    await ask(server.database.platform, 'update sign_in_failure set failures = 1000')
    expect(Number((await signIn(email, password)).headers['retry-after'])).toBe(900)
  })

  test('is the same for an account that is none', async () => {
    const [{ email }, nobody] = [await account(), `${v7()}@varco.test`]
    for (const each of [email, nobody]) await fail(each, 5)
    expect(said(await signIn(email, 'wrong'))).toEqual(said(await signIn(nobody, 'wrong')))
  })

  test('on one device does not lock out another address, nor a device that is known', async () => {
    const { email } = await account()
    const known = await signIn(email, password, { address: '192.0.2.7' })
    await fail(email, 12, { address: '192.0.2.7' })
    expect(
      (await signIn(email, password, { address: '192.0.2.7' })).status,
      'a stranger at the same address waits',
    ).toBe(429)
    expect((await signIn(email, password, { address: '192.0.2.8' })).status, 'elsewhere nobody waits').toBe(200)
    expect(
      (
        await signIn(email, password, {
          address: '192.0.2.7',
          cookies: { 'varco-device': known.cookies['varco-device'] as string },
        })
      ).status,
    ).toBe(200)
  })

  test('on a known device makes that device wait alone', async () => {
    const { email } = await account()
    const mark = { 'varco-device': (await signIn(email, password)).cookies['varco-device'] as string }
    await fail(email, 6, { cookies: mark })
    expect((await signIn(email, password, { cookies: mark })).status).toBe(429)
    expect((await signIn(email, password)).status).toBe(200)
  })

  test('with the mark of another account counts as a device that nobody knows', async () => {
    const [one, other] = [await account(), await account()]
    const mark = { 'varco-device': (await signIn(other.email, password)).cookies['varco-device'] as string }
    await fail(one.email, 6, { cookies: mark })
    expect((await signIn(one.email, password)).status).toBe(429)
  })

  test('many times at once is not a way around the wait', async () => {
    const { email } = await account()
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(email, 'wrong')))
    expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(6)
  })
})

describe('a session', () => {
  const send = (method: 'DELETE' | 'PUT' | 'POST', path: string, cookies: Record<string, string>, payload?: object) =>
    server.request({
      method,
      url: `/api/v1${path}`,
      headers: { cookie: `varco=${cookies.varco}` },
      ...(payload && { payload }),
    })

  test('ends on this device alone, or everywhere at once', async () => {
    const { email } = await account()
    const devices = [await signIn(email, password), await signIn(email, password), await signIn(email, password)].map(
      (answer) => answer.cookies,
    )
    for (const each of devices) expect((await me(each)).status).toBe(200)
    const out = await send('DELETE', '/session', devices[0] as never)
    expect(String(out.headers['set-cookie'])).toMatch(/^varco=;.*Max-Age=0/)
    expect(await Promise.all(devices.map(async (each) => (await me(each)).status))).toEqual([401, 200, 200])
    await send('DELETE', '/sessions', devices[1] as never)
    expect(await Promise.all(devices.map(async (each) => (await me(each)).status))).toEqual([401, 401, 401])
  })

  test('whose password was changed goes on, and every other one ends at once', async () => {
    const { email } = await account()
    const [here, there] = [(await signIn(email, password)).cookies, (await signIn(email, password)).cookies]
    const change = (current: string, next: string) => send('POST', '/session/password', here, { current, next })
    expect(await change('wrong', 'a new long password')).toMatchObject({
      status: 401,
      body: { code: 'wrong-credentials' },
    })
    expect((await change(password, 'short')).status).toBe(422)
    expect((await change(password, 'a new long password')).body).toEqual({ done: true })
    expect([(await me(here)).status, (await me(there)).status]).toEqual([200, 401])
    expect((await signIn(email, password)).status).toBe(401)
    expect((await signIn(email, 'a new long password')).status).toBe(200)
  })

  test('does not let the password be guessed by whoever found it open', async () => {
    const { email } = await account()
    const { cookies } = await signIn(email, password)
    const change = () => send('POST', '/session/password', cookies, { current: 'wrong', next: 'a new long password' })
    for (let at = 0; at < 5; at += 1) expect((await change()).status).toBe(401)
    expect((await change()).status).toBe(429)
  })

  test('speaks the language that was chosen', async () => {
    const { email } = await account()
    const { cookies } = await signIn(email, password)
    expect((await send('PUT', '/session/language', cookies, { language: 'en' })).body).toEqual({ done: true })
    expect((await me(cookies)).body).toMatchObject({ language: 'en' })
    expect((await send('PUT', '/session/language', cookies, { language: 'fr' })).status).toBe(422)
  })

  test('of a member of two desks shows both, with what it may do in each', async () => {
    const { id, email } = await account()
    await setMember(server.house.platform, (await server.desk('there')).id, id, ['evaluator'], '2025-01-01')
    const { body } = await signIn(email, password)
    const { desks } = body as { desks: { code: string; grants: string[] }[] }
    expect(desks.map((desk) => [desk.code, desk.grants.includes('person.read')])).toEqual([
      ['here', true],
      ['there', false],
    ])
  })
})

test('colleagues are listed by name with their roles, without those who left', async () => {
  const here = await server.desk('team')
  const [left, by] = [await server.member(here, 'worker'), await server.member(here, 'coordinator', 'worker')]
  await ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [left.accountId])
  const { body } = await by.call('GET', '/members')
  expect(body.rows).toEqual([{ accountId: by.accountId, name: body.rows[0].name, roles: ['coordinator', 'worker'] }])
})
