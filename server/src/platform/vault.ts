import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { decrypt, encrypt, numberOf } from './cipher.ts'
import type { Clock } from './clock.ts'
import { type DataKeyRow, type DataKeyTable, newestSeal, unwrapped, wrapped } from './data-keys.ts'
import { type Db, type Place, type Tx, transaction } from './db.ts'
import type { MasterKeys } from './key-file.ts'
import { erasedValue } from './sealed-columns.ts'

/** Sealed under a key that this process does not know, or about to be sealed under one that is no longer the newest. */
export class StaleKeys extends Error {}

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

  /** Number of the key that it seals with. */
  get current(): number {
    return this.#current
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
    const no = numberOf(sealed)
    const key = this.#seals.get(no)
    if (!key) throw new StaleKeys(`no key ${no} for ${spot.in}`)
    return decrypt(key, this.#bound(no, spot), sealed)
  }

  /** Seals any JSON value. */
  seal(spot: Spot, value: unknown): Buffer {
    return this.sealBytes(spot, Buffer.from(JSON.stringify(value)))
  }

  /** An erased value is nothing, and opens as what its column then says; the database holds who may erase. */
  open<T>(spot: Spot, sealed: Buffer): T {
    const erased = sealed.length === 0 ? erasedValue(spot.in) : undefined
    if (erased !== undefined) return JSON.parse(erased) as T
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
  #masters: MasterKeys
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

  /** Its keys are read anew the next time: there is a newer one (`StaleKeys`). */
  forget(place: Place): void {
    this.#open.delete(place.desk)
  }

  /** Throws StaleKeys if a newer key than the vault's is there. Asked at the start of a transaction, it holds to its end. */
  async checkNewest(tx: Tx, place: Place, vault: DeskVault): Promise<void> {
    if ((await newestSeal(tx, place.desk)) !== vault.current) throw new StaleKeys('a newer key is there')
  }

  /** Adds the next key for sealing, wrapped by the current master key. Whoever writes from now on takes it up. */
  async addSeal(tx: Tx, place: Place): Promise<void> {
    await this.#make(tx as Db<DataKeyTable>, place, 'seal', (await newestSeal(tx, place.desk)) + 1)
  }

  async #load(place: Place): Promise<DeskVault> {
    const rows = await transaction(this.#pool, place, async (tx: Db<DataKeyTable>) => {
      const read = () => tx.selectFrom('data_key').selectAll().where('desk_id', '=', place.desk).execute()
      const found = await read()
      if (found.length > 0) return found
      for (const purpose of ['seal', 'tag'] as const) await this.#make(tx, place, purpose, 1)
      return read()
    })
    const keys = rows.map((row) => ({ ...row, key: createSecretKey(this.#unwrapped(row)) }))
    const seals = new Map(keys.filter((row) => row.purpose === 'seal').map((row) => [row.no, row.key]))
    const tag = keys.find((row) => row.purpose === 'tag')
    if (!tag || seals.size === 0) throw new Error('a desk has lost its data keys')
    return new DeskVault(place.desk, seals, tag.key)
  }

  async #make(tx: Db<DataKeyTable>, place: Place, purpose: 'seal' | 'tag', no: number): Promise<void> {
    // Read within the transaction: a rotation waits for those that had begun before it named its key as the current one.
    this.#readAgain()
    const fresh = { desk_id: place.desk, purpose, no, created_at: this.#clock() }
    await tx
      .insertInto('data_key')
      .values({ ...fresh, ...wrapped(this.#masters, fresh, randomBytes(32)) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  #unwrapped(row: DataKeyRow): Buffer {
    if (!this.#masters.keys.has(row.master)) this.#readAgain()
    return unwrapped(this.#masters, row)
  }

  #readAgain(): void {
    this.#masters = this.#masters.again?.() ?? this.#masters
  }

  /** A key for something that belongs to no desk (draft keys of accounts, device marks). */
  derive(purpose: string, from: string): Buffer {
    return derivedBytes(secretOf(this.#masters), purpose, from)
  }
}

/** The key that others are derived from: it outlives the master keys. */
export const secretOf = ({ secret, keys, current }: MasterKeys): KeyObject => secret ?? (keys.get(current) as KeyObject)

/** 32 bytes derived from a key for one named purpose. */
export const derivedBytes = (secret: KeyObject, purpose: string, from: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.from('varco'), Buffer.from(`${purpose}\0${from}`), 32))
