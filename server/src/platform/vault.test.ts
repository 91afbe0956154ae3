import { createSecretKey, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../testing.ts'
import { systemClock } from './clock.ts'
import type { Place } from './db.ts'
import type { MasterKeys } from './key-file.ts'
import { ask } from './testing-ask.ts'
import { type DeskVault, Vault } from './vault.ts'

let server: TestServer
let here: Place
let vault: DeskVault
let other: DeskVault

const placeOf = async (code: string): Promise<Place> => {
  const { id, networkId } = await server.desk(code)
  return { desk: id, network: networkId }
}

beforeAll(async () => {
  server = await testServer()
  here = await placeOf('here')
  vault = await server.house.vault.ofDesk(here)
  other = await server.house.vault.ofDesk(await placeOf('there'))
})
afterAll(() => server.close())

const spot = { in: 'person.identity', id: v7() }

describe('what is sealed', () => {
  test('opens where it stands, and never looks twice the same', () => {
    const value = { name: 'Amina', years: [1, 2], nothing: null, text: 'è 😀' }
    expect(vault.open(spot, vault.seal(spot, value))).toEqual(value)
    expect(vault.seal(spot, value).equals(vault.seal(spot, value))).toBe(false)
    expect(vault.seal(spot, value).includes('Amina')).toBe(false)
  })

  test('does not open in another row, another column or another desk', () => {
    const sealed = vault.seal(spot, 'secret')
    expect(() => vault.open({ ...spot, id: v7() }, sealed)).toThrow()
    expect(() => vault.open({ ...spot, in: 'case_note.words' }, sealed)).toThrow()
    expect(() => other.open(spot, sealed)).toThrow()
  })

  test('does not open when one bit of it was changed, or when it was cut', () => {
    const sealed = vault.seal(spot, 'secret')
    for (let at = 0; at < sealed.length; at += 1) {
      const bent = Buffer.from(sealed)
      bent[at] = (bent[at] as number) ^ 1
      expect(() => vault.open(spot, bent), `byte ${at}`).toThrow()
    }
    for (const end of [1, 5, 20, sealed.length - 1]) expect(() => vault.open(spot, sealed.subarray(0, end))).toThrow()
    expect(() => vault.open(spot, Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow()
  })

  test('opens as erased where it is nothing and its column says what that means, and nowhere else', () => {
    const nothing = Buffer.alloc(0)
    expect(vault.open({ in: 'case_note.words', id: v7() }, nothing)).toBe('')
    expect(vault.open(spot, nothing)).toMatchObject({ identity: { familyName: '' }, taxCode: null })
    expect(() => vault.open({ in: 'mail.address', id: v7() }, nothing)).toThrow()
    expect(() => vault.open({ in: 'no.column', id: v7() }, nothing)).toThrow()
    expect(() => vault.openBytes({ in: 'case_note.words', id: v7() }, nothing)).toThrow()
  })
})

describe('a blind tag', () => {
  test('is the same for the same term in a desk, and another in another desk or for another kind', () => {
    expect(vault.tag('phone', '39327').equals(vault.tag('phone', '39327'))).toBe(true)
    expect(vault.tag('phone', '39327').equals(other.tag('phone', '39327'))).toBe(false)
    expect(vault.tag('phone', '39327').equals(vault.tag('document', '39327'))).toBe(false)
    expect(vault.tag('phone', 'a\0b').equals(vault.tag('phone\0a', 'b')), "kinds are the program's own").toBe(true)
  })

  test('of a single name part is shared by several names', () => {
    const tags = Array.from({ length: 3_000 }, (_, at) => vault.coarseTag('name', `w:name${at}`).toString('hex'))
    expect(new Set(tags).size).toBeLessThan(3_000)
    expect(tags.every((tag) => tag.length === tags[0]?.length)).toBe(true)
    expect(vault.coarseTag('name', 'w:rossi').length).toBeLessThanOrEqual(3)
  })
})

describe('the data keys of a desk', () => {
  const masters = (current: string, ...more: [string, Buffer][]): MasterKeys => ({
    current,
    keys: new Map(more.map(([id, bytes]) => [id, createSecretKey(bytes)])),
  })
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const open = (keys: MasterKeys) => new Vault(keys, server.house.app, systemClock)

  test('are made once, also when many ask at once', async () => {
    const place = await placeOf('asked-at-once')
    const vaults = await Promise.all(Array.from({ length: 6 }, () => open(masters('m1', ['m1', first])).ofDesk(place)))
    const sealed = (vaults[0] as DeskVault).seal(spot, 'x')
    for (const each of vaults) expect(each.open(spot, sealed)).toBe('x')
    expect(
      await ask(server.database.supervisor, 'select purpose, no from data_key where desk_id = $1 order by purpose', [
        place.desk,
      ]),
    ).toEqual([
      { purpose: 'seal', no: 1 },
      { purpose: 'tag', no: 1 },
    ])
  })

  test('outlive a change of the master key as long as the old one is at hand', async () => {
    const place = await placeOf('rotated')
    const before = await open(masters('m1', ['m1', first])).ofDesk(place)
    const sealed = before.seal(spot, 'x')
    const after = await open(masters('m2', ['m1', first], ['m2', second])).ofDesk(place)
    expect(after.open(spot, sealed)).toBe('x')
    expect(after.tag('phone', '1').equals(before.tag('phone', '1'))).toBe(true)
    await expect(open(masters('m2', ['m2', second])).ofDesk(place)).rejects.toThrow('master key "m1"')
    await expect(open(masters('m1', ['m1', second])).ofDesk(place), 'another key under the same name').rejects.toThrow()
  })

  test('cannot be moved to another desk', async () => {
    const [from, to] = [await placeOf('from'), await placeOf('to')]
    await open(masters('m1', ['m1', first])).ofDesk(from)
    await ask(
      server.database.supervisor,
      'insert into data_key select $2, purpose, no, master, wrapped, created_at from data_key where desk_id = $1',
      [from.desk, to.desk],
    )
    await expect(open(masters('m1', ['m1', first])).ofDesk(to)).rejects.toThrow()
  })

  test('stand in the database wrapped', async () => {
    const rows = await ask(
      server.database.supervisor,
      'select master, length(wrapped) as length from data_key where desk_id = $1',
      [here.desk],
    )
    expect(rows).toEqual([
      { master: 'k1', length: 5 + 12 + 32 + 16 },
      { master: 'k1', length: 5 + 12 + 32 + 16 },
    ])
  })
})
