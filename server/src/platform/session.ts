import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { today } from '#model/calendar.ts'
import { type Grant, grantsOf, type Role } from '#model/grants.ts'
import type { Clock } from './clock.ts'
import { type Db, transaction } from './db.ts'

type SessionTables = {
  sign_in_failure: { last_at: string }
  session: {
    id_hash: Buffer
    account_id: string
    device: string
    started_at: string
    last_seen_at: string
    ends_at: string
  }
}

/** A desk of which the account is a member. */
export type DeskOfSession = {
  id: string
  code: string
  name: string
  organisation: string
  tryout: boolean
  networkId: string
  roles: Role[]
  grants: Grant[]
}

/** A signed-in account with its desks, as the door needs it. */
export type Session = {
  idHash: Buffer
  accountId: string
  name: string
  email: string
  language: 'it' | 'en'
  demo: boolean
  endsAt: string
  desks: DeskOfSession[]
}

export type SessionLimits = { idleMinutes: number; absoluteHours: number }

const hash = (id: string) => createHash('sha256').update(id).digest()
const CACHE_MS = 3_000
const SEEN_MS = 60_000

/**
 * Own sessions: an opaque random id in the cookie, only its hash in the database. The memory of three seconds spares
 * most requests a query; whatever ends a session here empties it.
 */
export class Sessions {
  readonly #pool: pg.Pool
  readonly #clock: Clock
  readonly #limits: SessionLimits
  readonly #memory = new Map<string, { session: Session; until: number; seen: number }>()
  #generation = 0

  constructor(pool: pg.Pool, clock: Clock, limits: SessionLimits) {
    this.#pool = pool
    this.#clock = clock
    this.#limits = limits
  }

  /** Opens a session and answers with the id for the cookie. */
  async start(accountId: string, device: string): Promise<string> {
    const id = randomBytes(32).toString('base64url')
    const now = this.#clock()
    const ends = new Date(Date.parse(now) + this.#limits.absoluteHours * 3_600_000).toISOString()
    await this.#do((tx) =>
      tx
        .insertInto('session')
        .values({ id_hash: hash(id), account_id: accountId, device, started_at: now, last_seen_at: now, ends_at: ends })
        .execute(),
    )
    return id
  }

  /** The session of a cookie, or undefined if there is none, it was idle too long, or it came to its end. */
  async find(id: string | undefined): Promise<Session | undefined> {
    if (!id) return undefined
    const now = Date.parse(this.#clock())
    const known = this.#memory.get(id)
    if (known && known.until > now) return known.session
    this.#memory.delete(id)
    const generation = this.#generation
    const session = await this.#load(hash(id), now)
    if (!session) return undefined
    // Something ended while this was on its way: it is not remembered, so that the next request asks again.
    if (generation !== this.#generation) return this.find(id)
    if (this.#memory.size > 5_000) this.#memory.clear()
    this.#memory.set(id, { session, until: now + CACHE_MS, seen: now })
    return session
  }

  async #load(idHash: Buffer, now: number): Promise<Session | undefined> {
    const idleSince = new Date(now - this.#limits.idleMinutes * 60_000).toISOString()
    const at = new Date(now).toISOString()
    const seenBefore = new Date(now - SEEN_MS).toISOString()
    const { rows } = await this.#do((tx) =>
      sql<LoadedRow>`
        with here as (
          select * from session where id_hash = ${idHash} and ends_at > ${at} and last_seen_at > ${idleSince}
        ), seen as (
          update session set last_seen_at = ${at} where id_hash = ${idHash} and last_seen_at < ${seenBefore}
            and exists (select 1 from here)
        )
        select a.id, a.name, a.email, a.language, a.demo, here.ends_at,
          coalesce((
            select json_agg(json_build_object('id', d.id, 'code', d.code, 'name', d.name, 'organisation', o.name, 'tryout', d.tryout,
              'networkId', d.network_id, 'roles', (
                select coalesce(json_agg(r.role order by r.role), '[]') from role_grant r
                where r.desk_id = m.desk_id and r.account_id = m.account_id)) order by d.name)
            from member m join desk d on d.id = m.desk_id join organisation o on o.id = d.organisation_id
            where m.account_id = a.id and (m.until is null or m.until >= ${today(at)}::date)
          ), '[]') as desks
        from here join account a on a.id = here.account_id where a.disabled_at is null`.execute(tx),
    )
    const row = rows[0]
    if (!row) return undefined
    const desks = row.desks.map((desk) => ({ ...desk, grants: grantsOf(desk.roles) }))
    const { id: accountId, name, email, language, demo, ends_at: endsAt } = row
    return { idHash, accountId, name, email, language, demo, endsAt, desks }
  }

  async end(id: string): Promise<void> {
    await this.#do((tx) => tx.deleteFrom('session').where('id_hash', '=', hash(id)).execute())
    this.forget()
  }

  /** Ends every session of the account, but for the one kept. */
  async endAll(accountId: string, keep?: Buffer): Promise<void> {
    await this.#do((tx) =>
      tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .$if(keep !== undefined, (query) => query.where('id_hash', '!=', keep as Buffer))
        .execute(),
    )
    this.forget()
  }

  /** Forgets what it remembers, and what is being loaded: after the end of a session or a change to an account. */
  forget(): void {
    this.#generation += 1
    this.#memory.clear()
  }

  async ofAccount(accountId: string) {
    const now = this.#clock()
    return this.#do((tx) =>
      tx
        .selectFrom('session')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('ends_at', '>', now)
        .orderBy('last_seen_at', 'desc')
        .limit(50)
        .execute(),
    )
  }

  /** Throws away sessions that ended, and failed sign-ins of which no delay is left. */
  async sweep(): Promise<void> {
    const now = this.#clock()
    const yesterday = new Date(Date.parse(now) - 86_400_000).toISOString()
    await this.#do(async (tx) => {
      await tx.deleteFrom('session').where('ends_at', '<', now).execute()
      await tx.deleteFrom('sign_in_failure').where('last_at', '<', yesterday).execute()
    })
  }

  #do<T>(work: (tx: Db<SessionTables>) => Promise<T>): Promise<T> {
    return transaction(this.#pool, null, work)
  }
}

type LoadedRow = {
  id: string
  name: string
  email: string
  language: 'it' | 'en'
  demo: boolean
  ends_at: string
  desks: Omit<DeskOfSession, 'grants'>[]
}

/** A device that once signed in to this account carries a mark that nobody else can make: it is never locked out by strangers' failures. */
export function deviceMark(key: Buffer, accountId: string): string {
  const nonce = randomBytes(12).toString('base64url')
  return `${nonce}.${createHmac('sha256', key).update(`${accountId}\0${nonce}`).digest('base64url')}`
}

/** How many accounts a shared device is remembered for. */
const MARKS = 8

/** The device's cookie with one mark more, the oldest ones dropped. */
export const withMark = (cookie: string | undefined, mark: string): string =>
  [mark, ...(cookie ?? '').split('~').filter(Boolean)].slice(0, MARKS).join('~')

/** The nonce of the mark that this account left on a device, if one in the cookie is genuine to the last letter. */
export function markOf(key: Buffer, accountId: string, cookie: string | undefined): string | undefined {
  return (cookie ?? '')
    .split('~')
    .slice(0, MARKS)
    .map((mark) => mark.split('.'))
    .find(([nonce, given, ...more]) => {
      if (!nonce || !given || more.length > 0) return false
      const made = createHmac('sha256', key).update(`${accountId}\0${nonce}`).digest('base64url')
      return given.length === made.length && timingSafeEqual(Buffer.from(given), Buffer.from(made))
    })?.[0]
}
