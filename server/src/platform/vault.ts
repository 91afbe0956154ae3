import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type pg from 'pg'
import type { Clock } from './clock.ts'
import { type Db, type Place, transaction } from './db.ts'

/** Master keys by id; the current one wraps new data keys, older ones still open theirs. */
export type MasterKeys = { current: string; keys: ReadonlyMap<string, KeyObject> }

type DataKeyTable = {
  data_key: {
    desk_id: string
    purpose: 'seal' | 'tag'
    no: number
    master: string
    wrapped: Buffer
    created_at: string
  }
}

const VERSION = 1
const HEAD = 1 + 4 + 12

function encrypt(key: KeyObject, no: number, bound: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const head = Buffer.alloc(5)
  head.writeUInt8(VERSION, 0)
  head.writeUInt32BE(no, 1)
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: KeyObject, bound: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(5, HEAD))
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(HEAD, -16)), decipher.final()])
}

/** Where a sealed value stands: `table.column` and the row's id. Moved to another row or desk, it does not open. */
export type Spot = { in: string; id: string }

/** What one desk can seal, open and tag. Keys are KeyObjects: a Buffer as key costs five times as much per call. */
export class DeskVault {
  readonly #desk: string
  readonly #seals: ReadonlyMap<number, KeyObject>
  readonly #current: number
  readonly #tag: KeyObject

  constructor(desk: string, seals: ReadonlyMap<number, KeyObject>, tag: KeyObject) {
    this.#desk = desk
    this.#seals = seals
    this.#current = Math.max(...seals.keys())
    this.#tag = tag
  }

  #bound(no: number, spot: Spot): string {
    // The database gives ids back in small letters, however a client wrote them.
    return `${spot.in}|${this.#desk}|${spot.id.toLowerCase()}|${no}`
  }

  sealBytes(spot: Spot, plain: Buffer): Buffer {
    const key = this.#seals.get(this.#current) as KeyObject
    return encrypt(key, this.#current, this.#bound(this.#current, spot), plain)
  }

  /** Throws if the value was changed, moved from its row, or belongs to another desk. */
  openBytes(spot: Spot, sealed: Buffer): Buffer {
    const no = sealed.readUInt32BE(1)
    const key = this.#seals.get(no)
    if (!key || sealed.readUInt8(0) !== VERSION) throw new Error(`no key ${no} for ${spot.in}`)
    return decrypt(key, this.#bound(no, spot), sealed)
  }

  /** Seals any JSON value. */
  seal(spot: Spot, value: unknown): Buffer {
    return this.sealBytes(spot, Buffer.from(JSON.stringify(value)))
  }

  open<T>(spot: Spot, sealed: Buffer): T {
    return JSON.parse(this.openBytes(spot, sealed).toString('utf8')) as T
  }

  /** Blind tag for equality: keyed, per desk, 16 bytes. */
  tag(kind: string, term: string): Buffer {
    return createHmac('sha256', this.#tag).update(`${kind}\0${term}`).digest().subarray(0, 16)
  }

  /**
   * Blind tag of a single name part: the kind and only 16 bits, so that several names share a tag and whoever steals
   * the rows learns little by counting them (THREATS.md).
   */
  coarseTag(kind: string, term: string): Buffer {
    return createHmac('sha256', this.#tag).update(`coarse\0${kind}\0${term}`).digest().subarray(0, 2)
  }
}

/** The vaults of all desks: data keys are made on first use, in a transaction of their own, and kept open in memory. */
export class Vault {
  readonly #masters: MasterKeys
  readonly #pool: pg.Pool
  readonly #clock: Clock
  readonly #open = new Map<string, Promise<DeskVault>>()

  constructor(masters: MasterKeys, pool: pg.Pool, clock: Clock) {
    this.#masters = masters
    this.#pool = pool
    this.#clock = clock
  }

  ofDesk(place: Place): Promise<DeskVault> {
    let vault = this.#open.get(place.desk)
    if (!vault) {
      vault = this.#load(place)
      vault.catch(() => this.#open.delete(place.desk))
      this.#open.set(place.desk, vault)
    }
    return vault
  }

  async #load(place: Place): Promise<DeskVault> {
    const rows = await transaction(this.#pool, place, async (tx: Db<DataKeyTable>) => {
      const read = () => tx.selectFrom('data_key').selectAll().execute()
      const found = await read()
      if (found.length > 0) return found
      for (const purpose of ['seal', 'tag'] as const) {
        const fresh = { desk_id: place.desk, purpose, no: 1, master: this.#masters.current, created_at: this.#clock() }
        await tx
          .insertInto('data_key')
          .values({ ...fresh, wrapped: encrypt(this.#master(fresh.master), 0, boundKey(fresh), randomBytes(32)) })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
      return read()
    })
    const keys = rows.map((row) => ({
      ...row,
      key: createSecretKey(decrypt(this.#master(row.master), boundKey(row), row.wrapped)),
    }))
    const seals = new Map(keys.filter((row) => row.purpose === 'seal').map((row) => [row.no, row.key]))
    const tag = keys.find((row) => row.purpose === 'tag')
    if (!tag || seals.size === 0) throw new Error('a desk has lost its data keys')
    return new DeskVault(place.desk, seals, tag.key)
  }

  #master(id: string): KeyObject {
    const key = this.#masters.keys.get(id)
    if (!key) throw new Error(`the key file does not hold the master key "${id}"`)
    return key
  }

  /** A key for something that belongs to no desk (draft keys of accounts, device marks), derived from the current master. */
  derive(purpose: string, from: string): Buffer {
    return derivedBytes(this.#master(this.#masters.current), purpose, from)
  }
}

/** 32 bytes derived from a master key for one named purpose. */
export const derivedBytes = (master: KeyObject, purpose: string, from: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.from('varco'), Buffer.from(`${purpose}\0${from}`), 32))

const boundKey = (row: { desk_id: string; purpose: string; no: number; master: string }) =>
  `data_key|${row.desk_id}|${row.purpose}|${row.no}|${row.master}`
