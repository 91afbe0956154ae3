import { sql } from 'kysely'
import type { GroundFields } from '#model/grounds/contract.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { GroundTables } from './tables.ts'

export const on = (at: At) => at.tx as Db<GroundTables>

/** The bodies of the network, and which is the desk's. */
export async function bodiesOf(at: At): Promise<{ id: string; name: string; own: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; own: boolean }>`
    select o.id, o.name, o.id = (select organisation_id from desk where id = ${at.desk.id}) as own
    from organisation o where o.network_id = ${at.desk.networkId} order by o.name`.execute(at.tx)
  return rows
}

/** What binds nobody is not written into the network: a desk for trying out holds invented data only. */
export async function isTryout(at: At): Promise<boolean> {
  const row = await on(at).selectFrom('desk').select('tryout').where('id', '=', at.desk.id).executeTakeFirst()
  return row?.tryout ?? false
}

type Words = Pick<GroundFields, 'present' | 'task' | 'outside'>
const spot = (id: string) => ({ in: 'legal_ground.words', id })
const endSpot = (id: string) => ({ in: 'legal_ground_end.words', id })

export const groundWords = (at: At, row: { id: string; words: Buffer }): Words => at.vault.open(spot(row.id), row.words)
export const endWords = (at: At, id: string, words: Buffer): string => at.vault.open(endSpot(id), words)

export type GroundRow = GroundTables['legal_ground'] & {
  end_day: string | null
  end_words: Buffer | null
  end_by: string | null
  signed_kind: string | null
  signed_by: string | null
  signed_at: string | null
  signed_bytes: number | null
}

/** Every entry of a person, newest first, with how it ended and whether a signature is held. */
export async function groundRows(at: At, personId: string): Promise<GroundRow[]> {
  const { rows } = await sql<GroundRow>`
    select g.*, e.day as end_day, e.words as end_words, e.by as end_by, s.kind as signed_kind, s.by as signed_by,
      s.at as signed_at, length(s.image) as signed_bytes
    from legal_ground g left join legal_ground_end e on e.desk_id = g.desk_id and e.ground_id = g.id
    left join ground_signature s on s.desk_id = g.desk_id and s.ground_id = g.id
    where g.desk_id = ${at.desk.id} and g.person_id = ${personId} order by g.from_day desc, g.id desc`.execute(at.tx)
  return rows
}

export const insertGround = (at: At, id: string, personId: string, said: GroundFields) =>
  on(at)
    .insertInto('legal_ground')
    .values({
      desk_id: at.desk.id,
      id,
      person_id: personId,
      kind: said.kind,
      special: said.special,
      purpose: said.purpose,
      recipient: said.recipient,
      body_id: said.body,
      scopes: said.scopes,
      notice_kind: said.notice?.kind ?? null,
      notice_version: said.notice?.version ?? null,
      notice_language: said.notice?.language ?? null,
      how: said.how,
      from_day: said.fromDay,
      until_day: said.untilDay,
      words: at.vault.seal(spot(id), { present: said.present, task: said.task, outside: said.outside } satisfies Words),
      by: at.actor.name,
      at: at.now,
    })
    .execute()

/** Ends an entry today; false if it was ended before. Of two at once the second waits for the first and is told so. */
export async function insertGroundEnd(at: At, id: string, reason: string): Promise<boolean> {
  const inserted = await on(at)
    .insertInto('legal_ground_end')
    .values({
      desk_id: at.desk.id,
      ground_id: id,
      day: at.today,
      words: at.vault.seal(endSpot(id), reason),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('ground_id')
    .executeTakeFirst()
  return inserted !== undefined
}
