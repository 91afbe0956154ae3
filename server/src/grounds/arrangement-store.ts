import { sql } from 'kysely'
import type { z } from 'zod'
import type { Arrangement, ArrangementFields } from '#model/grounds/contract.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'
import type { GroundTables } from './tables.ts'

/** Arrays of ids come back as text from a driver that knows no array of uuid. */
type Row = GroundTables['arrangement'] & { by_body: string; by_id: string; ended_on: string | null }

export async function arrangementsOf(at: At): Promise<z.input<typeof Arrangement>[]> {
  const { rows } = await sql<Row>`
    select a.*, a.from_bodies::text[] as from_bodies, a.to_bodies::text[] as to_bodies, o.name as by_body, o.id as by_id, e.day as ended_on
    from arrangement a join desk on desk.id = a.written_in join organisation o on o.id = desk.organisation_id
    left join arrangement_end e on e.network_id = a.network_id and e.written_in = a.written_in and e.arrangement_id = a.id
    where a.network_id = ${at.desk.networkId} order by a.from_day desc, a.id desc`.execute(at.tx)
  const mayEnd = (row: Row) =>
    row.ended_on === null && row.written_in === at.desk.id && at.actor.grants.includes('arrangement.write')
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Arrangement['kind'],
    from: row.from_bodies,
    to: row.to_bodies,
    purposes: row.purposes as Arrangement['purposes'],
    basis: row.basis as Arrangement['basis'],
    fromDay: row.from_day,
    untilDay: row.until_day,
    reference: row.reference,
    essence: row.essence,
    byBody: row.by_body,
    by: row.by_id,
    endedOn: row.ended_on,
    can: mayEnd(row) ? ['end' as const] : [],
  }))
}

export const insertArrangement = (at: At, id: string, said: ArrangementFields) =>
  on(at)
    .insertInto('arrangement')
    .values({
      network_id: at.desk.networkId,
      written_in: at.desk.id,
      id,
      kind: said.kind,
      from_bodies: said.from,
      to_bodies: said.to,
      purposes: said.purposes,
      basis: said.basis,
      from_day: said.fromDay,
      until_day: said.untilDay,
      reference: said.reference,
      essence: said.essence,
      written_by: at.actor.name,
      written_at: at.now,
    })
    .execute()

/** Whether this desk recorded the arrangement. */
export async function isOfThisDesk(at: At, id: string): Promise<boolean> {
  const found = await on(at)
    .selectFrom('arrangement')
    .select('id')
    .where('network_id', '=', at.desk.networkId)
    .where('written_in', '=', at.desk.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

/** Ends an arrangement of this desk today; one that was ended stays ended on its day. */
export const insertArrangementEnd = (at: At, id: string) =>
  on(at)
    .insertInto('arrangement_end')
    .values({
      network_id: at.desk.networkId,
      written_in: at.desk.id,
      arrangement_id: id,
      day: at.today,
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
