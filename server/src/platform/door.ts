import type pg from 'pg'
import { type CivilDate, today } from '#model/calendar.ts'
import { type Grant, type Role, reachOf } from '#model/grants.ts'
import { type AuditRow, auditWrite } from './audit.ts'
import { type Clock, newId } from './clock.ts'
import { type Db, reading, type Tx, transaction } from './db.ts'
import { movedOn } from './failure.ts'
import { type DeskVault, StaleKeys, type Vault } from './vault.ts'

/** Who acts in a desk: a member, the system (a job), or somebody at the console. */
export type Actor = {
  /** `account:<id>`, `system`, `console:<user>`: what the register of accesses says. */
  name: string
  accountId: string | null
  roles: readonly Role[]
  grants: readonly Grant[]
  /** How far it reads inside the desk. */
  reach: 'desk' | 'own'
}

export type DeskHere = { id: string; code: string; name: string; networkId: string }

/** What a handler holds: a transaction that is inside one desk, and who acts there. */
export type At = {
  tx: Tx
  desk: DeskHere
  actor: Actor
  vault: DeskVault
  /** Instant of the request, ISO 8601 UTC. */
  now: string
  /** The civil day in Rome. */
  today: CivilDate
  /** An event of this transaction: dispatched as a job after the commit. Ids and codes only. */
  tell(topic: string, payload: Record<string, string | number | boolean>): Promise<void>
  /**
   * True the first time this id is made in the desk. A repeated POST with the same content answers false (answer with
   * the record as it is); with another content it throws `moved-on` with what `current` gives.
   */
  firstTime(id: string, sent: unknown, current: () => Promise<unknown>): Promise<boolean>
}

/** What a handler of a network's public part holds: a reading that is in the network, and in no desk. */
export type AtNetwork = { tx: Tx; network: NetworkHere; now: string }
export type NetworkHere = { id: string; code: string; name: string }

export type House = { app: pg.Pool; platform: pg.Pool; vault: Vault; clock: Clock }

export const memberActor = (accountId: string, roles: readonly Role[], grants: readonly Grant[]): Actor => ({
  name: `account:${accountId}`,
  accountId,
  roles,
  grants,
  reach: reachOf(roles),
})

/** Jobs and the console act with the whole reach of the desk and no role: rules about people do not apply to them. */
export const houseActor = (name: string): Actor => ({ name, accountId: null, roles: [], grants: [], reach: 'desk' })

/** What is written in the register with the work's own transaction. */
export type Write = { act: string; record: string; recordId: string | null }

const known = { minute: '', day: '' as CivilDate }

/** The civil day of an instant; it changes at most once a minute, and the calendar is not cheap. */
function dayOf(now: string): CivilDate {
  const minute = now.slice(0, 16)
  if (known.minute !== minute) Object.assign(known, { minute, day: today(now) })
  return known.day
}

type PlatformTables = {
  outbox: { desk_id: string; id: string; topic: string; payload: string; at: string }
  made: { desk_id: string; id: string; digest: Buffer }
}

/** Somebody waits for an answer; a job or a command has time. */
const patienceOf = ({ name }: Actor) =>
  name === 'system' || name.startsWith('console:') ? {} : { patience: '4s' as const }

/** The keys may change under a transaction once, where somebody rotates them; a second time is patience enough. */
const TRIES = 3

/**
 * Runs `work` inside a desk: one transaction, the desk entered, its write (if it is one) in the register of accesses in
 * the same transaction; with `read` the database refuses any change. Requests, jobs and the console all come through here.
 * Where a key of the desk is newer than those in memory, nothing was done, the keys are read and `work` runs once more.
 */
export async function enterDesk<T>(
  house: House,
  desk: DeskHere,
  actor: Actor,
  intent: Write | 'read' | null,
  work: (at: At) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await enterOnce(house, desk, actor, intent, work)
    } catch (error) {
      if (tries === TRIES) throw error
      // Of two who wait for each other the database ends one, with nothing done: it begins again.
      if ((error as { code?: string }).code === '40P01') continue
      if (!(error instanceof StaleKeys)) throw error
      house.vault.forget({ desk: desk.id, network: desk.networkId })
    }
  }
}

/** Reads in a network, whoever asks: no desk is entered, so no row of a person is there. `undefined`: no such network. */
export async function readNetwork<T>(
  house: House,
  code: string,
  work: (at: AtNetwork) => Promise<T>,
): Promise<{ answer: T } | undefined> {
  const network = await transaction(house.platform, null, (tx: Db<{ network: NetworkHere }>) =>
    tx.selectFrom('network').select(['id', 'code', 'name']).where('code', '=', code).executeTakeFirst(),
  )
  if (!network) return undefined
  const place = { desk: '', network: network.id }
  return { answer: await reading(house.app, place, (tx) => work({ tx, network, now: house.clock() })) }
}

async function enterOnce<T>(
  house: House,
  desk: DeskHere,
  actor: Actor,
  intent: Write | 'read' | null,
  work: (at: At) => Promise<T>,
): Promise<T> {
  const place = { desk: desk.id, network: desk.networkId }
  const vault = await house.vault.ofDesk(place)
  const now = house.clock()
  const handle = async (tx: Tx) => {
    const db = tx as Db<PlatformTables>
    const at: At = {
      tx,
      desk,
      actor,
      vault,
      now,
      today: dayOf(now),
      async tell(topic, payload) {
        const event = { desk_id: desk.id, id: newId(), topic, payload: JSON.stringify(payload), at: now }
        await db.insertInto('outbox').values(event).execute()
      },
      async firstTime(id, sent, current) {
        const digest = vault.tag('made', JSON.stringify(sent))
        const inserted = await db
          .insertInto('made')
          .values({ desk_id: desk.id, id, digest })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (inserted) return true
        const known = await db.selectFrom('made').select('digest').where('id', '=', id).executeTakeFirstOrThrow()
        if (!known.digest.equals(digest)) throw movedOn(await current())
        return false
      },
    }
    return work(at)
  }
  if (intent === 'read') return reading(house.app, place, handle)
  // Travels with the first statements of the work: what is sealed under an old key never reaches the commit.
  const handleFresh = async (tx: Tx) => {
    const newest = house.vault.checkNewest(tx, place, vault)
    newest.catch(() => {})
    const result = await handle(tx)
    await newest
    return result
  }
  const held = { ...place, ...patienceOf(actor) }
  if (intent === null) return transaction(house.app, held, handleFresh)
  const { act, record, recordId } = intent
  const row: AuditRow = { id: newId(), at: now, actor: actor.name, act, kind: 'write', record, record_id: recordId }
  return transaction(house.app, held, handleFresh, () => auditWrite(desk.id, row))
}
