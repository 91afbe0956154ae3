import { sql } from 'kysely'
import type { z } from 'zod'
import type { CivilDate } from '#model/calendar.ts'
import { mayEndArrangement } from '#model/grounds/arrangements.ts'
import type { Arrangement, ArrangementFields } from '#model/grounds/contract.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'
import type { GroundTables } from './tables.ts'

/** Arrays of ids come back as text from a driver that knows no array of uuid. */
type Row = GroundTables['arrangement'] & {
  by_body: string
  by_id: string
  /** None in a desk for trying out, which ends nothing. */
  own_body: string | null
  ended_here: boolean
  ends: { day: CivilDate; reason: string; body: string }[]
}

export async function arrangementsOf(at: At): Promise<z.input<typeof Arrangement>[]> {
  const { rows } = await sql<Row>`
    select a.*, a.from_bodies::text[] as from_bodies, a.to_bodies::text[] as to_bodies, o.name as by_body, o.id as by_id,
      (select organisation_id from desk where id = ${at.desk.id} and not tryout) as own_body,
      exists (select 1 from arrangement_end e where e.network_id = a.network_id and e.written_in = a.written_in
        and e.arrangement_id = a.id and e.ended_in = ${at.desk.id}) as ended_here,
      coalesce((select jsonb_agg(jsonb_build_object('day', e.day, 'reason', e.reason, 'body', b.name) order by e.day, e.at)
        from arrangement_end e join desk d on d.id = e.ended_in join organisation b on b.id = d.organisation_id
        where e.network_id = a.network_id and e.written_in = a.written_in and e.arrangement_id = a.id), '[]') as ends
    from arrangement a join desk on desk.id = a.written_in join organisation o on o.id = desk.organisation_id
    where a.network_id = ${at.desk.networkId} order by a.from_day desc, a.id desc`.execute(at.tx)
  return rows.map((row) => {
    const shown = {
      id: row.id,
      kind: row.kind as Arrangement['kind'],
      from: row.from_bodies,
      to: row.to_bodies,
      purposes: row.purposes as Arrangement['purposes'],
      basis: row.basis as Arrangement['basis'],
      fromDay: row.from_day as CivilDate,
      untilDay: row.until_day as CivilDate | null,
      reference: row.reference,
      essence: row.essence,
      byBody: row.by_body,
      by: row.by_id,
      writtenIn: row.written_in,
      endedOn: row.ends[0]?.day ?? null,
      ends: row.ends,
    }
    const may = at.actor.grants.includes('arrangement.write') && !row.ended_here
    return { ...shown, can: may && mayEndArrangement(shown, row.own_body ?? '', at.today) ? ['end' as const] : [] }
  })
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

type End = { writer: string; arrangement: string; day: string; reason: string }

/** Ends an arrangement on the side of this desk, once. */
export const insertArrangementEnd = (at: At, { writer, arrangement, day, reason }: End) =>
  on(at)
    .insertInto('arrangement_end')
    .values({
      network_id: at.desk.networkId,
      written_in: writer,
      arrangement_id: arrangement,
      ended_in: at.desk.id,
      day,
      reason,
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Whether this desk ended an arrangement before. */
export async function endedHere(
  at: At,
  { writer, arrangement }: Pick<End, 'writer' | 'arrangement'>,
): Promise<boolean> {
  const found = await on(at)
    .selectFrom('arrangement_end')
    .select('day')
    .where('network_id', '=', at.desk.networkId)
    .where('written_in', '=', writer)
    .where('arrangement_id', '=', arrangement)
    .where('ended_in', '=', at.desk.id)
    .executeTakeFirst()
  return found !== undefined
}

/** The desks of some bodies of the network, but those for trying out. */
export async function desksOf(at: At, bodies: readonly string[]): Promise<string[]> {
  if (bodies.length === 0) return []
  const rows = await on(at)
    .selectFrom('desk')
    .select('id')
    .where('network_id', '=', at.desk.networkId)
    .where('organisation_id', 'in', bodies)
    .where('tryout', '=', false)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
