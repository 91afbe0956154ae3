import { createSecretKey, randomBytes } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { v7 } from 'uuid'
import { grantsOf, type Role } from '#model/grants.ts'
import { openApp, type Running, type Settings } from './app.ts'
import { addAccount, setMember } from './identity/store.ts'
import { addDesk, addProgramme, setTarget } from './network/store.ts'
import type { Clock } from './platform/clock.ts'
import { type At, type DeskHere, enterDesk, memberActor } from './platform/door.ts'
import { openLog } from './platform/log.ts'
import { type TestDatabase, testDatabase } from './platform/testing.ts'

/** A clock that stands still until it is set. */
export class StillClock {
  now = '2026-01-15T09:00:00.000Z'
  readonly read: Clock = () => this.now
  forward(seconds: number): void {
    this.now = new Date(Date.parse(this.now) + seconds * 1_000).toISOString()
  }
}

export type Answer<T = unknown> = { status: number; body: T; headers: Record<string, unknown> }

/** A signed-in member of one desk, as a browser would call. */
export type Caller = {
  accountId: string
  desk: DeskHere
  cookie: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the contract has already checked
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer<any>>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  upload(path: string, bytes: Buffer | string, fileName?: string): Promise<Answer<any>>
  /** The same member inside the desk, without HTTP. */
  enter<T>(work: (at: At) => Promise<T>): Promise<T>
}

/** A desk of another network than the others, or one for trying out. */
export type DeskKind = { network?: string | undefined; tryout?: boolean }

export type TestServer = Running & {
  database: TestDatabase
  clock: StillClock
  /** Adds a desk in the test network, or in another one; for trying out, if it is said. */
  desk(code: string, kind?: DeskKind): Promise<DeskHere>
  /** Adds an account with these roles in a desk, signed in. */
  member(desk: DeskHere, ...roles: Role[]): Promise<Caller>
  request(options: InjectOptions): Promise<Answer>
  close(): Promise<void>
}

/** The whole server on a database of its own; requests go through the real door, without a socket. */
export async function testServer(settings: Partial<Settings> = {}): Promise<TestServer> {
  const database = await testDatabase()
  const clock = new StillClock()
  const running = await openApp({
    app: database.app,
    platform: database.platform,
    keys: { current: 'k1', keys: new Map([['k1', createSecretKey(randomBytes(32))]]) },
    clock: clock.read,
    log: openLog('silent'),
    hosts: ['varco.test'],
    secure: false,
    idleMinutes: 60,
    absoluteHours: 12,
    ceiling: 1_000_000,
    ...settings,
  })
  await running.begin()
  const pool = running.house.platform

  const request = async (options: InjectOptions): Promise<Answer> => {
    const headers = { host: 'varco.test', 'x-varco': '1', ...options.headers }
    const reply = await running.http.inject({ ...options, headers })
    const json = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, body: json ? reply.json() : reply.rawPayload, headers: reply.headers }
  }

  return {
    ...running,
    database,
    clock,
    request,
    async desk(code, { network: net = 'net', tryout = false } = {}) {
      const ids = await addDesk(pool, {
        id: v7(),
        code,
        name: `Desk ${code}`,
        kind: 'single-access-desk',
        area: null,
        tryout,
        network: { id: v7(), code: net, name: `Test network ${net}`, demo: false },
        organisation: { id: v7(), code: 'body', name: 'Test body', kind: 'municipality' },
      })
      const programme = await addProgramme(pool, ids.network_id, {
        id: v7(),
        code: net === 'net' ? 'inlav' : `inlav-${net}`,
        name: 'InLav',
        from: '2025-05-01',
        to: '2025-11-30',
        requirements: [
          { code: 'third-country-national', validFrom: '2025-05-01', source: 'test', checkedOn: '2025-05-01' },
        ],
      })
      const added = { id: ids.desk_id, code, name: `Desk ${code}`, networkId: ids.network_id }
      if (tryout) return added
      const range = { desk_id: ids.desk_id, programme_id: programme, from_day: '2025-05-01', to_day: '2025-11-30' }
      await setTarget(pool, { ...range, measure: 'intercepted', least: 70, most: 100 })
      await setTarget(pool, { ...range, measure: 'takenInCharge', least: 30, most: 50 })
      return added
    },
    async member(desk, ...roles) {
      const id = v7()
      await addAccount(pool, {
        id,
        email: `${id}@varco.test`,
        name: `${roles[0]} ${id.slice(-4)}`,
        passwordHash: '-',
        demo: false,
        now: clock.now,
      })
      await setMember(pool, desk.id, id, roles, '2025-01-01')
      const cookie = `varco=${await running.sessions.start(id, 'test')}`
      return {
        accountId: id,
        desk,
        cookie,
        call: (method, path, body) =>
          request({
            method,
            url: `/api/v1/desks/${desk.code}${path}`,
            headers: { cookie },
            ...(body !== undefined && { payload: body as object }),
          }),
        upload: (path, bytes, fileName = 'register.csv') =>
          request({
            method: 'POST',
            url: `/api/v1/desks/${desk.code}${path}`,
            headers: {
              cookie,
              'content-type': 'application/octet-stream',
              'x-file-name': encodeURIComponent(fileName),
            },
            payload: bytes,
          }),
        enter: (work) => enterDesk(running.house, desk, memberActor(id, roles, grantsOf(roles)), null, work),
      }
    },
    async close() {
      await running.drain()
      await database.drop()
    },
  }
}
