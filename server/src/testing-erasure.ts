import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { DeskHere } from './platform/door.ts'
import { sealedColumns } from './platform/sealed-columns.ts'
import { ask } from './platform/testing-ask.ts'
import type { Caller, TestServer } from './testing.ts'

export const newErasure = (more: object = {}) => ({
  id: v7(),
  ground: 'no-longer-needed',
  askedBy: 'person',
  words: '',
  ...more,
})

/** Decides an erasure that was asked for; done, unless it is said otherwise. */
export const decided = (by: Caller, person: string, id: string, how: object = { outcome: 'done' }) =>
  by.call('POST', `/persons/${person}/erasures/${id}/decision`, { outcome: 'done', ...how })

/** Has a person's data erased: one asks, the other decides. */
export async function erased(asks: Caller, decides: Caller, person: string): Promise<string> {
  const asked = newErasure()
  const sent = await asks.call('POST', `/persons/${person}/erasures`, asked)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  const { status, body } = await decided(decides, person, asked.id)
  expect(status, JSON.stringify(body)).toBe(200)
  return asked.id
}

/** An erasure that waits for a decision, and one that was refused by a colleague. */
export async function addErasures(server: TestServer, caller: Caller, person: string): Promise<Record<string, string>> {
  const other = await server.member(caller.desk, 'coordinator')
  const refused = newErasure({ words: 'x' })
  await caller.call('POST', `/persons/${person}/erasures`, refused)
  await decided(other, person, refused.id, { outcome: 'refused', reason: 'claims', words: 'A hearing' })
  const waits = newErasure({ words: 'x' })
  await other.enter(async (at) => {
    const words = at.vault.seal({ in: 'erasure.words', id: waits.id }, 'x')
    await at.tx
      .insertInto('erasure')
      .values({
        desk_id: at.desk.id,
        id: waits.id,
        person_id: person,
        ground: waits.ground,
        asked_by: waits.askedBy,
        from_day: at.today,
        words,
        by: at.actor.name,
        at: at.now,
      })
      .execute()
  })
  return { erasure: waits.id }
}

export type OpenedRow = { column: string; text: string }

/** Every sealed value of a desk, opened with its vault. */
export async function openedRows({ house, database }: TestServer, desk: DeskHere): Promise<OpenedRow[]> {
  const vault = await house.vault.ofDesk({ desk: desk.id, network: desk.networkId })
  const found: OpenedRow[] = []
  for (const { table, column, id } of sealedColumns) {
    const rows = await ask(database.supervisor, `select * from ${table} where desk_id = $1 and length(${column}) > 0`, [
      desk.id,
    ])
    for (const row of rows) {
      const spot = { in: `${table}.${column}`, id: id.map((name) => row[name]).join('#') }
      found.push({ column: spot.in, text: vault.openBytes(spot, row[column]).toString('utf8') })
    }
  }
  return found
}
